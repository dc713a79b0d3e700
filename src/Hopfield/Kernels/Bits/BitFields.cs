using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hopfield.Kernels;

// All N sums H_i = Σ_μ x_μi z_μ at once. Eight patterns make a byte of every unit, two nibbles, and for given z each nibble has only 16
// possible sums ±z ± z ± z ± z: FieldTables writes them down once, and one instruction then looks 16, 32 or 64 units up. A sum has 16 bits,
// its low and high bytes in two tables; interleaved they are integers again. That is about 15 instructions for 512 products.
// Sums stay within 16 bits until a block of tables could overflow, then they are emptied into the fields.

/// <summary>The fields Σ_μ x_μi z_μ of all units, from bits and similarities.</summary>
internal static class BitFields
{
    /// <summary>Units that lie side by side in a plane.</summary>
    internal const int Side = 64;

    /// <summary>The number of bytes that <see cref="WritePlanes"/> fills: ⌈N/64⌉·⌈P/8⌉·64.</summary>
    /// <param name="patternCount">P ≥ 1.</param>
    /// <param name="dimension">N ≥ 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">N or P is below 1.</exception>
    public static int PlaneBytes(int patternCount, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patternCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        return Require.Room((dimension + (Side - 1L)) / Side * Side, (patternCount + 7L) / 8, "planes of bits", nameof(patternCount));
    }

    /// <summary>Whether planes and tables fit arrays. A table takes 64 bytes for eight patterns, and more where similarities are large.</summary>
    /// <param name="patternCount">P ≥ 1.</param>
    /// <param name="dimension">N ≥ 1, which no similarity exceeds.</param>
    public static bool Fits(int patternCount, int dimension) =>
        Require.TryRoom((dimension + (Side - 1L)) / Side * Side, (patternCount + 7L) / 8, out _)
        && Require.TryRoom(FieldTables.Bytes * (1 + dimension / FieldTables.MaxEntry), (patternCount + 7L) / 8, out _);

    /// <summary>Writes the bits in the order that <see cref="Apply"/> reads: for every 64 units and every eight patterns, 64 bytes with a bit for each pattern.</summary>
    /// <param name="patterns">X, one bit a unit (1 for +1), W = ⌈N/64⌉ words a pattern; shape [P, W]. Bits beyond N are 0.</param>
    /// <param name="patternCount">P ≥ 1.</param>
    /// <param name="dimension">N ≥ 1.</param>
    /// <param name="planes">Receives the planes, shape [W, ⌈P/8⌉, 64].</param>
    /// <exception cref="ArgumentException">The words or the planes do not fit N and P.</exception>
    public static void WritePlanes(ReadOnlySpan<ulong> patterns, int patternCount, int dimension, Span<byte> planes)
    {
        int words = (dimension + Side - 1) / Side, rows = (patternCount + 7) / 8;
        Require.Length(planes.Length, PlaneBytes(patternCount, dimension), nameof(planes));
        Require.Length(patterns.Length, (long)patternCount * words, nameof(patterns));
        Span<ulong> eights = MemoryMarshal.Cast<byte, ulong>(planes);
        eights.Clear();
        for (int mu = 0; mu < patternCount; mu++)
        {
            for (int w = 0; w < words; w++)
            {
                ulong word = patterns[mu * words + w];
                Span<ulong> plane = eights.Slice((w * rows + (mu >> 3)) * 8, 8);
                for (int e = 0; e < 8; e++) plane[e] |= BitPacking.BytesOf(word >> 8 * e) << (mu & 7);
            }
        }
    }

    /// <summary>Writes H_i = Σ_μ x_μi z_μ for all units, exactly. Cost: O(N·P/16) to O(N·P/64) instructions, by the width of the registers.</summary>
    /// <param name="planes">X as <see cref="WritePlanes"/> has written it.</param>
    /// <param name="z">The similarities or any other weights of the patterns, shape [P]; Σ |z_μ| is a 32-bit integer.</param>
    /// <param name="fields">Receives H, shape [N].</param>
    /// <exception cref="ArgumentException">The planes do not fit N and P.</exception>
    /// <exception cref="OverflowException">Σ |z_μ| is no 32-bit integer.</exception>
    public static void Apply(ReadOnlySpan<byte> planes, ReadOnlySpan<int> z, Span<int> fields)
    {
        Require.Length(planes.Length, PlaneBytes(z.Length, fields.Length), nameof(planes));
        int most = 0;
        foreach (int value in z) most = checked(most + Math.Abs(value));
        if (BitLanes512.IsSupported) Apply<Vector512<byte>, BitLanes512>(planes, z, fields);
        else if (BitLanes256.IsSupported) Apply<Vector256<byte>, BitLanes256>(planes, z, fields);
        else if (BitLanes128.IsSupported) Apply<Vector128<byte>, BitLanes128>(planes, z, fields);
        else Reference(planes, z, fields);
    }

