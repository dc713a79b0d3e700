using System.Text.Json.Nodes;

namespace Hopfield.Course;

/// <summary>What an answer earned.</summary>
/// <param name="Points">1 or 0; null where a person has to say.</param>
/// <param name="Remark">Why; empty where the answer passed its check.</param>
internal sealed record Grade(int? Points, string Remark);

/// <summary>Judges answers, each in a process of its own: what the chapter gives, the course's own answers to the exercises before, the student's cell, the course's own check.</summary>
/// <remarks>
/// Nothing of a submission is taken but the cell of the answer; what an answer needs has to stand in it. The check runs in the process of the
/// answer: reflection could find it there. Names that the check uses cannot be declared anew, see <see cref="AnswerRules"/>.
/// </remarks>
internal sealed class Grading(CourseTree tree, ExecutionLimits limits, Confinement confinement)
{
    private readonly Dictionary<string, (Notebook Solutions, ExerciseSource Source)> _chapters = [];

    /// <summary>The exercises of a chapter.</summary>
    /// <param name="number">Its two digits.</param>
    /// <exception cref="NotebookException">There is no such chapter.</exception>
    public IReadOnlyList<Exercise> ExercisesOf(string number) => Load(number).Source.Exercises;

    /// <summary>Judges all answers of a submission.</summary>
    /// <param name="submission">One that can be graded.</param>
    /// <param name="token">Ends the work.</param>
    /// <returns>One grade an exercise, in the chapter's order.</returns>
    public async Task<IReadOnlyList<Grade>> GradeAsync(Submission submission, CancellationToken token)
    {
        (Notebook solutions, ExerciseSource source) = Load(submission.Number!);
        var place = new Chapter(Path.Combine(tree.Solutions, $"{submission.Number}-{submission.Student}.ipynb"));
        var grades = new Grade?[source.Exercises.Count];
        var trials = new List<(int Index, Notebook Trial)>();
        foreach ((int i, Exercise exercise) in source.Exercises.Index())
        {
            grades[i] = Beforehand(exercise, submission.Answers.GetValueOrDefault(exercise.Id));
            if (grades[i] is null) trials.Add((i, Trial(solutions, exercise.Id, submission.Answers[exercise.Id])));
        }

        var run = new ChapterExecution(limits, new Silence()) { Confinement = confinement };
        IReadOnlyList<ExecutedChapter> results = await run.RunAsync([.. trials.Select(trial => (place, trial.Trial))], token);
        foreach (((int i, _), ExecutedChapter result) in trials.Zip(results)) grades[i] = Verdict(source.Exercises[i].Id, result);
        return [.. grades.Select(grade => grade!)];
    }

    private (Notebook Solutions, ExerciseSource Source) Load(string number)
    {
        if (_chapters.TryGetValue(number, out var known)) return known;
        Chapter chapter = Chapter.Select(tree.Chapters, [number])[0];
        var source = ExerciseSource.Load(tree.ExercisesOf(chapter));
        return _chapters[number] = (SolutionsNotebook.Generate(Notebook.Read(chapter.Path), source, Path.GetFileName(chapter.Path)), source);
    }

    // What needs no process.
    private static Grade? Beforehand(Exercise exercise, string? answer) => answer switch
    {
        _ when exercise.Kind == ExerciseKind.Open => new(null, exercise.Rubric.Count > 0 ? "" : "open: by hand"),
        null => new(0, "not handed in"),
        _ when answer.Trim() == exercise.Stub.Trim() => new(0, "not begun"),
        _ => AnswerRules.Trouble(answer, exercise) is { } trouble ? new(0, $"not tried: {trouble}") : null,
    };

    // The solutions up to the exercise, with the student's cell in place of the answer and without the checks before.
    private static Notebook Trial(Notebook solutions, string id, string answer)
    {
        Notebook trial = solutions.Clone();
        var cells = (JsonArray)trial.Json["cells"]!;
        bool past = false;
        foreach (NotebookCell cell in trial.Cells)
        {
            bool judges = cell.HasTag(Tags.Check + id);
            if (cell.HasTag(Tags.Solution + id)) cell.Source = answer;
            if (past || !cell.IsCode || (cell.TagAfter(Tags.Check) is not null && !judges)) cells.Remove(cell.Json);
            past |= judges;
        }

        return Notebook.Parse(trial.ToJson(), $"exercise {id}");
    }

    private static Grade Verdict(string id, ExecutedChapter result)
    {
        NotebookCell check = result.Notebook.CodeCells.Last();
        string? said = check.Outputs.OfType<JsonObject>().LastOrDefault(output => output["output_type"]?.ToString() == "execute_result")?["data"]?["text/plain"] is { } text
            ? MultilineText.Join(text) : null;
        if (said?.StartsWith($"✓ Exercise {id} solved.", StringComparison.Ordinal) == true && result.Failure is null) return new(1, "");
        string why = result.Failure?.Message ?? said ?? "the process ended before its check did";
        return new(0, why.Split('\n')[0]);
    }

    private sealed class Silence : IRunProgress
    {
        public void Started(Chapter chapter, int cells)
        {
        }

        public void CellDone(Chapter chapter)
        {
        }

        public void Finished(ExecutedChapter result)
        {
        }
    }
}
