using Hopfield.Kernels;

namespace Hopfield;

public sealed partial class ContinuousHopfield<T>
{
    /// <summary>Updates a state until it rests.</summary>
    /// <param name="state">ξ, shape [N].</param>
    /// <param name="maxUpdates">The most updates, at least 1.</param>
    /// <param name="tolerance">
    /// The state has converged when an update moves it by no more than this share of M, the largest norm of a pattern. With 0 only an
    /// exact fixed point ends the recall before the last update.
    /// </param>
    /// <param name="record">True to record every state and its energy.</param>
    /// <param name="cancellationToken">Asks the recall to stop; it then returns the state reached.</param>
    /// <returns>
    /// The last state, with <see cref="StopReason.FixedPoint"/> when the last update changed nothing, <see cref="StopReason.Converged"/>,
    /// <see cref="StopReason.StepLimit"/> or <see cref="StopReason.Cancelled"/>; the number of updates stands in Steps.
    /// </returns>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    /// <exception cref="ArgumentOutOfRangeException">maxUpdates &lt; 1, or the tolerance is negative or not finite.</exception>
    public RecallResult<T[]> Recall(
        ReadOnlySpan<T> state, int maxUpdates = 1000, double tolerance = 1e-6, bool record = false, CancellationToken cancellationToken = default)
    {
        Require.Values(state, Dimension, nameof(state));
        return Run(state, maxUpdates, tolerance, record, 1, null, cancellationToken)[0];
    }

    /// <summary>Updates a batch of states, each until it rests; every state ends as it would alone, up to rounding.</summary>
    /// <param name="states">S states, shape [S, N].</param>
    /// <param name="maxUpdates">The most updates of each state, at least 1.</param>
    /// <param name="tolerance">
    /// A state has converged when an update moves it by no more than this share of M, the largest norm of a pattern.
    /// </param>
    /// <param name="record">True to record every state and its energy.</param>
    /// <param name="parallelism">The largest number of threads; 0 means one per processor. It never changes the results.</param>
    /// <param name="progress">Receives, after every update, how many of the S states are done.</param>
    /// <param name="cancellationToken">Asks the recall to stop; it then returns the states reached.</param>
    /// <returns>One result for each state, in the same order.</returns>
    /// <exception cref="ArgumentException">The states are not of length N.</exception>
    /// <exception cref="ArgumentOutOfRangeException">maxUpdates &lt; 1, the tolerance is negative or not finite, or the parallelism is negative.</exception>
    public RecallResult<T[]>[] RecallBatch(
        PatternSet<T> states, int maxUpdates = 1000, double tolerance = 1e-6, bool record = false, int parallelism = 1,
        IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(states);
        if (states.Dimension != Dimension)
            throw new ArgumentException($"Expected states of length N = {Dimension}, got {states.Dimension}.", nameof(states));
        using HeldPatterns<T> held = states.Hold();
        return Run(held.Values, maxUpdates, tolerance, record, parallelism, progress, cancellationToken);
    }

    // All moving states lie side by side at the front of one buffer, so that one batched update serves them; those that rest leave it.
    private RecallResult<T[]>[] Run(
        ReadOnlySpan<T> states, int maxUpdates, double tolerance, bool record, int parallelism, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parallelism);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxUpdates, 1);
        if (!(tolerance >= 0 && double.IsFinite(tolerance)))
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "Expected a finite tolerance, at least 0.");

        int count = states.Length / Dimension, moving = count;
        var results = new RecallResult<T[]>[count];
        int[] owners = [.. Enumerable.Range(0, count)];
        T[] now = states.ToArray(), next = new T[now.Length];
        Path[]? paths = record ? [.. owners.Select(_ => new Path([], []))] : null;
        Record(paths, owners, now, moving);
        double allowed = tolerance * Patterns.MaxNorm;

        for (int update = 1; moving > 0; update++)
        {
            if (!TryAdvance())
            {
                for (int row = 0; row < moving; row++) Finish(row, now, StopReason.Cancelled, update - 1);
                break;
            }
            Record(paths, owners, next, moving);

            int kept = 0;
            for (int row = 0; row < moving; row++)
            {
                ReadOnlySpan<T> before = now.AsSpan(row * Dimension, Dimension), after = next.AsSpan(row * Dimension, Dimension);
                StopReason? stopped = after.SequenceEqual(before) ? StopReason.FixedPoint
                    : Distance.Between(before, after) <= allowed ? StopReason.Converged
                    : update == maxUpdates ? StopReason.StepLimit
                    : null;
                if (stopped is { } reason)
                {
                    Finish(row, next, reason, update);
                    continue;
                }
                after.CopyTo(now.AsSpan(kept * Dimension, Dimension));
                owners[kept++] = owners[row];
            }
            moving = kept;
            progress?.Report(count - moving);
        }
        return results;

        // An update that is cut short leaves the states before it, which are then the ones reached.
        bool TryAdvance()
        {
            try
            {
                Advance(now.AsSpan(0, moving * Dimension), next.AsSpan(0, moving * Dimension), parallelism, cancellationToken);
                return true;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return false;
            }
        }

        void Finish(int row, T[] source, StopReason stopped, int updates)
        {
            int owner = owners[row];
            Trajectory<T[]>? path = paths is null ? null : new Trajectory<T[]>(paths[owner].States, paths[owner].Energies);
            results[owner] = new RecallResult<T[]>(source.AsSpan(row * Dimension, Dimension).ToArray(), stopped, updates, path);
        }
    }

    private void Record(Path[]? paths, int[] owners, T[] states, int moving)
    {
        if (paths is null) return;
        for (int row = 0; row < moving; row++)
        {
            T[] state = states.AsSpan(row * Dimension, Dimension).ToArray();
            paths[owners[row]].States.Add(state);
            paths[owners[row]].Energies.Add(Energy(state));
        }
    }

    private readonly record struct Path(List<T[]> States, List<double> Energies);
}
