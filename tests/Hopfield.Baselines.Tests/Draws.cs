namespace Hopfield.Baselines.Tests;

/// <summary>Seeded data of tests.</summary>
internal static class Draws
{
    /// <summary>Rows around one centre a class, each coordinate with the same deviation.</summary>
    public static (PatternSet<double> Rows, int[] Labels) Clouds(double[][] centres, int perClass, double deviation, int seed)
    {
        var random = new SeededRandom(seed);
        int[] labels = [.. Enumerable.Range(0, centres.Length * perClass).Select(s => s % centres.Length)];
        double[][] rows = [.. labels.Select(c => centres[c].Select(x => x + (deviation * Normal(random))).ToArray())];
        return (PatternSet.From(rows), labels);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
