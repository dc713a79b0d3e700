using System.Text.RegularExpressions;

namespace Hopfield.Course;

/// <summary>Where the parts of the course lie: the source tree, found by walking up from a folder inside it.</summary>
/// <param name="Root">The folder that holds <c>notebooks/</c>.</param>
public sealed record CourseTree(string Root)
{
    /// <summary>The chapters' folder.</summary>
    public string Notebooks => Path.Combine(Root, "notebooks");

    /// <summary>The solutions' folder; generated.</summary>
    public string Solutions => Path.Combine(Notebooks, "solutions");

    /// <summary>The sources of exercises and solutions: one C# script a chapter.</summary>
    public string Exercises => Path.Combine(Notebooks, "exercises");

    /// <summary>The source of a chapter's exercises.</summary>
    /// <param name="chapter">The chapter.</param>
    public string ExercisesOf(Chapter chapter) => Path.Combine(Exercises, $"{chapter.Number}.csx");

    /// <summary>The formulas as MathML; generated.</summary>
    public string Formulas => Path.Combine(Notebooks, "formulas.json");

    /// <summary>The list of references.</summary>
    public string References => Path.GetFullPath(Path.Combine(Notebooks, "REFERENCES.md"));

    /// <summary>The node package that turns TeX into MathML.</summary>
    public string FormulaConverter => Path.Combine(Root, "src", "Hopfield.Course", "Text", "temml");

    /// <summary>Where everything that is made lies; it may be deleted at any time.</summary>
    public string Artifacts => Path.Combine(Root, "artifacts");

    /// <summary>The pages.</summary>
    public string Site => Path.Combine(Artifacts, "site");

    /// <summary>Chapters as slides.</summary>
    public string Slides => Path.Combine(Artifacts, "slides");

    /// <summary>The node package that shows slides, and where it is installed.</summary>
    public (string Package, string Workshop) Reveal => (Path.Combine(Root, "src", "Hopfield.Course", "Slides", "reveal"), Path.Combine(Artifacts, "reveal"));

    /// <summary>The course as a book.</summary>
    public string Book => Path.Combine(Artifacts, "book");

    /// <summary>The list of symbols and terms.</summary>
    public string Symbols => Path.GetFullPath(Path.Combine(Notebooks, "SYMBOLS.md"));

    /// <summary>The picture with which the course is shown.</summary>
    public string Landscape => Path.Combine(Root, "docs", "landscape.png");

    /// <summary>The pages as they are hosted.</summary>
    public string HostedSite => Path.Combine(Artifacts, "hosted");

    /// <summary>The node package that indexes the hosted pages, and where it is installed.</summary>
    public (string Package, string Workshop) Search => (Path.Combine(Root, "src", "Hopfield.Course", "Site", "pagefind"), Path.Combine(Artifacts, "pagefind"));

    /// <summary>What runs leave behind: the notebooks as they were executed.</summary>
    public string Executed => Path.Combine(Artifacts, "executed");

    /// <summary>What runs with other values leave behind.</summary>
    public string Trials => Path.Combine(Artifacts, "trials");

    /// <summary>Chapters to be handed out.</summary>
    public string Handouts => Path.Combine(Artifacts, "handout");

    /// <summary>Assignments.</summary>
    public string Released => Path.Combine(Artifacts, "release");

    /// <summary>Chapters as programs.</summary>
    public string Export => Path.Combine(Artifacts, "export");

    /// <summary>What a run tells continuous integration.</summary>
    public string Report => Path.Combine(Artifacts, "report.xml");

    /// <summary>The chapters in reading order.</summary>
    public IReadOnlyList<Chapter> Chapters => Chapter.In(Notebooks);

    /// <summary>The solutions that exist of chapters.</summary>
    /// <param name="chapters">The chapters.</param>
    public IEnumerable<Chapter> SolutionsOf(IReadOnlyList<Chapter> chapters) =>
        Chapter.In(Solutions).Where(solution => chapters.Any(chapter => chapter.Name == solution.Name));

    /// <summary>The texts beside the chapters: symbols, references.</summary>
    public IReadOnlyList<string> Texts => Directory.Exists(Notebooks)
        ? [.. Directory.EnumerateFiles(Notebooks, "*.md").Order(StringComparer.Ordinal)]
        : [];

    /// <summary>A folder for tools that publishing installs; it may be deleted at any time.</summary>
    public string Workshop => Path.Combine(Artifacts, "temml");

    /// <summary>Finds the tree by walking up.</summary>
    /// <param name="from">The folder to start from.</param>
    /// <exception cref="NotebookException">No folder on the way up holds <c>notebooks/</c> beside a solution file or project files.</exception>
    public static CourseTree Find(string from)
    {
        for (DirectoryInfo? folder = new(from); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "notebooks"))
                && Directory.Exists(Path.Combine(folder.FullName, "src", "Hopfield.Course")))
            {
                return new CourseTree(folder.FullName);
            }
        }

        throw new NotebookException($"No course was found in {from} or above it: a folder with notebooks/ and src/Hopfield.Course/ was expected.");
    }
}

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
