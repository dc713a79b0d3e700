namespace Notebooks.Session;

/// <summary>The libraries that cells use from files: those they named, those of packages, and what lies beside them.</summary>
internal sealed class LibraryFiles
{
    private static readonly string _native = $"{Path.DirectorySeparatorChar}native{Path.DirectorySeparatorChar}";

    private readonly Dictionary<string, LibraryFile> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _folders = [];

    /// <summary>Where the files lie: folders to look into for native libraries too.</summary>
    public IReadOnlyList<string> Folders => _folders;

    /// <summary>A library that is in use; null for another.</summary>
    public LibraryFile? Known(string name) => _known.GetValueOrDefault(name);

    /// <summary>A library that lies beside one that is in use; null where there is none.</summary>
    public LibraryFile? Beside(string name) =>
        _folders.Select(folder => Path.Combine(folder, name + ".dll")).FirstOrDefault(File.Exists) is { } path ? Use(path) : null;

    /// <summary>Takes a file into use.</summary>
    public LibraryFile Use(string path)
    {
        Remember(Path.GetDirectoryName(path)!);
        return _known[Path.GetFileNameWithoutExtension(path)] = LibraryFile.Read(path);
    }

    /// <summary>The .NET libraries among the files of packages; the folders of native ones are remembered.</summary>
    public IEnumerable<string> LibrariesAmong(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            if (path.Contains(_native, StringComparison.Ordinal))
            {
                Remember(Path.GetDirectoryName(path)!);
            }
            else if (path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".resources.dll", StringComparison.OrdinalIgnoreCase))
            {
                yield return path;
            }
        }
    }

    private void Remember(string folder)
    {
        if (!_folders.Contains(folder))
        {
            _folders.Add(folder);
        }
    }
}
