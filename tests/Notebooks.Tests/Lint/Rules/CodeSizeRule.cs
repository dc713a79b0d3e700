namespace Notebooks.Tests.Lint;

/// <summary>No line of code above 80 characters. Exercises, quizzes and setup apart, no cell above 15 lines, and half of them have at most six.</summary>
internal sealed class CodeSizeRule : IRule
{
    private const int MaxWidth = 80, MaxLines = 15, MaxMedian = 6;

    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        foreach (var cell in chapter.CodeCells)
        {
            foreach (var (index, line) in cell.Lines.Index().Where(line => line.Item.Length > MaxWidth))
                yield return chapter.At(cell, $"line {index + 1} has {line.Length} characters; a page shows {MaxWidth} without scrolling.");
        }

        var read = chapter.CodeCells
            .Where(c => !c.IsExercise && !c.Has(Hopfield.Course.Tags.Quiz) && !c.Has(Hopfield.Course.Tags.Setup))
            .Select(c => (Cell: c, Length: c.Lines.Count(line => !string.IsNullOrWhiteSpace(line)))).ToList();
        foreach (var (cell, length) in read.Where(c => c.Length > MaxLines))
            yield return chapter.At(cell, $"has {length} lines; a code cell has at most {MaxLines}. Cut it in two, or move work into the engine.");

        int[] lengths = [.. read.Select(c => c.Length).Order()];
        if (lengths.Length > 0 && lengths[lengths.Length / 2] > MaxMedian)
            yield return chapter.Whole($"half of its code cells have more than {MaxMedian} lines. Shorter cells are read; move work into the engine.");
    }
}
