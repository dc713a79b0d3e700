using System.Text.Json.Nodes;
using Hopfield.Course;
using Notebooks.Tests.Lint;

namespace Notebooks.Tests;

/// <summary>One cell of a specimen, open to be spoilt.</summary>
internal sealed class SpecimenCell(string type, string id, string source, string slide, params string[] tags)
{
    public string Type { get; set; } = type;
    public string Id { get; set; } = id;
    public string Source { get; set; } = source;
    public string Slide { get; set; } = slide;
    public List<string> Tags { get; } = [.. tags];
    public List<JsonObject> Outputs { get; } = [];
    public int? Count { get; set; }

    /// <summary>What the metadata say to the course's tools; empty for nothing.</summary>
    public JsonObject Course { get; init; } = [];

    public bool HidesCode { get; set; } = tags.Any(tag => tag == Hopfield.Course.Tags.Quiz || tag.StartsWith(Hopfield.Course.Tags.Check, StringComparison.Ordinal));
}

/// <summary>A small course that keeps every rule: one chapter to spoil, one that follows it. Tests change one thing and look which rule speaks.</summary>
internal sealed class Specimen
{
    private const string FollowerNumber = "03", FollowerFile = "03-what-follows.ipynb";

    public string FileName { get; set; } = "02-a-specimen.ipynb";

    public List<SpecimenCell> Cells { get; } = SpecimenText.Cells("02", FollowerFile);

    /// <summary>The cells of the chapter that follows.</summary>
    public List<SpecimenCell> Follower { get; } = SpecimenText.Cells(FollowerNumber, next: null);

    public JsonObject Metadata { get; } = new()
    {
        ["kernelspec"] = new JsonObject { ["name"] = ".net-csharp", ["display_name"] = ".NET (C#)", ["language"] = "C#" },
    };

    public int Minor { get; set; } = 5;

    public string Symbols { get; set; } = SpecimenText.Symbols;

    public string References { get; set; } = SpecimenText.References;

    public string Exercises { get; set; } = SpecimenText.Exercises("02");

    public string Readme { get; set; } = SpecimenText.Readme;

    public bool HasFollower { get; set; } = true;

    /// <summary>Formulas that publishing is to have missed.</summary>
    public HashSet<string> Unconverted { get; } = [];

    /// <summary>Done to the solutions notebook after it was made.</summary>
    public Action<Notebook>? Solutions { get; set; }

    public SpecimenCell this[string id] => Cells.Single(c => c.Id == id);

    public SpecimenCell Figure => this["figure"];

    /// <summary>Adds a code cell before the exercises, executed in its place.</summary>
    public SpecimenCell AddCode(string source, params string[] tags) => Add(Cells, new SpecimenCell("code", "added", source, "fragment", tags));

    /// <summary>The same in the chapter that follows.</summary>
    public SpecimenCell AddCodeToFollower(string source) => Add(Follower, new SpecimenCell("code", "added", source, "fragment"));

    /// <summary>Adds text before the exercises.</summary>
    public SpecimenCell AddText(string source) => Add(Cells, new SpecimenCell("markdown", "added", source, "fragment"));

    /// <summary>Lints the spoilt chapter by some rules, in a folder that is gone afterwards.</summary>
    public IReadOnlyList<Finding> Lint(params IEnumerable<IRule> rules)
    {
        string root = Directory.CreateTempSubdirectory("specimen-").FullName;
        try
        {
            var course = LintedCourse.Read(Write(root));
            return [.. course.Lint(rules)];
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static SpecimenCell Add(List<SpecimenCell> cells, SpecimenCell cell)
    {
        cells.Insert(cells.FindIndex(c => c.Id == "exercises"), cell);
        int count = 0;
        foreach (var code in cells.Where(c => c.Type == "code")) code.Count = ++count;
        return cell;
    }

    private CourseTree Write(string root)
    {
        var tree = new CourseTree(root);
        Directory.CreateDirectory(tree.Solutions);
        Directory.CreateDirectory(tree.Exercises);
        File.WriteAllText(Path.Combine(root, "README.md"), Readme);
        File.WriteAllText(Path.Combine(tree.Notebooks, "SYMBOLS.md"), Symbols);
        File.WriteAllText(Path.Combine(tree.Notebooks, "REFERENCES.md"), References);

        WriteChapter(tree, FileName, Cells, Exercises);
        if (HasFollower) WriteChapter(tree, FollowerFile, Follower, SpecimenText.Exercises(FollowerNumber));

        var formulas = from chapter in tree.Chapters
                       from cell in Notebook.Read(chapter.Path).Cells
                       where cell.IsMarkdown
                       from formula in CourseMarkdown.Formulas(cell.Source)
                       where !Unconverted.Contains(formula.Tex)
                       select new KeyValuePair<Formula, string>(formula, "<math/>");
        FormulaBook.Empty.With(formulas).Write(tree.Formulas);
        return tree;
    }

    private void WriteChapter(CourseTree tree, string fileName, List<SpecimenCell> cells, string exercises)
    {
        string path = Path.Combine(tree.Notebooks, fileName);
        bool spoilt = cells == Cells;
        File.WriteAllText(path, Json(cells, spoilt ? Minor : 5, spoilt ? Metadata : new Specimen().Metadata).ToJsonString());
        if (exercises.Length == 0) return;

        string sourcePath = Path.Combine(tree.Exercises, fileName[..2] + ".csx");
        File.WriteAllText(sourcePath, exercises);
        var notebook = Notebook.Read(path);
        var source = ExerciseSource.Load(sourcePath);
        // A chapter too spoilt for solutions has none.
        if (ExerciseCells.Disagreements(notebook, source).Count > 0 || !cells.Exists(c => c.Tags.Contains("setup"))) return;
        var solutions = SolutionsNotebook.Generate(notebook, source, fileName);
        int count = 0;
        foreach (var cell in solutions.CodeCells) cell.ExecutionCount = ++count;
        if (spoilt) Solutions?.Invoke(solutions);
        solutions.Write(Path.Combine(tree.Solutions, fileName));
    }

    private static JsonObject Json(IEnumerable<SpecimenCell> cells, int minor, JsonObject metadata) => new()
    {
        ["nbformat"] = 4,
        ["nbformat_minor"] = minor,
        ["metadata"] = metadata.DeepClone(),
        ["cells"] = new JsonArray([.. cells.Select(Json)]),
    };

    private static JsonObject Json(SpecimenCell cell)
    {
        var json = new JsonObject
        {
            ["cell_type"] = cell.Type,
            ["id"] = cell.Id,
            ["metadata"] = new JsonObject
            {
                ["slideshow"] = new JsonObject { ["slide_type"] = cell.Slide },
                ["tags"] = new JsonArray([.. cell.Tags.Select(t => (JsonNode)t)]),
            },
            ["source"] = cell.Source,
        };
        if (cell.Course.Count > 0) json["metadata"]![CourseEntries.Key] = cell.Course.DeepClone();
        if (cell.HidesCode) json["metadata"]!["jupyter"] = new JsonObject { ["source_hidden"] = true };
        if (cell.Type == "code")
        {
            json["execution_count"] = cell.Count;
            json["outputs"] = new JsonArray([.. cell.Outputs.Select(o => o.DeepClone())]);
        }
        return json;
    }
}
