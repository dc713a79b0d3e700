using System.Globalization;
using System.Text.Json.Nodes;
using Markdig;
using Notebooks.Kernel;

namespace Hopfield.Course;

/// <summary>A page for one student: each exercise with the answer, what its check said, and the rubric with the marks that a person gave.</summary>
/// <remarks>What a student wrote is text here: the page runs no script and loads nothing.</remarks>
internal sealed class Feedback(CourseTree tree)
{
    private const string Style = """
        body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.55 system-ui, sans-serif; color: #1c2230; background: #fff; }
        h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin: 2.5rem 0 .5rem; border-top: 1px solid #cfd4de; padding-top: 1rem; }
        pre { background: #f3f5f8; border: 1px solid #d9dde5; border-radius: .3rem; padding: .6rem .8rem; overflow-x: auto; font: .85rem/1.45 ui-monospace, monospace; }
        table { border-collapse: collapse; width: 100%; font-size: .88rem; } td, th { border: 1px solid #cfd4de; padding: .4rem .55rem; text-align: left; vertical-align: top; }
        td.mark { white-space: nowrap; font-weight: 600; } img { max-width: 100%; } .task { color: #4a5263; } .answer { border-left: 3px solid #7a86a8; padding-left: 1rem; }
        .points { font-weight: 600; } .comment { background: #fff7df; border-left: 3px solid #c99700; padding: .5rem 1rem; }
        @media (prefers-color-scheme: dark) { body { color: #e4e7ee; background: #14171d; } pre { background: #1d222b; border-color: #39404d; } td, th, h2 { border-color: #39404d; } .task { color: #aab2c2; } .comment { background: #2c2714; } }
        """;

    private static readonly MarkdownPipeline _students = new MarkdownPipelineBuilder().UsePipeTables().DisableHtml().Build();

    private readonly FormulaBook _formulas = FormulaBook.Read(tree.Formulas);

    /// <summary>Writes a page for each submission: <c>student/chapter.html</c>.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="rows">The submissions with their grades.</param>
    /// <param name="table">The table with what a person entered.</param>
    public void WriteAll(string folder, IReadOnlyList<GradedSubmission> rows, ScoreTable table)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach ((int i, GradedSubmission row) in rows.Index())
        {
            string stem = Path.Combine(folder, row.Submission.Student, row.Submission.Number ?? "other"), place = stem;
            for (int n = 2; !taken.Add(place); n++) place = $"{stem}-{n}";
            AtomicFile.Write($"{place}.html", Write(row, table.Entered(rows, i)));
        }
    }

    /// <summary>The page.</summary>
    /// <param name="row">The submission with its grades.</param>
    /// <param name="entered">What a person entered into the table of scores.</param>
    public string Write(GradedSubmission row, IReadOnlyDictionary<string, string> entered)
    {
        Submission submission = row.Submission;
        Notebook? chapter = submission.Number is { } number && row.Exercises.Count > 0 ? Notebook.Read(Chapter.Select(tree.Chapters, [number])[0].Path) : null;
        (double points, int of) = ScoreTable.Sum(row, entered);
        string title = chapter is null ? "" : ChapterOutline.Of(chapter, "").Title;
        string comment = ScoreTable.CommentOf(entered);
        List<string> parts = [
            $"<h1>{Page.Encode(submission.Student)}: chapter {Page.Encode(submission.Number ?? "?")} · {Page.Encode(title)}</h1>",
            $"<p class=\"points\">{Text(points)} of {of} points{(Waiting(row, entered) is { Length: > 0 } waiting ? $"; still to be read: {waiting}" : "")}</p>",
        ];
        if (comment.Length > 0) parts.Add($"<p class=\"comment\">{Page.Encode(comment)}</p>");
        if (submission.Trouble is { } trouble) parts.Add($"<p>{Page.Encode(trouble)}</p>");
        if (chapter is not null) parts.AddRange(row.Exercises.Zip(row.Grades, (exercise, grade) => Part(exercise, grade, submission, chapter, entered)));
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Page.Encode(submission.Student)} · {Page.Encode(submission.Number ?? "")}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            {string.Join('\n', parts)}
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    private static string Waiting(GradedSubmission row, IReadOnlyDictionary<string, string> entered) => string.Join(", ", row.Exercises
        .Where(exercise => exercise.Rubric.Any(criterion => entered.GetValueOrDefault(ScoreTable.Column(exercise, criterion), "").Length == 0)).Select(exercise => exercise.Id));

    private string Part(Exercise exercise, Grade grade, Submission submission, Notebook chapter, IReadOnlyDictionary<string, string> entered)
    {
        var task = new MarkdownHtml(_formulas, url => url, ReferenceLinks.None);
        List<string> parts = [$"<h2>Exercise {exercise.Id} ({exercise.Kind.ToString().ToLowerInvariant()})</h2>", $"<div class=\"task\">{task.Convert(ExerciseCells.TaskOf(chapter, exercise.Id))}</div>"];
        if (exercise.Kind != ExerciseKind.Open)
        {
            if (submission.Answers.TryGetValue(exercise.Id, out string? code)) parts.Add(Code(code));
            parts.Add($"<p class=\"points\">{grade.Points} of 1{(grade.Remark.Length > 0 ? $": {Page.Encode(grade.Remark)}" : ": solved")}</p>");
        }

        if (exercise.Rubric.Count == 0) return string.Join('\n', parts);
        IReadOnlyList<NotebookCell> written = submission.Notebook is { } notebook ? WrittenAnswer.Of(notebook, chapter, exercise) : [];
        parts.Add(written.Count > 0 ? $"<div class=\"answer\">\n{string.Join('\n', written.SelectMany(Cell))}\n</div>" : "<p>Nothing was written.</p>");
        parts.Add(Table(exercise, entered));
        return string.Join('\n', parts);
    }

    private static string Table(Exercise exercise, IReadOnlyDictionary<string, string> entered) => string.Join('\n', [
        "<table>", "<tr><th>what is looked at</th><th>full</th><th>part</th><th>none</th><th>marks</th></tr>",
        .. exercise.Rubric.Select(criterion => $"<tr><td>{Page.Encode(criterion.Name)}</td><td>{Page.Encode(criterion.Full)}</td><td>{Page.Encode(criterion.Part)}</td><td>{Page.Encode(criterion.None)}</td>"
            + $"<td class=\"mark\">{Page.Encode(entered.GetValueOrDefault(ScoreTable.Column(exercise, criterion), ""))} of {criterion.Points}</td></tr>"),
        "</table>"]);

    private static IEnumerable<string> Cell(NotebookCell cell)
    {
        if (cell.IsMarkdown) yield return Markdown.ToHtml(cell.Source, _students);
        else yield return Code(cell.Source);
        foreach (JsonObject output in cell.Outputs.OfType<JsonObject>())
        {
            var data = output["data"] as JsonObject;
            JsonNode? picture = data?["image/png"], text = output["text"] ?? data?["text/plain"];
            if (MultilineText.Is(picture) && IsBase64(MultilineText.Join(picture)) is { } png) yield return $"<img alt=\"A figure of the answer\" src=\"data:image/png;base64,{png}\">";
            else if (MultilineText.Is(text)) yield return Code(MultilineText.Join(text));
        }
    }

    private static string? IsBase64(string text)
    {
        string plain = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        return System.Buffers.Text.Base64.IsValid(plain) ? plain : null;
    }

    private static string Code(string code) => $"<pre>{Page.Encode(code.TrimEnd())}</pre>";

    private static string Text(double points) => points.ToString("0.##", CultureInfo.InvariantCulture);
}
