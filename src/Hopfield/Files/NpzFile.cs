using System.IO.Compression;

namespace Hopfield;

/// <summary>Reads and writes archives of NumPy arrays (.npz: a zip archive of .npy entries).</summary>
/// <remarks>Archives of <c>numpy.savez</c> and <c>numpy.savez_compressed</c> are both read; written are those of the first kind. An array may take
/// 1 GiB; all together 1 GiB, or as much as the file where it is not compressed. Every array is compared with its checksum.</remarks>
public static class NpzFile
{
    /// <summary>Reads all arrays of an archive.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The arrays by name, without the ending ".npy".</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no zip archive, an entry is no .npy array, a name occurs twice, an array is damaged or too large.</exception>
    public static IReadOnlyDictionary<string, NumericArray> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no file '{path}'.", path);
        return Read(File.OpenRead(path), Path.GetFileName(path));
    }

    /// <summary>Reads all arrays of an archive and closes the stream.</summary>
    /// <param name="stream">The archive; must be seekable.</param>
    /// <param name="name">What error messages call it.</param>
    /// <exception cref="InvalidDataException">As for a file.</exception>
    public static IReadOnlyDictionary<string, NumericArray> Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var closing = stream;
        using var archive = new NpzArchive(stream, name);
        var arrays = new Dictionary<string, NumericArray>();
        foreach (string array in archive.Names)
        {
            using var source = archive.Open(array, out _);
            arrays.Add(array, NpyFile.Read(source));
        }
        return arrays;
    }

    /// <summary>Writes arrays as an archive that <c>numpy.load</c> opens.</summary>
    /// <param name="path">The file. It is written beside its place and moved into it: an interruption leaves the old one.</param>
    /// <param name="arrays">The arrays by name, without the ending ".npy".</param>
    /// <exception cref="ArgumentException">A name is empty or occurs twice.</exception>
    public static void Write(string path, IEnumerable<KeyValuePair<string, NumericArray>> arrays)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        WholeFile.Write(path, stream => Write(stream, arrays));
    }

    /// <summary>Writes arrays as an archive to a stream, which stays open.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="arrays">The arrays by name, without the ending ".npy".</param>
    /// <exception cref="ArgumentException">A name is empty or occurs twice.</exception>
    public static void Write(Stream stream, IEnumerable<KeyValuePair<string, NumericArray>> arrays)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(arrays);
        using var writer = new NpzWriter(stream);
        foreach ((string name, NumericArray array) in arrays)
        {
            using Stream entry = writer.Create(name, array.ElementType, [.. array.Shape]);
            entry.Write(array.Bytes);
        }
    }
}

/// <summary>An .npz archive that is being written, array after array.</summary>
internal sealed class NpzWriter(Stream stream) : IDisposable
{
    private readonly ZipArchive _archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);
    private readonly HashSet<string> _names = [];

    /// <summary>Begins the next array; its elements follow.</summary>
    /// <exception cref="ArgumentException">The name is empty or has occurred before.</exception>
    public Stream Create(string name, ElementType type, ReadOnlySpan<int> shape)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!_names.Add(name)) throw new ArgumentException($"Expected arrays of different names, got '{name}' twice.", nameof(name));
        ZipArchiveEntry entry = _archive.CreateEntry(name + ".npy", CompressionLevel.NoCompression);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero); // the first of zip's calendar: equal arrays make equal files
        Stream elements = entry.Open();
        elements.Write(NpyHeader.Write(type, shape));
        return elements;
    }

    /// <summary>Writes the archive's directory.</summary>
    public void Dispose() => _archive.Dispose();
}
