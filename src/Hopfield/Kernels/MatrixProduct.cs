using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hopfield.Kernels;

// Columns of the result lie along the lanes. A panel of the right matrix (up to three vectors of columns, a block of its rows) is copied
// side by side, multiplied by the scale and padded with zeros; then tiles of registers run down the rows of the left matrix, whose entries
// are read one by one wherever they stand. So one loop serves A B, Aᵀ B and A Bᵀ, and the copy costs one part in as many as A has rows.

/// <summary>The product of two matrices, as they stand or transposed.</summary>
public static class MatrixProduct
{
    private const int BlockDepth = 256; // a panel of it fills a first-level cache

    /// <summary>Writes C = scale · A B, or adds it to C. Cost: O(M·N·K), no allocation. Transposed factors are views; see <see cref="MatrixView{T}.Transposed"/>.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="a">A, shape [M, K].</param>
    /// <param name="b">B, shape [K, N].</param>
    /// <param name="c">Receives C, shape [M, N], row by row; it must not overlap A or B. Entries between its rows stay as they are.</param>
    /// <param name="rowStride">From one row of C to the next, at least N.</param>
    /// <param name="scale">What the product is multiplied by.</param>
    /// <param name="add">Whether the product is added to what C holds.</param>
    /// <exception cref="ArgumentException">A has not as many columns as B has rows, or C is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Rows of C overlap.</exception>
    /// <exception cref="NotSupportedException">T is neither <see cref="float"/> nor <see cref="double"/>.</exception>
    public static void Apply<T>(MatrixView<T> a, MatrixView<T> b, Span<T> c, int rowStride, T scale, bool add = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require.SingleOrDouble<T>();
        if (b.Rows != a.Columns) throw new ArgumentException($"Expected {a.Columns} rows, as many as A has columns, got {b.Rows}.", nameof(b));
        Require.Rows(c.Length, a.Rows, b.Columns, rowStride, nameof(c));
        if (a.Rows == 0 || b.Columns == 0) return;
        if (typeof(T) == typeof(double)) On<LanesDouble, Vector<double>, T, double>(a, b, c, rowStride, scale, add);
        else if (Lanes512.IsSupported && b.Columns > 8) On<Lanes512, Vector512<float>, T, float>(a, b, c, rowStride, scale, add);
        else if (Lanes256.IsSupported && b.Columns > 4) On<Lanes256, Vector256<float>, T, float>(a, b, c, rowStride, scale, add);
        else if (Lanes128.IsSupported) On<Lanes128, Vector128<float>, T, float>(a, b, c, rowStride, scale, add);
        else On<Lanes1, float, T, float>(a, b, c, rowStride, scale, add);
    }

    /// <summary>The product on vectors of one width.</summary>
    internal static unsafe void On<W, V, T, E>(MatrixView<T> a, MatrixView<T> b, Span<T> c, int rowStride, T scale, bool add)
        where W : ILanes<V, E>
        where V : unmanaged
        where T : unmanaged
        where E : unmanaged, IBinaryFloatingPointIeee754<E>
    {
        int depth = a.Columns, block = Math.Min(depth, BlockDepth), widest = Math.Min(3, (b.Columns + W.Count - 1) / W.Count) * W.Count;
        E[] scratch = ArrayPool<E>.Shared.Rent(((block + 1) * widest) + (CacheLine.Bytes / sizeof(E)));
        nint[] places = ArrayPool<nint>.Shared.Rent(block);
        for (int k = 0; k < block; k++) places[k] = k * (nint)a.ColumnStride;
        fixed (T* x = a.Values, y = b.Values, to = c)
        fixed (E* start = scratch)
        fixed (nint* steps = places)
        {
            E* ones = CacheLine.Align(start), panel = ones + widest;
            for (int i = 0; i < widest; i++) ones[i] = E.One;
            int first = 0;
            do
            {
                int some = Math.Min(block, depth - first);
                E* left = (E*)x + (first * (nint)a.ColumnStride);
                for (int column = 0, width; column < b.Columns; column += width)
                {
                    int vectors = (b.Columns - column + W.Count - 1) / W.Count;
                    vectors = vectors is 2 or 4 ? 2 : Math.Min(vectors, 3); // two twos keep more registers busy than a three and a one
                    width = vectors * W.Count;
                    int columns = Math.Min(width, b.Columns - column), last = W.Count - (width - columns);
                    E* right = (E*)y + (first * (nint)b.RowStride) + (column * (nint)b.ColumnStride), result = (E*)to + column;
                    Pack<W, V, E>(right, b.RowStride, b.ColumnStride, some, columns, Unsafe.As<T, E>(ref scale), panel, width);
                    E* factor = add || first > 0 ? ones : null;
                    if (vectors == 1) RegisterTiles<W, V, E, One>.Sum(left, a.RowStride, steps, some, panel, factor, result, rowStride, a.Rows, last);
                    else if (vectors == 2) RegisterTiles<W, V, E, Two>.Sum(left, a.RowStride, steps, some, panel, factor, result, rowStride, a.Rows, last);
                    else RegisterTiles<W, V, E, Three>.Sum(left, a.RowStride, steps, some, panel, factor, result, rowStride, a.Rows, last);
                }
                first += some;
            }
            while (first < depth);
        }
        ArrayPool<nint>.Shared.Return(places);
        ArrayPool<E>.Shared.Return(scratch);
    }

    // Rows of the panel side by side, zeros where the matrix has ended.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Pack<W, V, E>(E* from, nint rowStride, nint columnStride, int rows, int columns, E scale, E* panel, int width)
        where W : ILanes<V, E>
        where V : unmanaged
        where E : unmanaged, IBinaryFloatingPointIeee754<E>
    {
        V zero = W.Broadcast(E.Zero), factor = W.Broadcast(scale);
        if (columnStride == 1)
        {
            int whole = columns / W.Count * W.Count;
            for (int k = 0; k < rows; k++, from += rowStride, panel += width)
            {
                for (int i = 0; i < whole; i += W.Count) W.Store(W.MultiplyAdd(factor, W.Load(from + i), zero), panel + i);
                if (whole < columns) W.Store(W.MultiplyAdd(factor, W.Load(from + whole, columns - whole), zero), panel + whole);
            }
            return;
        }
        if (columns < width) new Span<E>(panel, rows * width).Clear();
        int squares = typeof(E) == typeof(float) && rowStride == 1 && Square4.IsSupported ? rows / 4 * 4 : 0, column = 0;
        for (; squares > 0 && column + 4 <= columns; column += 4)
        {
            float* corner = (float*)from + (column * columnStride);
            for (int k = 0; k < squares; k += 4) Square4.Transpose(corner + k, columnStride, float.CreateTruncating(scale), (float*)panel + ((nint)k * width) + column, width);
            Spread(from + (column * columnStride), 1, columnStride, squares, rows, 4, scale, panel + column, width);
        }
        Spread(from + (column * columnStride), rowStride, columnStride, 0, rows, columns - column, scale, panel + column, width);
    }

    // One by one: rows of the panel from the first one on.
    private static unsafe void Spread<E>(E* from, nint rowStride, nint columnStride, int first, int rows, int columns, E scale, E* panel, int width)
        where E : unmanaged, IBinaryFloatingPointIeee754<E>
    {
        for (int i = 0; i < columns; i++, from += columnStride)
        {
            for (int k = first; k < rows; k++) panel[((nint)k * width) + i] = scale * from[k * rowStride];
        }
    }
}
