namespace Hopfield.Benchmarks.Rows;

/// <summary>Random ±1 patterns, a state with 20 % of its first pattern flipped, and both as single-precision numbers for peers.</summary>
internal sealed record BinaryInputs(int PatternCount, int Dimension)
{
    public BinaryPatterns Patterns { get; } = BinaryPatterns.Random(PatternCount, Dimension, seed: 1);

    public sbyte[] State => field ??= Corruption.Flip(Patterns.Pattern(0), 0.2, seed: 2);

    /// <summary>X row by row, shape [P, N].</summary>
    public float[] Rows()
    {
        var rows = new float[PatternCount * Dimension];
        for (int mu = 0; mu < PatternCount; mu++)
        {
            sbyte[] pattern = Patterns.Pattern(mu);
            for (int i = 0; i < Dimension; i++) rows[mu * Dimension + i] = pattern[i];
        }
        return rows;
    }

    public float[] StateNumbers() => [.. State.Select(value => (float)value)];

    /// <summary>Where two states differ; throws if anywhere.</summary>
    public static void RequireSame(string name, ReadOnlySpan<sbyte> expected, ReadOnlySpan<sbyte> actual)
    {
        if (!expected.SequenceEqual(actual)) throw new InvalidOperationException($"{name} ends in another state, {Bipolar.HammingDistance(expected, actual)} units apart.");
    }
}
