namespace Hopfield;

public sealed partial class SimplicialNetwork
{
    /// <summary>The same sets of units with one more pattern, as a new network; this one stays as it is.</summary>
    /// <remarks>Cost: one step for each unit of each set where sets were given or drawn. Where all sets of some sizes are joined, that of
    /// <see cref="BinaryPatterns.Add"/>, O(N) as networks grow.</remarks>
    /// <param name="pattern">x, shape [N], entries ±1.</param>
    /// <exception cref="ArgumentException">The pattern is not of length N, an entry is not ±1, so many patterns do not fit one array, or sums over the
    /// sets no longer fit 64 bits.</exception>
    public SimplicialNetwork Add(ReadOnlySpan<sbyte> pattern)
    {
        BinaryPatterns more = _patterns.Add(pattern);
        if (!AreCountable(WeightCount, more.PatternCount))
            throw new ArgumentException($"Expected patterns whose sums over {WeightCount} sets fit 64 bits, got {more.PatternCount}.", nameof(pattern));
        return new SimplicialNetwork(_sum.Add(more, pattern), more, _sets, Dimension, WeightCount);
    }

    /// <summary>The same sets of units without one pattern, as a new network; this one stays as it is.</summary>
    /// <remarks>Cost: as for <see cref="Add"/>, and that of <see cref="BinaryPatterns.Remove"/>.</remarks>
    /// <param name="mu">μ, 0 ≤ μ &lt; P. The patterns behind it move up by one.</param>
    /// <exception cref="ArgumentException">It is the only pattern.</exception>
    /// <exception cref="ArgumentOutOfRangeException">μ lies outside its range.</exception>
    public SimplicialNetwork Remove(int mu)
    {
        BinaryPatterns fewer = _patterns.Remove(mu);
        return new SimplicialNetwork(_sum.Remove(fewer, mu, _patterns.Pattern(mu)), fewer, _sets, Dimension, WeightCount);
    }
}
