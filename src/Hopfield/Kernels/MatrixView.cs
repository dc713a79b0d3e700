namespace Hopfield.Kernels;

/// <summary>A matrix somewhere in memory: rows a fixed distance apart, columns likewise. Its transpose is the same memory with the two distances exchanged.</summary>
/// <typeparam name="T">The type of the entries.</typeparam>
public readonly ref struct MatrixView<T>
{
    /// <summary>Looks at rows of adjacent entries.</summary>
    /// <param name="values">The memory; entry (r, c) stands at r·<paramref name="rowStride"/> + c.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="rowStride">From one row to the next, at least the number of columns; just that when left out.</param>
    /// <exception cref="ArgumentException">The memory is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or rows overlap.</exception>
    public MatrixView(ReadOnlySpan<T> values, int rows, int columns, int? rowStride = null)
        : this(values, rows, columns, rowStride ?? columns, 1)
    {
        Require.Rows(values.Length, rows, columns, RowStride, nameof(values));
    }

    private MatrixView(ReadOnlySpan<T> values, int rows, int columns, int rowStride, int columnStride)
    {
        Values = values;
        (Rows, Columns, RowStride, ColumnStride) = (rows, columns, rowStride, columnStride);
    }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of columns.</summary>
    public int Columns { get; }

    /// <summary>The transpose, without moving an entry.</summary>
    public MatrixView<T> Transposed => new(Values, Columns, Rows, ColumnStride, RowStride);

    /// <summary>One row, where its entries are adjacent.</summary>
    /// <param name="row">Its number, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="InvalidOperationException">The view is of a transpose: its rows are columns in memory.</exception>
    public ReadOnlySpan<T> Row(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
        return ColumnStride == 1 ? Values.Slice(row * RowStride, Columns) : throw new InvalidOperationException("Rows of a transposed view are not adjacent in memory.");
    }

    internal ReadOnlySpan<T> Values { get; }

    internal int RowStride { get; }

    internal int ColumnStride { get; }
}
