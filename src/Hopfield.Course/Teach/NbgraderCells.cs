using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hopfield.Course;

/// <summary>What nbgrader has to know of a notebook's cells (its metadata schema, version 3), and checks that fail as it expects: by an exception.</summary>
internal static class NbgraderCells
{
    /// <summary>The key in a cell's metadata.</summary>
    public const string Key = "nbgrader";

    /// <summary>The settings of a course in nbgrader's sense.</summary>
    public const string Settings = """
        # Settings of nbgrader for assignments that `release --nbgrader` has written.
        c = get_config()  # noqa: F821

        # The notebooks hold stubs and no solutions: there is nothing to take out.
        c.ClearSolutions.enabled = False

        # A chapter runs for some minutes on a slow machine.
        c.ExecutePreprocessor.timeout = 900

        """;

    /// <summary>Marks the cells of a released notebook, in place: tasks and checks are locked, answers are not; a check earns its point by itself, words are judged by a person.</summary>
    /// <param name="released">The notebook.</param>
    /// <param name="source">Its exercises.</param>
    public static void Mark(Notebook released, ExerciseSource source)
    {
        foreach (NotebookCell cell in released.Cells)
        {
            string? answer = cell.TagAfter(Tags.Exercise), check = cell.TagAfter(Tags.Check), words = cell.TagAfter(Tags.Answer);
            (string Id, bool Locked, bool Solution, int? Points)? mark = cell switch
            {
                _ when cell.HasTag(Tags.Setup) => ("setup", true, false, null),
                _ when words is not null => (ReleasedNotebook.AnswerId(words), false, true, source.Find(words).Rubric.Sum(criterion => criterion.Points)),
                _ when check is not null => ($"check-{check}", true, false, 1),
                { IsMarkdown: true } when answer is not null => ($"task-{answer}", true, false, null),
                _ when answer is not null => ($"exercise-{answer}", false, true, null),
                _ => null,
            };
            if (mark is { } known) Mark(cell, known.Id, known.Locked, known.Solution, known.Points);
            if (check is not null) cell.Source = Throwing(cell.Source);
        }
    }

    private static void Mark(NotebookCell cell, string id, bool locked, bool solution, int? points)
    {
        var mark = new JsonObject
        {
            ["cell_type"] = cell.Type, ["grade"] = points is not null, ["grade_id"] = id.Replace('.', '-'), ["locked"] = locked,
            ["schema_version"] = 3, ["solution"] = solution, ["task"] = false,
        };
        if (points is { } most) mark["points"] = most;
        cell.Metadata[Key] = mark;
    }

    /// <summary>A check that stops with an exception unless the exercise is solved, and shows the same words.</summary>
    /// <param name="check">The check, whose value is what it found.</param>
    public static string Throwing(string check)
    {
        if (CellSyntax.Of(check).Members.LastOrDefault() is not GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } value })
            throw new NotebookException($"A check ends with what it found; this one does not: {check}");
        string before = check[..value.SpanStart], found = value.ToString().TrimEnd();
        return $"{before}var judged = {found};\nif (judged.Outcome != Outcome.Solved)\n    throw new InvalidOperationException(judged.ToString());\nConsole.WriteLine(judged);";
    }
}
