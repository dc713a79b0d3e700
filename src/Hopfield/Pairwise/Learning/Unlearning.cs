namespace Hopfield;

/// <summary>Learning in sleep: the network dreams up a state from a random start and weakens it a little, which removes ghosts sooner than memories.</summary>
/// <remarks>
/// <para>A dream: start at random, relax one unit at a time to a fixed point s, then w_ij ← w_ij − (rate/N) s_i s_j for i ≠ j.
/// Some dreams help recall; too many destroy the memories too.</para>
/// <para>In a network of Hebb's the weights stay exact through any number of dreams where N/rate is a whole number of at most 10,000, so that a unit that
/// hears exactly 0 keeps its value. With other rates such ties are broken by rounding, which in small networks that dreamt too much multiplies or
/// reduces the number of states at rest several times over.</para>
/// <para>Source: J. J. Hopfield, D. I. Feinstein, R. G. Palmer, "'Unlearning' has a stabilizing effect in collective memories", Nature 304, 1983.</para>
/// </remarks>
public static class Unlearning
{
    /// <summary>Dreams a number of times: a new network.</summary>
    /// <param name="network">Any network; its thresholds are kept.</param>
    /// <param name="dreams">The number of dreams, not negative.</param>
    /// <param name="rate">How strongly a dream is weakened, as a share of what Hebb's rule would store; positive and small, such as 0.01.</param>
    /// <param name="seed">Starts and update orders are drawn from it.</param>
    /// <param name="progress">Receives the number of dreams after each one.</param>
    /// <param name="cancellationToken">Stops between two dreams.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of dreams is negative, or the rate is not positive and finite.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static HopfieldNetwork Dream(
        HopfieldNetwork network, int dreams, double rate, int seed, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNegative(dreams);
        if (!(rate > 0) || !double.IsFinite(rate)) throw new ArgumentOutOfRangeException(nameof(rate), rate, "Expected a positive, finite rate.");
        var random = new SeededRandom(seed);
        int n = network.Dimension;
        for (int dream = 1; dream <= dreams; dream++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // A dream is short and must not be cut off half-way: only the night can be.
            sbyte[] end = network.Recall(Bipolar.Random(n, random), UpdateOrder.Random(random.Next()), cancellationToken: CancellationToken.None).State;
            // The network's own weights, which are exact, and not a sum of doubles carried through the night: its rounding would grow until ties broke.
            double[,] weights = network.Weights();
            Hebbian.AddOuter(weights, end, -rate / n);
            network = network.WithWeights(weights);
            progress?.Report(dream);
        }
        return network;
    }
}
