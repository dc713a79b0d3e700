namespace Hopfield;

public abstract partial class BipolarModel
{
    /// <summary>How many patterns of a set are at rest: the first thing to ask of a memory that has stored them.</summary>
    /// <param name="patterns">X, shape [P, N].</param>
    /// <param name="tie">What a unit does when its field is exactly zero.</param>
    /// <returns>A number from 0 to P.</returns>
    /// <exception cref="ArgumentException">The patterns are not of length N.</exception>
    public int CountAtRest(BinaryPatterns patterns, TieRule tie = TieRule.Keep)
    {
        RequireFit(patterns);
        return patterns.Count(pattern => IsFixedPoint(pattern, tie));
    }

    /// <summary>How well patterns of one's own are held: the mean overlap m between a pattern and the state where recall from it settles.</summary>
    /// <param name="patterns">X, shape [P, N]; they need not be all that the model stores.</param>
    /// <returns>Between −1 and 1; 1 where every pattern stays exactly as it is.</returns>
    /// <remarks>Recall runs as <see cref="Recall"/> does when nothing else is asked. A capacity experiment measures the same for random patterns, with intervals.</remarks>
    /// <exception cref="ArgumentException">The patterns are not of length N.</exception>
    public double RecallOverlap(BinaryPatterns patterns)
    {
        RequireFit(patterns);
        return patterns.Average(pattern => Bipolar.Overlap(pattern, Recall(pattern).State));
    }

    /// <summary>How many patterns come back from their spoilt copies without a wrong unit.</summary>
    /// <param name="patterns">X, shape [P, N].</param>
    /// <param name="queries">A copy of each pattern, in the same order, such as <c>patterns.Select((x, k) => Corruption.Flip(x, 0.2, seed: k))</c>.</param>
    /// <returns>A number from 0 to P.</returns>
    /// <exception cref="ArgumentException">The patterns are not of length N, the number of queries is not P, or a query is not of N units ±1.</exception>
    public int CountRecalled(BinaryPatterns patterns, IEnumerable<sbyte[]> queries)
    {
        RequireFit(patterns);
        ArgumentNullException.ThrowIfNull(queries);
        sbyte[][] all = [.. queries];
        if (all.Length != patterns.PatternCount)
            throw new ArgumentException($"Expected one query for each of {patterns.PatternCount} patterns, got {all.Length}.", nameof(queries));
        return patterns.Zip(all).Count(pair => pair.First.AsSpan().SequenceEqual(Recall(pair.Second).State));
    }

    private void RequireFit(BinaryPatterns patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        if (patterns.Dimension != Dimension)
            throw new ArgumentException($"Expected patterns of {Dimension} units, got {patterns.Dimension}.", nameof(patterns));
    }
}
