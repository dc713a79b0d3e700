using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Session;

/// <summary>
/// Which cells a cell needs, as their texts tell without being run: those above it that declare a name it uses, or change one, and what
/// these need. It may name a cell too many, where a name means two things; it misses a cell that changes a variable behind a call.
/// </summary>
public static class CellNeeds
{
    /// <summary>The cells that have to run before one of them.</summary>
    /// <param name="cells">The texts of a notebook's code cells, in order.</param>
    /// <param name="cell">The place of the cell that is to run.</param>
    /// <returns>The places of the cells above it that it needs, in order.</returns>
    public static IReadOnlyList<int> Of(IReadOnlyList<string> cells, int cell)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentOutOfRangeException.ThrowIfNegative(cell);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(cell, cells.Count);
        Names[] names = [.. cells.Take(cell + 1).Select(Names.In)];
        var needed = new SortedSet<int>();
        var open = new Stack<int>([cell]);
        while (open.TryPop(out int user))
        {
            for (int above = 0; above < user; above++)
            {
                if ((names[above].IsSetup || names[above].Made.Overlaps(names[user].Used)) && needed.Add(above))
                {
                    open.Push(above);
                }
            }
        }
        return [.. needed];
    }

    /// <summary>The names in a cell.</summary>
    /// <param name="Used">All that it mentions.</param>
    /// <param name="Made">Those that it declares for the cells below, or changes.</param>
    /// <param name="IsSetup">Whether it brings libraries or namespaces, which every cell below may use.</param>
    private sealed record Names(HashSet<string> Used, HashSet<string> Made, bool IsSetup)
    {
        public static Names In(string cell)
        {
            var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(cell, CellText.Script).GetRoot();
            HashSet<string> used = [.. root.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText)];
            HashSet<string> made = [.. root.Members.SelectMany(Declared)];
            made.UnionWith(root.DescendantNodes().Select(Changed).OfType<string>());
            return new(used, made, root.Usings.Count > 0 || cell.Contains("#r ", StringComparison.Ordinal) || cell.Contains("#load ", StringComparison.Ordinal));
        }

        private static IEnumerable<string> Declared(MemberDeclarationSyntax member) => member switch
        {
            FieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => variable.Identifier.ValueText),
            MethodDeclarationSyntax method => [method.Identifier.ValueText],
            BaseTypeDeclarationSyntax type => [type.Identifier.ValueText],
            DelegateDeclarationSyntax type => [type.Identifier.ValueText],
            PropertyDeclarationSyntax property => [property.Identifier.ValueText],
            // var (a, b) = …; is a statement, and so are declarations in a pattern or an argument.
            GlobalStatementSyntax statement => statement.DescendantNodes().OfType<SingleVariableDesignationSyntax>().Select(name => name.Identifier.ValueText),
            _ => [],
        };

        private static string? Changed(SyntaxNode node) => node switch
        {
            AssignmentExpressionSyntax assignment => Root(assignment.Left),
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } step => Root(step.Operand),
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } step => Root(step.Operand),
            ArgumentSyntax argument when !argument.RefKindKeyword.IsKind(SyntaxKind.None) => Root(argument.Expression),
            // A call whose value nobody takes is made for what it changes.
            ExpressionStatementSyntax { SemicolonToken.IsMissing: false, Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax called } } => Root(called.Expression),
            _ => null,
        };

        private static string? Root(ExpressionSyntax expression) => expression switch
        {
            IdentifierNameSyntax name => name.Identifier.ValueText,
            MemberAccessExpressionSyntax member => Root(member.Expression),
            ElementAccessExpressionSyntax element => Root(element.Expression),
            _ => null,
        };
    }
}
