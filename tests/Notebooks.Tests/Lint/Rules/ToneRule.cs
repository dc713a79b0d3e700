using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Notebooks.Tests.Lint;

/// <summary>Plain tone: nothing is called simple or obvious to somebody who is learning it, and nothing is shouted.</summary>
internal sealed partial class ToneRule : IRule
{
    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course) =>
        from cell in chapter.MarkdownCells
        from text in cell.Markdown.Descendants().OfType<LiteralInline>()
        from Match match in Shouted().Matches(text.Content.ToString())
        select chapter.At(cell, $"says \"{match.Value}\". Leave it out: what is obvious to the writer need not be so to the reader.");

    [GeneratedRegex(@"\b(?:simply|obviously|trivially)\b|!(?!=)", RegexOptions.IgnoreCase)]
    private static partial Regex Shouted();
}
