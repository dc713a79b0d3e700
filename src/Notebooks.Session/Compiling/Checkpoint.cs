using System.ComponentModel;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Session;

/// <summary>
/// Where the code of cells asks whether it is to stop: at each turn of a loop, at the start of each function, and where
/// it has caught an exception. So an interrupt can end its loops and recursions, on whatever thread they run.
/// </summary>
/// <remarks>
/// The calls are put into the text of a cell before it is compiled. Nothing changes but the columns of what follows on the same
/// line, and <see cref="CellSource.WrittenColumn"/> knows by how much. Left alone are: loops inside a finally block, which clean up;
/// functions marked AggressiveOptimization, whose author wants to measure the loop itself; expression trees, which cannot hold a statement.
/// <para>
/// .NET's own way of ending a thread, <c>ControlledExecution</c>, was measured and left: on Linux it brings the process
/// down when the thread happens to be formatting a number, copying an array or running a query.
/// </para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Checkpoint
{
    private const string Call = $"global::Notebooks.Session.{nameof(Checkpoint)}.{nameof(Pass)}();";

    private static bool _stop;

    /// <summary>Goes on, or ends the calling code by an exception where its cell was interrupted.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public static void Pass()
    {
        if (Volatile.Read(ref _stop))
        {
            throw new OperationCanceledException("The cell was interrupted.");
        }
    }

    /// <summary>Stops all code of cells at its next checkpoint, or lets it pass again.</summary>
    internal static void Close(bool closed) => Volatile.Write(ref _stop, closed);

    /// <summary>What has to be put into a text so that it has its checkpoints, by position.</summary>
    internal static IReadOnlyList<(int Position, string Text)> PlacesIn(SyntaxTree tree, Compilation compilation) =>
        new Inserter(new(() => compilation.GetSemanticModel(tree))).Places(tree);

    /// <summary>True when a cell has a function marked <c>[MethodImpl(MethodImplOptions.AggressiveOptimization)]</c>.</summary>
    internal static bool HasHotFunction(SyntaxTree tree) => tree.GetRoot().DescendantNodes().Any(IsHot);

    private static bool IsHot(SyntaxNode node) =>
        (node is MethodDeclarationSyntax method ? method.AttributeLists : node is LocalFunctionStatementSyntax function ? function.AttributeLists : default)
            .SelectMany(list => list.Attributes)
            .Any(attribute => attribute.ArgumentList?.Arguments.Any(argument => argument.Expression.ToString().EndsWith(nameof(MethodImplOptions.AggressiveOptimization), StringComparison.Ordinal)) == true);

    private sealed class Inserter(Lazy<SemanticModel> model)
    {
        private readonly List<(int Position, string Text)> _beginnings = [], _ends = [];

        public IReadOnlyList<(int Position, string Text)> Places(SyntaxTree tree)
        {
            foreach (var node in tree.GetRoot().DescendantNodes(Enters))
            {
                Take(node);
            }
            // Of ends at one place the innermost comes first, of beginnings the outermost, and ends come before beginnings.
            _ends.Reverse();
            return [.. _ends.Concat(_beginnings).OrderBy(insertion => insertion.Position)];
        }

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
                    Around("{ " + Call + Return(body, returns), body.SpanStart, body.Span.End, "; }");
                    break;
            }
        }

        private void Statement(StatementSyntax body)
        {
            if (body is BlockSyntax block)
            {
                _beginnings.Add((block.OpenBraceToken.Span.End, " " + Call));
            }
            else
            {
                Around("{ " + Call + " ", body.SpanStart, body.Span.End, " }");
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
                _beginnings.Add((arrow.ArrowToken.SpanStart, "/*"));
                Around("*/ { " + Call + Return(arrow.Expression, returns), arrow.ArrowToken.Span.End, semicolon.Span.End, " }");
            }
        }

        private void Around(string before, int start, int end, string after)
        {
            _beginnings.Add((start, before));
            _ends.Add((end, after));
        }

        private bool IsDelegate(LambdaExpressionSyntax lambda) => model.Value.GetTypeInfo(lambda).ConvertedType is { TypeKind: TypeKind.Delegate };

        private static string Return(ExpressionSyntax expression, bool returns) => returns && expression is not ThrowExpressionSyntax ? " return " : " ";

        private static bool ReturnsValue(TypeSyntax type, SyntaxTokenList modifiers) =>
            type is not PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
            && !(modifiers.Any(SyntaxKind.AsyncKeyword) && type.ToString().Split('.')[^1] is "Task" or "ValueTask");
    }
}
