using System.IO.Compression;

namespace Hopfield.Course;

/// <summary>A file of a delivery.</summary>
/// <param name="Path">Where it lies below the delivery, with slashes; an archive counts as a folder.</param>
/// <param name="Time">When it was written, as the platform has kept it.</param>
/// <param name="Bytes">What is in it; null where it is refused or no notebook.</param>
/// <param name="Trouble">Why it is not taken; null where it is.</param>
internal sealed record DeliveredFile(string Path, DateTime Time, byte[]? Bytes, string? Trouble);

/// <summary>Reads what a learning platform delivers: a folder or an archive, with archives of students in it. Nothing is unpacked to the disk.</summary>
internal static class Delivery
{
    /// <summary>The most bytes of a notebook: some times what a chapter with all its figures has.</summary>
    public const int LargestNotebook = 20 << 20;

    /// <summary>The most bytes that come out of one archive, with those in it.</summary>
    public const long LargestArchive = 1L << 30;

    /// <summary>The most entries of one archive.</summary>
    public const int MostEntries = 20_000;

    // The platform's archive, a student's in it.
    private const int Depth = 2;

    /// <summary>All files, in the order of their paths.</summary>
    /// <param name="place">The folder or the archive.</param>
    /// <exception cref="NotebookException">There is neither.</exception>
    public static IEnumerable<DeliveredFile> Read(string place)
    {
        if (File.Exists(place) && IsArchive(place)) return Open(File.ReadAllBytes(place), "", 1, new Room());
        if (!Directory.Exists(place)) throw new NotebookException($"{place}: there is no such folder or .zip file.");
        // A link may lead anywhere: it is named and not followed.
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, ReturnSpecialDirectories = false };
        var found = new System.IO.Enumeration.FileSystemEnumerable<string>(place, (ref entry) => entry.ToFullPath(), all)
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory || (entry.Attributes & FileAttributes.ReparsePoint) != 0,
            ShouldRecursePredicate = (ref entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        };
        return found.Order(StringComparer.Ordinal).SelectMany(file =>
        {
            var info = new FileInfo(file);
            string path = System.IO.Path.GetRelativePath(place, file).Replace('\\', '/');
            DeliveredFile Refused(string why) => new(path, info.LastWriteTimeUtc, null, why);
            if ((info.Attributes & FileAttributes.ReparsePoint) != 0) return [Refused("a link, which is not followed")];
            if (IsArchive(file)) return info.Length <= LargestArchive ? Open(File.ReadAllBytes(file), path + "/", 1, new Room()) : [Refused("larger than an archive may be")];
            if (!IsNotebook(file)) return [Refused("no notebook")];
            return info.Length <= LargestNotebook ? [new(path, info.LastWriteTimeUtc, File.ReadAllBytes(file), null)] : [Refused("larger than a notebook may be")];
        });
    }

    private static List<DeliveredFile> Open(byte[] archive, string before, int depth, Room room)
    {
        var files = new List<DeliveredFile>();
        try
        {
            using var zip = new ZipArchive(new MemoryStream(archive), ZipArchiveMode.Read);
            if (zip.Entries.Count > MostEntries) return [new(before.TrimEnd('/'), default, null, $"an archive of more than {MostEntries} entries")];
            foreach (ZipArchiveEntry entry in zip.Entries.Where(entry => entry.Name.Length > 0).OrderBy(entry => entry.FullName, StringComparer.Ordinal))
            {
                string name = entry.FullName.Replace('\\', '/'), path = before + name;
                DateTime time = entry.LastWriteTime.UtcDateTime;
                void Refuse(string why) => files.Add(new(path, time, null, why));
                // The upper half of the attributes is the Unix mode; a symbolic link holds a path in place of a notebook.
                if ((entry.ExternalAttributes >> 16 & 0xF000) == 0xA000) Refuse("a link, which is not followed");
                else if (name.StartsWith('/') || name.Split('/').Any(part => part is ".." or "." || part.Contains(':'))) Refuse("its name leaves the folder");
                else if (!IsNotebook(name) && !IsArchive(name)) Refuse("no notebook");
                else if (IsArchive(name) && depth == Depth) Refuse("an archive in an archive of a student");
                else if (Take(entry, IsArchive(name) ? int.MaxValue : LargestNotebook, room) is not { } bytes) Refuse("larger than a notebook or an archive may be");
                else if (IsArchive(name)) files.AddRange(Open(bytes, path + "/", depth + 1, room));
                else files.Add(new(path, time, bytes, null));
            }
        }
        catch (InvalidDataException error)
        {
            files.Add(new(before.TrimEnd('/'), default, null, $"no archive that can be read: {error.Message}"));
        }

        return files;
    }

    // What comes out is counted; what an entry says of its own length is not believed.
    private static byte[]? Take(ZipArchiveEntry entry, int most, Room room)
    {
        using Stream stream = entry.Open();
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if (bytes.Length + read > most || (room.Left -= read) < 0) return null;
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    private static bool IsNotebook(string path) => path.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase) && !path.Contains(".ipynb_checkpoints", StringComparison.Ordinal) && !path.Contains("__MACOSX", StringComparison.Ordinal);

    private static bool IsArchive(string path) => path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    private sealed class Room
    {
        public long Left { get; set; } = LargestArchive;
    }
}
