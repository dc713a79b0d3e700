namespace Hopfield;

/// <summary>Boltzmann learning: strengthen what the data show (wake), weaken what the network dreams at its temperature (sleep).</summary>
/// <remarks>
/// <para>Δw_ij = rate·(⟨ξ_i ξ_j⟩ with the visible units held at the data − ⟨ξ_i ξ_j⟩ running freely), Δθ_i = −rate·(⟨ξ_i⟩ data − ⟨ξ_i⟩ free),
/// the averages taken by Glauber dynamics. It climbs the likelihood of the data under p(ξ) ∝ exp(−E(ξ)/T).</para>
/// <para>Source: D. H. Ackley, G. E. Hinton, T. J. Sejnowski, "A learning algorithm for Boltzmann machines", Cognitive Science 9, 1985 (there with 0/1 units).</para>
/// </remarks>
public static class BoltzmannMachine
{
    /// <summary>One learning step: a new network.</summary>
    /// <param name="network">N units; the first V are visible, the rest hidden.</param>
    /// <param name="data">Patterns of the visible units, shape [P, V] with V ≤ N.</param>
    /// <param name="rate">The step size, positive; in units of T per step.</param>
    /// <param name="temperature">T &gt; 0.</param>
    /// <param name="sweeps">Glauber sweeps per average and pattern, at least 2; the first half only warms up.</param>
    /// <param name="seed">All draws come from it.</param>
    /// <param name="progress">Receives how many of the P patterns have been averaged over.</param>
    /// <param name="cancellationToken">Asks to stop, at the next sweep.</param>
    /// <exception cref="ArgumentException">The patterns are longer than the network.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate or temperature is not positive and finite, or there are fewer than 2 sweeps.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static HopfieldNetwork Step(
        HopfieldNetwork network, BinaryPatterns data, double rate, double temperature, int sweeps, int seed,
        IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        int n = network.Dimension;
        if (data.Dimension > n) throw new ArgumentException($"Expected patterns of at most {n} units, got {data.Dimension}.", nameof(data));
        if (!(rate > 0) || !double.IsFinite(rate)) throw new ArgumentOutOfRangeException(nameof(rate), rate, "Expected a positive, finite rate.");
        if (!(temperature > 0) || !double.IsFinite(temperature))
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "Expected a positive, finite temperature.");
        ArgumentOutOfRangeException.ThrowIfLessThan(sweeps, 2);

        var random = new SeededRandom(seed);
        var wake = new Moments(n);
        var sleep = new Moments(n);
        int[] visible = Permutation.Identity(data.Dimension);
        for (int mu = 0; mu < data.PatternCount; mu++)
        {
            sbyte[] held = Bipolar.Random(n, random);
            data.Pattern(mu).CopyTo(held, 0);
            wake.Sample(network, held, temperature, sweeps, random.Next(), visible, cancellationToken);
            sleep.Sample(network, Bipolar.Random(n, random), temperature, sweeps, random.Next(), clamped: null, cancellationToken);
            progress?.Report(mu + 1);
        }
        double[,] weights = network.Weights();
        double[] thresholds = [.. network.Thresholds];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++) weights[i, j] = weights[j, i] += rate * (wake.Pair(i, j) - sleep.Pair(i, j));
            thresholds[i] -= rate * (wake.Unit(i) - sleep.Unit(i));
        }
        return new HopfieldNetwork(weights, thresholds);
    }

    // Running sums of ξ_i and ξ_i ξ_j over samples.
    private sealed class Moments(int n)
    {
        private readonly long[] _units = new long[n];
        private readonly long[,] _pairs = new long[n, n];
        private long _samples;

        public double Unit(int i) => (double)_units[i] / _samples;

        public double Pair(int i, int j) => (double)_pairs[i, j] / _samples;

        public void Sample(HopfieldNetwork network, sbyte[] start, double temperature, int sweeps, int seed, int[]? clamped, CancellationToken cancellationToken)
        {
            RecallResult<sbyte[]> run = network.Glauber(start, TemperatureSchedule.Constant(temperature, sweeps), seed, clamped, record: true, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            foreach (sbyte[] state in run.Trajectory!.States.Skip(sweeps / 2 + 1))
            {
                _samples++;
                for (int i = 0; i < n; i++)
                {
                    _units[i] += state[i];
                    for (int j = 0; j < i; j++) _pairs[i, j] += state[i] * state[j];
                }
            }
        }
    }
}
