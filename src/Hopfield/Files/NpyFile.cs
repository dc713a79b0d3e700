using System.Runtime.InteropServices;
using Hopfield.Kernels;

namespace Hopfield;

/// <summary>Reads and writes NumPy arrays (.npy).</summary>
/// <remarks>
/// Elements may be b1, f2, f4, f8, integers of 1 to 8 bytes, or <see cref="BFloat16"/>, which NumPy has as V2: two opaque bytes, to be seen with
/// <c>.view(ml_dtypes.bfloat16)</c>. Little- and big-endian files are both read; Fortran order is turned into row-major order. Structured,
/// complex, string and object elements are refused; nothing is ever unpickled. At most 1 GiB is read; gzip is recognised by its signature, not by
/// the file's name.
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

    /// <summary>The extent of each axis of a file's array; nothing but its header is read.</summary>
    /// <param name="path">The file, gzip-compressed or not.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not .npy, or holds elements of another kind.</exception>
    public static IReadOnlyList<int> ShapeOf(string path)
    {
        using var source = ByteSource.Open(path);
        return NpyHeader.Read(source).Shape;
    }

    /// <summary>Writes values as a file that NumPy opens and <see cref="Map{T}(string, Range?)"/> maps: row-major, in the byte order of this machine.</summary>
    /// <typeparam name="T">An integer type of 1 to 8 bytes, <see cref="bool"/>, <see cref="Half"/>, <see cref="BFloat16"/>, <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="path">The file. It is written beside its place and moved into it: an interruption leaves the old one.</param>
    /// <param name="values">The values in row-major order.</param>
    /// <param name="shape">The extent of each axis, slowest first; left out: one axis.</param>
    /// <exception cref="ArgumentException">The shape does not have as many elements as there are values.</exception>
    /// <exception cref="NotSupportedException">A file has no place for values of this type.</exception>
    public static unsafe void Write<T>(string path, ReadOnlySpan<T> values, params ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        byte[] header = NpyHeader.Write(ElementTypes.Of<T>(), NpyHeader.ShapeOf(values.Length, shape, nameof(shape)));
        int count = values.Length;
        fixed (T* first = values)
        {
            nint address = (nint)first; // a span cannot be carried into the writing, its address can while it is held
            WholeFile.Write(path, stream =>
            {
                stream.Write(header);
                WriteElements(stream, new ReadOnlySpan<T>((T*)address, count));
            });
        }
    }

    /// <summary>Writes a matrix as a file that NumPy opens.</summary>
    /// <typeparam name="T">As for a span.</typeparam>
    /// <param name="path">The file. It is written beside its place and moved into it: an interruption leaves the old one.</param>
    /// <param name="values">Shape [rows, columns].</param>
    /// <exception cref="NotSupportedException">A file has no place for values of this type.</exception>
    public static void Write<T>(string path, T[,] values)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        Write(path, NumericArray.Flat(values), values.GetLength(0), values.GetLength(1));
    }

    /// <summary>Writes an array as a file that NumPy opens.</summary>
    /// <param name="path">The file. It is written beside its place and moved into it: an interruption leaves the old one.</param>
    /// <param name="array">The array.</param>
    public static void Write(string path, NumericArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        WholeFile.Write(path, stream => Write(stream, array));
    }

    /// <summary>Writes an array at the present position of a stream, which stays open.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="array">The array.</param>
    public static void Write(Stream stream, NumericArray array)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(array);
        stream.Write(NpyHeader.Write(array.ElementType, [.. array.Shape]));
        stream.Write(array.Bytes);
    }

    // A span counts its bytes in 31 bits, so more than that goes in pieces.
    internal static void WriteElements<T>(Stream stream, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        const int Piece = 1 << 20;
        for (; values.Length > Piece; values = values[Piece..]) stream.Write(MemoryMarshal.AsBytes(values[..Piece]));
        stream.Write(MemoryMarshal.AsBytes(values));
    }

    /// <summary>
    /// Opens a file without reading its values: they stay where they are and are brought in as they are used, so they may be larger than
    /// the memory. For instance <c>using var file = NpyFile.Map&lt;float&gt;("patterns.npy")</c> and
    /// <c>PatternSet.Wrap(file.Values, file.Shape[1])</c>.
    /// </summary>
    /// <typeparam name="T">The type of the elements, exactly as in the file: float for f4, double for f8, int for i4, <see cref="BFloat16"/> for V2 and so on.</typeparam>
    /// <param name="path">The file; not compressed, row-major, and in the byte order of this machine.</param>
    /// <param name="rows">Which part of the first axis; all, when left out. The part holds at most 2³¹ − 1 elements.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is not .npy or is compressed, its elements are of another type, byte order or axis order, it holds no element, fewer or more
    /// bytes than its header declares, or the part has more than 2³¹ − 1 elements.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The part reaches outside the first axis.</exception>
    /// <exception cref="NotSupportedException">No file has elements of this type.</exception>
    public static MappedArray<T> Map<T>(string path, Range? rows = null)
        where T : unmanaged
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no file '{path}'.", path);
        using var stream = File.OpenRead(path);
        using var source = ByteSource.Plain(stream, Path.GetFileName(path));
        if (stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B)
            throw source.Fault("is compressed with gzip and cannot be mapped: read it instead, or unpack it first.");
        stream.Position = 0;
        var header = NpyHeader.Read(source);
        int size = header.ElementType.Size();
        if (header.ElementType != ElementTypes.Of<T>()) throw source.Fault($"holds elements of type {header.ElementType}; asked for were {typeof(T).Name}.");
        if (size > 1 && header.BigEndian == BitConverter.IsLittleEndian)
            throw source.Fault("is in the byte order of another kind of machine and cannot be mapped; read it instead.");
        if (header.FortranOrder) throw source.Fault("is in Fortran order and cannot be mapped; read it, or save it in C order.");

        if (stream.Length != header.Bytes + (header.Count * size))
            throw source.Fault($"should take {header.Bytes + (header.Count * size)} bytes by its header, {stream.Length} are there.");
        if (header.Count == 0) throw source.Fault("holds no elements, and nothing cannot be mapped.");

        int[] shape = [.. header.Shape];
        int first = 0;
        long rowLength = shape.Length == 0 ? 1 : header.Count / shape[0];
        if (shape.Length > 0) (first, shape[0]) = Part(rows ?? Range.All, shape[0]);
        long count = shape.Length == 0 ? 1 : rowLength * shape[0];
        if (count == 0) throw source.Fault("holds no elements there, and nothing cannot be mapped.");
        if (count > int.MaxValue)
            throw source.Fault($"has {count} elements there; at most {int.MaxValue} are mapped at a time: ask for a part of the rows.");
        return new MappedArray<T>(path, shape, header.Bytes + (first * rowLength * size), (int)count);
    }

    private static (int First, int Count) Part(Range rows, int count)
    {
        (int first, int end) = (rows.Start.GetOffset(count), rows.End.GetOffset(count));
        if (first < 0 || first > end || end > count)
            throw new ArgumentOutOfRangeException(nameof(rows), rows, $"Expected a part of the {count} rows, from 0 to {count}, got {rows}.");
        return (first, end - first);
    }

    internal static NumericArray Read(ByteSource source)
    {
        var header = NpyHeader.Read(source);
        int size = header.ElementType.Size();
        byte[] values = source.Read(header.Count * size, "the values");
        source.ExpectEnd();
        ByteSource.ToMachineOrder(values, size, header.BigEndian);
        if (header.ElementType == ElementType.Boolean) source.RequireBooleans(values);
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
