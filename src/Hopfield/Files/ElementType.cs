using System.Diagnostics.CodeAnalysis;
using Hopfield.Kernels;

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

    /// <summary>The upper half of single precision, 16 bits: <see cref="Kernels.BFloat16"/>.</summary>
    BFloat16,

    /// <summary>True or false, 8 bits.</summary>
    Boolean,
}

/// <summary>Facts about element types.</summary>
internal static class ElementTypes
{
    /// <summary>Bytes per element.</summary>
    public static int Size(this ElementType type) => type switch
    {
        ElementType.UInt8 or ElementType.Int8 or ElementType.Boolean => 1,
        ElementType.UInt16 or ElementType.Int16 or ElementType.Float16 or ElementType.BFloat16 => 2,
        ElementType.UInt32 or ElementType.Int32 or ElementType.Float32 => 4,
        _ => 8,
    };

    /// <summary>True where elements may have fractions.</summary>
    public static bool IsReal(this ElementType type) =>
        type is ElementType.Float16 or ElementType.Float32 or ElementType.Float64 or ElementType.BFloat16;

    /// <summary>The format in which a .NET type is stored.</summary>
    /// <exception cref="NotSupportedException">There is none.</exception>
    public static ElementType Of<T>()
        where T : unmanaged => default(T) switch
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
        BFloat16 => ElementType.BFloat16,
        bool => ElementType.Boolean,
        _ => throw new NotSupportedException(
            $"Expected integers of 1 to 8 bytes, bool, Half, BFloat16, float or double, got {typeof(T).Name}: a file has no place for it."),
    };
}
