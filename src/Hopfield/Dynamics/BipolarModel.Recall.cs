namespace Hopfield;

public abstract partial class BipolarModel
{
    /// <summary>Lets the units follow their fields until nothing changes.</summary>
    /// <param name="state">ξ, the state to start from, shape [N], entries ±1; it is not changed.</param>
    /// <param name="order">Which unit moves when; left out: <see cref="UpdateOrder.Sequential"/>.</param>
    /// <param name="tie">What a unit does when its field is exactly zero.</param>
    /// <param name="maxSweeps">The largest number of sweeps, at least 1.</param>
    /// <param name="record">Whether to keep every state on the way with its energy.</param>
    /// <param name="clamped">Units that keep their value, as the known part of a picture does; left out: none.</param>
    /// <param name="cancellationToken">Ends the recall at the next sweep with <see cref="StopReason.Cancelled"/>.</param>
    /// <returns>The final state and why it is final. <see cref="StopReason.Cycle"/> is reported when a state returns under an order without randomness:
    /// for symmetric weights that is a 2-cycle of the synchronous order.</returns>
    /// <exception cref="ArgumentException">The state is not of length N or an entry is not ±1; the order or the clamped units do not fit the model.</exception>
    /// <exception cref="ArgumentOutOfRangeException">maxSweeps &lt; 1.</exception>
    public RecallResult<sbyte[]> Recall(
        ReadOnlySpan<sbyte> state,
        UpdateOrder? order = null,
        TieRule tie = TieRule.Keep,
        int maxSweeps = 1000,
        bool record = false,
        IReadOnlyCollection<int>? clamped = null,
        CancellationToken cancellationToken = default)
    {
        BipolarState moving = Begin(state);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSweeps, 1);
        order ??= UpdateOrder.Sequential;
        int[] free = FreeUnits(Dimension, clamped);
        if (order.Misfit(free) is { } misfit) throw new ArgumentException(misfit, nameof(order));
        var path = new PathRecorder(moving, HasEnergy, record);
        // Where energy decides, single updates cannot return; elsewhere every state seen is remembered.
        HashSet<sbyte[]>? seen = order.IsDeterministic && !(HasEnergy && order != UpdateOrder.Synchronous)
            ? new(StateComparer.Instance) { moving.State.ToArray() }
            : null;
        Func<ReadOnlyMemory<int>>? sweeps = order.Sweeps(free);

        long changes = 0;
        for (int sweep = 1; sweep <= maxSweeps; sweep++)
        {
            if (cancellationToken.IsCancellationRequested) return Result(StopReason.Cancelled, sweep - 1);
            int flips = sweeps is null ? StepTogether(moving, free, tie, path) : StepInTurn(moving, sweeps().Span, tie, path);
            changes += flips;
            // A sweep that asked every unit and moved none has seen the rest; random units may have left some out.
            if (flips == 0 && (order.NamesEveryUnit || AtRest(moving, free, tie))) return Result(StopReason.FixedPoint, sweep);
            if (flips > 0 && seen is not null && !seen.Add(moving.State.ToArray())) return Result(StopReason.Cycle, sweep);
        }
        return Result(AtRest(moving, free, tie) ? StopReason.FixedPoint : StopReason.StepLimit, maxSweeps);

        RecallResult<sbyte[]> Result(StopReason stopped, int sweepCount) => new(moving.State.ToArray(), stopped, sweepCount, path.ToTrajectory()) { Changes = changes };
    }

    /// <summary>The units that are not clamped, ascending.</summary>
    internal static int[] FreeUnits(int dimension, IReadOnlyCollection<int>? clamped)
    {
        if (clamped is null || clamped.Count == 0) return Permutation.Identity(dimension);
        foreach (int unit in clamped)
        {
            if (unit < 0 || unit >= dimension) throw new ArgumentException($"Expected units from 0 to {dimension - 1}, got {unit}.", nameof(clamped));
        }
        return [.. Enumerable.Range(0, dimension).Except(clamped)];
    }

    private static int StepInTurn(BipolarState moving, ReadOnlySpan<int> units, TieRule tie, PathRecorder path)
    {
        int flips = 0;
        foreach (int unit in units)
        {
            if (!WantsToFlip(moving, unit, tie)) continue;
            moving.Flip(unit);
            path.Add(moving);
            flips++;
        }
        return flips;
    }

    private static int StepTogether(BipolarState moving, int[] free, TieRule tie, PathRecorder path)
    {
        List<int> unstable = Unstable(moving, free, tie);
        foreach (int unit in unstable) moving.Flip(unit);
        if (unstable.Count > 0) path.Add(moving);
        return unstable.Count;
    }
}
