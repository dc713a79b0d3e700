using Hopfield.Course;

namespace Notebooks.Tests.Lint;

/// <summary>The exercises come from one source, climb the whole ladder, and have their solutions in a notebook made from that source.</summary>
internal sealed class SolutionsRule : IRule
{
    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        string path = Path.Combine(course.Tree.Exercises, chapter.Number + ".csx");
        if (!File.Exists(path))
        {
            yield return chapter.Whole($"has no exercises in notebooks/exercises/{chapter.Number}.csx. Write stub, answer, wrong answers and check there.");
            yield break;
        }
        var source = ExerciseSource.Load(path);
        foreach (var kind in Enum.GetValues<ExerciseKind>().Except(source.Exercises.Select(e => e.Kind)))
            yield return chapter.Whole($"has no exercise of the kind \"{kind.ToString().ToLowerInvariant()}\". The ladder has do, make, explain and open.");
        var disagreements = ExerciseCells.Disagreements(chapter.Notebook, source);
        foreach (string disagreement in disagreements) yield return chapter.Whole($"and {chapter.Number}.csx disagree: {disagreement}");
        if (disagreements.Count > 0) yield break;

        string solutions = Path.Combine(course.Tree.Solutions, chapter.FileName);
        if (!File.Exists(solutions))
        {
            yield return chapter.Whole($"has no solutions/{chapter.FileName}. Publish the chapter: publishing writes it.");
            yield break;
        }
        var committed = Notebook.Read(solutions);
        var generated = SolutionsNotebook.Generate(chapter.Notebook, source, chapter.FileName);
        NotebookForm.Tidy(generated);
        if (!committed.Cells.Select(c => c.Source).SequenceEqual(generated.Cells.Select(c => c.Source)))
            yield return chapter.Whole($"and solutions/{chapter.FileName} were written at different times. Publish the chapter.");
        if (committed.CodeCells.Any(c => c.ExecutionCount is null || c.Outputs.Any(o => o?["output_type"]?.GetValue<string>() == "error")))
            yield return chapter.Whole($"solutions/{chapter.FileName} was not executed or ended with an error. Publish the chapter.");
    }
}
