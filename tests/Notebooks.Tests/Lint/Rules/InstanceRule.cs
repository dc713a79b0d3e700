using Hopfield.Course;

namespace Notebooks.Tests.Lint;

/// <summary>A claim about the draw that is shown says "here".</summary>
internal sealed class InstanceRule : IRule
{
    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        foreach (var cell in chapter.Cells.Where(c => c.Has(Tags.Instance)))
        {
            string[] claims = [.. Prose.Claims(cell)];
            if (claims.Length == 0) yield return chapter.At(cell, $"carries the tag {Tags.Instance} and claims nothing. The tag belongs to a cell with Check.That.");
            foreach (string claim in claims.Where(text => !Prose.Says(text, "here")))
                yield return chapter.At(cell, $"claims of the draw that is shown: \"{claim}\" Say \"here\"; what holds at every seed goes into a cell without the tag {Tags.Instance}.");
        }
    }
}
