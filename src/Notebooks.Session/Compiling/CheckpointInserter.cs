using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Session;

/// <summary>
/// Puts checkpoints into the text of a cell, so that an interrupt can end its loops and recursions, on whatever thread
/// they run. Nothing but the columns of what follows on the same line changes, and <see cref="CheckpointedText.OriginalColumn"/> knows by how much.
/// Loops inside a finally block are left alone: they clean up. So are functions marked AggressiveOptimization: their author wants
/// to measure the loop itself. So are expression trees, which cannot hold a statement.
/// </summary>
internal sealed class CheckpointInserter
{
    private const string Pass = $"global::Notebooks.Session.{nameof(Checkpoint)}.{nameof(Checkpoint.Pass)}();";

    private readonly List<(int Position, string Text)> beginnings = [], ends = [];
    private readonly Lazy<SemanticModel> model;

    private CheckpointInserter(Lazy<SemanticModel> model) => this.model = model;

    public static CheckpointedText Insert(SyntaxTree tree, Compilation compilation)
    {
        var inserter = new CheckpointInserter(new(() => compilation.GetSemanticModel(tree)));
        foreach (var node in tree.GetRoot().DescendantNodes(inserter.Enters))
        {
            inserter.Take(node);
        }
        // Of ends at one place the innermost comes first, of beginnings the outermost, and ends come before beginnings.
        inserter.ends.Reverse();
        return new(tree.GetText(), [.. inserter.ends.Concat(inserter.beginnings).OrderBy(insertion => insertion.Position)]);
    }

    /// <summary>True when a cell has a function marked <c>[MethodImpl(MethodImplOptions.AggressiveOptimization)]</c>.</summary>
    public static bool HasHotFunction(SyntaxTree tree) => tree.GetRoot().DescendantNodes().Any(IsHot);

    private bool Enters(SyntaxNode node) => node is not FinallyClauseSyntax && !IsHot(node) && (node is not LambdaExpressionSyntax lambda || IsDelegate(lambda));

    private void Take(SyntaxNode node)
    {
        switch (node)
        {
            case WhileStatementSyntax loop:
                Statement(loop.Statement);
                break;
            case DoStatementSyntax loop:
                Statement(loop.Statement);
                break;
            case ForStatementSyntax loop:
                Statement(loop.Statement);
                break;
            case CommonForEachStatementSyntax loop:
                Statement(loop.Statement);
                break;
            case GotoStatementSyntax jump:
                Statement(jump);
                break;
            case CatchClauseSyntax caught: // Also a cell that catches everything is to end.
                Statement(caught.Block);
                break;
            case MethodDeclarationSyntax method when !IsHot(method):
                Function(method.Body, method.ExpressionBody, method.SemicolonToken, ReturnsValue(method.ReturnType, method.Modifiers));
                break;
            case LocalFunctionStatementSyntax function when !IsHot(function):
                Function(function.Body, function.ExpressionBody, function.SemicolonToken, ReturnsValue(function.ReturnType, function.Modifiers));
                break;
            case LambdaExpressionSyntax { Block: { } block }:
                Statement(block);
                break;
            case LambdaExpressionSyntax { ExpressionBody: { } body } lambda when IsDelegate(lambda) && model.Value.GetSymbolInfo(lambda).Symbol is IMethodSymbol method:
                bool returns = !method.ReturnsVoid && !(method.IsAsync && method.ReturnType is INamedTypeSymbol { IsGenericType: false });
                Around("{ " + Pass + Return(body, returns), body.SpanStart, body.Span.End, "; }");
                break;
        }
    }

    private void Statement(StatementSyntax body)
    {
        if (body is BlockSyntax block)
        {
            beginnings.Add((block.OpenBraceToken.Span.End, " " + Pass));
        }
        else
        {
            Around("{ " + Pass + " ", body.SpanStart, body.Span.End, " }");
        }
    }

    private void Function(BlockSyntax? body, ArrowExpressionClauseSyntax? arrow, SyntaxToken semicolon, bool returns)
    {
        if (body is not null)
        {
            Statement(body);
        }
        else if (arrow is not null)
        {
            // "=> x;" becomes "{ Pass(); return x; }": the arrow is turned into a comment, so that columns only ever grow.
            beginnings.Add((arrow.ArrowToken.SpanStart, "/*"));
            Around("*/ { " + Pass + Return(arrow.Expression, returns), arrow.ArrowToken.Span.End, semicolon.Span.End, " }");
        }
    }

    private void Around(string before, int start, int end, string after)
    {
        beginnings.Add((start, before));
        ends.Add((end, after));
    }

    private bool IsDelegate(LambdaExpressionSyntax lambda) => model.Value.GetTypeInfo(lambda).ConvertedType is { TypeKind: TypeKind.Delegate };

    private static bool IsHot(SyntaxNode node) =>
        (node is MethodDeclarationSyntax method ? method.AttributeLists : node is LocalFunctionStatementSyntax function ? function.AttributeLists : default)
            .SelectMany(list => list.Attributes)
            .Any(attribute => attribute.ArgumentList?.Arguments.Any(argument => argument.Expression.ToString().EndsWith(nameof(MethodImplOptions.AggressiveOptimization), StringComparison.Ordinal)) == true);

    private static string Return(ExpressionSyntax expression, bool returns) => returns && expression is not ThrowExpressionSyntax ? " return " : " ";

    private static bool ReturnsValue(TypeSyntax type, SyntaxTokenList modifiers) =>
        type is not PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
        && !(modifiers.Any(SyntaxKind.AsyncKeyword) && type.ToString().Split('.')[^1] is "Task" or "ValueTask");
}
