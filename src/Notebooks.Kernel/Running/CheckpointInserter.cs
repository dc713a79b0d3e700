using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Kernel;

/// <summary>
/// Puts checkpoints into the text of a cell, so that an interrupt can end its loops and recursions, on whatever thread
/// they run. Nothing but the columns of what follows on the same line changes, and <see cref="CheckpointedText.OriginalColumn"/> knows by how much.
/// Loops inside a finally block are left alone: they clean up. So are functions marked AggressiveOptimization: their author wants
/// to measure the loop itself.
/// </summary>
internal sealed class CheckpointInserter : CSharpSyntaxWalker
{
    private const string Pass = $"global::Notebooks.Kernel.{nameof(Checkpoint)}.{nameof(Checkpoint.Pass)}();";

    private readonly List<(int Position, string Text)> insertions = [];
    private readonly Lazy<SemanticModel> model;

    private CheckpointInserter(Lazy<SemanticModel> model) => this.model = model;

    public static CheckpointedText Insert(SyntaxTree tree, Compilation compilation)
    {
        var inserter = new CheckpointInserter(new(() => compilation.GetSemanticModel(tree)));
        inserter.Visit(tree.GetRoot());
        // The order among those at one place is that of their insertion: what encloses comes first.
        return new(tree.GetText(), [.. inserter.insertions.OrderBy(insertion => insertion.Position)]);
    }

    /// <summary>True when a cell has a function marked <c>[MethodImpl(MethodImplOptions.AggressiveOptimization)]</c>.</summary>
    public static bool HasHotFunction(SyntaxTree tree) => tree.GetRoot().DescendantNodes().Any(IsHot);

    public override void VisitWhileStatement(WhileStatementSyntax node) => Loop(node.Statement, () => base.VisitWhileStatement(node));

    public override void VisitDoStatement(DoStatementSyntax node) => Loop(node.Statement, () => base.VisitDoStatement(node));

    public override void VisitForStatement(ForStatementSyntax node) => Loop(node.Statement, () => base.VisitForStatement(node));

    public override void VisitForEachStatement(ForEachStatementSyntax node) => Loop(node.Statement, () => base.VisitForEachStatement(node));

    public override void VisitForEachVariableStatement(ForEachVariableStatementSyntax node) => Loop(node.Statement, () => base.VisitForEachVariableStatement(node));

    public override void VisitGotoStatement(GotoStatementSyntax node) => Loop(node, () => base.VisitGotoStatement(node));

    public override void VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        if (IsHot(node)) return;
        Function(node.Body, node.ExpressionBody, node.SemicolonToken, ReturnsValue(node.ReturnType, node.Modifiers), () => base.VisitMethodDeclaration(node));
    }

    public override void VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
    {
        if (IsHot(node)) return;
        Function(node.Body, node.ExpressionBody, node.SemicolonToken, ReturnsValue(node.ReturnType, node.Modifiers), () => base.VisitLocalFunctionStatement(node));
    }

    public override void VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node) => Lambda(node, () => base.VisitSimpleLambdaExpression(node));

    public override void VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node) => Lambda(node, () => base.VisitParenthesizedLambdaExpression(node));

    // Also a cell that catches everything is to end.
    public override void VisitCatchClause(CatchClauseSyntax node) => Loop(node.Block, () => base.VisitCatchClause(node));

    public override void VisitFinallyClause(FinallyClauseSyntax node)
    {
    }

    private static bool IsHot(SyntaxNode node) =>
        (node is MethodDeclarationSyntax method ? method.AttributeLists : node is LocalFunctionStatementSyntax function ? function.AttributeLists : default)
            .SelectMany(list => list.Attributes)
            .Any(attribute => attribute.ArgumentList?.Arguments.Any(argument => argument.Expression.ToString().EndsWith(nameof(MethodImplOptions.AggressiveOptimization), StringComparison.Ordinal)) == true);

    private void Loop(StatementSyntax body, Action visitInside)
    {
        if (body is BlockSyntax block)
        {
            Put(block.OpenBraceToken.Span.End, " " + Pass);
        }
        else
        {
            Put(body.SpanStart, "{ " + Pass + " ");
        }
        visitInside();
        if (body is not BlockSyntax)
        {
            Put(body.Span.End, " }");
        }
    }

    private void Function(BlockSyntax? body, ArrowExpressionClauseSyntax? arrow, SyntaxToken semicolon, bool returns, Action visitInside)
    {
        if (body is not null)
        {
            Put(body.OpenBraceToken.Span.End, " " + Pass);
        }
        else if (arrow is not null)
        {
            // "=> x;" becomes "{ Pass(); return x; }": the arrow is turned into a comment, so that columns only ever grow.
            Put(arrow.ArrowToken.SpanStart, "/*");
            Put(arrow.ArrowToken.Span.End, "*/ { " + Pass + Return(arrow.Expression, returns));
        }
        visitInside();
        if (arrow is not null)
        {
            Put(semicolon.Span.End, " }");
        }
    }

    private void Lambda(LambdaExpressionSyntax node, Action visitInside)
    {
        if (node.Block is { } block)
        {
            Put(block.OpenBraceToken.Span.End, " " + Pass);
        }
        else if (model.Value.GetTypeInfo(node).ConvertedType is { TypeKind: TypeKind.Delegate } && model.Value.GetSymbolInfo(node).Symbol is IMethodSymbol method)
        {
            bool returns = !method.ReturnsVoid && !(method.IsAsync && method.ReturnType is INamedTypeSymbol { IsGenericType: false });
            Put(node.ExpressionBody!.SpanStart, "{ " + Pass + Return(node.ExpressionBody, returns));
            visitInside();
            Put(node.ExpressionBody.Span.End, "; }");
            return;
        }
        visitInside();
    }

    private void Put(int position, string text) => insertions.Add((position, text));

    private static string Return(ExpressionSyntax expression, bool returns) => returns && expression is not ThrowExpressionSyntax ? " return " : " ";

    private static bool ReturnsValue(TypeSyntax type, SyntaxTokenList modifiers) =>
        type is not PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
        && !(modifiers.Any(SyntaxKind.AsyncKeyword) && type.ToString().Split('.')[^1] is "Task" or "ValueTask");
}
