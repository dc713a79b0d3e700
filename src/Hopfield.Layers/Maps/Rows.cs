using System.Numerics;
using System.Runtime.InteropServices;

namespace Hopfield.Layers;

/// <summary>What several maps do with all rows of a batch.</summary>
internal static class Rows
{
    /// <summary>Writes the same row everywhere.</summary>
    public static void Fill<T>(Span<T> rows, ReadOnlySpan<T> row)
    {
        for (int at = 0; at < rows.Length; at += row.Length) row.CopyTo(rows[at..]);
    }

    /// <summary>Adds every row to the sums: sums_i += Σ_r rows_ri.</summary>
    public static void AddAll<T>(ReadOnlySpan<T> rows, Span<T> sums)
        where T : unmanaged, INumber<T>
    {
        Span<Vector<T>> vectors = MemoryMarshal.Cast<T, Vector<T>>(sums);
        int width = sums.Length, whole = vectors.Length * Vector<T>.Count, block = 0;
        // Four vectors of sums stay in registers while the rows pass.
        for (; block + 4 <= vectors.Length; block += 4)
        {
            Vector<T> a = vectors[block], b = vectors[block + 1], c = vectors[block + 2], d = vectors[block + 3];
            for (int at = block * Vector<T>.Count; at < rows.Length; at += width)
            {
                ReadOnlySpan<T> row = rows.Slice(at, 4 * Vector<T>.Count);
                a += new Vector<T>(row);
                b += new Vector<T>(row[Vector<T>.Count..]);
                c += new Vector<T>(row[(2 * Vector<T>.Count)..]);
                d += new Vector<T>(row[(3 * Vector<T>.Count)..]);
            }
            (vectors[block], vectors[block + 1], vectors[block + 2], vectors[block + 3]) = (a, b, c, d);
        }
        for (; block < vectors.Length; block++)
        {
            Vector<T> sum = vectors[block];
            for (int at = block * Vector<T>.Count; at < rows.Length; at += width) sum += new Vector<T>(rows[at..]);
            vectors[block] = sum;
        }
        for (int i = whole; i < width; i++)
        {
            T sum = sums[i];
            for (int at = i; at < rows.Length; at += width) sum += rows[at];
            sums[i] = sum;
        }
    }
}
