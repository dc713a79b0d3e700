using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Hopfield.Course;

/// <summary>
/// The one form in which notebooks are committed: nothing that an editor left behind, nothing of the machine, the same
/// bytes for the same content.
/// </summary>
public static partial class NotebookForm
{
    private const int IdLength = 8;
    private static readonly string[] _cellKeys = ["attachments", "cell_type", "execution_count", "id", "metadata", "outputs", "source"];
    private static readonly string[] _cellMetadataKeys = [CourseEntries.Key, "slideshow", "tags"];

    /// <summary>Brings everything but the outputs into form, in place.</summary>
    /// <param name="notebook">The notebook.</param>
    public static void Tidy(Notebook notebook)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        notebook.Json["nbformat"] = 4;
        notebook.Json["nbformat_minor"] = 5;
        notebook.Json["metadata"] = new JsonObject
        {
            ["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" },
            ["language_info"] = new JsonObject
            {
                ["file_extension"] = ".cs", ["mimetype"] = "text/x-csharp", ["name"] = "C#", ["pygments_lexer"] = "csharp", ["version"] = "14.0",
            },
        };
        Keep(notebook.Json, ["cells", "metadata", "nbformat", "nbformat_minor"]);

        var ids = new HashSet<string>();
        foreach (NotebookCell cell in notebook.Cells)
        {
            Keep(cell.Json, _cellKeys);
            Keep(cell.Metadata, _cellMetadataKeys);
            // The code of a quiz or a check tells the answer.
            if (cell.HasTag(Tags.Quiz) || cell.TagAfter(Tags.Check) is not null) cell.Metadata.Insert(0, "jupyter", new JsonObject { ["source_hidden"] = true });
            cell.Source = cell.Source.ReplaceLineEndings("\n").TrimEnd();
            if (cell.Id is not { } id || !IdPattern().IsMatch(id) || !ids.Add(id)) cell.Id = NewId(cell, ids);
        }
    }

    /// <summary>The outputs of a run as they are committed: a figure without its other forms and rounded, everything else as it came.</summary>
    /// <param name="outputs">The outputs of one cell.</param>
    public static JsonArray Outputs(JsonArray outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        return new([.. outputs.Select(output => Output((JsonObject)output!))]);
    }

    private static JsonObject Output(JsonObject output)
    {
        var copy = (JsonObject)output.DeepClone();
        if (copy["text"] is { } text) copy["text"] = MultilineText.Split(MultilineText.Join(text));
        if (copy["data"] is not JsonObject data) return copy;

        Keep(copy, ["data", "execution_count", "metadata", "output_type"]);
        copy["metadata"] = new JsonObject();
        PlotlyFigure.DropOtherForms(data);
        foreach ((string type, JsonNode? part) in data.ToList())
        {
            // A picture in base64 is one string; texts are lists of lines.
            bool isPicture = type.StartsWith("image/", StringComparison.Ordinal) && type != "image/svg+xml";
            if (!MultilineText.Is(part)) data[type] = PlotlyFigure.Round(part);
            else data[type] = isPicture ? MultilineText.Join(part) : MultilineText.Split(MultilineText.Join(part));
        }

        return copy;
    }

    private static void Keep(JsonObject json, IReadOnlyCollection<string> keys)
    {
        foreach (string key in json.Select(pair => pair.Key).Where(key => !keys.Contains(key)).ToList()) json.Remove(key);
    }

    // From the content, so that two runs over the same file agree.
    private static string NewId(NotebookCell cell, HashSet<string> taken)
    {
        for (int salt = 0; ; salt++)
        {
            byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{cell.Number}:{salt}:{cell.Source}"));
            string id = Convert.ToHexStringLower(hash)[..IdLength];
            if (taken.Add(id)) return id;
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex IdPattern();
}
