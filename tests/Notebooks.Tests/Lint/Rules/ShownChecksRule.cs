using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Tests.Lint;

/// <summary>What a cell checks is its last value, so that its tick or cross is seen, and its output says what the cell claims. (Outputs of measured cells are never
/// compared, so a claim that was worded anew would keep its old output.)</summary>
internal sealed class ShownChecksRule : IRule
{
    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        foreach (var cell in chapter.CodeCells)
        {
            var shown = cell.Syntax.Members.LastOrDefault() is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last } ? last : null;
            foreach (var call in cell.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(Asks))
            {
                // Only the chain that begins with the call is shown, not a call that hides in an argument of another.
                if (shown is null || Innermost(shown.Expression) != call)
                    yield return chapter.At(cell, $"does not show what {call.Expression} finds. Write it as the last expression of its cell, without a semicolon.");
            }
            string said = string.Join('\n', cell.Outputs.Select(output => output.AllText));
            if (said.Length == 0) continue;
            foreach (string claim in Prose.Claims(cell).Where(claim => !claim.Split('…').All(part => said.Contains(part.Trim(), StringComparison.Ordinal))))
                yield return chapter.At(cell, $"claims \"{claim}\", and its output does not say so. Publish the chapter with --fresh.");
        }
    }

    private static bool Asks(InvocationExpressionSyntax call) => call.Expression.ToString() is "Check.That" or "Check.Exercise" or "Quiz.Ask";

    private static ExpressionSyntax Innermost(ExpressionSyntax expression)
    {
        while (expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax inner } }) expression = inner;
        return expression;
    }
}
