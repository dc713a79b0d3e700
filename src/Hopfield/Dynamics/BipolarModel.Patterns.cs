namespace Hopfield;

public abstract partial class BipolarModel
{
    /// <summary>How many patterns of a set are at rest: the first thing to ask of a memory that has stored them.</summary>
    /// <param name="patterns">X, shape [P, N].</param>
    /// <param name="tie">What a unit does when its field is exactly zero.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <returns>A number from 0 to P.</returns>
    /// <exception cref="ArgumentException">The patterns are not of length N.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public int CountAtRest(BinaryPatterns patterns, TieRule tie = TieRule.Keep, CancellationToken cancellationToken = default)
    {
        RequireFit(patterns);
        int atRest = 0;
        foreach (sbyte[] pattern in patterns)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (IsFixedPoint(pattern, tie)) atRest++;
        }
        return atRest;
    }

    /// <summary>How well patterns of one's own are held: the mean overlap m between a pattern and the state where recall from it settles.</summary>
    /// <param name="patterns">X, shape [P, N]; they need not be all that the model stores.</param>
    /// <param name="parallelism">The largest number of threads; 0 means one per processor. It never changes the result.</param>
    /// <param name="progress">Receives how many patterns are done.</param>
    /// <param name="cancellationToken">Asks to stop, at the next sweep.</param>
    /// <returns>Between −1 and 1; 1 where every pattern stays exactly as it is.</returns>
    /// <remarks>Recall runs as <see cref="Recall"/> does when nothing else is asked. A capacity experiment measures the same for random patterns, with intervals.</remarks>
    /// <exception cref="ArgumentException">The patterns are not of length N.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The parallelism is negative.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public double RecallOverlap(BinaryPatterns patterns, int parallelism = 1, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        RequireFit(patterns);
        RecallResult<sbyte[]>[] recalls = RecallBatch(patterns, parallelism: parallelism, progress: progress, cancellationToken: cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return patterns.Zip(recalls, (pattern, recall) => Bipolar.Overlap(pattern, recall.State)).Average();
    }

    /// <summary>How many patterns come back from their spoilt copies without a wrong unit.</summary>
    /// <param name="patterns">X, shape [P, N].</param>
    /// <param name="queries">A copy of each pattern, in the same order, such as <c>patterns.Select((x, k) => Corruption.Flip(x, 0.2, seed: k))</c>.</param>
    /// <param name="parallelism">The largest number of threads; 0 means one per processor. It never changes the result.</param>
    /// <param name="progress">Receives how many queries are done.</param>
    /// <param name="cancellationToken">Asks to stop, at the next sweep.</param>
    /// <returns>A number from 0 to P.</returns>
    /// <exception cref="ArgumentException">The patterns are not of length N, the number of queries is not P, or a query is not of N units ±1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The parallelism is negative.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public int CountRecalled(
        BinaryPatterns patterns, IEnumerable<sbyte[]> queries, int parallelism = 1, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        RequireFit(patterns);
        ArgumentNullException.ThrowIfNull(queries);
        sbyte[][] all = [.. queries];
        if (all.Length != patterns.PatternCount)
            throw new ArgumentException($"Expected one query for each of {patterns.PatternCount} patterns, got {all.Length}.", nameof(queries));
        RecallResult<sbyte[]>[] recalls = RecallBatch(all, parallelism: parallelism, progress: progress, cancellationToken: cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return patterns.Zip(recalls).Count(pair => pair.First.AsSpan().SequenceEqual(pair.Second.State));
    }

    private void RequireFit(BinaryPatterns patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        if (patterns.Dimension != Dimension)
            throw new ArgumentException($"Expected patterns of {Dimension} units, got {patterns.Dimension}.", nameof(patterns));
    }
}
