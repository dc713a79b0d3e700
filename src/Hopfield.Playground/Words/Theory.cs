namespace Hopfield.Playground;

/// <summary>What theory says of a memory's size, and where it says it.</summary>
internal static class Theory
{
    /// <summary>How many random pictures theory promises; null where it makes no such promise.</summary>
    /// <param name="scene">The memory and its size.</param>
    public static double? Promise(Scene scene) => scene.Choice.Kind switch
    {
        MemoryKind.Hebb => ClassicalCapacity.MostPatternsExact(scene.Dimension),
        MemoryKind.Projection => scene.Dimension,
        MemoryKind.Power => PolynomialCapacity.ErrorFree(scene.Dimension, scene.Choice.Degree),
        MemoryKind.Exponential => ExponentialCapacity.Patterns(scene.Dimension),
        _ => null,
    };

    /// <summary>The same in a sentence or two.</summary>
    /// <param name="scene">What is stored in what.</param>
    public static string Says(Scene scene)
    {
        string promise = Promise(scene) is { } count ? Numbers.Short(count < 1e6 ? Math.Floor(count) : count) : "";
        int n = scene.Dimension;
        return scene.Choice.Kind switch
        {
            MemoryKind.Hebb => $"Theory, for random pictures and many pixels: nearly all are held without a wrong pixel up to N/(2 ln N), here {promise}; with a few wrong pixels each up to α = {Numbers.Short(MeanField.CriticalLoad)}, here {Numbers.Short(Math.Floor(MeanField.CriticalLoad * n))}. Pictures that are alike, as digits are, fill it sooner.",
            MemoryKind.Projection => $"Theory: all pictures are held, however alike, as long as none is a combination of the others, so at most {promise}. With that many, every picture whatsoever is at rest: nothing is lost, and nothing is remembered.",
            MemoryKind.Power => $"Theory, for random pictures and many pixels: nearly all are held without a wrong pixel up to N^(n − 1) / (2 (2n − 3)!! ln N), here {promise}.",
            MemoryKind.Exponential => $"Theory, for random pictures and β = 1: up to 2^(N/2) of them, here {promise}. A smaller β hears more of the others and holds fewer.",
            _ => Separated(scene),
        };
    }

    private static string Separated(Scene scene)
    {
        if (scene.Count < 2) return "Theory promises that a picture is held when no other is too like it; one alone always is.";
        RetrievalBounds bounds = RetrievalBounds.Of(PatternSet.From<double>(BinaryPatterns.From(scene.Stored.Select(picture => picture.Units))), scene.Choice.Beta);
        int sure = Enumerable.Range(0, scene.Count).Count(bounds.IsSeparated);
        return $"Theory promises that a picture is held when every other differs from it in at least {Numbers.Short(Math.Ceiling(bounds.RequiredSeparation / 2))} pixels, for this β and so many pictures: here that is true of {(sure == 0 ? "none" : Numbers.Short(sure))} of the {scene.Count}. The promise is a safe one; more may be held.";
    }
}
