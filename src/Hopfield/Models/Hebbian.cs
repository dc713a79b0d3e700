namespace Hopfield;

/// <summary>Hebb's rule: units that agree in a pattern are joined more strongly.</summary>
/// <remarks>
/// <para>w_ij = (1/N) Σ_μ x_μi x_μj for i ≠ j, and w_ii = 0. For ±1 units the rule also lowers a weight when two units differ.</para>
/// <para>Source: J. J. Hopfield, PNAS 79, 1982 (there without the factor 1/N); D. O. Hebb, "The Organization of Behavior", 1949, for the idea.</para>
/// </remarks>
public static class Hebbian
{
    /// <summary>Stores all patterns at once. The weights are exact integers times 1/N; they are computed from the patterns when needed,
    /// so that memory is O(N·P/64) and not O(N²).</summary>
    /// <param name="patterns">X, shape [P, N].</param>
    public static HopfieldNetwork From(BinaryPatterns patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        return From(patterns, 1.0 / patterns.Dimension);
    }

    /// <summary>Stores all patterns at once, with a factor of your own in place of 1/N.</summary>
    /// <param name="patterns">X, shape [P, N].</param>
    /// <param name="scale">The factor of Σ_μ x_μi x_μj, positive: 1 gives integer weights, 1/P their mean. It changes no sign and, without
    /// thresholds, no recall.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not positive and finite.</exception>
    public static HopfieldNetwork From(BinaryPatterns patterns, double scale)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        WeightGrid.RequireScale(scale, nameof(scale));
        return new HopfieldNetwork(new HebbianCouplings(patterns, scale), []);
    }

    /// <summary>Stores one more pattern in a network, online: a new network whose weights have grown by (1/N) x xᵀ off the diagonal.</summary>
    /// <param name="network">Any network; one made by <see cref="From(BinaryPatterns)"/> stays exact.</param>
    /// <param name="pattern">x, shape [N], entries ±1.</param>
    /// <exception cref="ArgumentException">The pattern is not of length N, or an entry is not ±1.</exception>
    public static HopfieldNetwork Add(HopfieldNetwork network, ReadOnlySpan<sbyte> pattern)
    {
        ArgumentNullException.ThrowIfNull(network);
        Bipolar.Require(pattern, network.Dimension, nameof(pattern));
        double scale = 1.0 / network.Dimension;
        if (network.Couplings is HebbianCouplings hebb && hebb.Scale == scale)
            return new HopfieldNetwork(new HebbianCouplings(hebb.Patterns.Add(pattern), scale), network.Thresholds);
        double[,] weights = network.Weights();
        AddOuter(weights, pattern, scale);
        return new HopfieldNetwork(weights, network.Thresholds);
    }

    /// <summary>W ← W + rate·x xᵀ off the diagonal.</summary>
    internal static void AddOuter(double[,] weights, ReadOnlySpan<sbyte> pattern, double rate)
    {
        for (int i = 0; i < pattern.Length; i++)
        {
            for (int j = 0; j < pattern.Length; j++)
            {
                if (i != j) weights[i, j] += rate * pattern[i] * pattern[j];
            }
        }
    }
}
