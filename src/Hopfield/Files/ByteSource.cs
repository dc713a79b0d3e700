using System.IO.Compression;
using System.Text;

namespace Hopfield;

// What every reader needs of a file: gzip undone, nothing read beyond what was asked, and errors that name the file.
// A header may claim any size, so memory grows with the bytes that are really there, never with the claim.

/// <summary>A file or stream being read front to back, with its name for error messages.</summary>
internal sealed class ByteSource : IDisposable
{
    /// <summary>No array or text of a file may be larger: 1 GiB.</summary>
    public const long MaxBytes = 1L << 30;

    private const int Chunk = 1 << 20;
    private readonly Stream _stream;
    private readonly bool _unpacked;

    private ByteSource(Stream stream, string name, bool unpacked = false)
    {
        _stream = stream;
        _unpacked = unpacked;
        Name = name;
    }

    /// <summary>What error messages call the source.</summary>
    public string Name { get; }

    /// <summary>Opens a file; a file that begins with the gzip signature is decompressed, whatever it is called.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static ByteSource Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no file '{path}'.", path);
        return Over(File.OpenRead(path), Path.GetFileName(path));
    }

    /// <summary>Reads a stream from its present position; gzip is recognised by its signature.</summary>
    public static ByteSource Over(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Stream seekable = stream;
        if (!stream.CanSeek)
        {
            using var whole = new ByteSource(stream, name);
            seekable = new MemoryStream(whole.ReadToEnd(), writable: false);
        }
        long start = seekable.Position;
        bool gzip = seekable.ReadByte() == 0x1F && seekable.ReadByte() == 0x8B;
        seekable.Position = start;
        return new ByteSource(gzip ? new GZipStream(seekable, CompressionMode.Decompress) : seekable, name, gzip);
    }

    /// <summary>Reads a stream as it is, without looking for gzip.</summary>
    public static ByteSource Plain(Stream stream, string name) => new(stream, name);

    /// <summary>Reads exactly so many bytes.</summary>
    /// <param name="count">Bytes, 0 … <see cref="MaxBytes"/>.</param>
    /// <param name="what">What they are, for the message: "the header", "9 × 8 × 8 values".</param>
    /// <exception cref="InvalidDataException">The source ends before, or asks for more than <see cref="MaxBytes"/>.</exception>
    public byte[] Read(long count, string what)
    {
        if (count > MaxBytes) throw Fault($"declares {what} of {count} bytes; at most {MaxBytes} are read.");
        byte[] bytes = new byte[Math.Min(count, Chunk)];
        int filled = 0;
        while (filled < count)
        {
            if (filled == bytes.Length) Array.Resize(ref bytes, (int)Math.Min(count, 2L * bytes.Length));
            int got = Next(bytes.AsSpan(filled));
            if (got == 0) throw Fault($"is truncated: {what} should take {count} bytes, {filled} are there.");
            filled += got;
        }
        return bytes;
    }

    /// <summary>Reads as many bytes as there is room for.</summary>
    /// <param name="bytes">Receives them.</param>
    /// <param name="what">What they are, for the message.</param>
    /// <exception cref="InvalidDataException">The source ends before.</exception>
    public void Fill(Span<byte> bytes, string what)
    {
        for (int filled = 0; filled < bytes.Length;)
        {
            int got = Next(bytes[filled..]);
            if (got == 0) throw Fault($"is truncated: {what} end {bytes.Length - filled} bytes too soon.");
            filled += got;
        }
    }

    /// <summary>Reads all that is left.</summary>
    /// <exception cref="InvalidDataException">More than <see cref="MaxBytes"/> are left.</exception>
    public byte[] ReadToEnd()
    {
        byte[] bytes = new byte[4096];
        int filled = 0;
        while (true)
        {
            if (filled == MaxBytes) throw Fault($"holds more than {MaxBytes} bytes, which is the limit.");
            if (filled == bytes.Length) Array.Resize(ref bytes, (int)Math.Min(MaxBytes, 2L * bytes.Length));
            int got = Next(bytes.AsSpan(filled));
            if (got == 0) return bytes[..filled];
            filled += got;
        }
    }

    /// <summary>Reads all that is left as UTF-8 text, without a byte order mark.</summary>
    /// <exception cref="InvalidDataException">The bytes are not UTF-8.</exception>
    public string ReadText()
    {
        ReadOnlySpan<byte> bytes = ReadToEnd();
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) bytes = bytes[3..];
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw Fault($"is not UTF-8 text: {e.Message}", e);
        }
    }

    /// <summary>Makes sure that bytes just read are Booleans: .NET takes any other byte for true here and for false there.</summary>
    /// <exception cref="InvalidDataException">A byte is neither 0 nor 1.</exception>
    public void RequireBooleans(ReadOnlySpan<byte> bytes)
    {
        int odd = bytes.IndexOfAnyExcept((byte)0, (byte)1);
        if (odd >= 0) throw Fault($"holds {bytes[odd]} where true (1) or false (0) is expected.");
    }

    /// <summary>Makes sure that nothing follows.</summary>
    /// <exception cref="InvalidDataException">There is more.</exception>
    public void ExpectEnd()
    {
        Span<byte> one = stackalloc byte[1];
        if (Next(one) != 0) throw Fault("holds more bytes than its header declares.");
    }

    /// <summary>An exception whose message begins with the source's name.</summary>
    public InvalidDataException Fault(string problem, Exception? inner = null) => new($"'{Name}' {problem}", inner);

    /// <summary>Says in words what a file with an unexpected beginning probably is.</summary>
    public string LooksLike(ReadOnlySpan<byte> start) => start switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "a PNG picture",
        [(byte)'P', (byte)'K', 3, 4, ..] => "a zip archive, such as .npz",
        [0x93, (byte)'N', (byte)'U', (byte)'M', ..] => "an .npy array",
        [0x1F, 0x8B, ..] => _unpacked ? "gzip inside gzip" : "gzip",
        [0, 0, >= 8 and <= 14, > 0, ..] => "an IDX array",
        _ => $"something that begins with the bytes {Convert.ToHexString(start[..Math.Min(4, start.Length)])}",
    };

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private int Next(Span<byte> buffer)
    {
        try
        {
            return _stream.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw Fault($"is damaged: {e.Message}", e);
        }
    }

    /// <summary>Turns elements of a foreign byte order into the machine's own, in place.</summary>
    public static void ToMachineOrder(Span<byte> bytes, int elementSize, bool bigEndian)
    {
        if (elementSize == 1 || bigEndian != BitConverter.IsLittleEndian) return;
        for (int i = 0; i + elementSize <= bytes.Length; i += elementSize) bytes.Slice(i, elementSize).Reverse();
    }
}
