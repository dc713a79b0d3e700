using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Hopfield.Course;

/// <summary>Makes the solutions notebook of a chapter: each task, its answer, the check that the answer passes, and the reasons.</summary>
public static partial class SolutionsNotebook
{
    /// <summary>Builds the notebook, without outputs. Equal input gives equal output.</summary>
    /// <param name="chapter">The chapter: title, setup cell and tasks are taken from it.</param>
    /// <param name="source">Its exercises.</param>
    /// <param name="chapterFile">The chapter's file name, such as 02-five-neurons.ipynb; the solutions lie one folder below it, under the same name.</param>
    /// <returns>A new notebook with the chapter's metadata.</returns>
    /// <exception cref="NotebookException">Chapter and source disagree, or the chapter has no title or no cell tagged <c>setup</c>.</exception>
    public static Notebook Generate(Notebook chapter, ExerciseSource source, string chapterFile)
    {
        if (ExerciseCells.Disagreements(chapter, source) is [var first, ..]) throw new NotebookException($"{chapterFile}: {first}");
        string title = chapter.Cells.FirstOrDefault(cell => cell.IsMarkdown && cell.Source.StartsWith("# ", StringComparison.Ordinal))?.Source.Split('\n')[0][2..]
            ?? throw new NotebookException($"{chapterFile} has no title.");
        NotebookCell setup = chapter.CodeCells.FirstOrDefault(cell => cell.HasTag(Tags.Setup)) ?? throw new NotebookException($"{chapterFile}: no cell carries the tag setup.");

        var cells = new JsonArray
        {
            Markdown("title", $"# Solutions: {title}\n\nTry each exercise before you read on. Every answer below passes the check of [the chapter](../{chapterFile}); it is one answer, seldom the only one.\n\n"
                + "*Written together with the chapter's exercises from their common source; changes belong there.*"),
            Code("setup", ClimbingReference().Replace(setup.Source, "#r \"../../"), Tags.Setup),
        };
        if (source.Given.Length > 0)
        {
            cells.Add(Markdown("given-text", "What the chapter has built by now:"));
            cells.Add(Code("given", source.Given));
        }
        foreach (Exercise exercise in source.Exercises)
        {
            string id = exercise.Id.Replace('.', '-');
            cells.Add(Markdown($"task-{id}", RelativeLink().Replace(ExerciseCells.TaskOf(chapter, exercise.Id), link => link.Groups["anchor"].Success ? $"](../{chapterFile}#" : "](../")));
            if (exercise.Kind != ExerciseKind.Open)
            {
                cells.Add(Code($"answer-{id}", exercise.Answer, Tags.Solution + exercise.Id));
                cells.Add(Code($"check-{id}", exercise.Check, Tags.Check + exercise.Id, Tags.Exact));
            }
            cells.Add(Markdown($"why-{id}", $"{(exercise.Kind == ExerciseKind.Open ? "**A discussion.**" : "**Why.**")} {exercise.Why}"));
        }
        var notebook = new JsonObject { ["cells"] = cells, ["metadata"] = chapter.Metadata.DeepClone(), ["nbformat"] = 4, ["nbformat_minor"] = 5 };
        return Notebook.Parse(notebook.ToJsonString(), $"solutions/{chapterFile}");
    }

    private static JsonObject Markdown(string id, string text) =>
        new() { ["cell_type"] = "markdown", ["id"] = id, ["metadata"] = new JsonObject(), ["source"] = MultilineText.Split(text) };

    private static JsonObject Code(string id, string text, params string[] tags) => new()
    {
        ["cell_type"] = "code",
        ["execution_count"] = null,
        ["id"] = id,
        ["metadata"] = tags.Length == 0 ? new JsonObject() : new JsonObject { ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]) },
        ["outputs"] = new JsonArray(),
        ["source"] = MultilineText.Split(text),
    };

    // The solutions lie one folder deeper than the chapter: a path that climbs has to climb once more.
    [GeneratedRegex("^#r \"\\.\\./", RegexOptions.Multiline)]
    private static partial Regex ClimbingReference();

    // The beginning of a Markdown link or picture whose target is no whole address and not rooted; a bare anchor means the chapter itself.
    [GeneratedRegex(@"\]\((?![a-z][a-z0-9+.-]*:|/|\))(?<anchor>#)?", RegexOptions.IgnoreCase)]
    private static partial Regex RelativeLink();
}
