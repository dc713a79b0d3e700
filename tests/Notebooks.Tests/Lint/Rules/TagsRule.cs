using System.Globalization;
using Hopfield.Course;

namespace Notebooks.Tests.Lint;

/// <summary>Cells carry known tags only, at most one that says how outputs compare.</summary>
internal sealed class TagsRule : IRule
{
    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        foreach (var cell in chapter.Cells)
        {
            foreach (string tag in cell.Tags.Where(t => !IsKnown(t)))
                yield return chapter.At(cell, $"carries the unknown tag \"{tag}\". Known are setup, exact, tol:1e-4, trained, measured, caption, exercise:{chapter.Number}.1, check:{chapter.Number}.1, quiz, instance.");
            if (cell.Tags.Count(Tags.IsComparison) > 1)
                yield return chapter.At(cell, "carries two tags that say how its outputs compare. Keep one of exact, tol:, trained, measured.");
            if (cell.IsMarkdown && cell.Tags.Any(Tags.IsComparison))
                yield return chapter.At(cell, "is text and has no outputs to compare. Drop the tag.");
        }
    }

    private static bool IsKnown(string tag) =>
        tag is Tags.Setup or Tags.Caption or Tags.Quiz or Tags.Instance
        || tag.StartsWith(Tags.Exercise, StringComparison.Ordinal) || tag.StartsWith(Tags.Check, StringComparison.Ordinal)
        || (Tags.IsComparison(tag) && !IsMalformedTolerance(tag));

    private static bool IsMalformedTolerance(string tag) =>
        tag.StartsWith(Tags.Tolerance, StringComparison.Ordinal)
        && !(double.TryParse(tag[Tags.Tolerance.Length..], NumberStyles.Float, CultureInfo.InvariantCulture, out double tolerance) && tolerance is > 0 and < 1);
}
