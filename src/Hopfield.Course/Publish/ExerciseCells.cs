namespace Hopfield.Course;

/// <summary>The cells of a chapter that belong to its exercises: found by their tags, written from the source.</summary>
/// <remarks>The stub's cell carries the tag <c>exercise:02.1</c>, the check's cell <c>check:02.1</c>. The task stands in the Markdown cell
/// above the stub; for an open exercise the Markdown cell itself carries the tag.</remarks>
public static class ExerciseCells
{
    /// <summary>Writes stubs and checks into the tagged cells of a chapter, in place.</summary>
    /// <param name="chapter">The chapter.</param>
    /// <param name="source">Its exercises.</param>
    /// <returns>True when a cell had another text before.</returns>
    /// <exception cref="NotebookException">Chapter and source disagree on more than the text of these cells.</exception>
    public static bool Write(Notebook chapter, ExerciseSource source)
    {
        if (Disagreements(chapter, source) is [var first, ..]) throw new NotebookException(first);
        bool changed = false;
        foreach (var (tag, code) in source.Exercises.SelectMany(CellsOf).Where(cell => cell.Code.Length > 0))
        {
            NotebookCell cell = chapter.Cells.Single(cell => cell.HasTag(tag));
            if (cell.Source == code) continue;
            cell.Source = code;
            changed = true;
        }
        return changed;
    }

    /// <summary>What keeps chapter and source apart, a sentence each: cells that are missing, tags without an exercise, given lines that the chapter does not hold.</summary>
    /// <param name="chapter">The chapter.</param>
    /// <param name="source">Its exercises.</param>
    public static IReadOnlyList<string> Disagreements(Notebook chapter, ExerciseSource source)
    {
        string[] wanted = [.. source.Exercises.SelectMany(CellsOf).Select(cell => cell.Tag)];
        string[] present = [.. chapter.Cells.SelectMany(cell => cell.Tags).Where(IsOurs)];
        HashSet<string> lines = [.. chapter.CodeCells.SelectMany(cell => LinesOf(cell.Source))];
        return [
            .. wanted.Except(present).Select(tag => $"no cell carries the tag {tag}."),
            .. present.Except(wanted).Select(tag => $"the source of the exercises has nothing for the tag {tag}."),
            .. present.GroupBy(tag => tag).Where(group => group.Count() > 1).Select(group => $"more than one cell carries the tag {group.Key}."),
            .. LinesOf($"{source.Usings}\n{source.Given}").Where(line => !lines.Contains(line))
                .Select(line => $"the source of the exercises takes for given what the chapter does not say: {line}")];
    }

    /// <summary>The task of an exercise, in Markdown: the text above its stub.</summary>
    internal static string TaskOf(Notebook chapter, string id) =>
        chapter.Cells.TakeWhile(cell => !cell.HasTag(Tags.Exercise + id)).Append(chapter.Cells.Single(cell => cell.HasTag(Tags.Exercise + id)))
            .LastOrDefault(cell => cell.IsMarkdown)?.Source ?? "";

    // An open exercise has one cell, its task, whose text is the chapter's own.
    private static (string Tag, string Code)[] CellsOf(Exercise exercise) => exercise.Kind == ExerciseKind.Open
        ? [(Tags.Exercise + exercise.Id, "")]
        : [(Tags.Exercise + exercise.Id, exercise.Stub), (Tags.Check + exercise.Id, exercise.Check)];

    private static bool IsOurs(string tag) => tag.StartsWith(Tags.Exercise, StringComparison.Ordinal) || tag.StartsWith(Tags.Check, StringComparison.Ordinal);

    private static IEnumerable<string> LinesOf(string text) => text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);
}
