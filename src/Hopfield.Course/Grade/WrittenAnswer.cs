using System.Text.Json.Nodes;

namespace Hopfield.Course;

/// <summary>What a student wrote for a person to read: the cells of an answer that no check judges.</summary>
internal static class WrittenAnswer
{
    /// <summary>The cells, in order.</summary>
    /// <param name="submission">What was handed in.</param>
    /// <param name="chapter">The chapter, whose own cells are no answer.</param>
    /// <param name="exercise">The exercise.</param>
    public static IReadOnlyList<NotebookCell> Of(Notebook submission, Notebook chapter, Exercise exercise)
    {
        HashSet<string> ids = [.. chapter.Cells.Select(cell => cell.Id ?? "")], texts = [.. Handout.Of(chapter).Cells.Select(cell => Words(cell.Source))];
        // The answer's own cell, or where it was deleted the task, or the check, below which the chapter has it.
        NotebookCell[] cells = [.. submission.Cells];
        int begin = Array.FindIndex(cells, cell => IsOwn(cell, exercise));
        int head = begin >= 0 ? begin - 1 : Array.FindIndex(cells, cell => cell.HasTag(Tags.Check + exercise.Id) || (cell.IsMarkdown && (cell.HasTag(Tags.Exercise + exercise.Id) || cell.Source.StartsWith($"**Exercise {exercise.Id.TrimStart('0')} ", StringComparison.Ordinal))));
        if (begin < 0 && head < 0) return [];
        return [.. cells.Skip(head + 1).TakeWhile(cell => IsOwn(cell, exercise) || !IsOfChapter(cell)).Where(cell => cell.Source.Trim().Length > 0 && !cell.Source.StartsWith("*Your answer to exercise ", StringComparison.Ordinal))];

        bool IsOfChapter(NotebookCell cell) => ids.Contains(IdOf(cell) ?? " ") || cell.TagAfter(Tags.Answer) is not null || texts.Contains(Words(cell.Source));
    }

    private static bool IsOwn(NotebookCell cell, Exercise exercise) => cell.HasTag(Tags.Answer + exercise.Id) || IdOf(cell) == ReleasedNotebook.AnswerId(exercise.Id);

    // A submission's identifiers need not be texts.
    private static string? IdOf(NotebookCell cell) => cell.Json["id"] is JsonValue value && value.TryGetValue(out string? id) ? id : null;

    private static string Words(string source) => source.ReplaceLineEndings("\n").Trim();
}
