namespace Hopfield;

/// <summary>A network of ±1 units: what every binary model of this library is, and yours can be. What it can be asked about a state and how it
/// recalls stands here; a model says only how it begins at a state.</summary>
public abstract partial class BipolarModel
{
    /// <summary>N, the number of units.</summary>
    public abstract int Dimension { get; }

    /// <summary>True when the model has an energy that legal updates never raise.</summary>
    public abstract bool HasEnergy { get; }

    /// <summary>Begins at a state, which then moves unit by unit. It owns a copy and keeps what it needs to answer fields quickly.</summary>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not ±1.</exception>
    public abstract BipolarState Begin(ReadOnlySpan<sbyte> state);

    /// <summary>E(ξ). Cost: that of beginning at the state, O(N²) for dense weights.</summary>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not ±1.</exception>
    /// <exception cref="NotSupportedException">The model has no energy.</exception>
    public double Energy(ReadOnlySpan<sbyte> state) => Begin(state).Height;

    /// <summary>h_i, the local field of one unit: its sign is the value that the unit wants. Cost: as <see cref="LocalFields"/>.</summary>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <param name="unit">i, 0 ≤ i &lt; N.</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not ±1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The unit lies outside its range.</exception>
    public double LocalField(ReadOnlySpan<sbyte> state, int unit)
    {
        BipolarState moving = Begin(state);
        ArgumentOutOfRangeException.ThrowIfNegative(unit);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(unit, Dimension);
        return moving.LocalField(unit);
    }

    /// <summary>h, the local fields of all units, shape [N]. Cost: that of beginning at the state, O(N²) for dense weights.</summary>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not ±1.</exception>
    public double[] LocalFields(ReadOnlySpan<sbyte> state)
    {
        BipolarState moving = Begin(state);
        var fields = new double[Dimension];
        moving.LocalFields(fields);
        return fields;
    }

    /// <summary>By how much flipping one unit would change the energy: ΔE = 2 ξ_i h_i. No energy is computed.</summary>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <param name="unit">i, 0 ≤ i &lt; N.</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not ±1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The unit lies outside its range.</exception>
    /// <exception cref="NotSupportedException">The model has no energy.</exception>
    public double FlipChange(ReadOnlySpan<sbyte> state, int unit)
    {
        double field = LocalField(state, unit);
        if (!HasEnergy) throw new NotSupportedException("A model without an energy has no energy difference.");
        return 2 * state[unit] * field;
    }

    /// <summary>The units that would change their value if asked, ascending.</summary>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <param name="tie">What a unit does when its field is exactly zero.</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not ±1.</exception>
    public int[] UnstableUnits(ReadOnlySpan<sbyte> state, TieRule tie = TieRule.Keep)
    {
        BipolarState moving = Begin(state);
        return [.. Unstable(moving, Permutation.Identity(Dimension), tie)];
    }

    /// <summary>True when no unit would change its value.</summary>
    /// <inheritdoc cref="UnstableUnits"/>
    public bool IsFixedPoint(ReadOnlySpan<sbyte> state, TieRule tie = TieRule.Keep) => UnstableUnits(state, tie).Length == 0;

    /// <summary>One synchronous step: the state in which every unit has taken the sign of its field in the given one.</summary>
    /// <param name="state">ξ, shape [N], entries ±1; it is not changed.</param>
    /// <param name="tie">What a unit does when its field is exactly zero.</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not ±1.</exception>
    public sbyte[] Step(ReadOnlySpan<sbyte> state, TieRule tie = TieRule.Keep)
    {
        BipolarState moving = Begin(state);
        var next = new sbyte[state.Length];
        moving.FieldSigns(next);
        for (int i = 0; i < next.Length; i++)
        {
            if (next[i] == 0) next[i] = WantsToFlip(0, state[i], tie) ? (sbyte)-state[i] : state[i];
        }
        return next;
    }

    /// <summary>The same model with a constant input to its units.</summary>
    /// <param name="input">b, shape [N], finite, in units of the field.</param>
    /// <exception cref="ArgumentException">The input is not of length N, or an entry is not finite.</exception>
    public ModelWithInput WithInput(ReadOnlySpan<double> input) => new(this, input);

    /// <summary>True when the unit's present value is not the one it would take.</summary>
    internal static bool WantsToFlip(BipolarState moving, int unit, TieRule tie) => WantsToFlip(moving.FieldSign(unit), moving.State[unit], tie);

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
    private static List<int> Unstable(BipolarState moving, int[] units, TieRule tie)
    {
        var unstable = new List<int>();
        sbyte[] signs = new sbyte[moving.State.Length];
        moving.FieldSigns(signs);
        foreach (int unit in units)
        {
            if (WantsToFlip(signs[unit], moving.State[unit], tie)) unstable.Add(unit);
        }
        return unstable;
    }

    /// <summary>True when none of the free units would change.</summary>
    internal static bool AtRest(BipolarState moving, int[] free, TieRule tie) => Unstable(moving, free, tie).Count == 0;
}

/// <summary>A moving state of a ±1 model: local fields stay up to date while units flip.</summary>
/// <remarks>Not thread-safe; one belongs to one recall.</remarks>
public abstract class BipolarState
{
    /// <summary>The present state ξ, shape [N].</summary>
    public abstract ReadOnlySpan<sbyte> State { get; }

    /// <summary>
    /// h_i, the local field of a unit. Its sign is the value that the unit wants; flipping unit i changes the energy by 2 ξ_i h_i
    /// (for models beyond pairs this equation defines the field).
    /// </summary>
    /// <param name="unit">i, 0 ≤ i &lt; N.</param>
    public abstract double LocalField(int unit);

    /// <summary>The sign of h_i: −1, 0 or +1. Dynamics ask for no more; a model that can tell the sign at less cost than the field says so here.</summary>
    /// <param name="unit">i, 0 ≤ i &lt; N.</param>
    /// <exception cref="InvalidOperationException">The field is not a number.</exception>
    public virtual int FieldSign(int unit) => Math.Sign(Field(unit));

    /// <summary>Writes h, the local fields of all units. A model that finds them together at less cost than one by one does so.</summary>
    /// <param name="fields">Receives h, shape [N].</param>
    public virtual void LocalFields(Span<double> fields)
    {
        for (int i = 0; i < fields.Length; i++) fields[i] = LocalField(i);
    }

    /// <summary>Writes the signs of the local fields of all units, each −1, 0 or +1.</summary>
    /// <param name="signs">Receives the signs, shape [N].</param>
    public virtual void FieldSigns(Span<sbyte> signs)
    {
        for (int i = 0; i < signs.Length; i++) signs[i] = (sbyte)FieldSign(i);
    }

    /// <summary>Turns ξ_i into −ξ_i and brings the fields up to date.</summary>
    /// <param name="unit">i, 0 ≤ i &lt; N.</param>
    public abstract void Flip(int unit);

    /// <summary>E(ξ) of the present state.</summary>
    /// <exception cref="NotSupportedException">The model has no energy.</exception>
    public abstract double Energy { get; }

    /// <summary>The energy, of which a model of the caller's own may have made NaN: then no state would be lower than another.</summary>
    internal double Height => Require.Number(Energy, "the energy of a model");

    /// <summary>The field, of which a model of the caller's own may have made NaN: then the unit would seem to be at rest.</summary>
    internal double Field(int unit) => Require.Number(LocalField(unit), "the local field", unit);
}
