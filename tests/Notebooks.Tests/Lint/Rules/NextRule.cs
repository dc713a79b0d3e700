using Hopfield.Course;

namespace Notebooks.Tests.Lint;

/// <summary>The last line leads to the next chapter that exists; the last chapter leads back to all of them.</summary>
internal sealed class NextRule : IRule
{
    private const string Mark = "**Next:**";

    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        string expected = NextLink.Line(course.After(chapter) is { } next ? (next.FileName, ChapterOutline.Of(next.Notebook, next.FileName).Title) : null);
        var last = chapter.Cells[^1];
        if (last.Lines is not [.., var line] || line != expected)
            yield return chapter.At(last, $"the last line has to be \"{expected}\". Publish the chapter: publishing keeps this line.");
        foreach (var cell in chapter.MarkdownCells.Where(c => c.Lines.SkipLast(c == last ? 1 : 0).Any(l => l.StartsWith(Mark, StringComparison.Ordinal))))
            yield return chapter.At(cell, $"has a line {Mark} of its own. Only the last line of the chapter leads on.");
    }
}
