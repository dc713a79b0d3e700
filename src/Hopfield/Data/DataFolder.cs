namespace Hopfield;

/// <summary>Finds the course's <c>data</c> folder.</summary>
public static class DataFolder
{
    private const string FolderName = "data";
    private const string Mark = "SOURCES.md";

    /// <summary>Asked for a file that is not there, before it is refused: a page of a browser fetches it.</summary>
    internal static Action<string>? Missing { get; set; }

    /// <summary>The path of the nearest folder <c>data</c> with a <c>SOURCES.md</c>, looked for in a folder and in those above it.</summary>
    /// <param name="start">Where to begin; the working directory unless given.</param>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public static string Find(string? start = null)
    {
        string from = Path.GetFullPath(start ?? Directory.GetCurrentDirectory());
        for (DirectoryInfo? folder = new(from); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, FolderName);
            if (File.Exists(Path.Combine(candidate, Mark))) return candidate;
        }
        throw new DirectoryNotFoundException(
            $"Found no folder '{FolderName}' with a {Mark} at or above '{from}'. Work inside a clone of the course, or pass the path of its data folder. DataSets.Digits() needs neither.");
    }

    /// <summary>The path of one data file; refuses a file that is not there.</summary>
    /// <param name="dataFolder">The data folder, or null to find it from the working directory.</param>
    /// <param name="relativePath">Path below the data folder, with forward slashes.</param>
    /// <exception cref="DirectoryNotFoundException">No data folder was found.</exception>
    /// <exception cref="FileNotFoundException">The data folder has no such file.</exception>
    public static string PathOf(string? dataFolder, string relativePath)
    {
        ArgumentException.ThrowIfNullOrEmpty(relativePath);
        string path = Path.Combine(dataFolder ?? Find(), relativePath);
        if (!File.Exists(path)) Missing?.Invoke(path);
        return File.Exists(path) ? path : throw new FileNotFoundException($"The data folder has no file '{relativePath}' (looked for {path}).", path);
    }
}
