using System.Numerics;
using System.Numerics.Tensors;
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

    /// <summary>Adds the entrywise products of rows of two matrices to the sums: sums_i += Σ_r a_ri b_ri.</summary>
    public static void AddAllProducts<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> sums)
        where T : unmanaged, INumber<T>
    {
        int width = sums.Length;
        for (int at = 0; at < a.Length; at += width) TensorPrimitives.MultiplyAdd(a.Slice(at, width), b.Slice(at, width), sums, sums);
    }

    /// <summary>Writes y = x ∘ gain + shift for every row.</summary>
    public static void Scale<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> gain, ReadOnlySpan<T> shift, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        int width = gain.Length;
        for (int at = 0; at < x.Length; at += width) TensorPrimitives.MultiplyAdd(x.Slice(at, width), gain, shift, y.Slice(at, width));
    }

    /// <summary>Writes y = x ∘ gain for every row.</summary>
    public static void Scale<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> gain, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        int width = gain.Length;
        for (int at = 0; at < x.Length; at += width) TensorPrimitives.Multiply(x.Slice(at, width), gain, y.Slice(at, width));
    }

    /// <summary>Adds x ∘ gain to y for every row; x itself where there is no gain.</summary>
    public static void AddScaled<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> gain, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        if (gain.IsEmpty)
        {
            TensorPrimitives.Add(y, x, y);
            return;
        }
        int width = gain.Length;
        for (int at = 0; at < x.Length; at += width) TensorPrimitives.MultiplyAdd(x.Slice(at, width), gain, y.Slice(at, width), y.Slice(at, width));
    }
}
