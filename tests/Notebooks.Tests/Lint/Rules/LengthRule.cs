using System.Text.RegularExpressions;
using Hopfield.Course;

namespace Notebooks.Tests.Lint;

/// <summary>A chapter leads to its exercises in 25 to 60 cells, and has 1,200 to 2,500 words.</summary>
/// <remarks>Not counted: speaker notes, which a reader does not see as text, and, among the cells, captions, which belong to their figures.</remarks>
internal sealed partial class LengthRule : IRule
{
    private const int FewestCells = 25, MostCells = 60, FewestWords = 1_200, MostWords = 2_500;

    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        int cells = chapter.Cells.TakeWhile(c => !c.Source.Contains($"## {Vocabulary.Exercises}", StringComparison.Ordinal)).Count(c => !c.IsSpeakerNote && !c.Has(Tags.Caption));
        if (cells is < FewestCells or > MostCells)
            yield return chapter.Whole($"has {cells} cells before its exercises, without speaker notes and captions; the course aims at {FewestCells} to {MostCells}. Split the chapter, join cells, or add what is missing.");

        int words = chapter.MarkdownCells.Where(c => !c.IsSpeakerNote).Sum(c => Word().Count(c.Source));
        if (words is < FewestWords or > MostWords)
            yield return chapter.Whole($"has {words} words without speaker notes; the course aims at {FewestWords} to {MostWords}.");
    }

    [GeneratedRegex(@"\S*\w\S*")]
    private static partial Regex Word();
}
