namespace Hopfield.Layers.Tests;

/// <summary>An association, pooling or lookup with sizes, ready for a gradient check.</summary>
/// <param name="Options">The layer's.</param>
/// <param name="Bags">B.</param>
/// <param name="Queries">S.</param>
/// <param name="Patterns">P.</param>
/// <param name="Width">D of all inputs; static ones have the width that their heads ask for.</param>
/// <param name="Ragged">Whether bags have lengths of their own, an empty one among them.</param>
/// <param name="Seed">Draws parameters, inputs and lengths.</param>
internal sealed record AssociationCase(HopfieldLayerOptions Options, int Bags = 2, int Queries = 3, int Patterns = 4, int Width = 4, bool Ragged = false, int Seed = 1)
{
    private readonly Random _random = new SeededRandom(Seed);

    /// <summary>Three inputs of their own.</summary>
    public GradientReport CheckApart() => CheckApart(null);

    /// <summary>Three inputs of their own, and a mask with a score for each query and pattern; one query may read nothing.</summary>
    public GradientReport CheckMasked(double[] scores, int blind)
    {
        var mask = new double[Queries, Patterns];
        for (int s = 0; s < Queries; s++)
        {
            for (int mu = 0; mu < Patterns; mu++) mask[s, mu] = s == blind || scores[(s * 4) + mu] < -0.6 ? double.NegativeInfinity : scores[(s * 4) + mu];
        }
        return CheckApart(AttentionMask.Add(mask));
    }

    private GradientReport CheckApart(AttentionMask? mask)
    {
        int hidden = Options.HiddenWidth ?? Width / Options.Heads, value = Options.ValueWidth ?? hidden;
        (int stateWidth, int storedWidth, int projectedWidth) =
            (Options.StaticState ? hidden : Width, Options.StaticStored ? hidden : Width, Options.StaticProjected ? value : Width);
        var layer = new HopfieldAssociation<double>(stateWidth, storedWidth, projectedWidth, Options, _random);
        Shake(layer.Parameters);
        (double[] state, double[] stored, double[] projected) =
            (Draw(Bags * Queries * stateWidth), Draw(Bags * Patterns * storedWidth), Draw(Bags * Patterns * projectedWidth));
        int[] lengths = Lengths(Patterns);
        var context = new LayerContext<double> { Training = true, Seed = Seed };
        return GradientCheck.Run(
            layer.Parameters, [("state", state), ("stored", stored), ("projected", projected)],
            () =>
            {
                context.Begin(5);
                return layer.Forward(new(state, Bags, Queries, stateWidth), new(stored, Bags, Patterns, storedWidth, lengths), new(projected, Bags, Patterns, projectedWidth, lengths), context, mask);
            },
            (trace, gradient, gradients) =>
            {
                AssociationGradients<double> all = layer.BackwardAll((AssociationTrace<double>)trace, gradient, gradients);
                return [all.State, all.Stored, all.Projected];
            },
            Options.Tolerance);
    }

    /// <summary>One input that is all three.</summary>
    public GradientReport CheckSelf()
    {
        var layer = new HopfieldAssociation<double>(Width, Options, _random);
        return Check(layer, Queries);
    }

    public GradientReport CheckPooling(int queryCount) => Check(new HopfieldPooling<double>(Width, Options, _random, queryCount), Patterns);

    /// <summary>Patterns and targets that are learned; with the patterns as their own targets, or targets of another width.</summary>
    public GradientReport CheckLookup(int? targetWidth, bool hidesSelf)
    {
        var layer = targetWidth is { } width
            ? new HopfieldLookup<double>(Matrix(Patterns, Width), Matrix(Patterns, width), Options, _random) { HidesSelf = hidesSelf }
            : new HopfieldLookup<double>(Matrix(Patterns, Width), null, Options, _random) { HidesSelf = hidesSelf };
        return Check(layer, Queries);
    }

    private GradientReport Check(Layer<BagBatch<double>, double> layer, int size)
    {
        Shake(layer.Parameters);
        double[] input = Draw(Bags * size * Width);
        int[] lengths = Lengths(size);
        return GradientCheck.Run(layer, input, () => new BagBatch<double>(input, Bags, size, Width, lengths), training: true, Options.Tolerance);
    }

    private int[] Lengths(int size) => Ragged ? [.. Enumerable.Range(0, Bags).Select(bag => bag == 0 ? size : _random.Next(size + 1))] : [];

    // Gains, biases and β begin at values for which a wrong term would not show.
    private void Shake(IReadOnlyList<Parameter<double>> parameters)
    {
        foreach (Parameter<double> parameter in parameters)
        {
            double[] shake = Draw(parameter.Value.Length);
            for (int i = 0; i < shake.Length; i++) parameter.Value[i] += 0.3 * shake[i];
        }
    }

    private double[] Draw(int length) => GradientCheck.Draw(length, _random.Next(1_000_000));

    private double[,] Matrix(int rows, int columns)
    {
        double[] values = Draw(rows * columns);
        var matrix = new double[rows, columns];
        for (int k = 0; k < values.Length; k++) matrix[k / columns, k % columns] = values[k];
        return matrix;
    }
}
