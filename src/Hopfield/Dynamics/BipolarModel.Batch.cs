using Hopfield.Kernels;

namespace Hopfield;

public abstract partial class BipolarModel
{
    /// <summary>Recalls many states, each as it would be alone: by <see cref="Recall"/>, with the same order and, where that is random, the same seed.</summary>
    /// <remarks>A model of your own is asked to <see cref="Begin"/> on several threads at once where the parallelism is not 1.</remarks>
    /// <param name="states">The states to start from, each of shape [N], entries ±1: spoilt copies, or a <see cref="BinaryPatterns"/>.</param>
    /// <param name="order">Which unit moves when; left out: <see cref="UpdateOrder.Sequential"/>.</param>
    /// <param name="tie">What a unit does when its field is exactly zero.</param>
    /// <param name="maxSweeps">The largest number of sweeps of each state, at least 1.</param>
    /// <param name="clamped">Units that keep their value; left out: none.</param>
    /// <param name="parallelism">The largest number of threads; 0 means one per processor. It never changes the results.</param>
    /// <param name="progress">Receives how many states are done, one call after another, ascending; calls may come from any of the threads.</param>
    /// <param name="cancellationToken">Ends every recall at its next sweep with <see cref="StopReason.Cancelled"/>; those that had not begun keep their states.</param>
    /// <returns>One result for each state, in the same order.</returns>
    /// <exception cref="ArgumentException">A state is not of length N or an entry is not ±1; the order or the clamped units do not fit the model.</exception>
    /// <exception cref="ArgumentOutOfRangeException">maxSweeps &lt; 1, or the parallelism is negative.</exception>
    public RecallResult<sbyte[]>[] RecallBatch(
        IEnumerable<sbyte[]> states,
        UpdateOrder? order = null,
        TieRule tie = TieRule.Keep,
        int maxSweeps = 1000,
        IReadOnlyCollection<int>? clamped = null,
        int parallelism = 1,
        IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSweeps, 1);
        order ??= UpdateOrder.Sequential;
        if (order.Misfit(FreeUnits(Dimension, clamped)) is { } misfit) throw new ArgumentException(misfit, nameof(order));
        sbyte[][] starts = [.. states];
        foreach (sbyte[] state in starts)
        {
            if (state is null) throw new ArgumentException("Expected states, got null among them.", nameof(states));
            Bipolar.Require(state, Dimension, nameof(states));
        }
        var results = new RecallResult<sbyte[]>[starts.Length];
        var counter = new ProgressCounter(progress);
        var job = new Recalls(this, starts, results, counter, order, tie, maxSweeps, clamped, cancellationToken);
        // The recalls look at the token themselves: each then says that it was cancelled.
        ParallelParts.Run(job, starts.Length, parallelism, CancellationToken.None);
        return results;
    }

    private readonly struct Recalls(
        BipolarModel model, sbyte[][] starts, RecallResult<sbyte[]>[] results, ProgressCounter counter,
        UpdateOrder order, TieRule tie, int maxSweeps, IReadOnlyCollection<int>? clamped, CancellationToken cancellationToken) : IJob
    {
        public void Run(int part)
        {
            results[part] = model.Recall(starts[part], order, tie, maxSweeps, record: false, clamped, cancellationToken);
            if (results[part].Stopped != StopReason.Cancelled) counter.Add();
        }
    }
}
