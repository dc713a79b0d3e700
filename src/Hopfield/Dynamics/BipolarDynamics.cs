namespace Hopfield;

/// <summary>What every ±1 model can be asked about a state, and how it recalls: extension methods of <see cref="IBipolarModel"/>.</summary>
public static class BipolarDynamics
{
    /// <summary>E(ξ). Cost: that of starting a walk, O(N²) for dense weights.</summary>
    /// <param name="model">A model with an energy.</param>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not ±1.</exception>
    /// <exception cref="NotSupportedException">The model has no energy.</exception>
    public static double Energy(this IBipolarModel model, ReadOnlySpan<sbyte> state) => Begin(model, state).Energy;

    /// <summary>h_i, the local field of one unit: its sign is the value that the unit wants. Cost: as <see cref="LocalFields"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <param name="unit">i, 0 ≤ i &lt; N.</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not ±1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The unit lies outside its range.</exception>
    public static double LocalField(this IBipolarModel model, ReadOnlySpan<sbyte> state, int unit)
    {
        BipolarWalk walk = Begin(model, state);
        ArgumentOutOfRangeException.ThrowIfNegative(unit);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(unit, model.Dimension);
        return walk.LocalField(unit);
    }

    /// <summary>h, the local fields of all units, shape [N]. Cost: that of starting a walk, O(N²) for dense weights.</summary>
    /// <param name="model">The model.</param>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not ±1.</exception>
    public static double[] LocalFields(this IBipolarModel model, ReadOnlySpan<sbyte> state)
    {
        BipolarWalk walk = Begin(model, state);
        var fields = new double[model.Dimension];
        walk.LocalFields(fields);
        return fields;
    }

    /// <summary>By how much flipping one unit would change the energy: ΔE = 2 ξ_i h_i. No energy is computed.</summary>
    /// <param name="model">A model with an energy.</param>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <param name="unit">i, 0 ≤ i &lt; N.</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not ±1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The unit lies outside its range.</exception>
    /// <exception cref="NotSupportedException">The model has no energy.</exception>
    public static double FlipChange(this IBipolarModel model, ReadOnlySpan<sbyte> state, int unit)
    {
        double field = model.LocalField(state, unit);
        if (!model.HasEnergy) throw new NotSupportedException("A model without an energy has no energy difference.");
        return 2 * state[unit] * field;
    }

    /// <summary>The units that would change their value if asked, ascending.</summary>
    /// <param name="model">The model.</param>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <param name="tie">What a unit does when its field is exactly zero.</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not ±1.</exception>
    public static int[] UnstableUnits(this IBipolarModel model, ReadOnlySpan<sbyte> state, TieRule tie = TieRule.Keep)
    {
        BipolarWalk walk = Begin(model, state);
        return [.. Moving(walk, Permutation.Identity(model.Dimension), tie)];
    }

    /// <summary>True when no unit would change its value.</summary>
    /// <inheritdoc cref="UnstableUnits"/>
    public static bool IsFixedPoint(this IBipolarModel model, ReadOnlySpan<sbyte> state, TieRule tie = TieRule.Keep) =>
        model.UnstableUnits(state, tie).Length == 0;

    /// <summary>Lets the units follow their fields until nothing changes.</summary>
    /// <param name="model">The model; it is not changed.</param>
    /// <param name="state">ξ, the state to start from, shape [N], entries ±1; it is not changed.</param>
    /// <param name="order">Which unit moves when; left out: <see cref="UpdateOrder.Sequential"/>.</param>
    /// <param name="tie">What a unit does when its field is exactly zero.</param>
    /// <param name="maxSweeps">The largest number of sweeps, at least 1.</param>
    /// <param name="record">Whether to keep every state on the way with its energy.</param>
    /// <param name="clamped">Units that keep their value, as the known part of a picture does; left out: none.</param>
    /// <param name="cancellationToken">Ends the recall at the next sweep with <see cref="Stopped.Cancelled"/>.</param>
    /// <returns>The final state and why it is final. <see cref="Stopped.Cycle"/> is reported when a state returns under an order without randomness:
    /// for symmetric weights that is a 2-cycle of the synchronous order.</returns>
    /// <exception cref="ArgumentException">The state is not of length N or an entry is not ±1; the order or the clamped units do not fit the model.</exception>
    /// <exception cref="ArgumentOutOfRangeException">maxSweeps &lt; 1.</exception>
    public static RecallResult<sbyte> Recall(
        this IBipolarModel model,
        ReadOnlySpan<sbyte> state,
        UpdateOrder? order = null,
        TieRule tie = TieRule.Keep,
        int maxSweeps = 1000,
        bool record = false,
        IReadOnlyCollection<int>? clamped = null,
        CancellationToken cancellationToken = default)
    {
        BipolarWalk walk = Begin(model, state);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSweeps, 1);
        order ??= UpdateOrder.Sequential;
        int[] free = FreeUnits(model.Dimension, clamped);
        if (order.Misfit(free) is { } misfit) throw new ArgumentException(misfit, nameof(order));
        var path = new PathRecorder(walk, model.HasEnergy, record);
        // Where energy decides, single updates cannot return; elsewhere every state seen is remembered.
        HashSet<sbyte[]>? seen = order.IsDeterministic && !(model.HasEnergy && order != UpdateOrder.Synchronous)
            ? new(StateComparer.Instance) { walk.State.ToArray() }
            : null;
        Func<ReadOnlyMemory<int>>? sweeps = order.Sweeps(free);

