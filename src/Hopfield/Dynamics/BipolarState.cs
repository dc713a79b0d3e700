namespace Hopfield;

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
    public virtual int FieldSign(int unit)
    {
        double field = LocalField(unit);
        return field > 0 ? 1 : field < 0 ? -1 : 0;
    }

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
}
