using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace Hopfield.Course;

/// <summary>Writes a picture as PNG with a palette: a third of the size of a true-colour one, and plenty for a chart.</summary>
internal static class PalettePng
{
    private const byte NoFilter = 0, Left = 1, Above = 2; // the format's own numbers

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>Encodes a picture.</summary>
    /// <param name="rgba">Rows from the top, four bytes a pixel.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="colours">The largest number of colours, 1 to 256.</param>
    public static byte[] Encode(ReadOnlySpan<byte> rgba, int width, int colours)
    {
        (IReadOnlyList<uint> palette, byte[] rows) = Pack(rgba, width, colours);
        int height = rgba.Length / 4 / width;

        using var png = new MemoryStream();
        png.Write(Signature);
        Chunk(png, "IHDR", Header(width, height));
        Chunk(png, "PLTE", [.. palette.SelectMany(c => (byte[])[(byte)c, (byte)(c >> 8), (byte)(c >> 16)])]);
        Chunk(png, "tRNS", [.. palette.Select(c => (byte)(c >> 24))]);
        Chunk(png, "IDAT", rows);
        Chunk(png, "IEND", []);
        return png.ToArray();
    }

    /// <summary>The parts of such a picture: its palette, and its rows of indices, each behind the number of its filter, compressed.</summary>
    /// <inheritdoc cref="Encode"/>
    public static (IReadOnlyList<uint> Palette, byte[] Rows) Pack(ReadOnlySpan<byte> rgba, int width, int colours)
    {
        ReadOnlySpan<uint> pixels = MemoryMarshal.Cast<byte, uint>(rgba);
        Palette palette = Palette.Of(pixels, colours);
        var indices = new byte[pixels.Length];
        for (int i = 0; i < indices.Length; i++) indices[i] = palette.IndexOf(pixels[i]);
        return (palette.Colours, Rows(indices, width));
    }

    private static byte[] Header(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8; // bits an index
        header[9] = 3; // indexed colour
        return header;
    }

    // A row either as it is, or as the difference to its left neighbour or to the row above: shades that follow one another in the
    // palette then become small numbers. Which is best depends on the whole picture.
    private static byte[] Rows(byte[] indices, int width) =>
        ((byte[])[NoFilter, Left, Above]).Select(filter => Rows(indices, width, filter)).MinBy(packed => packed.Length)!;

    private static byte[] Rows(byte[] indices, int width, byte filter)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize))
        {
            var row = new byte[width + 1];
            row[0] = filter;
            for (int start = 0; start < indices.Length; start += width)
            {
                for (int x = 0; x < width; x++)
                {
                    int predicted = filter switch
                    {
                        Left when x > 0 => indices[start + x - 1],
                        Above when start > 0 => indices[start + x - width],
                        _ => 0,
                    };
                    row[x + 1] = (byte)(indices[start + x] - predicted);
                }

                zlib.Write(row);
            }
        }

        return packed.ToArray();
    }

    private static void Chunk(MemoryStream png, string type, byte[] data)
    {
        byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. data];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(typed);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum(typed));
        png.Write(number);
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        const uint Polynomial = 0xedb88320;
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ Polynomial;
        }

        return ~crc;
    }
}