        long changes = 0;
        for (int sweep = 1; sweep <= maxSweeps; sweep++)
        {
            if (cancellationToken.IsCancellationRequested) return Result(Stopped.Cancelled, sweep - 1);
            int flips = sweeps is null ? StepTogether(walk, free, tie, path) : StepInTurn(walk, sweeps().Span, tie, path);
            changes += flips;
            // A sweep that asked every unit and moved none has seen the rest; random units may have left some out.
            if (flips == 0 && (order.NamesEveryUnit || AtRest(walk, free, tie))) return Result(Stopped.FixedPoint, sweep);
            if (flips > 0 && seen is not null && !seen.Add(walk.State.ToArray())) return Result(Stopped.Cycle, sweep);
        }
        return Result(AtRest(walk, free, tie) ? Stopped.FixedPoint : Stopped.StepLimit, maxSweeps);

        RecallResult<sbyte> Result(Stopped stopped, int sweepCount) => new(walk.State.ToArray(), stopped, sweepCount, changes, path.ToTrajectory());
    }

    /// <summary>One synchronous step: the state in which every unit has taken the sign of its field in the given one.</summary>
    /// <param name="model">The model.</param>
    /// <param name="state">ξ, shape [N], entries ±1; it is not changed.</param>
    /// <param name="tie">What a unit does when its field is exactly zero.</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not ±1.</exception>
    public static sbyte[] Step(this IBipolarModel model, ReadOnlySpan<sbyte> state, TieRule tie = TieRule.Keep)
    {
        BipolarWalk walk = Begin(model, state);
        var next = new sbyte[state.Length];
        walk.FieldSigns(next);
        for (int i = 0; i < next.Length; i++)
        {
            if (next[i] == 0) next[i] = WantsToFlip(0, state[i], tie) ? (sbyte)-state[i] : state[i];
        }
        return next;
    }

    /// <summary>The same model with a constant input to its units.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">b, shape [N], finite, in units of the field.</param>
    /// <exception cref="ArgumentException">The input is not of length N, or an entry is not finite.</exception>
    public static ModelWithInput WithInput(this IBipolarModel model, ReadOnlySpan<double> input)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new ModelWithInput(model, input);
    }

    /// <summary>True when the unit's present value is not the one it would take.</summary>
    internal static bool WantsToFlip(BipolarWalk walk, int unit, TieRule tie) => WantsToFlip(walk.FieldSign(unit), walk.State[unit], tie);

    private static bool WantsToFlip(int sign, sbyte value, TieRule tie)
    {
        if (sign != 0) return sign != value;
        return tie switch
        {
            TieRule.Plus => value < 0,
            TieRule.Minus => value > 0,
            _ => false,
        };
    }

    // The units among the given ones that want to flip, all asked before any of them moves.
    private static List<int> Moving(BipolarWalk walk, int[] units, TieRule tie)
    {
        var moving = new List<int>();
        sbyte[] signs = new sbyte[walk.State.Length];
        walk.FieldSigns(signs);
        foreach (int unit in units)
        {
            if (WantsToFlip(signs[unit], walk.State[unit], tie)) moving.Add(unit);
        }
        return moving;
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

    private static BipolarWalk Begin(IBipolarModel model, ReadOnlySpan<sbyte> state)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Walk(state);
    }

    private static int StepInTurn(BipolarWalk walk, ReadOnlySpan<int> units, TieRule tie, PathRecorder path)
    {
        int flips = 0;
        foreach (int unit in units)
        {
            if (!WantsToFlip(walk, unit, tie)) continue;
            walk.Flip(unit);
            path.Add(walk);
            flips++;
        }
        return flips;
    }

    private static int StepTogether(BipolarWalk walk, int[] free, TieRule tie, PathRecorder path)
    {
        List<int> moving = Moving(walk, free, tie);
        foreach (int unit in moving) walk.Flip(unit);
        if (moving.Count > 0) path.Add(walk);
        return moving.Count;
    }

    /// <summary>True when none of the free units would change.</summary>
    internal static bool AtRest(BipolarWalk walk, int[] free, TieRule tie) => Moving(walk, free, tie).Count == 0;
}
