namespace Hopfield.Kernels;

/// <summary>A real number in sixteen bits: the upper half of a single-precision number, with its range and three of its digits.</summary>
/// <remarks>
/// One sign bit, eight bits of exponent, seven of fraction. Rounding to nearest errs by at most 2⁻⁸ of the number (1/256); widening back to
/// single precision is exact and costs a shift. Stored patterns take half the memory, and a retrieval that is bound by reading them half
/// the time; all arithmetic stays in single precision.
/// </remarks>
public readonly struct BFloat16 : IEquatable<BFloat16>
{
    private readonly ushort _bits;

    private BFloat16(ushort bits) => _bits = bits;

    /// <summary>The nearest number, of two equally near the one with an even last bit. NaN stays NaN, what is too large becomes ∞.</summary>
    /// <param name="value">Any number.</param>
    public static BFloat16 FromSingle(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        // Adding just under half a unit carries into the upper half exactly when the lower half rounds up; the last kept bit breaks ties.
        if (!float.IsNaN(value)) return new BFloat16((ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16));
        return new BFloat16((ushort)((bits >> 16) | 0x40)); // a fraction bit must remain, or NaN would turn into ∞
    }

    /// <summary>The nearest numbers.</summary>
    /// <param name="values">Any numbers, shape [N].</param>
    /// <param name="rounded">Receives the rounded numbers, shape [N].</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void FromSingle(ReadOnlySpan<float> values, Span<BFloat16> rounded)
    {
        Require.Length(rounded.Length, values.Length, nameof(rounded));
        for (int i = 0; i < values.Length; i++) rounded[i] = FromSingle(values[i]);
    }

    /// <summary>The same number in single precision, exactly.</summary>
    public float ToSingle() => BitConverter.UInt32BitsToSingle((uint)_bits << 16);

    /// <summary>The same numbers in single precision, exactly.</summary>
    /// <param name="values">Any numbers, shape [N].</param>
    /// <param name="widened">Receives the numbers, shape [N].</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void ToSingle(ReadOnlySpan<BFloat16> values, Span<float> widened)
    {
        Require.Length(widened.Length, values.Length, nameof(widened));
        for (int i = 0; i < values.Length; i++) widened[i] = values[i].ToSingle();
    }

    /// <summary>True when both are the same number; as in IEEE arithmetic, +0 equals −0 and NaN equals nothing.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    public static bool operator ==(BFloat16 left, BFloat16 right) => left.ToSingle() == right.ToSingle();

    /// <summary>True unless both are the same number.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    public static bool operator !=(BFloat16 left, BFloat16 right) => !(left == right);

    /// <summary>True when both are the same number or both NaN.</summary>
    /// <param name="other">A number.</param>
    public bool Equals(BFloat16 other) => ToSingle().Equals(other.ToSingle());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BFloat16 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ToSingle().GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => ToSingle().ToString();
}
