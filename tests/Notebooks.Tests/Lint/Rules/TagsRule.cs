using System.Globalization;

namespace Notebooks.Tests.Lint;

/// <summary>Cells carry known tags only, at most one that says how outputs compare.</summary>
internal sealed class TagsRule : IRule
{
    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        foreach (var cell in chapter.Cells)
        {
            foreach (string tag in cell.Tags.Where(t => !IsKnown(t)))
                yield return chapter.At(cell, $"carries the unknown tag \"{tag}\". Known are setup, exact, tol:1e-4, trained, measured, caption, exercise:{chapter.Number}.1, check:{chapter.Number}.1, quiz.");
            if (cell.Tags.Count(IsComparison) > 1)
                yield return chapter.At(cell, "carries two tags that say how its outputs compare. Keep one of exact, tol:, trained, measured.");
            if (cell.IsMarkdown && cell.Tags.Any(IsComparison))
                yield return chapter.At(cell, "is text and has no outputs to compare. Drop the tag.");
        }
    }

    private static bool IsKnown(string tag) =>
        tag is Vocabulary.Setup or Vocabulary.Caption or Vocabulary.Quiz
        || tag.StartsWith(Vocabulary.Exercise, StringComparison.Ordinal) || tag.StartsWith(Vocabulary.Check, StringComparison.Ordinal)
        || (IsComparison(tag) && !IsMalformedTolerance(tag));

    private static bool IsComparison(string tag) => Vocabulary.Comparisons.Contains(tag) || tag.StartsWith(Vocabulary.Tolerance, StringComparison.Ordinal);

    private static bool IsMalformedTolerance(string tag) =>
        tag.StartsWith(Vocabulary.Tolerance, StringComparison.Ordinal)
        && !(double.TryParse(tag[Vocabulary.Tolerance.Length..], NumberStyles.Float, CultureInfo.InvariantCulture, out double tolerance) && tolerance is > 0 and < 1);
}
