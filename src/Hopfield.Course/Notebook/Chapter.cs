using System.Text.RegularExpressions;

namespace Hopfield.Course;

/// <summary>One chapter: a notebook whose name begins with its number.</summary>
/// <param name="Path">The .ipynb file.</param>
public sealed partial record Chapter(string Path)
{
    /// <summary>The file's name without its ending: <c>02-five-neurons</c>.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The two digits: <c>02</c>.</summary>
    public string Number => Name[..2];

    /// <summary>What progress and messages call it; solutions, which have their chapter's name, are told apart.</summary>
    public string Label => System.IO.Path.GetFileName(Folder) is "solutions" ? $"solutions/{Name}" : Name;

    /// <summary>The folder in which the chapter's cells run.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;

    /// <summary>The chapters of a folder in reading order: files named <c>NN-kebab-title.ipynb</c>.</summary>
    /// <param name="folder">The folder; one that does not exist holds none.</param>
    public static IReadOnlyList<Chapter> In(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.ipynb")
            .Where(file => NamePattern().IsMatch(System.IO.Path.GetFileName(file)))
            .Order(StringComparer.Ordinal)
            .Select(file => new Chapter(file))]
        : [];

    /// <summary>Chooses chapters by what a person typed: <c>2</c>, <c>02</c> or a whole name.</summary>
    /// <param name="all">The chapters there are.</param>
    /// <param name="wanted">What was typed; empty for all.</param>
    /// <returns>The chosen chapters in reading order, each once.</returns>
    /// <exception cref="NotebookException">There is no chapter at all, or none by such a number.</exception>
    public static IReadOnlyList<Chapter> Select(IReadOnlyList<Chapter> all, IReadOnlyCollection<string> wanted)
    {
        if (all.Count == 0) throw new NotebookException("The course has no chapters: notebooks/NN-title.ipynb was expected.");
        foreach (string word in wanted)
        {
            if (!all.Any(chapter => chapter.IsCalled(word)))
                throw new NotebookException($"There is no chapter {word}; there are {string.Join(", ", all.Select(chapter => chapter.Number))}.");
        }

        return wanted.Count == 0 ? all : [.. all.Where(chapter => wanted.Any(chapter.IsCalled))];
    }

    private bool IsCalled(string word) =>
        word.PadLeft(2, '0') == Number || string.Equals(word, Name, StringComparison.Ordinal);

    [GeneratedRegex(@"^\d\d-[a-z0-9]+(-[a-z0-9]+)*\.ipynb$")]
    private static partial Regex NamePattern();
}
