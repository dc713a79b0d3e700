using System.Text.Json.Nodes;

namespace Hopfield.Course.Tests;

/// <summary>A course of a few cells in a folder of its own.</summary>
internal sealed class TrialCourse : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trial-course-");

    public TrialCourse()
    {
        Directory.CreateDirectory(Tree.Notebooks);
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "src", "Hopfield.Course"));
    }

    public CourseTree Tree => new(_folder.FullName);

    /// <summary>Writes a chapter: text and code in turn, from a title on; a cell that begins with a tag in brackets carries it.</summary>
    public Chapter Write(string name, params string[] cells)
    {
        var list = new JsonArray([.. cells.Select((cell, i) => (JsonNode)Cell(cell, isCode: i % 2 == 1))]);
        var json = new JsonObject { ["cells"] = list, ["metadata"] = new JsonObject(), ["nbformat"] = 4, ["nbformat_minor"] = 5 };
        string path = Path.Combine(Tree.Notebooks, name);
        File.WriteAllText(path, json.ToJsonString());
        return new Chapter(path);
    }

    /// <summary>All files below a folder with their contents.</summary>
    public static SortedDictionary<string, string> Files(string root) => new(Directory
        .EnumerateFiles(root, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(root, file), File.ReadAllText));

    public static Notebook Notebook(params string[] cells)
    {
        using var course = new TrialCourse();
        return Course.Notebook.Read(course.Write("01-trial.ipynb", cells).Path);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static JsonObject Cell(string text, bool isCode)
    {
        string[] tags = [];
        if (text.StartsWith('[') && text.Contains(']')) (tags, text) = (text[1..text.IndexOf(']')].Split(' '), text[(text.IndexOf(']') + 1)..]);
        var cell = new JsonObject
        {
            ["cell_type"] = isCode ? "code" : "markdown",
            ["metadata"] = tags.Length == 0 ? new JsonObject() : new JsonObject { ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]) },
            ["source"] = text,
        };
        if (isCode) (cell["outputs"], cell["execution_count"]) = (new JsonArray(), null);
        return cell;
    }
}
