using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Session;

/// <summary>What stands at a place of a text that is being written: its declaration and documentation.</summary>
internal static class Inspector
{
    /// <summary>What stands at a place, or which function is called around it; null where there is nothing to say.</summary>
    public static string? Inspect(CellCompiler compiler, NotebookState state, string code, int position, bool whole, CancellationToken cancel)
    {
        var (tree, model) = compiler.Read(state, code, cancel);
        var root = tree.GetRoot(cancel);
        var token = root.FindToken(position);
        if (!token.IsKind(SyntaxKind.IdentifierToken) && position > 0)
        {
            token = root.FindToken(position - 1);
        }
        SyntaxNode? node = token.Parent;
        if (!token.IsKind(SyntaxKind.IdentifierToken) || token.Span.End < position)
        {
            node = node?.AncestorsAndSelf().OfType<BaseArgumentListSyntax>().FirstOrDefault(list => list.SpanStart < position && position <= list.Span.End)?.Parent;
        }
        node = node is InvocationExpressionSyntax call ? call.Expression : node;
        if (node is null)
        {
            return null;
        }
        var info = model.GetSymbolInfo(node, cancel);
        var group = model.GetMemberGroup(node, cancel);
        var symbol = info.Symbol ?? model.GetDeclaredSymbol(node, cancel) ?? info.CandidateSymbols.FirstOrDefault() ?? group.FirstOrDefault();
        if (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor && node is not BaseObjectCreationExpressionSyntax)
        {
            symbol = constructor.ContainingType;
        }
        if (symbol is null)
        {
            return null;
        }
        var others = group.Where(other => !SymbolEqualityComparer.Default.Equals(other, symbol)).ToList();
        return DocumentationText.Of(symbol, whole, cancel)
            + (others.Count == 0 ? "" : whole ? "\nAlso:\n  " + string.Join("\n  ", others.Select(DocumentationText.Declaration)) : $"\n(and {others.Count} more)");
    }
}
