using System.Text.RegularExpressions;

namespace Notebooks.Tests.Lint;

/// <summary>The last cell leads to the next chapter that exists; the last chapter leads nowhere.</summary>
internal sealed partial class NextRule : IRule
{
    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        var links = (from cell in chapter.MarkdownCells from Match match in NextLink().Matches(cell.Source) select (Cell: cell, Target: match.Groups[1].Value)).ToList();
        string? next = course.After(chapter)?.FileName;
        if (next is null)
        {
            foreach (var link in links) yield return chapter.At(link.Cell, $"leads on to {link.Target}, but no chapter follows yet. Publish the chapter: publishing keeps this line.");
            yield break;
        }
        var last = chapter.Cells[^1];
        if (links.Count != 1 || links[0].Cell != last || links[0].Target != next)
            yield return chapter.At(last, $"the last cell has to end with one line \"**Next:** [title]({next})\". Publish the chapter: publishing keeps this line.");
    }

    [GeneratedRegex(@"^\*\*Next:\*\* \[[^\]]+\]\(([^)]+)\)", RegexOptions.Multiline)]
    private static partial Regex NextLink();
}
