using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Notebooks.Session;

namespace Hopfield.Course;

/// <summary>Which cells use what a cell makes: the names that each takes from others, declares, and sets.</summary>
internal sealed class CellFlow
{
    private readonly (NotebookCell Cell, HashSet<string> Takes, HashSet<string> Makes)[] _cells;

    /// <summary>Looks at the cells of a notebook.</summary>
    /// <param name="session">A session that has run them.</param>
    /// <param name="cells">The cells that a reader runs again, in order.</param>
    public CellFlow(NotebookSession session, IEnumerable<NotebookCell> cells) => _cells = [.. cells.Select(cell => Read(session, cell))];

    /// <summary>A cell and those below it that depend on it, in order.</summary>
    /// <param name="changed">The cell.</param>
    public IReadOnlyList<NotebookCell> From(NotebookCell changed)
    {
        var fed = new List<NotebookCell>();
        var stale = new HashSet<string>();
        foreach (var (cell, takes, makes) in _cells.SkipWhile(entry => entry.Cell != changed))
        {
            // A cell that declares the same name anew has to be the last to do so again.
            if (cell != changed && !takes.Overlaps(stale) && !makes.Overlaps(stale)) continue;
            fed.Add(cell);
            stale.UnionWith(makes);
        }

        return fed;
    }

    private static (NotebookCell, HashSet<string>, HashSet<string>) Read(NotebookSession session, NotebookCell cell)
    {
        SemanticModel model = session.Understand(cell.Source);
        HashSet<string> takes = [], makes = [];
        foreach (SyntaxNode node in model.SyntaxTree.GetRoot().DescendantNodes())
        {
            if (model.GetDeclaredSymbol(node) is { ContainingSymbol: INamedTypeSymbol { IsScriptClass: true } } declared) makes.Add(declared.Name);
            if (node is not SimpleNameSyntax name || OfSession(model.GetSymbolInfo(name).Symbol) is not { } used || used.Locations.Any(place => place.SourceTree == model.SyntaxTree)) continue;
            takes.Add(used.Name);
            if (IsSet(name)) makes.Add(used.Name);
        }

        return (cell, takes, makes);
    }

    // The variable, function or type of a cell that a symbol is, or belongs to as a member.
    private static ISymbol? OfSession(ISymbol? symbol)
    {
        for (ISymbol? owner = symbol; owner is not null; owner = owner.ContainingSymbol)
        {
            if (owner.ContainingSymbol is INamedTypeSymbol { IsScriptClass: true }) return owner;
        }

        return null;
    }

    private static bool IsSet(SimpleNameSyntax name) => name.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == name,
        PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax => name.Parent.Kind() is SyntaxKind.PreIncrementExpression
            or SyntaxKind.PreDecrementExpression or SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression,
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None),
        ElementAccessExpressionSyntax element => element.Expression == name && element.Parent is AssignmentExpressionSyntax set && set.Left == element,
        _ => false,
    };
}
