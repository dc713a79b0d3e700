namespace Notebooks.Tests.Lint;

/// <summary>No code cell above 25 lines; half of them have at most six.</summary>
internal sealed class CodeSizeRule : IRule
{
    private const int MaxLines = 25, MaxMedian = 6;

    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        foreach (var cell in chapter.CodeCells.Where(c => c.Lines.Length > MaxLines))
            yield return chapter.At(cell, $"has {cell.Lines.Length} lines; a code cell has at most {MaxLines}. Cut it in two, or move work into the engine.");

        int[] lengths = [.. chapter.CodeCells.Select(c => c.Lines.Length).Order()];
        if (lengths.Length > 0 && lengths[(lengths.Length - 1) / 2] > MaxMedian)
            yield return chapter.Whole($"half of its code cells have more than {MaxMedian} lines. Shorter cells are read; move work into the engine.");
    }
}
