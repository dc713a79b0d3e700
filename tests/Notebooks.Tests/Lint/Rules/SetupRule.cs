using System.Text.RegularExpressions;
using Hopfield.Course;

namespace Notebooks.Tests.Lint;

/// <summary>One setup cell of at most six lines comes first and brings all libraries.</summary>
internal sealed partial class SetupRule : IRule
{
    private const int MaxLines = 6;

    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        var tagged = chapter.Cells.Where(c => c.Has(Tags.Setup)).ToList();
        var first = chapter.CodeCells.FirstOrDefault();
        if (tagged.Count != 1 || tagged[0] != first)
        {
            yield return new Finding(chapter.FileName, first, $"the first code cell, and no other, carries the tag {Tags.Setup}.");
            yield break;
        }
        if (first.Lines.Length > MaxLines)
            yield return chapter.At(first, $"has {first.Lines.Length} lines; a setup cell has at most {MaxLines}. Load and use; everything else belongs into the chapter or the engine.");
        foreach (string line in first.Lines.Where(l => !Allowed().IsMatch(l)))
            yield return chapter.At(first, $"a setup cell holds #r of the course's libraries and usings only, not: {line.Trim()}");
        if (first.Outputs.Count > 0) yield return chapter.At(first, "has outputs. A setup cell shows nothing.");
    }

    [GeneratedRegex("""^(#r "\.\./artifacts/bin/Hopfield\.Course/release/[A-Za-z.]+\.dll"|using (static )?[A-Za-z.]+;( *using (static )?[A-Za-z.]+;)*|\s*)$""")]
    private static partial Regex Allowed();
}
