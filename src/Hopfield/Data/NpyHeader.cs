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
internal sealed partial record NpyHeader(ElementType ElementType, bool BigEndian, bool FortranOrder, int[] Shape, long Count)
{
    private const int MaxAxes = 32;

    /// <summary>Reads signature, version and dictionary; the source then stands at the first element.</summary>
    /// <exception cref="InvalidDataException">No .npy array, or one of a kind that is not read.</exception>
    public static NpyHeader Read(ByteSource source)
    {
        byte[] start = source.Read(8, "the .npy signature");
        if (start[0] != 0x93 || !start.AsSpan(1, 5).SequenceEqual("NUMPY"u8))
            throw source.Fault($"is not an .npy array but {ByteSource.LooksLike(start)}.");
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
        return new NpyHeader(type, big, match.Groups["order"].Value == "True", shape, count);
    }

    private static (ElementType, bool) ParseType(ByteSource source, string descr)
    {
        ElementType? type = (descr.Length > 0 ? descr[1..] : "") switch
        {
            "u1" => ElementType.UInt8,
            "i1" => ElementType.Int8,
            "u2" => ElementType.UInt16,
            "i2" => ElementType.Int16,
            "u4" => ElementType.UInt32,
            "i4" => ElementType.Int32,
            "u8" => ElementType.UInt64,
            "i8" => ElementType.Int64,
            "f2" => ElementType.Float16,
            "f4" => ElementType.Float32,
            "f8" => ElementType.Float64,
            _ => null,
        };
        bool known = type is not null && (descr[0] is '<' or '>' || (descr[0] == '|' && type.Value.Size() == 1));
        if (!known) throw source.Fault($"holds elements of type '{descr}'; read are f2, f4, f8 and integers of 1 to 8 bytes, with '<' or '>'.");
        return (type!.Value, descr[0] == '>');
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
            count = Math.Min(count * shape[a], ByteSource.MaxBytes + 1);
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
