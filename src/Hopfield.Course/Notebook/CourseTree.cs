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

    /// <summary>The formulas as MathML; generated.</summary>
    public string Formulas => Path.Combine(Notebooks, "formulas.json");

    /// <summary>The list of references.</summary>
    public string References => Path.GetFullPath(Path.Combine(Notebooks, "REFERENCES.md"));

    /// <summary>The node package that turns TeX into MathML.</summary>
    public string FormulaConverter => Path.Combine(Root, "src", "Hopfield.Course", "Text", "temml");

    /// <summary>The pages.</summary>
    public string Site => Path.Combine(Root, "artifacts", "site");

    /// <summary>The chapters in reading order.</summary>
    public IReadOnlyList<Chapter> Chapters => Chapter.In(Notebooks);

    /// <summary>The texts beside the chapters: symbols, references.</summary>
    public IReadOnlyList<string> Texts => Directory.Exists(Notebooks)
        ? [.. Directory.EnumerateFiles(Notebooks, "*.md").Order(StringComparer.Ordinal)]
        : [];

    /// <summary>A folder for tools that publishing installs; it may be deleted at any time.</summary>
    public string Workshop => Path.Combine(Root, "artifacts", "temml");

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
