using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hopfield.Kernels;

// Four bits an entry say little about a pattern and much about which patterns cannot matter. Eight rows lie side by side, eight entries of each
// in four bytes: the lower halves hold the first four entries, the upper halves the next. A product of nibbles (0 … 15) with bytes of the
// query (−127 … 127) in pairs is at most 2·15·127 = 3,810, so four groups of eight entries, 8·3,810, add up in 16 bits; then pairs move to 32.
// A block ends with the eight scales and the eight errors of its rows, so that everything is one stream.

/// <summary>Bounds of the similarities of a query with patterns that are kept in four bits an entry.</summary>
internal static class NibbleBounds
{
    /// <summary>Rows of a block.</summary>
    public const int Rows = 8;

    /// <summary>Entries that lie in four bytes of a row.</summary>
    public const int GroupEntries = 8;

    /// <summary>What is subtracted from a nibble.</summary>
    public const int Middle = 8;

    private const int GroupBytes = 32, RowNumbers = 2;

    /// <summary>Whether the processor has the products of bytes.</summary>
    public static bool IsSupported => Avx2.IsSupported;

    /// <summary>Bytes of a block of rows with so many groups.</summary>
    public static int BlockBytes(int groups) => (groups * GroupBytes) + (Rows * RowNumbers * sizeof(float));

    /// <summary>Where the scales of a block begin; the errors follow.</summary>
    public static int ScalesAt(int groups) => groups * GroupBytes;

    /// <summary>Puts an entry of a row into its half byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(Span<byte> block, int row, int entry, int nibble)
    {
        (int group, int within) = Math.DivRem(entry, GroupEntries);
        block[(group * GroupBytes) + (4 * row) + (within & 3)] |= (byte)(within < 4 ? nibble : nibble << 4);
    }

    /// <summary>Writes the largest upper bound of every block; returns the largest lower bound of all rows.</summary>
    /// <param name="blocks">The rows.</param>
    /// <param name="groups">Groups of entries in a row.</param>
    /// <param name="query">The query in bytes, zeros behind its end, shape [8 · groups].</param>
    /// <param name="scale">What a byte of the query stands for.</param>
    /// <param name="reach">By how much a row's error counts.</param>
    /// <param name="tops">Receives max (scale · s_μ · (k_μ − 8)·q + reach · e_μ) over the rows of a block.</param>
    /// <returns>max (scale · s_μ · (k_μ − 8)·q − reach · e_μ) over all rows.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe float Apply(ReadOnlySpan<byte> blocks, int groups, ReadOnlySpan<sbyte> query, float scale, float reach, Span<float> tops)
    {
        Require.Length(blocks.Length, (long)tops.Length * BlockBytes(groups), nameof(blocks));
        Require.Length(query.Length, GroupEntries * (long)groups, nameof(query));
        int sum = 0;
        foreach (sbyte value in query) sum += value;
        Vector256<int> middle = Vector256.Create(Middle * sum);
        Vector256<byte> lower = Vector256.Create((byte)15);
        Vector256<short> ones = Vector256.Create((short)1);
        Vector256<float> scales = Vector256.Create(scale), reaches = Vector256.Create(reach), largest = Vector256.Create(float.NegativeInfinity);
        fixed (byte* first = blocks)
        fixed (sbyte* q = query)
        {
            // From four places in step, as wherever memory is the limit: more requests are under way at a time than one stream makes.
            int quarter = tops.Length / 4, blockBytes = BlockBytes(groups);
            for (int turn = 0; turn < tops.Length; turn++)
            {
                int b = turn < 4 * quarter ? ((turn & 3) * quarter) + (turn >> 2) : turn;
                byte* block = first + ((nint)b * blockBytes);
                Vector256<int> products = Vector256<int>.Zero;
                for (int group = 0; group < groups;)
                {
                    Vector256<short> part = Vector256<short>.Zero;
                    for (int stop = Math.Min(groups, group + 4); group < stop; group++, block += GroupBytes)
                    {
                        Vector256<byte> both = Vector256.Load(block);
                        Vector256<sbyte> here = Vector256.Create(*(int*)(q + (GroupEntries * group))).AsSByte(), next = Vector256.Create(*(int*)(q + (GroupEntries * group) + 4)).AsSByte();
                        part += Avx2.MultiplyAddAdjacent(both & lower, here);
                        part += Avx2.MultiplyAddAdjacent((both.AsUInt16() >> 4).AsByte() & lower, next);
                    }
                    products += Avx2.MultiplyAddAdjacent(part, ones);
                }
                Vector256<float> z = Vector256.ConvertToSingle(products - middle) * (scales * Vector256.Load((float*)block));
                Vector256<float> error = reaches * Vector256.Load((float*)block + Rows);
                largest = Vector256.Max(largest, z - error);
                tops[b] = Top(z + error);
            }
        }
        return Top(largest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Top(Vector256<float> values)
    {
        Vector128<float> four = Vector128.Max(values.GetLower(), values.GetUpper());
        Vector128<float> two = Vector128.Max(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return Vector128.Max(two, Vector128.Shuffle(two, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }
}
