using System.Numerics;
using System.Runtime.InteropServices;
using Hopfield.Kernels;

namespace Hopfield;

/// <summary>An array of numbers as a file holds it: a shape, an element type, and the values in row-major order.</summary>
/// <remarks>Read by <see cref="IdxFile"/>, <see cref="NpyFile"/> and <see cref="NpzFile"/>, written by the latter two; immutable, safe to share
/// between threads.</remarks>
public sealed class NumericArray
{
    private readonly int[] _shape;
    private readonly byte[] _bytes;

    /// <summary>Takes over the bytes of a row-major array in the machine's own byte order.</summary>
    internal NumericArray(ElementType elementType, int[] shape, byte[] bytes)
    {
        ElementType = elementType;
        _shape = shape;
        _bytes = bytes;
    }

    /// <summary>Copies values, so that a file can hold them.</summary>
    /// <typeparam name="T">An integer type of 1 to 8 bytes, <see cref="bool"/>, <see cref="Half"/>, <see cref="BFloat16"/>, <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="values">The values in row-major order, at most 2 GiB.</param>
    /// <param name="shape">The extent of each axis, slowest first; left out: one axis.</param>
    /// <exception cref="ArgumentException">The shape does not have as many elements as there are values, or they take more than 2 GiB.</exception>
    /// <exception cref="NotSupportedException">A file has no place for values of this type.</exception>
    public static NumericArray From<T>(ReadOnlySpan<T> values, params ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        ElementType type = ElementTypes.Of<T>();
        int[] extents = NpyHeader.ShapeOf(values.Length, shape, nameof(shape));
        if ((long)values.Length * type.Size() > Array.MaxLength)
            throw new ArgumentException($"Expected values of at most 2 GiB, got {values.Length} of {typeof(T).Name}. NpyFile.Write needs no copy of them.", nameof(values));
        return new NumericArray(type, extents, MemoryMarshal.AsBytes(values).ToArray());
    }

    /// <summary>Copies a matrix, so that a file can hold it.</summary>
    /// <typeparam name="T">As for a span.</typeparam>
    /// <param name="values">Shape [rows, columns].</param>
    /// <exception cref="ArgumentException">The values take more than 2 GiB.</exception>
    /// <exception cref="NotSupportedException">A file has no place for values of this type.</exception>
    public static NumericArray From<T>(T[,] values)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        return From(Flat(values), values.GetLength(0), values.GetLength(1));
    }

    /// <summary>The elements of a matrix row by row.</summary>
    internal static ReadOnlySpan<T> Flat<T>(T[,] values) =>
        values.Length == 0 ? [] : MemoryMarshal.CreateReadOnlySpan(ref values[0, 0], values.Length);

    /// <summary>How the file stores one element.</summary>
    public ElementType ElementType { get; }

    /// <summary>The extent of each axis, slowest first; empty for a single number.</summary>
    public IReadOnlyList<int> Shape => Array.AsReadOnly(_shape);

    /// <summary>The number of elements: the product of the shape.</summary>
    public int Length => _bytes.Length / ElementType.Size();

    /// <summary>The values, converted and in row-major order.</summary>
    /// <typeparam name="T">Any number type. Widening is exact; a narrower floating-point type rounds to nearest. True and false become 1 and 0.</typeparam>
    /// <exception cref="InvalidOperationException">The file holds floating-point numbers and <typeparamref name="T"/> is an integer type.</exception>
    /// <exception cref="OverflowException">An integer does not fit into <typeparamref name="T"/>.</exception>
    public T[] ToArray<T>() where T : unmanaged, INumberBase<T>
    {
        var values = new T[Length];
        Convert<T>(values);
        return values;
    }

    /// <summary>The values of a two-dimensional array as [rows, columns].</summary>
    /// <typeparam name="T">Any number type, as in <see cref="ToArray{T}"/>.</typeparam>
    /// <exception cref="InvalidOperationException">The array does not have two axes, or would lose its fractions.</exception>
    /// <exception cref="OverflowException">An integer does not fit into <typeparamref name="T"/>.</exception>
    public T[,] ToMatrix<T>() where T : unmanaged, INumberBase<T>
    {
        RequireMatrix();
        var values = new T[_shape[0], _shape[1]];
        if (values.Length > 0) Convert<T>(MemoryMarshal.CreateSpan(ref values[0, 0], values.Length));
        return values;
    }

    /// <summary>The values of an array of true and false, in row-major order.</summary>
    /// <exception cref="InvalidOperationException">The file holds numbers.</exception>
    public bool[] ToBooleans()
    {
        if (ElementType != ElementType.Boolean) throw new InvalidOperationException($"The array holds {ElementType} values; ask for numbers.");
        return Array.ConvertAll(_bytes, octet => octet != 0);
    }

    /// <summary>The values of a two-dimensional array of true and false as [rows, columns].</summary>
    /// <exception cref="InvalidOperationException">The array does not have two axes, or the file holds numbers.</exception>
    public bool[,] ToBooleanMatrix()
    {
        RequireMatrix();
        bool[] flat = ToBooleans();
        var values = new bool[_shape[0], _shape[1]];
        Buffer.BlockCopy(flat, 0, values, 0, flat.Length);
        return values;
    }

    /// <summary>The bytes of the elements, in the machine's own byte order.</summary>
    internal ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The element type and shape, for example "Float16 [778, 384]".</summary>
    public override string ToString() => $"{ElementType} {ShapeText}";

    internal string ShapeText => $"[{string.Join(", ", _shape)}]";

    private void Convert<T>(Span<T> to) where T : unmanaged, INumberBase<T>
    {
        // Half of one is zero exactly where fractions are dropped.
        bool dropsFractions = T.IsZero(T.One / (T.One + T.One));
        if (dropsFractions && ElementType.IsReal())
            throw new InvalidOperationException($"The array holds {ElementType} values; ask for float or double, not for {typeof(T).Name}.");
        switch (ElementType)
        {
            case ElementType.UInt8 or ElementType.Boolean: Convert<byte, T>(to); break;
            case ElementType.Int8: Convert<sbyte, T>(to); break;
            case ElementType.UInt16: Convert<ushort, T>(to); break;
            case ElementType.Int16: Convert<short, T>(to); break;
            case ElementType.UInt32: Convert<uint, T>(to); break;
            case ElementType.Int32: Convert<int, T>(to); break;
            case ElementType.UInt64: Convert<ulong, T>(to); break;
            case ElementType.Int64: Convert<long, T>(to); break;
            case ElementType.Float16: Convert<Half, T>(to); break;
            case ElementType.BFloat16: ConvertUpperHalves(to); break;
            case ElementType.Float32: Convert<float, T>(to); break;
            case ElementType.Float64: Convert<double, T>(to); break;
        }
    }

    private void RequireMatrix()
    {
        if (_shape.Length != 2) throw new InvalidOperationException($"A matrix has two axes; this array has the shape {ShapeText}.");
    }

    private void ConvertUpperHalves<T>(Span<T> to)
        where T : unmanaged, INumberBase<T>
    {
        var stored = MemoryMarshal.Cast<byte, BFloat16>(_bytes);
        for (int i = 0; i < stored.Length; i++) to[i] = T.CreateChecked(stored[i].ToSingle());
    }

    private void Convert<TStored, T>(Span<T> to)
        where TStored : unmanaged, INumberBase<TStored>
        where T : unmanaged, INumberBase<T>
    {
        var stored = MemoryMarshal.Cast<byte, TStored>(_bytes);
        for (int i = 0; i < stored.Length; i++) to[i] = T.CreateChecked(stored[i]);
    }
}
