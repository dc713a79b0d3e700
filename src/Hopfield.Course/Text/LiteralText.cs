using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hopfield.Course;

/// <summary>The words that stand in an expression of a cell.</summary>
internal static class LiteralText
{
    /// <summary>A string's literals, and those that are added to it or stand around its holes; a hole is " … ".</summary>
    /// <param name="expression">The expression.</param>
    public static string Of(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => literal.Token.ValueText,
        InterpolatedStringExpressionSyntax text => string.Concat(text.Contents.Select(piece => piece is InterpolatedStringTextSyntax words ? words.TextToken.ValueText : " … ")),
        BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) => Of(sum.Left) + Of(sum.Right),
        ParenthesizedExpressionSyntax inner => Of(inner.Expression),
        _ => "",
    };
}
