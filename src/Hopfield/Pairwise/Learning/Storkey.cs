namespace Hopfield;

/// <summary>Storkey's rule: like Hebb's, each pattern is seen once and only neighbouring units matter, but what the network already answers is taken off first.</summary>
/// <remarks>
/// <para>w_ij ← w_ij + (1/N)(x_i x_j − x_i h_ji − h_ij x_j), with h_ij = Σ_{k≠i,j} w_ik x_k, for i ≠ j; w_ii = 0.</para>
/// <para>Source: A. J. Storkey, "Increasing the capacity of a Hopfield network without sacrificing functionality", ICANN 1997. Its ξ^ν is our x_ν.</para>
/// </remarks>
public static class Storkey
{
    /// <summary>Stores the patterns one after another. Cost: O(P·N²).</summary>
    /// <param name="patterns">X, shape [P, N]; the order of the rows matters slightly.</param>
    public static HopfieldNetwork From(BinaryPatterns patterns) => From(patterns, null);

    /// <summary>Stores the patterns one after another, and can be watched and stopped. Cost: O(P·N²).</summary>
    /// <param name="patterns">X, shape [P, N]; the order of the rows matters slightly.</param>
    /// <param name="progress">Receives the share of the patterns that are stored, from 0 to 1.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static HopfieldNetwork From(BinaryPatterns patterns, IProgress<double>? progress, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        Require.Room(patterns.Dimension, patterns.Dimension, "weights", nameof(patterns));
        var weights = new double[patterns.Dimension, patterns.Dimension];
        for (int mu = 0; mu < patterns.PatternCount; mu++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Store(weights, patterns.Pattern(mu));
            progress?.Report((mu + 1.0) / patterns.PatternCount);
        }
        return new HopfieldNetwork(weights);
    }

    /// <summary>Stores one more pattern: a new network. Cost: O(N²).</summary>
    /// <param name="network">Any network; its thresholds are kept.</param>
    /// <param name="pattern">x, shape [N], entries ±1.</param>
    /// <exception cref="ArgumentException">The pattern is not of length N, or an entry is not ±1.</exception>
    public static HopfieldNetwork Add(HopfieldNetwork network, ReadOnlySpan<sbyte> pattern)
    {
        ArgumentNullException.ThrowIfNull(network);
        Bipolar.Require(pattern, network.Dimension, nameof(pattern));
        double[,] weights = network.Weights();
        Store(weights, pattern);
        return network.WithWeights(weights);
    }

    private static void Store(double[,] weights, ReadOnlySpan<sbyte> x)
    {
        int n = x.Length;
        var fields = new double[n];
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < n; k++) fields[i] += weights[i, k] * x[k];
        }
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                // h_ij is the field of i without j's part (the diagonal is zero, so i's own part is absent already).
                double withoutJ = fields[i] - weights[i, j] * x[j];
                double withoutI = fields[j] - weights[j, i] * x[i];
                weights[i, j] = weights[j, i] += (x[i] * x[j] - x[i] * withoutI - withoutJ * x[j]) / n;
            }
        }
    }
}
