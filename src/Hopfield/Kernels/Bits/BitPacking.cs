using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hopfield.Kernels;

/// <summary>±1 units as bits: bit 1 for +1, unit 0 in the lowest bit of the first word, bits beyond the last unit 0.</summary>
internal static class BitPacking
{
    private const ulong EachByte = 0x0101010101010101;

    /// <summary>Writes units as bits. The sign bit of a byte is 1 for −1, and a register gives all its sign bits in one instruction.</summary>
    /// <param name="state">ξ, shape [N], entries ±1 (not checked).</param>
    /// <param name="words">Receives the bits, shape [⌈N/64⌉].</param>
    /// <exception cref="ArgumentException">There are not ⌈N/64⌉ words.</exception>
    public static void Pack(ReadOnlySpan<sbyte> state, Span<ulong> words)
    {
        Require.Length(words.Length, ((long)state.Length + 63) / 64, nameof(words));
        ReadOnlySpan<Vector128<sbyte>> quarters = MemoryMarshal.Cast<sbyte, Vector128<sbyte>>(state);
        int whole = Vector128.IsHardwareAccelerated ? state.Length / 64 : 0;
        for (int w = 0; w < whole; w++)
        {
            ulong minus = 0;
            for (int q = 3; q >= 0; q--) minus = minus << 16 | quarters[4 * w + q].ExtractMostSignificantBits();
            words[w] = ~minus;
        }
        words[whole..].Clear();
        for (int i = 64 * whole; i < state.Length; i++) words[i >> 6] |= (state[i] > 0 ? 1UL : 0) << (i & 63);
    }

    /// <summary>Writes bits as units.</summary>
    /// <param name="words">Shape [⌈N/64⌉].</param>
    /// <param name="state">Receives ξ, shape [N], entries ±1.</param>
    /// <exception cref="ArgumentException">There are not ⌈N/64⌉ words.</exception>
    public static void Unpack(ReadOnlySpan<ulong> words, Span<sbyte> state)
    {
        Require.Length(words.Length, ((long)state.Length + 63) / 64, nameof(words));
        Span<ulong> eights = MemoryMarshal.Cast<sbyte, ulong>(state);
        // 1 stays 1, and 0 becomes 255, the byte of −1.
        for (int e = 0; e < eights.Length; e++) eights[e] = EachByte | (BytesOf(words[e >> 3] >> (8 * (e & 7))) ^ EachByte) * 254;
        for (int i = 8 * eights.Length; i < state.Length; i++) state[i] = (sbyte)((words[i >> 6] >> (i & 63) & 1) == 1 ? 1 : -1);
    }

    /// <summary>Writes the transposed bits: bit r of column c is bit c of row r.</summary>
    /// <param name="rows">Shape [R, ⌈C/64⌉].</param>
    /// <param name="rowCount">R.</param>
    /// <param name="columnCount">C.</param>
    /// <param name="columns">Receives the columns, shape [C, ⌈R/64⌉]; bits beyond R are 0.</param>
    /// <exception cref="ArgumentException">The words do not fit R and C.</exception>
    public static void Transpose(ReadOnlySpan<ulong> rows, int rowCount, int columnCount, Span<ulong> columns)
    {
        int across = (columnCount + 63) / 64, down = (rowCount + 63) / 64;
        Require.Length(rows.Length, (long)rowCount * across, nameof(rows));
        Require.Length(columns.Length, (long)columnCount * down, nameof(columns));
        Span<ulong> block = stackalloc ulong[64];
        for (int r = 0; r < down; r++)
        {
            for (int c = 0; c < across; c++)
            {
                block.Clear();
                for (int k = 0; k < Math.Min(64, rowCount - 64 * r); k++) block[k] = rows[(64 * r + k) * across + c];
                Transpose(block);
                for (int k = 0; k < Math.Min(64, columnCount - 64 * c); k++) columns[(64 * c + k) * down + r] = block[k];
            }
        }
    }

    /// <summary>The lowest eight bits as eight bytes of 0 or 1, the lowest bit in the lowest byte.</summary>
    internal static ulong BytesOf(ulong bits)
    {
        // Every byte keeps the bit of its own number; adding 127 carries it, wherever it is, into the byte's sign bit.
        ulong own = ((bits & 0xFF) * EachByte) & 0x8040201008040201;
        return (own + 0x7F7F7F7F7F7F7F7F) >> 7 & EachByte;
    }

    // 64 by 64 bits: halves of 32 rows exchange their corners, then quarters of 16, and so on down to single bits (Warren, "Hacker's Delight", 7–3).
    private static void Transpose(Span<ulong> block)
    {
        ulong lower = 0x00000000FFFFFFFF;
        for (int size = 32; size > 0; size >>= 1, lower ^= lower << size)
        {
            for (int k = 0; k < 64; k = (k + size + 1) & ~size)
            {
                ulong exchange = (block[k] >> size ^ block[k + size]) & lower;
                block[k] ^= exchange << size;
                block[k + size] ^= exchange;
            }
        }
    }
}
