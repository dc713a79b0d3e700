using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Session;

/// <summary>Whether a cell has a value to be shown: it ends on an expression without a semicolon, or returns one.</summary>
internal static class CellValue
{
    public static bool IsIn(Compilation compilation, string path, CancellationToken cancel)
    {
        var tree = compilation.SyntaxTrees.Single(tree => tree.FilePath == path);
        var root = (CompilationUnitSyntax)tree.GetRoot(cancel);
        if (root.Members.LastOrDefault() is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last })
        {
            return compilation.GetSemanticModel(tree).GetTypeInfo(last.Expression, cancel).Type?.SpecialType != SpecialType.System_Void;
        }
        return root.Members.OfType<GlobalStatementSyntax>()
            .SelectMany(member => member.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
            .Any(node => node is ReturnStatementSyntax { Expression: not null });
    }
}
