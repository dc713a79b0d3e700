namespace Hopfield.Course;

/// <summary>All answers of chapters in one text: of each exercise the task, an answer, the mistakes that its check knows, and the reasons; of one that a person judges the rubric; of each quiz the right choice and why.</summary>
internal static class AnswerKey
{
    /// <summary>The text, in Markdown.</summary>
    /// <param name="chapters">The chapters, each with its exercises.</param>
    public static string Write(IEnumerable<(string Title, Notebook Notebook, ExerciseSource Exercises)> chapters)
    {
        List<string> parts = ["# Answer key", "Of each exercise the task, an answer that passes its check, the mistakes that the check knows, and the reasons."];
        foreach (var (title, notebook, source) in chapters)
        {
            parts.Add($"## {title}");
            foreach (Exercise exercise in source.Exercises) parts.AddRange(Answer(exercise, ExerciseCells.TaskOf(notebook, exercise.Id)));
            parts.Add("### Quiz");
            parts.Add(string.Join('\n', notebook.CodeCells.Where(cell => cell.HasTag(Tags.Quiz)).SelectMany(cell => QuizQuestion.In(cell.Source))
                .Select(question => $"- **{question.Id}** {question.Text} **{question.Right}** {question.Why}")));
        }

        return string.Join("\n\n", parts) + "\n";
    }

    private static IEnumerable<string> Answer(Exercise exercise, string task)
    {
        yield return $"### Exercise {exercise.Id} ({exercise.Kind.ToString().ToLowerInvariant()})";
        yield return task.TrimEnd();
        // The task of a choice says only that the check shows the choices.
        foreach (QuizQuestion question in QuizQuestion.In(exercise.Check)) yield return Choices(question);
        if (exercise.Kind != ExerciseKind.Open) yield return $"```csharp\n{exercise.Answer.TrimEnd()}\n```";
        if (exercise.Wrong.Count > 0) yield return $"Mistakes: {string.Join("; ", exercise.Wrong.Select(wrong => wrong.Mistake.Trim()))}.";
        yield return $"{(exercise.Kind == ExerciseKind.Open ? "**A discussion.**" : "**Why.**")} {exercise.Why.TrimEnd()}";
        if (exercise.Rubric.Count > 0) yield return Table(exercise.Rubric);
    }

    private static string Choices(QuizQuestion question) => $"{question.Text}\n\n" + string.Join('\n', question.Choices
        .Select((choice, i) => $"- {(char)('a' + i)}) {(choice == question.Right ? $"**{choice}** {question.Why}" : choice)}"));

    private static string Table(IReadOnlyList<Criterion> rubric) => string.Join('\n', [
        $"| for {rubric.Sum(criterion => criterion.Points)} points | full | part | none |", "|---|---|---|---|",
        .. rubric.Select(criterion => $"| {criterion.Name} ({criterion.Points}) | {criterion.Full} | {criterion.Part} | {criterion.None} |")]);
}
