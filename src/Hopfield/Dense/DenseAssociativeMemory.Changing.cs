namespace Hopfield;

public sealed partial class DenseAssociativeMemory
{
    /// <summary>The same memory with one more pattern, as a new one; this one stays as it is.</summary>
    /// <remarks>Memories that grow one from the other share their patterns. Cost: O(N); O(P·N/64) for the first of them, each time P has doubled, and
    /// where another memory has grown from this one already or its last pattern was removed.</remarks>
    /// <param name="pattern">x, shape [N], entries ±1.</param>
    /// <exception cref="ArgumentException">The pattern is not of length N, an entry is not ±1, so many patterns do not fit one array, or F summed over them overflows.</exception>
    public DenseAssociativeMemory Add(ReadOnlySpan<sbyte> pattern) => new(Patterns.Add(pattern), Interaction, Units.Add(pattern));

    /// <summary>The same memory without one pattern, as a new one; this one stays as it is.</summary>
    /// <remarks>Cost: O(P·N/64), far below that of one sweep: the bits of each unit in all patterns are copied; O(N) for the last pattern.</remarks>
    /// <param name="mu">μ, 0 ≤ μ &lt; P. The patterns behind it move up by one.</param>
    /// <exception cref="ArgumentException">It is the only pattern.</exception>
    /// <exception cref="ArgumentOutOfRangeException">μ lies outside its range.</exception>
    public DenseAssociativeMemory Remove(int mu) => new(Patterns.Remove(mu), Interaction, Units.Remove(mu));

    /// <inheritdoc cref="BinaryPatterns.Nearest"/>
    public (int Mu, int Similarity)[] Nearest(ReadOnlySpan<sbyte> state, int count = 1) => Patterns.Nearest(state, count);
}

public sealed partial class DenseSequence
{
    /// <summary>The same sequence with one more pattern at its end, as a new one; this one stays as it is. Cost: that of <see cref="BinaryPatterns.Add"/>, O(N) as sequences grow.</summary>
    /// <param name="pattern">x, shape [N], entries ±1.</param>
    /// <exception cref="ArgumentException">The pattern is not of length N, an entry is not ±1, or so many patterns do not fit one array.</exception>
    public DenseSequence Add(ReadOnlySpan<sbyte> pattern) => new(Patterns.Add(pattern), Interaction, IsClosed);

    /// <summary>The same sequence without one pattern, whose predecessor then leads to its successor, as a new one; this one stays as it is.</summary>
    /// <remarks>Cost: that of <see cref="BinaryPatterns.Remove"/>, O(1) where the oldest goes.</remarks>
    /// <param name="mu">μ, 0 ≤ μ &lt; P. The patterns behind it move up by one.</param>
    /// <exception cref="ArgumentException">There are only two patterns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">μ lies outside its range.</exception>
    public DenseSequence Remove(int mu)
    {
        BinaryPatterns left = Patterns.Remove(mu);
        if (left.PatternCount < 2) throw new ArgumentException("Expected one pattern of at least three, got one of two; a sequence keeps at least two.", nameof(mu));
        return new DenseSequence(left, Interaction, IsClosed);
    }
}
