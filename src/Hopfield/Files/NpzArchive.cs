using System.IO.Compression;
using System.IO.Hashing;

namespace Hopfield;

// What an archive claims is checked before anything is unpacked: a deflated byte cannot become more than 1,032, and all arrays together may
// take 1 GiB, or as much as the file itself where they are not compressed. What is unpacked is compared with the checksum of its entry, which
// .NET 10 does not do.

/// <summary>The entries of an .npz archive (a zip archive of .npy arrays), open for reading.</summary>
internal sealed class NpzArchive : IDisposable
{
    private const string Suffix = ".npy";
    private const int MaxRatio = 1032; // of the deflate format: its longest match, 258 bytes, takes at least two bits

    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = [];

    /// <summary>Opens an archive and looks at what it claims to hold.</summary>
    /// <param name="stream">The archive; must be seekable. It is closed with this object.</param>
    /// <param name="name">What error messages call it.</param>
    /// <exception cref="InvalidDataException">No sound archive of arrays, or one that would unpack to too much.</exception>
    public NpzArchive(Stream stream, string name)
    {
        Name = name;
        _archive = Sound(() => new ZipArchive(stream, ZipArchiveMode.Read));
        long total = 0, limit = Math.Max(ByteSource.MaxBytes, stream.Length);
        foreach (var entry in Sound(() => _archive.Entries))
        {
            if (!entry.FullName.EndsWith(Suffix, StringComparison.Ordinal)) throw Fault($"holds '{entry.FullName}', which is no .npy entry.");
            if (!_entries.TryAdd(entry.FullName[..^Suffix.Length], entry)) throw Fault($"holds '{entry.FullName}' twice.");
            if (entry.Length > MaxRatio * Math.Min(entry.CompressedLength, stream.Length))
                throw Fault($"claims {entry.Length} bytes for '{entry.FullName}', more than its {entry.CompressedLength} can unpack to.");
            total = Math.Min(total + entry.Length, long.MaxValue / 2);
        }
        if (total > limit) throw Fault($"unpacks to {total} bytes; at most {limit} are read.");
    }

    /// <summary>What error messages call the archive.</summary>
    public string Name { get; }

    /// <summary>The names of the arrays, without the ending ".npy".</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>Opens one array.</summary>
    /// <param name="array">One of <see cref="Names"/>.</param>
    /// <param name="length">The number of bytes that it claims, header and all.</param>
    public ByteSource Open(string array, out long length)
    {
        ZipArchiveEntry entry = _entries[array];
        length = entry.Length;
        return ByteSource.Plain(Sound(() => new CheckedStream(entry.Open(), entry.Crc32)), $"{Name}/{entry.FullName}");
    }

    /// <summary>An exception whose message begins with the archive's name.</summary>
    public InvalidDataException Fault(string problem, Exception? inner = null) => new($"'{Name}' {problem}", inner);

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();

    private T Sound<T>(Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            throw Fault($"is not a sound .npz archive: {e.Message}", e);
        }
    }

    // Reads on, and says at the end whether the bytes were those that were written.
    private sealed class CheckedStream(Stream stream, uint expected) : Stream
    {
        private readonly Crc32 _sum = new();

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            int got = stream.Read(buffer);
            _sum.Append(buffer[..got]);
            if (got == 0 && buffer.Length > 0 && _sum.GetCurrentHashAsUInt32() != expected)
                throw new InvalidDataException("its bytes do not agree with their checksum.");
            return got;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) stream.Dispose();
            base.Dispose(disposing);
        }
    }
}