    /// <summary>The same, pattern by pattern: what the tables must equal, and what runs where there are no vectors.</summary>
    internal static void Reference(ReadOnlySpan<byte> planes, ReadOnlySpan<int> z, Span<int> fields)
    {
        int rows = (z.Length + 7) / 8;
        for (int i = 0; i < fields.Length; i++)
        {
            int sum = 0, unit = i / Side * rows * Side + i % Side;
            for (int mu = 0; mu < z.Length; mu++) sum += (planes[unit + (mu >> 3) * Side] >> (mu & 7) & 1) == 1 ? z[mu] : -z[mu];
            fields[i] = sum;
        }
    }

    internal static unsafe void Apply<V, L>(ReadOnlySpan<byte> planes, ReadOnlySpan<int> z, Span<int> fields)
        where V : struct
        where L : struct, IBitLanes<V>
    {
        int rows = (z.Length + 7) / 8, count = FieldTables.Count(z);
        byte[] tables = ArrayPool<byte>.Shared.Rent(count * FieldTables.Bytes);
        int[] ends = ArrayPool<int>.Shared.Rent(2 * count);
        Span<int> rowOf = ends.AsSpan(count, count), blocks = FieldTables.Write(z, tables, rowOf, ends.AsSpan(0, count));
        Span<int> sums = stackalloc int[Side];
        fixed (byte* table = tables)
        {
            for (int from = 0; from < fields.Length; from += Side)
            {
                ref byte plane = ref Unsafe.AsRef(in planes[from * rows]);
                sums.Clear();
                for (int part = 0; part < Side; part += L.Bytes)
                {
                    int start = 0;
                    foreach (int end in blocks)
                    {
                        Block<V, L>(ref Unsafe.Add(ref plane, part), table, rowOf, start, end, ref sums[part]);
                        start = end;
                    }
                }
                sums[..Math.Min(Side, fields.Length - from)].CopyTo(fields[from..]);
            }
        }
        ArrayPool<byte>.Shared.Return(tables);
        ArrayPool<int>.Shared.Return(ends);
    }

    // One register of units through the tables of one block, whose sums fit 16 bits.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Block<V, L>(ref byte plane, byte* tables, ReadOnlySpan<int> rowOf, int start, int end, ref int sums)
        where V : struct
        where L : struct, IBitLanes<V>
    {
        V lower = L.Zero, upper = L.Zero;
        for (int k = start; k < end; k++)
        {
            byte* table = tables + k * FieldTables.Bytes;
            (V low, V high) = L.Nibbles(L.Load(ref plane, (nuint)(rowOf[k] * Side)));
            V a = L.Lookup(L.LoadTable(table), low), b = L.Lookup(L.LoadTable(table + 16), low);
            V c = L.Lookup(L.LoadTable(table + 32), high), d = L.Lookup(L.LoadTable(table + 48), high);
            lower = L.Add<short>(lower, L.Add<short>(L.InterleaveLower(a, b), L.InterleaveLower(c, d)));
            upper = L.Add<short>(upper, L.Add<short>(L.InterleaveUpper(a, b), L.InterleaveUpper(c, d)));
        }
        // Interleaving went on within 16 bytes: eight units of the lower register, eight of the upper, and again.
        Span<short> shorts = stackalloc short[Side];
        ref byte scratch = ref Unsafe.As<short, byte>(ref shorts[0]);
        L.Store(lower, ref scratch, 0);
        L.Store(upper, ref scratch, (nuint)L.Bytes);
        for (int unit = 0; unit < L.Bytes; unit++)
            Unsafe.Add(ref sums, unit) += shorts[(unit >> 4) * 8 + (unit & 7) + ((unit & 8) == 0 ? 0 : L.Bytes / 2)];
    }
}
