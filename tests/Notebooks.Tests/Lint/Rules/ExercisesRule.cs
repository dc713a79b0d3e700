using System.Globalization;
using Hopfield.Course;

namespace Notebooks.Tests.Lint;

/// <summary>At least four exercises, numbered from 1; every one with a cell to fill in has its check below.</summary>
internal sealed class ExercisesRule : IRule
{
    private const int Fewest = 4;

    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        var exercises = chapter.Cells.Where(c => c.TagAfter(Tags.Exercise) is not null).ToList();
        if (exercises.Count < Fewest)
            yield return chapter.Whole($"has {exercises.Count} exercises; a chapter has at least {Fewest}. Tag their cells {Tags.Exercise}{chapter.Number}.1 and so on.");

        for (int k = 0; k < exercises.Count; k++)
        {
            var exercise = exercises[k];
            string id = exercise.TagAfter(Tags.Exercise)!;
            string expected = string.Create(CultureInfo.InvariantCulture, $"{chapter.Number}.{k + 1}");
            if (id != expected) yield return chapter.At(exercise, $"carries {Tags.Exercise}{id} where {Tags.Exercise}{expected} is next. Number the exercises of a chapter from 1 without a gap.");
            if (!exercise.IsCode) continue;
            var next = chapter.Cells.Skip(exercise.Number).FirstOrDefault(c => c.IsCode);
            if (next?.TagAfter(Tags.Check) != id)
                yield return chapter.At(exercise, $"the next code cell has to be its check, tagged {Tags.Check}{id}.");
        }
        var known = exercises.Select(e => e.TagAfter(Tags.Exercise)).ToHashSet();
        foreach (var check in chapter.Cells.Where(c => c.TagAfter(Tags.Check) is { } id && !known.Contains(id)))
            yield return chapter.At(check, $"checks an exercise that does not exist: no cell carries {Tags.Exercise}{check.TagAfter(Tags.Check)}.");

        var heading = chapter.MarkdownCells.FirstOrDefault(c => c.Source.Contains($"## {Vocabulary.Exercises}", StringComparison.Ordinal));
        foreach (var early in exercises.Where(e => heading is null || e.Number < heading.Number))
            yield return chapter.At(early, $"stands before the heading ## {Vocabulary.Exercises}. Move it below.");
    }
}
