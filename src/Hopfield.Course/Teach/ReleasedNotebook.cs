using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Hopfield.Course;

/// <summary>A chapter as an assignment: the handout, with a cell for each answer that is written in words, links that lead somewhere, and a stamp that <c>grade</c> reads.</summary>
internal static partial class ReleasedNotebook
{
    /// <summary>The notebook of an assignment.</summary>
    /// <param name="chapter">The chapter; not touched.</param>
    /// <param name="source">Its exercises.</param>
    /// <param name="stamp">Where it comes from.</param>
    /// <param name="link">Where a link to another file of the course leads; null to leave its words alone.</param>
    public static Notebook Of(Notebook chapter, ExerciseSource source, ReleaseStamp stamp, Func<string, string?> link)
    {
        Notebook released = Handout.Of(chapter);
        var cells = (JsonArray)released.Json["cells"]!;
        foreach (NotebookCell cell in released.Cells)
        {
            if (cell.IsMarkdown) cell.Source = FileLink().Replace(cell.Source, match => link(match.Groups["target"].Value) is { } there ? $"[{match.Groups["words"].Value}]({there})" : match.Groups["words"].Value);
            if (cell.TagAfter(Tags.Check) is { } judged && source.Find(judged).Rubric.Count > 0) cells.Insert(cells.IndexOf(cell.Json) + 1, AnswerCell(judged));
            if (cell.IsMarkdown && cell.TagAfter(Tags.Exercise) is { } open) cells.Insert(cells.IndexOf(cell.Json) + 1, AnswerCell(open));
        }

        stamp.Write(released);
        return Notebook.Parse(released.ToJson(), "the assignment");
    }

    /// <summary>The identifier of the cell for an answer in words: a cell whose tag was lost is known by it.</summary>
    /// <param name="id">The exercise's number.</param>
    public static string AnswerId(string id) => $"answer-{id.Replace('.', '-')}";

    private static JsonObject AnswerCell(string id) => new()
    {
        ["cell_type"] = "markdown",
        ["id"] = AnswerId(id),
        ["metadata"] = new JsonObject { ["tags"] = new JsonArray(Tags.Answer + id) },
        ["source"] = MultilineText.Split($"*Your answer to exercise {id}: write in place of this line. Cells of text and code that you add below belong to it.*"),
    };

    // A link to a file: neither an address nor an anchor, and no picture.
    [GeneratedRegex(@"(?<!!)\[(?<words>[^\]]*)\]\((?![A-Za-z][A-Za-z0-9+.-]*:|#)(?<target>[^)\s]+)\)")]
    private static partial Regex FileLink();
}
