using System.IO.Compression;

namespace Hopfield;

/// <summary>Reads archives of NumPy arrays (.npz: a zip archive of .npy entries).</summary>
public static class NpzFile
{
    private const string Suffix = ".npy";

    /// <summary>Reads all arrays of an archive, at most 1 GiB in all.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The arrays by name, without the ending ".npy".</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no zip archive, an entry is no .npy array, a name occurs twice, or an array is damaged.</exception>
    public static IReadOnlyDictionary<string, NumericArray> Read(string path)
    {
        using var source = ByteSource.Open(path);
        return Read(new MemoryStream(source.ReadToEnd(), writable: false), source.Name);
    }

    /// <summary>Reads all arrays of an archive, at most 1 GiB in all, and closes the stream.</summary>
    /// <param name="stream">The archive; must be seekable.</param>
    /// <param name="name">What error messages call it.</param>
    /// <exception cref="InvalidDataException">As for a file.</exception>
    public static IReadOnlyDictionary<string, NumericArray> Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var arrays = new Dictionary<string, NumericArray>();
        long total = 0;
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            foreach (var entry in archive.Entries)
            {
                if (!entry.FullName.EndsWith(Suffix, StringComparison.Ordinal))
                    throw new InvalidDataException($"'{name}' holds '{entry.FullName}', which is no .npy entry.");
                total += entry.Length;
                if (total > ByteSource.MaxBytes)
                    throw new InvalidDataException($"'{name}' unpacks to more than {ByteSource.MaxBytes} bytes, which is the limit.");
                using var source = ByteSource.Plain(entry.Open(), $"{name}/{entry.FullName}");
                if (!arrays.TryAdd(entry.FullName[..^Suffix.Length], NpyFile.Read(source)))
                    throw new InvalidDataException($"'{name}' holds '{entry.FullName}' twice.");
            }
        }
        catch (InvalidDataException e) when (!e.Message.StartsWith($"'{name}", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"'{name}' is not a sound .npz archive: {e.Message}", e);
        }
        return arrays;
    }
}
