using Hopfield.Exercises;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hopfield.Course;

/// <summary>
/// Hands each claim of a cell the values that its condition compares: <c>Check.That(a == 4 &amp;&amp; b &lt; c, …)</c> is compiled with
/// <c>part: () => !(a == 4) ? new FalsePart("a == 4", ("a", a)) : …</c>, which is asked only where the claim is false.
/// </summary>
internal static class ClaimValues
{
    private const string Condition = "holds", Part = "part", Type = $"global::Hopfield.Exercises.{nameof(FalsePart)}";

    /// <summary>What to put into a cell's text, by position.</summary>
    /// <param name="model">The cell, as the compiler understands it.</param>
    public static IEnumerable<(int Position, string Text)> Of(SemanticModel model) =>
        from call in model.SyntaxTree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
        where call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: nameof(Check.That) or nameof(Claim.And) }
            && model.GetSymbolInfo(call).Symbol is IMethodSymbol method && method.Parameters is [{ Name: Condition }, .., { Name: Part }]
        let addition = $", {Part}: () => {Asked(model, call.ArgumentList.Arguments[0].Expression)}"
        where !addition.Contains('\n', StringComparison.Ordinal) // a text of several lines
        select (call.ArgumentList.CloseParenToken.SpanStart, addition);

    private static string Asked(SemanticModel model, ExpressionSyntax condition) =>
        string.Concat(CanBeAskedAgain(condition) ? Conjuncts(condition).Select(part => $"!({OneLine(part)}) ? {Told(model, part)} : ") : [])
        + $"new {Type}({Quoted(condition)})";

    private static IEnumerable<ExpressionSyntax> Conjuncts(ExpressionSyntax condition) => condition switch
    {
        BinaryExpressionSyntax both when both.IsKind(SyntaxKind.LogicalAndExpression) => Conjuncts(both.Left).Concat(Conjuncts(both.Right)),
        ParenthesizedExpressionSyntax inner => Conjuncts(inner.Expression),
        _ => [condition],
    };

    private static string Told(SemanticModel model, ExpressionSyntax part)
    {
        ExpressionSyntax[] sides = part switch
        {
            BinaryExpressionSyntax comparison when comparison.OperatorToken.Kind() is SyntaxKind.EqualsEqualsToken or SyntaxKind.ExclamationEqualsToken
                or SyntaxKind.LessThanToken or SyntaxKind.LessThanEqualsToken or SyntaxKind.GreaterThanToken or SyntaxKind.GreaterThanEqualsToken
                => [comparison.Left, comparison.Right],
            IsPatternExpressionSyntax pattern => [pattern.Expression],
            _ => [],
        };
        IEnumerable<string> values = sides.Where(side => Varies(model, side)).Select(side => $", ({Quoted(side)}, {OneLine(side)})");
        return $"new {Type}({Quoted(part)}{string.Concat(values)})";
    }

    // A number that is written out needs no telling, and a span fits into no tuple.
    private static bool Varies(SemanticModel model, ExpressionSyntax side) =>
        !model.GetConstantValue(side).HasValue && side.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken))
        && model.GetTypeInfo(side).Type is { IsRefLikeType: false, TypeKind: not (TypeKind.Pointer or TypeKind.Error) };

    // What declares a name would declare it twice, and a lambda that is not async cannot wait.
    private static bool CanBeAskedAgain(ExpressionSyntax condition) =>
        !condition.DescendantNodesAndSelf(node => node is not AnonymousFunctionExpressionSyntax).Any(node => node is VariableDesignationSyntax or AwaitExpressionSyntax);

    private static string Quoted(ExpressionSyntax expression) => SymbolDisplay.FormatLiteral(OneLine(expression), quote: true);

    // All that stands between two words becomes one blank, comments too.
    private static string OneLine(ExpressionSyntax expression) =>
        string.Concat(expression.DescendantTokens().Select(token => token.Text + (token.HasTrailingTrivia || token.GetNextToken().HasLeadingTrivia ? " " : ""))).TrimEnd();
}
