using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace Hopfield;

// The header of an .npy array: a signature, a version, a length, and a Python dictionary literal with exactly three keys.
// Format: numpy/lib/format.py, versions 1.0, 2.0 and 3.0.

/// <summary>What the header of an .npy array says.</summary>
/// <param name="ElementType">How one element is stored.</param>
/// <param name="BigEndian">True when the elements' bytes stand most significant first.</param>
/// <param name="FortranOrder">True when the first axis runs fastest.</param>
/// <param name="Shape">The extent of each axis.</param>
/// <param name="Count">The number of elements.</param>
/// <param name="Bytes">The length of the header itself, signature and all.</param>
internal sealed partial record NpyHeader(ElementType ElementType, bool BigEndian, bool FortranOrder, int[] Shape, long Count, long Bytes)
{
    private const int MaxAxes = 32;

    // More elements than any file has; times 8 bytes it still fits 64 bits.
    private const long Countless = 1L << 59;

    // NumPy lets the elements begin at a multiple of this many bytes.
    private const int Alignment = 64;

    private static readonly (ElementType Type, string Code)[] _codes =
    [
        (ElementType.Boolean, "b1"), (ElementType.UInt8, "u1"), (ElementType.Int8, "i1"), (ElementType.UInt16, "u2"), (ElementType.Int16, "i2"),
        (ElementType.UInt32, "u4"), (ElementType.Int32, "i4"), (ElementType.UInt64, "u8"), (ElementType.Int64, "i8"),
        (ElementType.Float16, "f2"), (ElementType.Float32, "f4"), (ElementType.Float64, "f8"),
        (ElementType.BFloat16, "V2"), // NumPy knows no such numbers; packages that add them to it have them written as two opaque bytes
    ];

    /// <summary>The shape of an array of so many elements; one axis where none is given.</summary>
    /// <exception cref="ArgumentException">The shape has another number of elements, a negative extent, or more than 32 axes.</exception>
    public static int[] ShapeOf(int length, ReadOnlySpan<int> shape, string name)
    {
        if (shape.IsEmpty) return [length];
        Int128 count = 1;
        bool fits = shape.Length <= MaxAxes;
        foreach (int extent in shape)
        {
            fits &= extent >= 0;
            count = Int128.Min(count * extent, Countless);
        }
        if (!fits || count != length)
            throw new ArgumentException($"Expected a shape of {length} elements in at most {MaxAxes} axes, got [{string.Join(", ", shape.ToArray())}].", name);
        return shape.ToArray();
    }

    /// <summary>The header as NumPy writes it: version 1.0, row-major, in the byte order of this machine.</summary>
    public static byte[] Write(ElementType type, ReadOnlySpan<int> shape)
    {
        string order = type.Size() == 1 ? "|" : BitConverter.IsLittleEndian ? "<" : ">";
        string code = Array.Find(_codes, known => known.Type == type).Code;
        string extents = shape.Length == 1 ? $"{shape[0]}," : string.Join(", ", shape.ToArray());
        string text = $"{{'descr': '{order}{code}', 'fortran_order': False, 'shape': ({extents}), }}";
        int length = 10 + text.Length + 1;
        length += (Alignment - length % Alignment) % Alignment;
        var header = new byte[length];
        ((ReadOnlySpan<byte>)[0x93, .. "NUMPY"u8, 1, 0]).CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)(length - 10));
        header.AsSpan(10).Fill((byte)' ');
        Encoding.ASCII.GetBytes(text, header.AsSpan(10));
        header[^1] = (byte)'\n';
        return header;
    }

    /// <summary>Reads signature, version and dictionary; the source then stands at the first element.</summary>
    /// <exception cref="InvalidDataException">No .npy array, or one of a kind that is not read.</exception>
    public static NpyHeader Read(ByteSource source)
    {
        byte[] start = source.Read(8, "the .npy signature");
        if (start[0] != 0x93 || !start.AsSpan(1, 5).SequenceEqual("NUMPY"u8))
            throw source.Fault($"is not an .npy array but {source.LooksLike(start)}.");
        (int major, int minor) = (start[6], start[7]);
        if (major is < 1 or > 3 || minor != 0) throw source.Fault($"has .npy version {major}.{minor}; 1.0, 2.0 and 3.0 are read.");
        uint length = major == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(source.Read(2, "the header's length"))
            : BinaryPrimitives.ReadUInt32LittleEndian(source.Read(4, "the header's length"));
        if (length > ushort.MaxValue) throw source.Fault($"declares a header of {length} bytes; at most {ushort.MaxValue} are read.");
        string text = Encoding.Latin1.GetString(source.Read(length, "the .npy header")).Trim();

        var match = Dictionary().Match(text);
        if (!match.Success)
            throw source.Fault($"has an .npy header that is not one dictionary of descr, fortran_order and shape with plain numbers: {Shorten(text)}");
        (ElementType type, bool big) = ParseType(source, match.Groups["descr"].Value);
        (int[] shape, long count) = ParseShape(source, match.Groups["shape"].Value);
        return new NpyHeader(type, big, match.Groups["order"].Value == "True", shape, count, 8 + (major == 1 ? 2 : 4) + length);
    }

    private static (ElementType, bool) ParseType(ByteSource source, string descr)
    {
        int known = Array.FindIndex(_codes, code => descr.Length > 0 && code.Code == descr[1..]);
        if (known < 0 || !(descr[0] is '<' or '>' || (descr[0] == '|' && (_codes[known].Type.Size() == 1 || _codes[known].Type == ElementType.BFloat16))))
            throw source.Fault($"holds elements of type '{descr}'; read are b1, f2, f4, f8, integers of 1 to 8 bytes and V2 (bfloat16), with '<' or '>'.");
        return (_codes[known].Type, descr[0] == '>');
    }

    private static (int[], long) ParseShape(ByteSource source, string text)
    {
        string[] extents = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (extents.Length > MaxAxes) throw source.Fault($"has {extents.Length} axes; at most {MaxAxes} are read.");
        int[] shape = new int[extents.Length];
        long count = 1;
        for (int a = 0; a < shape.Length; a++)
        {
            if (!int.TryParse(extents[a], out shape[a])) throw source.Fault($"has an axis of {extents[a]} elements, which is too long.");
            count = (long)Int128.Min((Int128)count * shape[a], Countless);
        }
        return (shape, count);
    }

    private static string Shorten(string text) => text.Length <= 80 ? text : text[..80] + "…";

    // The three keys in any order; NumPy writes them sorted and with a trailing comma, others need not.
    [GeneratedRegex("""
        ^\{\s*(?:
            (?:
                (?:'descr'\s*:\s*'(?<descr>[^']*)'(?<d>))
              | (?:'fortran_order'\s*:\s*(?<order>True|False)(?<o>))
              | (?:'shape'\s*:\s*\((?<shape>[0-9,\ ]*)\)(?<s>))
            )\s*,?\s*
        ){3}\}$(?(d)|(?!))(?(o)|(?!))(?(s)|(?!))
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Dictionary();
}
