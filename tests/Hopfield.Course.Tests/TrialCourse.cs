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

    /// <summary>
    /// Writes a chapter: text and code in turn, from a title on. A cell that begins with tags in brackets carries them; one whose first line
    /// is an object in JSON has it as the course's metadata.
    /// </summary>
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
        var metadata = new JsonObject();
        if (text.StartsWith('{')) (metadata[CourseEntries.Key], text) = (JsonNode.Parse(text[..text.IndexOf('\n')]), text[(text.IndexOf('\n') + 1)..]);
        if (text.StartsWith('[') && text.Contains(']'))
        {
            metadata["tags"] = new JsonArray([.. text[1..text.IndexOf(']')].Split(' ').Select(tag => (JsonNode)tag)]);
            text = text[(text.IndexOf(']') + 1)..];
        }

        var cell = new JsonObject { ["cell_type"] = isCode ? "code" : "markdown", ["metadata"] = metadata, ["source"] = text };
        if (isCode) (cell["outputs"], cell["execution_count"]) = (new JsonArray(), null);
        return cell;
    }
}
