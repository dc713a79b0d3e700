namespace Hopfield;

/// <summary>Reads NumPy arrays (.npy).</summary>
/// <remarks>
/// Elements may be f2, f4, f8 or integers of 1 to 8 bytes. Little- and big-endian files are both read; Fortran order is turned into
/// row-major order. Structured, complex, Boolean, string and object elements are refused; nothing is ever unpickled.
/// At most 1 GiB; gzip is recognised by its signature, not by the file's name.
/// </remarks>
public static class NpyFile
{
    /// <summary>Reads a file, gzip-compressed or not.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not .npy, holds elements of another kind, is damaged, or holds fewer or more bytes than its header declares.</exception>
    public static NumericArray Read(string path)
    {
        using var source = ByteSource.Open(path);
        return Read(source);
    }

    /// <summary>Reads a stream to its end, gzip-compressed or not, and closes it.</summary>
    /// <param name="stream">The stream, at the beginning of the array.</param>
    /// <param name="name">What error messages call it.</param>
    /// <exception cref="InvalidDataException">As for a file.</exception>
    public static NumericArray Read(Stream stream, string name)
    {
        using var source = ByteSource.Over(stream, name);
        return Read(source);
    }

    internal static NumericArray Read(ByteSource source)
    {
        var header = NpyHeader.Read(source);
        int size = header.ElementType.Size();
        byte[] values = source.Read(header.Count * size, "the values");
        source.ExpectEnd();
        ByteSource.ToMachineOrder(values, size, header.BigEndian);
        if (header.FortranOrder) values = RowMajor(values, header.Shape, size);
        return new NumericArray(header.ElementType, header.Shape, values);
    }

    // Walks the result in row-major order and keeps the offset of the same element in column-major order.
    private static byte[] RowMajor(byte[] columnMajor, int[] shape, int size)
    {
        byte[] rowMajor = new byte[columnMajor.Length];
        int[] index = new int[shape.Length];
        int[] stride = new int[shape.Length];
        for (int a = 0, step = size; a < shape.Length; step *= shape[a++]) stride[a] = step;

        int from = 0;
        for (int to = 0; to < rowMajor.Length; to += size)
        {
            columnMajor.AsSpan(from, size).CopyTo(rowMajor.AsSpan(to));
            for (int a = shape.Length - 1; a >= 0; a--)
            {
                from += stride[a];
                if (++index[a] < shape[a]) break;
                from -= stride[a] * shape[a];
                index[a] = 0;
            }
        }
        return rowMajor;
    }
}
