using Hopfield.Course;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Tests.Lint;

/// <summary>A claim about the draw that is shown says "here".</summary>
internal sealed class InstanceRule : IRule
{
    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        foreach (var cell in chapter.Cells.Where(c => c.Has(Tags.Instance)))
        {
            string[] claims = [.. Claims(cell)];
            if (claims.Length == 0) yield return chapter.At(cell, $"carries the tag {Tags.Instance} and claims nothing. The tag belongs to a cell with Check.That.");
            foreach (string claim in claims.Where(text => !Prose.Says(text, "here")))
                yield return chapter.At(cell, $"claims of the draw that is shown: \"{claim}\" Say \"here\"; what holds at every seed goes into a cell without the tag {Tags.Instance}.");
        }
    }

    private static IEnumerable<string> Claims(LintedCell cell) =>
        from call in cell.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()
        where call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "That" or "And" } && call.ArgumentList.Arguments.Count > 1
        let claim = LiteralText.Of(call.ArgumentList.Arguments[1].Expression)
        where claim.Length > 0
        select claim;
}
