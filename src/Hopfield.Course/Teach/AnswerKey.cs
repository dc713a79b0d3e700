using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hopfield.Course;

/// <summary>All answers of chapters in one text: of each exercise the task, an answer, the mistakes that its check knows, and the reasons; of each quiz the right choice and why.</summary>
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
            parts.Add(string.Join('\n', notebook.CodeCells.Where(cell => cell.HasTag(Tags.Quiz)).SelectMany(cell => Questions(cell.Source))
                .Select(question => $"- **{question.Id}** {question.Question} **{question.Right}** {question.Why}")));
        }

        return string.Join("\n\n", parts) + "\n";
    }

    private static IEnumerable<string> Answer(Exercise exercise, string task)
    {
        yield return $"### Exercise {exercise.Id} ({exercise.Kind.ToString().ToLowerInvariant()})";
        yield return task.TrimEnd();
        if (exercise.Kind != ExerciseKind.Open) yield return $"```csharp\n{exercise.Answer.TrimEnd()}\n```";
        if (exercise.Wrong.Count > 0) yield return $"Mistakes: {string.Join("; ", exercise.Wrong.Select(wrong => wrong.Mistake.Trim()))}.";
        yield return $"{(exercise.Kind == ExerciseKind.Open ? "**A discussion.**" : "**Why.**")} {exercise.Why.TrimEnd()}";
    }

    private static IEnumerable<(string Id, string Question, string Right, string Why)> Questions(string code)
    {
        InvocationExpressionSyntax[] calls = [.. CellSyntax.Of(code).DescendantNodes().OfType<InvocationExpressionSyntax>()];
        foreach (InvocationExpressionSyntax ask in calls.Where(call => call.Expression.ToString() == "Quiz.Ask"))
        {
            InvocationExpressionSyntax? right = calls.FirstOrDefault(call =>
                call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Right" } && call.DescendantNodes().Contains(ask));
            if (right is not null) yield return (Text(ask, 0), Text(ask, 1), Text(right, 0), Text(right, 1));
        }
    }

    private static string Text(InvocationExpressionSyntax call, int argument) => LiteralText.Of(call.ArgumentList.Arguments[argument].Expression);
}
