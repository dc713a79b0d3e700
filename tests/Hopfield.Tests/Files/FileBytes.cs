using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Hopfield.Tests;

/// <summary>Writes the formats that the readers read, byte by byte, so that tests need no files.</summary>
internal static class FileBytes
{
    public static byte[] Idx(byte elementType, int[] shape, byte[] values)
    {
        var bytes = new List<byte> { 0, 0, elementType, (byte)shape.Length };
        Span<byte> extent = stackalloc byte[4];
        foreach (int n in shape)
        {
            BinaryPrimitives.WriteInt32BigEndian(extent, n);
            bytes.AddRange(extent);
        }
        bytes.AddRange(values);
        return [.. bytes];
    }

    public static byte[] Npy(string header, byte[] values, byte version = 1)
    {
        byte[] text = Encoding.Latin1.GetBytes(header + "\n");
        byte[] length = version == 1 ? BitConverter.GetBytes((ushort)text.Length) : BitConverter.GetBytes(text.Length);
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. text, .. values];
    }

    public static byte[] Npy(string descr, bool fortran, int[] shape, byte[] values) =>
        Npy($"{{'descr': '{descr}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': ({string.Concat(shape.Select(n => n + ", "))}), }}", values);

    public static byte[] Npz(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }
        return stream.ToArray();
    }

    public static byte[] Gzip(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(content);
        return stream.ToArray();
    }

    public static MemoryStream Stream(byte[] bytes) => new(bytes, writable: false);

    /// <summary>A stream that can only be read forwards, as from a network.</summary>
    public sealed class ForwardOnly(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        public override bool CanSeek => false;

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override long Seek(long offset, SeekOrigin loc) => throw new NotSupportedException();
    }
}
