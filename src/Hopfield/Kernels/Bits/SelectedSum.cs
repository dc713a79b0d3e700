using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hopfield.Kernels;

// The field of one unit is Σ_μ x_μi v_μ = 2 Σ_{μ: x_μi = +1} v_μ − Σ_μ v_μ: only the values under a set bit have to be added.
// The reference walks along the set bits. The vector form takes 32 bits at a time: every lane holds all of them, asks for its own bit,
// and adds its value where the bit is set; there is no branch, and the bits are read once. Four sums run side by side, since one addition
// would have to wait for the one before it. Lanes have 32 bits: they are emptied into 64 before they can overflow or round too often.

/// <summary>Sums of the values under set bits: with them, Σ_μ x_μi v_μ of one unit costs P additions and P bits.</summary>
internal static class SelectedSum
{
    /// <summary>The error of <see cref="Of(ReadOnlySpan{ulong}, ReadOnlySpan{float})"/>, as a share of Σ |v_μ|, is at most this, 2⁻¹⁶.</summary>
    /// <remarks>A lane adds at most 256 values before it moves to double precision: fewer than 256 roundings of 2⁻²⁴, and some of 2⁻⁵³ later.</remarks>
    public const double SingleError = 1.0 / (1 << 16);

    private const int ValuesOfALane = 256;

    /// <summary>Σ v_μ over the set bits, exactly.</summary>
    /// <param name="bits">One bit a value, the first in the lowest bit; shape [W].</param>
    /// <param name="values">v, shape [64 W].</param>
    /// <param name="largest">A bound of all |v_μ|, at least 1. It decides how often lanes are emptied; a wrong one gives a wrong sum.</param>
    /// <exception cref="ArgumentException">There are not 64 values for every word.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The bound is below 1.</exception>
    public static long Of(ReadOnlySpan<ulong> bits, ReadOnlySpan<int> values, int largest)
    {
        Require.Length(values.Length, 64L * bits.Length, nameof(values));
        ArgumentOutOfRangeException.ThrowIfLessThan(largest, 1);
        // One of four lanes gets 16 values a word.
        int perLane = 16L * bits.Length * largest <= int.MaxValue ? 16 * bits.Length : int.MaxValue / largest;
        if (perLane < 16) return Reference<long, int>(bits, values);
        if (BitLanes512.IsSupported) return Integers<Vector512<byte>, BitLanes512>(bits, values, perLane);
        if (BitLanes256.IsSupported) return Integers<Vector256<byte>, BitLanes256>(bits, values, perLane);
        if (BitLanes128.IsSupported) return Integers<Vector128<byte>, BitLanes128>(bits, values, perLane);
        return Reference<long, int>(bits, values);
    }

    /// <summary>Σ v_μ over the set bits, to <see cref="SingleError"/>; the last digits depend on the width of the registers.</summary>
    /// <param name="bits">One bit a value, the first in the lowest bit; shape [W].</param>
    /// <param name="values">v, shape [64 W].</param>
    /// <exception cref="ArgumentException">There are not 64 values for every word.</exception>
    public static double Of(ReadOnlySpan<ulong> bits, ReadOnlySpan<float> values)
    {
        Require.Length(values.Length, 64L * bits.Length, nameof(values));
        if (BitLanes512.IsSupported) return Singles<Vector512<byte>, BitLanes512>(bits, values);
        if (BitLanes256.IsSupported) return Singles<Vector256<byte>, BitLanes256>(bits, values);
        if (BitLanes128.IsSupported) return Singles<Vector128<byte>, BitLanes128>(bits, values);
        return Reference<double, float>(bits, values);
    }

    /// <summary>The sum bit by bit, in 64-bit integers or in double precision: what the vectors must equal, and what runs where there are none.</summary>
    internal static TSum Reference<TSum, T>(ReadOnlySpan<ulong> bits, ReadOnlySpan<T> values)
        where TSum : INumber<TSum>
        where T : INumber<T>
    {
        TSum sum = TSum.Zero;
        for (int w = 0; w < bits.Length; w++)
        {
            for (ulong rest = bits[w]; rest != 0; rest &= rest - 1) sum += TSum.CreateTruncating(values[64 * w + BitOperations.TrailingZeroCount(rest)]);
        }
        return sum;
    }

    internal static long Integers<V, L>(ReadOnlySpan<ulong> bits, ReadOnlySpan<int> values, int perLane)
        where V : struct
        where L : struct, IBitLanes<V>
    {
        long sum = 0;
        int chunk = (int)Math.Min((long)perLane * L.Bytes / (64 * sizeof(int)), bits.Length);
        for (int w = 0; w < bits.Length; w += chunk)
            sum += L.SumIntegers(Lanes<V, L, int>(bits.Slice(w, Math.Min(chunk, bits.Length - w)), values[(64 * w)..]));
        return sum;
    }

    internal static double Singles<V, L>(ReadOnlySpan<ulong> bits, ReadOnlySpan<float> values)
        where V : struct
        where L : struct, IBitLanes<V>
    {
        double sum = 0;
        int chunk = ValuesOfALane * L.Bytes / (64 * sizeof(float));
        for (int w = 0; w < bits.Length; w += chunk)
            sum += L.SumSingles(Lanes<V, L, float>(bits.Slice(w, Math.Min(chunk, bits.Length - w)), values[(64 * w)..]));
        return sum;
    }

    // The caller has checked that there are 64 values for every word.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static V Lanes<V, L, T>(ReadOnlySpan<ulong> bits, ReadOnlySpan<T> values)
        where V : struct
        where L : struct, IBitLanes<V>
        where T : unmanaged
    {
        V a = L.Zero, b = L.Zero, c = L.Zero, d = L.Zero, own = L.LaneBits;
        ref byte value = ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(values));
        nuint half = 32 * sizeof(int), at = 0;
        foreach (ulong word in bits)
        {
            V low = L.Broadcast((int)word), high = L.Broadcast((int)(word >> 32));
            for (nuint end = at + half; ;)
            {
                nuint next = at + (nuint)L.Bytes;
                a = L.AddWhere<T>(low, own, a, L.Load(ref value, at));
                c = L.AddWhere<T>(high, own, c, L.Load(ref value, at + half));
                (low, high) = (L.NextBits(low), L.NextBits(high));
                b = L.AddWhere<T>(low, own, b, L.Load(ref value, next));
                d = L.AddWhere<T>(high, own, d, L.Load(ref value, next + half));
                at = next + (nuint)L.Bytes;
                if (at == end) break; // at 512 bits at once: then nothing is shifted in vain
                (low, high) = (L.NextBits(low), L.NextBits(high));
            }
            at += half;
        }
        return L.Add<T>(L.Add<T>(a, b), L.Add<T>(c, d));
    }
}
