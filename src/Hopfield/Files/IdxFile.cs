using System.Buffers.Binary;

namespace Hopfield;

/// <summary>Reads IDX arrays, the format in which the MNIST family of image sets is published.</summary>
/// <remarks>
/// Two zero bytes, an element type, the number of axes, one big-endian 32-bit extent per axis, then the values, big-endian,
/// last axis fastest. All six element types are read, up to 8 axes and 1 GiB. Gzip is recognised by its signature, not by the file's name.
/// </remarks>
public static class IdxFile
{
    private const int MaxAxes = 8;

    /// <summary>Reads a file, gzip-compressed or not.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not IDX, is damaged, or holds fewer or more bytes than its header declares.</exception>
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

    private static NumericArray Read(ByteSource source)
    {
        byte[] magic = source.Read(4, "the IDX signature");
        if (magic[0] != 0 || magic[1] != 0) throw source.Fault($"is not an IDX file but {source.LooksLike(magic)}.");
        ElementType type = magic[2] switch
        {
            0x08 => ElementType.UInt8,
            0x09 => ElementType.Int8,
            0x0B => ElementType.Int16,
            0x0C => ElementType.Int32,
            0x0D => ElementType.Float32,
            0x0E => ElementType.Float64,
            _ => throw source.Fault($"has the IDX element type 0x{magic[2]:X2}; known are 08, 09, 0B, 0C, 0D, 0E."),
        };
        int axes = magic[3];
        if (axes is 0 or > MaxAxes) throw source.Fault($"has {axes} axes; 1 to {MaxAxes} are read.");

        byte[] extents = source.Read(4 * axes, "the extents of the axes");
        int[] shape = new int[axes];
        long count = 1;
        for (int a = 0; a < axes; a++)
        {
            uint extent = BinaryPrimitives.ReadUInt32BigEndian(extents.AsSpan(4 * a));
            shape[a] = (int)Math.Min(extent, int.MaxValue);
            count = Math.Min(count * shape[a], ByteSource.MaxBytes + 1);
        }
        byte[] values = source.Read(count * type.Size(), "the values");
        source.ExpectEnd();
        ByteSource.ToMachineOrder(values, type.Size(), bigEndian: true);
        return new NumericArray(type, shape, values);
    }
}
