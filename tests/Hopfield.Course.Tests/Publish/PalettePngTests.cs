using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Hopfield.Course.Tests;

public sealed class PalettePngTests
{
    [Theory]
    [InlineData(7, 5, 3)]
    [InlineData(64, 33, 200)]
    [InlineData(1, 1, 1)]
    public void A_picture_of_few_colours_comes_back_pixel_by_pixel(int width, int height, int colours)
    {
        var random = new Random(1);
        uint[] palette = [.. Enumerable.Range(0, colours).Select(_ => (uint)random.NextInt64(1L << 32) | 0x0100_0000)]; // none invisible
        byte[] pixels = [.. Enumerable.Range(0, width * height).SelectMany(_ => BitConverter.GetBytes(palette[random.Next(colours)]))];
        Assert.Equal(pixels, Decode(PalettePng.Encode(pixels, width, 256)));
    }

    [Fact]
    public void Many_colours_become_as_few_as_wanted_and_stay_near()
    {
        // A ramp of 256 greys in 16 colours: boxes of about 16 greys, no grey farther than one box from its colour.
        byte[] ramp = [.. Enumerable.Range(0, 256).SelectMany(grey => (byte[])[(byte)grey, (byte)grey, (byte)grey, 255])];
        byte[] decoded = Decode(PalettePng.Encode(ramp, 256, 16));
        Assert.True(decoded.Chunk(4).Select(pixel => BitConverter.ToUInt32(pixel)).Distinct().Count() <= 16);
        Assert.All(ramp.Zip(decoded), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 16));
    }

    [Fact]
    public void Equal_pictures_have_equal_bytes_and_the_invisible_has_no_colour()
    {
        byte[] one = [1, 2, 3, 0, 9, 9, 9, 255], two = [7, 8, 9, 0, 9, 9, 9, 255];
        Assert.Equal(PalettePng.Encode(one, 2, 256), PalettePng.Encode(two, 2, 256));
    }

    /// <summary>A decoder of what the format allows for 8-bit palettes, written from the format's description.</summary>
    private static byte[] Decode(byte[] png)
    {
        Dictionary<string, byte[]> chunks = [];
        for (int at = 8; at < png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            chunks[Encoding.ASCII.GetString(png, at + 4, 4)] = png[(at + 8)..(at + 8 + length)];
            at += length + 12;
        }

        int width = BinaryPrimitives.ReadInt32BigEndian(chunks["IHDR"]), height = BinaryPrimitives.ReadInt32BigEndian(chunks["IHDR"].AsSpan(4));
        using var zlib = new ZLibStream(new MemoryStream(chunks["IDAT"]), CompressionMode.Decompress);
        var pixels = new List<byte>();
        byte[] above = new byte[width];
        for (int y = 0; y < height; y++)
        {
            int filter = zlib.ReadByte();
            var row = new byte[width];
            zlib.ReadExactly(row);
            for (int x = 0; x < width; x++)
            {
                row[x] += filter switch { 1 when x > 0 => row[x - 1], 2 => above[x], _ => 0 };
                pixels.AddRange(chunks["PLTE"].AsSpan(3 * row[x], 3));
                pixels.Add(chunks["tRNS"][row[x]]);
            }

            above = row;
        }

        return [.. pixels];
    }
}
