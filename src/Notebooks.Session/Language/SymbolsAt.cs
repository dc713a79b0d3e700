using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Session;

/// <summary>The names that fit at certain places of a text, whatever else is visible there.</summary>
internal static class SymbolsAt
{
    /// <summary>What follows a dot: members of a value with extension methods, static members of a type, the content of a namespace.</summary>
    public static IEnumerable<ISymbol> AfterDot(SemanticModel model, SyntaxToken dot, int position)
    {
        SyntaxNode? owner = dot.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            QualifiedNameSyntax name => name.Left,
            MemberBindingExpressionSyntax binding => binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault()?.Expression,
            _ => null,
        };
        if (owner is null)
        {
            return [];
        }
        if (model.GetSymbolInfo(owner).Symbol is INamespaceOrTypeSymbol container)
        {
            return model.LookupSymbols(position, container).Where(symbol => symbol.IsStatic || symbol is INamespaceOrTypeSymbol);
        }
        return model.GetTypeInfo(owner).Type is { } type
            ? model.LookupSymbols(position, type, includeReducedExtensionMethods: true).Where(symbol => !symbol.IsStatic && symbol is not INamespaceOrTypeSymbol)
            : [];
    }

    /// <summary>Within the parentheses of a call, the names of its parameters.</summary>
    public static IEnumerable<Completion> InCall(SemanticModel model, SyntaxToken left)
    {
        if (left.Parent is not BaseArgumentListSyntax { Parent: { } call } || left.IsKind(SyntaxKind.CloseParenToken))
        {
            return [];
        }
        var info = model.GetSymbolInfo(call);
        return info.CandidateSymbols.Prepend(info.Symbol).OfType<IMethodSymbol>().SelectMany(method => method.Parameters)
            .DistinctBy(parameter => parameter.Name).Select(parameter => new Completion(parameter.Name + ":", "param"));
    }

    /// <summary>Within the braces after new, the properties that can be set there.</summary>
    public static IEnumerable<ISymbol> InBraces(SemanticModel model, SyntaxToken left, int position) =>
        left.Parent is InitializerExpressionSyntax { Parent: { } creation } && model.GetTypeInfo(creation).Type is { } type
            ? model.LookupSymbols(position, type).Where(symbol => symbol is IPropertySymbol { IsReadOnly: false } or IFieldSymbol)
            : [];

    /// <summary>True inside a string or a comment, where nothing is to be completed.</summary>
    public static bool IsText(SyntaxNode root, int position)
    {
        var trivia = root.FindTrivia(Math.Max(0, position - 1));
        var token = root.FindToken(Math.Max(0, position - 1));
        return trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
            || (token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
                && token.SpanStart < position && position < token.Span.End);
    }
}
