using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hopfield.Kernels;

// When unit i flips, every similarity z_μ changes by ±2, with the sign of x_μi: subtract the amount from all, then add it twice under the set bits.

/// <summary>Adds an amount, with a sign from a bit, to every value.</summary>
internal static class SignedAdd
{
    /// <summary>v_μ ← v_μ + amount where the bit is set, v_μ − amount where it is not. Cost: P additions.</summary>
    /// <param name="bits">One bit a value, the first in the lowest bit; shape [W].</param>
    /// <param name="amount">The amount, its double a 32-bit integer.</param>
    /// <param name="values">v, shape [64 W]; changed in place. The sums must be 32-bit integers.</param>
    /// <exception cref="ArgumentException">There are not 64 values for every word.</exception>
    public static void Apply(ReadOnlySpan<ulong> bits, int amount, Span<int> values)
    {
        Require.Length(values.Length, 64L * bits.Length, nameof(values));
        if (BitLanes512.IsSupported) Apply<Vector512<byte>, BitLanes512>(bits, amount, values);
        else if (BitLanes256.IsSupported) Apply<Vector256<byte>, BitLanes256>(bits, amount, values);
        else if (BitLanes128.IsSupported) Apply<Vector128<byte>, BitLanes128>(bits, amount, values);
        else Reference(bits, amount, values);
    }

    /// <summary>The same, value by value: what the vectors must equal, and what runs where there are none.</summary>
    internal static void Reference(ReadOnlySpan<ulong> bits, int amount, Span<int> values)
    {
        for (int mu = 0; mu < values.Length; mu++) values[mu] += (bits[mu >> 6] >> (mu & 63) & 1) == 1 ? amount : -amount;
    }

    // The caller has checked that there are 64 values for every word.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Apply<V, L>(ReadOnlySpan<ulong> bits, int amount, Span<int> values)
        where V : struct
        where L : struct, IBitLanes<V>
    {
        V once = L.Broadcast(amount), twice = L.Broadcast(2 * amount), own = L.LaneBits;
        ref byte value = ref Unsafe.As<int, byte>(ref MemoryMarshal.GetReference(values));
        nuint at = 0;
        foreach (uint half in MemoryMarshal.Cast<ulong, uint>(bits))
        {
            V rest = L.Broadcast((int)half);
            for (nuint end = at + 32 * sizeof(int); at < end; at += (nuint)L.Bytes)
            {
                L.Store(L.AddWhere<int>(rest, own, L.Subtract<int>(L.Load(ref value, at), once), twice), ref value, at);
                rest = L.NextBits(rest);
            }
        }
    }
}
