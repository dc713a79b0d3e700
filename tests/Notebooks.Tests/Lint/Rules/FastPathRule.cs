using System.Text.RegularExpressions;

namespace Notebooks.Tests.Lint;

/// <summary>Chapters on README's fast path refer back to one another only: their readers have not been elsewhere.</summary>
internal sealed partial class FastPathRule : IRule
{
    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        string[] path = [.. FastPath().Match(course.Readme).Groups[1].Captures.Select(c => c.Value)];
        if (path.Length == 0) yield return chapter.Whole("README names no fast path. It has to have one line \"The fast path …: 01 → 02 → …\".");
        if (!path.Contains(chapter.Number)) yield break;
        foreach (var cell in chapter.Cells.Where(c => !c.IsSpeakerNote))
        {
            foreach (string number in Mentions.Chapters(Mentions.Text(cell)))
            {
                bool before = string.CompareOrdinal(number, chapter.Number) < 0;
                if (before && !path.Contains(number))
                    yield return chapter.At(cell, $"refers back to chapter {number}, which is not on the fast path that this chapter is on. Say here what is needed of it.");
            }
        }
    }

    [GeneratedRegex(@"The fast path[^\n]*?: (?:(\d\d)(?: → )?)+")]
    private static partial Regex FastPath();
}
