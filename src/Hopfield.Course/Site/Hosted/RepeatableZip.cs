using System.IO.Compression;

namespace Hopfield.Course;

/// <summary>Zip files that are the same whenever their contents are: without the times of the files.</summary>
internal static class RepeatableZip
{
    /// <summary>The day that every file bears: a zip file cannot hold an earlier one.</summary>
    public static DateTimeOffset Day { get; } = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Packs files.</summary>
    /// <param name="files">Their names with slashes, and their contents, in the order in which they are packed.</param>
    /// <param name="stored">The name of a file that is not compressed.</param>
    public static byte[] Write(IEnumerable<(string Name, byte[] Content)> files, string? stored = null)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in files)
            {
                ZipArchiveEntry entry = zip.CreateEntry(name, name == stored ? CompressionLevel.NoCompression : CompressionLevel.SmallestSize);
                entry.LastWriteTime = Day;
                using Stream into = entry.Open();
                into.Write(content);
            }
        }

        return bytes.ToArray();
    }
}
