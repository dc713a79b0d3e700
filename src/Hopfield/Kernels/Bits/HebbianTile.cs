using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hopfield.Kernels;

// The bits of four patterns are a nibble of a unit. Against a unit i with nibble n, a unit j with nibble m differs in popcount(n ⊕ m) of the
// four patterns, so row n of a 16 × 16 table answers for 64 units j with one instruction, and one more adds the answers, byte by byte.
// A byte gains at most 4 a quartet: after 63 quartets (252) it is emptied into integers. Four rows and two registers of columns are in
// flight together, so that a column's nibbles are loaded once for four rows and a row's table once for two registers.

/// <summary>Hebb's sums of 128 units with 128 others.</summary>
internal static class HebbianTile
{
    /// <summary>The number of units along a side.</summary>
    public const int Side = 128;

    private const int QuartetsOfAByte = 63, MaxRegister = 64;

    /// <summary>Writes the nibbles of one tile's units, shape [⌈P/4⌉, 128]: patterns 4g … 4g + 3 of a unit in bits 0 … 3. Units beyond N get 0.</summary>
    public static void WriteNibbles(ReadOnlySpan<ulong> patterns, int patternCount, int dimension, int tile, Span<byte> nibbles)
    {
        int words = (dimension + 63) / 64;
        Span<ulong> eights = MemoryMarshal.Cast<byte, ulong>(nibbles);
        eights.Clear();
        for (int mu = 0; mu < patternCount; mu++)
        {
            Span<ulong> quartet = eights.Slice((mu >> 2) * Side / 8, Side / 8);
            for (int w = 2 * tile; w < Math.Min(2 * tile + 2, words); w++)
            {
                ulong word = patterns[mu * words + w];
                for (int e = 0; e < 8; e++) quartet[8 * (w & 1) + e] |= BitPacking.BytesOf(word >> 8 * e) << (mu & 3);
            }
        }
    }

    /// <summary>Writes k_ij of the units i of one tile (rows) and j of another (columns), shape [128, 128].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compute<V, L>(ReadOnlySpan<byte> rows, ReadOnlySpan<byte> columns, int patternCount, Span<int> block)
        where V : struct
        where L : struct, IBitLanes<V>
    {
        block.Fill(patternCount);
        Span<byte> tables = stackalloc byte[16 * MaxRegister];
        for (int n = 0; n < tables.Length; n++) tables[n] = (byte)BitOperations.PopCount((uint)(n / MaxRegister ^ n % 16));
        int quartets = rows.Length / Side;
        for (int r = 0; r < Side; r += 4)
        {
            for (int c = 0; c < Side; c += 2 * L.Bytes)
            {
                for (int g = 0; g < quartets; g += QuartetsOfAByte)
                {
                    int count = Math.Min(QuartetsOfAByte, quartets - g), skip = g * Side;
                    FourRows<V, L>(ref Unsafe.AsRef(in rows[skip + r]), ref Unsafe.AsRef(in columns[skip + c]), count, ref tables[0], ref block[r * Side + c]);
                }
            }
        }
    }

    // Rows r … r + 3, two registers of columns, up to 63 quartets. The tables lie one to a register, whatever its width.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourRows<V, L>(ref byte row, ref byte column, int quartets, ref byte tables, ref int block)
        where V : struct
        where L : struct, IBitLanes<V>
    {
        V a0 = L.Zero, a1 = L.Zero, a2 = L.Zero, a3 = L.Zero, b0 = L.Zero, b1 = L.Zero, b2 = L.Zero, b3 = L.Zero;
        for (int g = 0; g < quartets; g++)
        {
            V a = L.Load(ref column, 0), b = L.Load(ref column, (nuint)L.Bytes);
            V table = L.Load(ref tables, (nuint)row * MaxRegister);
            (a0, b0) = (L.Add<byte>(a0, L.Lookup(table, a)), L.Add<byte>(b0, L.Lookup(table, b)));
            table = L.Load(ref tables, (nuint)Unsafe.Add(ref row, 1) * MaxRegister);
            (a1, b1) = (L.Add<byte>(a1, L.Lookup(table, a)), L.Add<byte>(b1, L.Lookup(table, b)));
            table = L.Load(ref tables, (nuint)Unsafe.Add(ref row, 2) * MaxRegister);
            (a2, b2) = (L.Add<byte>(a2, L.Lookup(table, a)), L.Add<byte>(b2, L.Lookup(table, b)));
            table = L.Load(ref tables, (nuint)Unsafe.Add(ref row, 3) * MaxRegister);
            (a3, b3) = (L.Add<byte>(a3, L.Lookup(table, a)), L.Add<byte>(b3, L.Lookup(table, b)));
            row = ref Unsafe.Add(ref row, Side);
            column = ref Unsafe.Add(ref column, Side);
        }
        Empty<V, L>(a0, ref block, 0);
        Empty<V, L>(b0, ref block, L.Bytes);
        Empty<V, L>(a1, ref block, Side);
        Empty<V, L>(b1, ref block, Side + L.Bytes);
        Empty<V, L>(a2, ref block, 2 * Side);
        Empty<V, L>(b2, ref block, 2 * Side + L.Bytes);
        Empty<V, L>(a3, ref block, 3 * Side);
        Empty<V, L>(b3, ref block, 3 * Side + L.Bytes);
    }

    // k −= 2·(differing patterns), for as many columns as a register has bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Empty<V, L>(V differing, ref int block, int column)
        where V : struct
        where L : struct, IBitLanes<V>
    {
        ref byte at = ref Unsafe.As<int, byte>(ref Unsafe.Add(ref block, column));
        (V a, V b, V c, V d) = L.Widen(differing);
        nuint bytes = (nuint)L.Bytes;
        L.Store(L.Subtract<int>(L.Load(ref at, 0), L.Add<int>(a, a)), ref at, 0);
        L.Store(L.Subtract<int>(L.Load(ref at, bytes), L.Add<int>(b, b)), ref at, bytes);
        L.Store(L.Subtract<int>(L.Load(ref at, 2 * bytes), L.Add<int>(c, c)), ref at, 2 * bytes);
        L.Store(L.Subtract<int>(L.Load(ref at, 3 * bytes), L.Add<int>(d, d)), ref at, 3 * bytes);
    }

    /// <summary>Copies a block and its mirror image to where they belong in K, shape [N, N].</summary>
    public static void Write(ReadOnlySpan<int> block, int rowTile, int columnTile, Span<int> sums, int dimension)
    {
        int top = rowTile * Side, left = columnTile * Side, height = Math.Min(Side, dimension - top), width = Math.Min(Side, dimension - left);
        for (int i = 0; i < height; i++) block.Slice(i * Side, width).CopyTo(sums.Slice((top + i) * dimension + left, width));
        if (rowTile == columnTile) return;
        // Sixteen columns at a time are turned into rows near the processor, so that what goes to the memory are runs of 128.
        Span<int> mirrored = stackalloc int[Side * 16];
        for (int from = 0; from < width; from += 16)
        {
            int count = Math.Min(16, width - from);
            for (int i = 0; i < height; i++)
            {
                ReadOnlySpan<int> line = block.Slice(i * Side + from, count);
                for (int j = 0; j < line.Length; j++) mirrored[j * Side + i] = line[j];
            }
            for (int j = 0; j < count; j++) mirrored.Slice(j * Side, height).CopyTo(sums.Slice((left + from + j) * dimension + top, height));
        }
    }
}
