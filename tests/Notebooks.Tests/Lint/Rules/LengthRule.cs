using System.Text.RegularExpressions;

namespace Notebooks.Tests.Lint;

/// <summary>A chapter has 25 to 45 cells and 1,200 to 2,500 words that a reader goes through.</summary>
/// <remarks>Not counted: speaker notes, which a reader does not see as text; of the cells also captions, which belong to their figures, and the cells of exercises and quiz.</remarks>
internal sealed partial class LengthRule : IRule
{
    private const int FewestCells = 25, MostCells = 45, FewestWords = 1_200, MostWords = 2_500;

    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        int cells = chapter.Cells.Count(c => !c.IsSpeakerNote && !c.Has(Vocabulary.Caption) && !c.IsExercise && !c.Has(Vocabulary.Quiz));
        if (cells is < FewestCells or > MostCells)
            yield return chapter.Whole($"has {cells} cells without speaker notes, captions, exercises and quiz; the course aims at {FewestCells} to {MostCells}. Split the chapter, join cells, or add what is missing.");

        int words = chapter.MarkdownCells.Where(c => !c.IsSpeakerNote).Sum(c => Word().Count(c.Source));
        if (words is < FewestWords or > MostWords)
            yield return chapter.Whole($"has {words} words without speaker notes; the course aims at {FewestWords} to {MostWords}.");
    }

    [GeneratedRegex(@"\S*\w\S*")]
    private static partial Regex Word();
}
