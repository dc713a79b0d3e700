using System.Security.Cryptography;
using System.Text;
using Notebooks.Session;

namespace Notebooks.Kernel;

/// <summary>The copies of the program that kernels run: a folder for each build, so that kernels that run keep theirs.</summary>
internal sealed class InstalledCopies(InstallOptions options, TextWriter log)
{
    /// <summary>The copy of this build, made where it is not there yet.</summary>
    /// <returns>The path of the copied program.</returns>
    public async Task<string> MakeAsync(bool readyToRun, CancellationToken cancel)
    {
        (string copy, bool exists) = Place(readyToRun);
        if (!exists)
        {
            await CopyAsync(copy, readyToRun, cancel);
        }
        // Remove keeps those with the newest of these times.
        Directory.SetLastWriteTimeUtc(copy, DateTime.UtcNow);
        return Path.Combine(copy, options.Program);
    }

    /// <summary>Where the copy of this build lies or would lie, and whether it is there.</summary>
    public (string Folder, bool Exists) Place(bool readyToRun)
    {
        string copy = Path.Combine(options.Folder, VersionName(readyToRun));
        return (copy, Directory.Exists(copy));
    }

    /// <summary>Removes all copies but the newest.</summary>
    public void Remove(int keep)
    {
        foreach (string copy in Existing().Where(folder => File.Exists(Path.Combine(folder, InstallOptions.Mark)))
            .OrderByDescending(Directory.GetLastWriteTimeUtc).Skip(keep))
        {
            try
            {
                Directory.Delete(copy, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                log.WriteLine($"{copy} is in use and stays until the next time.");
            }
        }
    }

    /// <summary>A short name for a long one.</summary>
    public static string ShortHash(string text) => Short(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Copies a folder with all that is in it.</summary>
    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private string[] Existing() => Directory.Exists(options.Folder) ? Directory.GetDirectories(options.Folder) : [];

    // Builds are deterministic: the same sources give the same files.
    private string VersionName(bool readyToRun)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string library in Directory.GetFiles(options.Build, "*.dll").Order(StringComparer.Ordinal))
        {
            hash.AppendData(File.ReadAllBytes(library));
        }
        return Short(hash.GetHashAndReset()) + (readyToRun ? "-r2r" : "");
    }

    private static string Short(byte[] hash) => Convert.ToHexStringLower(hash)[..12];

    private async Task CopyAsync(string copy, bool readyToRun, CancellationToken cancel)
    {
        string half = $"{copy}.{Environment.ProcessId}.new";
        try
        {
            if (readyToRun)
            {
                log.WriteLine("Compiling a copy of the kernel ahead of time. This takes some minutes, once; --no-r2r does without, and the first cell of a session then takes about a second longer.");
                await AheadOfTime.CompileAsync(options.Project, half, cancel);
            }
            else
            {
                Copy(options.Build, half);
            }
            foreach (string file in options.Libraries)
            {
                if (BuildId.Of(Path.Combine(half, file)) != BuildId.Of(Path.Combine(options.Build, file)))
                {
                    throw new InvalidOperationException($"The sources have changed since {file} was built: build again, then install.");
                }
            }
            File.WriteAllText(Path.Combine(half, InstallOptions.Mark), options.Id);
            Directory.Move(half, copy);
            log.WriteLine($"copied to {copy}");
        }
        finally
        {
            if (Directory.Exists(half))
            {
                Directory.Delete(half, recursive: true);
            }
        }
    }
}
