using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Hopfield;

/// <summary>The number format of a stored array's elements.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The members are number formats.")]
public enum ElementType
{
    /// <summary>Unsigned 8-bit integer.</summary>
    UInt8,

    /// <summary>Signed 8-bit integer.</summary>
    Int8,

    /// <summary>Unsigned 16-bit integer.</summary>
    UInt16,

    /// <summary>Signed 16-bit integer.</summary>
    Int16,

    /// <summary>Unsigned 32-bit integer.</summary>
    UInt32,

    /// <summary>Signed 32-bit integer.</summary>
    Int32,

    /// <summary>Unsigned 64-bit integer.</summary>
    UInt64,

    /// <summary>Signed 64-bit integer.</summary>
    Int64,

    /// <summary>IEEE 754 half precision, 16 bits.</summary>
    Float16,

    /// <summary>IEEE 754 single precision, 32 bits.</summary>
    Float32,

    /// <summary>IEEE 754 double precision, 64 bits.</summary>
    Float64,
}

/// <summary>An array of numbers as a file holds it: a shape, an element type, and the values in row-major order.</summary>
/// <remarks>Read by <see cref="IdxFile"/>, <see cref="NpyFile"/> and <see cref="NpzFile"/>; immutable, safe to share between threads.</remarks>
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

    /// <summary>How the file stores one element.</summary>
    public ElementType ElementType { get; }

    /// <summary>The extent of each axis, slowest first; empty for a single number.</summary>
    public IReadOnlyList<int> Shape => _shape;

    /// <summary>The number of elements: the product of the shape.</summary>
    public int Length => _bytes.Length / ElementType.Size();

    /// <summary>The values, converted and in row-major order.</summary>
    /// <typeparam name="T">Any number type. Widening is exact; a narrower floating-point type rounds to nearest.</typeparam>
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
        if (_shape.Length != 2)
            throw new InvalidOperationException($"A matrix has two axes; this array has the shape {ShapeText}.");
        var values = new T[_shape[0], _shape[1]];
        if (values.Length > 0) Convert<T>(MemoryMarshal.CreateSpan(ref values[0, 0], values.Length));
        return values;
    }

    /// <summary>The element type and shape, for example "Float16 [778, 384]".</summary>
    public override string ToString() => $"{ElementType} {ShapeText}";

    internal string ShapeText => $"[{string.Join(", ", _shape)}]";

    private void Convert<T>(Span<T> to) where T : unmanaged, INumberBase<T>
    {
        // Half of one is zero exactly where fractions are dropped.
        bool dropsFractions = T.IsZero(T.One / (T.One + T.One));
        if (dropsFractions && ElementType >= ElementType.Float16)
            throw new InvalidOperationException($"The array holds {ElementType} values; ask for float or double, not for {typeof(T).Name}.");
        switch (ElementType)
        {
            case ElementType.UInt8: From<byte, T>(to); break;
            case ElementType.Int8: From<sbyte, T>(to); break;
            case ElementType.UInt16: From<ushort, T>(to); break;
            case ElementType.Int16: From<short, T>(to); break;
            case ElementType.UInt32: From<uint, T>(to); break;
            case ElementType.Int32: From<int, T>(to); break;
            case ElementType.UInt64: From<ulong, T>(to); break;
            case ElementType.Int64: From<long, T>(to); break;
            case ElementType.Float16: From<Half, T>(to); break;
            case ElementType.Float32: From<float, T>(to); break;
            case ElementType.Float64: From<double, T>(to); break;
        }
    }

    private void From<TStored, T>(Span<T> to)
        where TStored : unmanaged, INumberBase<TStored>
        where T : unmanaged, INumberBase<T>
    {
        var stored = MemoryMarshal.Cast<byte, TStored>(_bytes);
        for (int i = 0; i < stored.Length; i++) to[i] = T.CreateChecked(stored[i]);
    }
}

/// <summary>Facts about element types.</summary>
internal static class ElementTypes
{
    /// <summary>Bytes per element.</summary>
    public static int Size(this ElementType type) => type switch
    {
        ElementType.UInt8 or ElementType.Int8 => 1,
        ElementType.UInt16 or ElementType.Int16 or ElementType.Float16 => 2,
        ElementType.UInt32 or ElementType.Int32 or ElementType.Float32 => 4,
        _ => 8,
    };
}
