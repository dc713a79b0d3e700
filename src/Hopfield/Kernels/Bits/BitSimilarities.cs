using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hopfield.Kernels;

// Units that agree add 1 to x·ξ and units that differ subtract 1, so z = N − 2·(bits that differ): an exclusive-or and a count of bits.
// The reference counts 64 units at a time with the processor's own instruction. The vector form looks two nibbles of every byte up
// in a table of 16 counts and adds byte by byte; a byte gains at most 8 a round, so it is emptied into the sum after 31 rounds.

/// <summary>The similarities z_μ = x_μ·ξ of ±1 patterns and a ±1 state that are held in bits.</summary>
internal static class BitSimilarities
{
    /// <summary>Writes z_μ = x_μ·ξ for every pattern. Exact. Cost: O(P·N/64).</summary>
    /// <param name="patterns">X, one bit a unit (1 for +1), W = ⌈N/64⌉ words a pattern, one pattern after the other; shape [P, W]. Bits beyond N are 0.</param>
    /// <param name="state">ξ in the same form, shape [W].</param>
    /// <param name="dimension">N ≥ 1.</param>
    /// <param name="z">Receives the similarities, shape [P].</param>
    /// <exception cref="ArgumentException">The words do not fit N and P.</exception>
    public static void Apply(ReadOnlySpan<ulong> patterns, ReadOnlySpan<ulong> state, int dimension, Span<int> z)
    {
        Require.Length(state.Length, ((long)dimension + 63) / 64, nameof(state));
        Require.Length(patterns.Length, (long)z.Length * state.Length, nameof(patterns));
        if (BitLanes512.IsSupported) Apply<Vector512<byte>, BitLanes512>(patterns, state, dimension, z);
        else if (BitLanes256.IsSupported) Apply<Vector256<byte>, BitLanes256>(patterns, state, dimension, z);
        else if (BitLanes128.IsSupported) Apply<Vector128<byte>, BitLanes128>(patterns, state, dimension, z);
        else Reference(patterns, state, dimension, z);
    }

    /// <summary>The same, one word after the other: what the vectors must equal, and what runs where there are none.</summary>
    internal static void Reference(ReadOnlySpan<ulong> patterns, ReadOnlySpan<ulong> state, int dimension, Span<int> z)
    {
        for (int mu = 0; mu < z.Length; mu++)
        {
            ReadOnlySpan<ulong> pattern = patterns.Slice(mu * state.Length, state.Length);
            int differ = 0;
            for (int w = 0; w < state.Length; w++) differ += BitOperations.PopCount(pattern[w] ^ state[w]);
            z[mu] = dimension - 2 * differ;
        }
    }

    internal static unsafe void Apply<V, L>(ReadOnlySpan<ulong> patterns, ReadOnlySpan<ulong> state, int dimension, Span<int> z)
        where V : struct
        where L : struct, IBitLanes<V>
    {
        byte* counts = stackalloc byte[16];
        for (int nibble = 0; nibble < 16; nibble++) counts[nibble] = (byte)BitOperations.PopCount((uint)nibble);
        V table = L.LoadTable(counts);
        ref ulong row = ref MemoryMarshal.GetReference(patterns);
        for (int mu = 0; mu < z.Length; mu++)
        {
            z[mu] = dimension - 2 * Differing<V, L>(table, ref row, ref MemoryMarshal.GetReference(state), state.Length);
            row = ref Unsafe.Add(ref row, state.Length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Differing<V, L>(V table, ref ulong x, ref ulong y, int words)
        where V : struct
        where L : struct, IBitLanes<V>
    {
        const int RoundsOfAByte = 31;
        int step = L.Bytes / sizeof(ulong), differ = 0, w = 0;
        ref byte a = ref Unsafe.As<ulong, byte>(ref x), b = ref Unsafe.As<ulong, byte>(ref y);
        while (w + step <= words)
        {
            int rounds = Math.Min(RoundsOfAByte, (words - w) / step);
            V counts = L.Zero;
            for (int round = 0; round < rounds; round++, w += step)
            {
                nuint at = (nuint)w * sizeof(ulong);
                (V lower, V upper) = L.Nibbles(L.Xor(L.Load(ref a, at), L.Load(ref b, at)));
                counts = L.Add<byte>(counts, L.Add<byte>(L.Lookup(table, lower), L.Lookup(table, upper)));
            }
            differ += L.SumBytes(counts);
        }
        for (; w < words; w++) differ += BitOperations.PopCount(Unsafe.Add(ref x, w) ^ Unsafe.Add(ref y, w));
        return differ;
    }
}
