namespace Hopfield;

/// <summary>Hebb's rule between one pattern and the next: a network that plays a sequence.</summary>
/// <remarks>
/// <para>w_ij = (1/N) Σ_μ x_{μ+1,i} x_{μ,j} for i ≠ j, and w_ii = 0. One synchronous step leads from each pattern to its successor, as long as
/// the patterns are few and not much alike. The weights are not symmetric, so there is no energy.</para>
/// <para>Source: the idea stands in J. J. Hopfield, PNAS 79, 1982; as a chain in S.-I. Amari, "Learning patterns and pattern sequences by
/// self-organizing nets of threshold elements", IEEE Transactions on Computers 21, 1972.</para>
/// </remarks>
public static class Sequences
{
    /// <summary>Stores the rows as one sequence. The weights are exact integers times 1/N. Cost: O(P·N²).</summary>
    /// <param name="patterns">X, shape [P, N], P ≥ 2, in the order in which they follow each other.</param>
    /// <param name="closed">Whether the last pattern leads back to the first, so that the sequence repeats.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <exception cref="ArgumentException">There is only one pattern.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static DirectedNetwork From(BinaryPatterns patterns, bool closed = true, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        if (patterns.PatternCount < 2) throw new ArgumentException("Expected at least two patterns, got one.", nameof(patterns));
        int n = patterns.Dimension;
        Require.Room(n, n, "weights", nameof(patterns));
        sbyte[][] rows = [.. patterns];
        var weights = new int[n, n];
        for (int mu = 0; mu < rows.Length; mu++)
        {
            if (mu == rows.Length - 1 && !closed) break;
            cancellationToken.ThrowIfCancellationRequested();
            (sbyte[] now, sbyte[] next) = (rows[mu], rows[(mu + 1) % rows.Length]);
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    if (i != j) weights[i, j] += next[i] * now[j];
                }
            }
        }
        return new DirectedNetwork(weights, 1.0 / n);
    }
}
