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
        IntegerWeights.RequireScale(scale, HebbianCouplings.SumOf(patterns), nameof(scale));
        return new HopfieldNetwork(new HebbianCouplings(patterns, scale), []);
    }

    /// <summary>Writes the integer weights k_ij = Σ_μ x_μi x_μj, 0 on the diagonal: W times N, for those who want them as numbers.</summary>
    /// <remarks>No recall of this library needs them: a network made by <see cref="From(BinaryPatterns)"/> works from the patterns.</remarks>
    /// <param name="patterns">X, shape [P, N].</param>
    /// <param name="weights">Receives k row by row, shape [N, N].</param>
    /// <param name="parallelism">The largest number of threads; 0 means one per processor. It never changes the result.</param>
    /// <param name="cancellationToken">Asks to stop; the weights are then incomplete.</param>
    /// <exception cref="ArgumentException">There is not room for exactly N² weights.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The parallelism is negative.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static void WriteIntegers(BinaryPatterns patterns, Span<int> weights, int parallelism = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        int n = patterns.Dimension;
        if (weights.Length != (long)n * n) throw new ArgumentException($"Expected room for {(long)n * n} weights, got {weights.Length}.", nameof(weights));
        Kernels.HebbianSums.Apply(patterns.AllWords, patterns.PatternCount, n, weights, parallelism, cancellationToken);
        for (int i = 0; i < n; i++) weights[i * n + i] = 0;
    }

    /// <summary>Stores one more pattern in a network, online: a new network whose weights have grown by x xᵀ off the diagonal, times the network's own
    /// scale where Hebb's rule has made it, else times 1/N. Cost: O(P·N/64) in a network of Hebb's rule, whose patterns are put by units again: less than
    /// writing its N² weights as long as P is below N. O(N²) in others.</summary>
    /// <param name="network">Any network; its thresholds are kept.</param>
    /// <param name="pattern">x, shape [N], entries ±1.</param>
    /// <exception cref="ArgumentException">The pattern is not of length N, or an entry is not ±1.</exception>
    public static HopfieldNetwork Add(HopfieldNetwork network, ReadOnlySpan<sbyte> pattern)
    {
        ArgumentNullException.ThrowIfNull(network);
        Bipolar.Require(pattern, network.Dimension, nameof(pattern));
        if (network.Couplings is HebbianCouplings hebb)
            return new HopfieldNetwork(new HebbianCouplings(hebb.Patterns.Add(pattern), hebb.Scale), network.Thresholds.ToArray());
        double[,] weights = network.Weights();
        AddOuter(weights, pattern, 1.0 / network.Dimension);
        return network.WithWeights(weights);
    }

    /// <summary>Takes a pattern out of a network again: a new network whose weights have lost what <see cref="Add"/> gives them. After both, every
    /// weight of a network of Hebb's rule is the bits it was.</summary>
    /// <remarks>A pattern that was never stored, and so cannot be left out, leaves an impression of the opposite sign: it is unlearnt. Cost: as for <see cref="Add"/>.</remarks>
    /// <param name="network">Any network; its thresholds are kept.</param>
    /// <param name="pattern">x, shape [N], entries ±1; its mirror image −x has the same weights.</param>
    /// <exception cref="ArgumentException">The pattern is not of length N, or an entry is not ±1.</exception>
    public static HopfieldNetwork Remove(HopfieldNetwork network, ReadOnlySpan<sbyte> pattern)
    {
        ArgumentNullException.ThrowIfNull(network);
        Bipolar.Require(pattern, network.Dimension, nameof(pattern));
        var hebb = network.Couplings as HebbianCouplings;
        if (hebb is { Patterns.PatternCount: > 1 })
        {
            int mu = hebb.Patterns.IndexOf(pattern);
            if (mu < 0) mu = hebb.Patterns.IndexOf(Bipolar.Mirror(pattern));
            if (mu >= 0) return new HopfieldNetwork(new HebbianCouplings(hebb.Patterns.Remove(mu), hebb.Scale), network.Thresholds.ToArray());
        }
        double[,] weights = network.Weights();
        AddOuter(weights, pattern, -(hebb?.Scale ?? 1.0 / network.Dimension));
        return network.WithWeights(weights);
    }

    /// <summary>Hebb's rule for sparse patterns: the mean activity is subtracted before units are compared (the covariance rule).</summary>
    /// <remarks>
    /// <para>In units s = (ξ + 1)/2 of 0 and 1: J_ij = Σ_μ (s_μi − a)(s_μj − a) / (N a (1 − a)), and a unit is on when Σ_j J_ij s_j exceeds the threshold.
    /// A stored pattern then gives a unit the field s − a plus crosstalk, so the threshold belongs between −a and 1 − a.
    /// In ±1 units the same network has w_ij = J_ij/2 and θ_i = threshold − ½ Σ_j J_ij.</para>
    /// <para>Source: M. V. Tsodyks and M. V. Feigel'man, "The enhanced storage capacity in neural networks with low activity level", Europhysics Letters 6, 1988.</para>
    /// </remarks>
    /// <param name="patterns">X, shape [P, N]; sparse patterns have few units at +1.</param>
    /// <param name="activity">a, the share of units at +1, strictly between 0 and 1; left out: the share found in the patterns.</param>
    /// <param name="threshold">The threshold of the 0/1 units; left out: ½ − a, halfway between the fields of a unit that is off and one that is on.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <exception cref="ArgumentOutOfRangeException">The activity is not strictly between 0 and 1 (so all units of all patterns are equal), or the threshold is not finite.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static HopfieldNetwork MeanSubtracted(BinaryPatterns patterns, double? activity = null, double? threshold = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        (int count, int n) = (patterns.PatternCount, patterns.Dimension);
        Require.Room(n, n, "weights", nameof(patterns));
        double a = activity ?? (1 + patterns.Overlaps(Bipolar.Constant(n, 1)).Average()) / 2;
        if (!(a > 0 && a < 1)) throw new ArgumentOutOfRangeException(nameof(activity), a, "Expected an activity strictly between 0 and 1.");
        double theta = threshold ?? 0.5 - a;
        if (!double.IsFinite(theta)) throw new ArgumentOutOfRangeException(nameof(threshold), theta, "Expected a finite threshold.");

        // Σ_μ (s_i − a)(s_j − a) = ¼ Σ x_i x_j + ¼ (1 − 2a)(Σ x_i + Σ x_j) + ¼ P (1 − 2a)², so Hebb's integers are all that is needed.
        var hebb = new HebbianCouplings(patterns, 1);
        long[] sums = patterns.UnitSums();
        double bias = 1 - 2 * a, norm = 4.0 * n * a * (1 - a);
        var weights = new double[n, n];
        var thresholds = new double[n];
        for (int i = 0; i < n; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double row = 0;
            for (int j = 0; j < n; j++)
            {
                if (i == j) continue;
                double coupling = (hebb[i, j] + bias * (sums[i] + sums[j]) + count * bias * bias) / norm;
                weights[i, j] = coupling / 2;
                row += coupling;
            }
            thresholds[i] = theta - row / 2;
        }
        return new HopfieldNetwork(weights, thresholds);
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
