namespace Notebooks.Tests.Lint;

/// <summary>The chapter was executed from the first cell to the last, once, without an error.</summary>
internal sealed class ExecutionRule : IRule
{
    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        int expected = 0;
        foreach (var cell in chapter.CodeCells)
        {
            expected++;
            if (cell.Notebook.ExecutionCount != expected)
            {
                string found = cell.Notebook.ExecutionCount is { } count ? $"was executed as number {count}" : "was not executed";
                yield return chapter.At(cell, $"{found}, expected {expected}. Publish the chapter: publishing runs all cells in order.");
                break;
            }
        }
        foreach (var cell in chapter.CodeCells)
        {
            if (cell.Outputs.Any(o => o.Type == "error")) yield return chapter.At(cell, "ended with an error. Repair it; an unsolved exercise says so without failing.");
            if (cell.Outputs.Any(o => o.StreamName == "stderr")) yield return chapter.At(cell, "wrote to the error stream, as a compiler warning does. Repair it.");
        }
    }
}
