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

    /// <summary>
    /// Opens a file without reading its values: they stay where they are and are brought in as they are used, so they may be larger than
    /// the memory. For instance <c>using var file = NpyFile.Map&lt;float&gt;("patterns.npy")</c> and
    /// <c>PatternSet.Wrap(file.Values, file.Shape[1])</c>.
    /// </summary>
    /// <typeparam name="T">The type of the elements, exactly as in the file: float for f4, double for f8, int for i4 and so on.</typeparam>
    /// <param name="path">The file; not compressed, row-major, and in the byte order of this machine.</param>
    /// <param name="rows">Which part of the first axis; all, when left out. The part holds at most 2³¹ − 1 elements.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is not .npy or is compressed, its elements are of another type, byte order or axis order, it holds no element, fewer or more
    /// bytes than its header declares, or the part has more than 2³¹ − 1 elements.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The part reaches outside the first axis.</exception>
    public static MappedArray<T> Map<T>(string path, Range? rows = null)
        where T : unmanaged
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no file '{path}'.", path);
        using var stream = File.OpenRead(path);
        using var source = ByteSource.Plain(stream, Path.GetFileName(path));
        if (ByteSource.IsGzip(stream)) throw source.Fault("is compressed by gzip and cannot be mapped; read it, or unpack it first.");
        var header = NpyHeader.Read(source);
        int size = header.ElementType.Size();
        if (header.ElementType != TypeOf<T>()) throw source.Fault($"holds elements of type {header.ElementType}; asked for were {typeof(T).Name}.");
        if (size > 1 && header.BigEndian == BitConverter.IsLittleEndian)
            throw source.Fault("is in the byte order of another kind of machine and cannot be mapped; read it instead.");
        if (header.FortranOrder) throw source.Fault("is in Fortran order and cannot be mapped; read it, or save it in C order.");

        // As real numbers first, since a header can claim any product; below 2⁵³ they are exact.
        long start = stream.Position;
        double claimed = start + header.Shape.Aggregate((double)size, (product, extent) => product * extent);
        if (stream.Length != claimed) throw source.Fault($"should take {claimed:F0} bytes by its header, {stream.Length} are there.");
        long rowLength = header.Shape.Skip(1).Aggregate(1L, (product, extent) => product * extent);

        int[] shape = [.. header.Shape];
        int first = 0;
        if (shape.Length > 0) (first, shape[0]) = Require.Part(rows ?? Range.All, shape[0], nameof(rows));
        long count = shape.Length == 0 ? 1 : rowLength * shape[0];
        if (count == 0) throw source.Fault("holds no elements there, and nothing cannot be mapped.");
        if (count > int.MaxValue)
            throw source.Fault($"has {count} elements there; at most {int.MaxValue} are mapped at a time: ask for a part of the rows.");
        return new MappedArray<T>(path, shape, start + (first * rowLength * size), (int)count);
    }

    private static ElementType? TypeOf<T>() => default(T) switch
    {
        byte => ElementType.UInt8,
        sbyte => ElementType.Int8,
        ushort => ElementType.UInt16,
        short => ElementType.Int16,
        uint => ElementType.UInt32,
        int => ElementType.Int32,
        ulong => ElementType.UInt64,
        long => ElementType.Int64,
        Half => ElementType.Float16,
        float => ElementType.Float32,
        double => ElementType.Float64,
        _ => null,
    };

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
