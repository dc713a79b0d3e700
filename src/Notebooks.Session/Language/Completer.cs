using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Session;

/// <summary>What could stand at a place of a text that is being written.</summary>
/// <param name="compiler">Understands the text.</param>
/// <param name="state">What the cells before declare.</param>
/// <param name="commands">The names of the session's own commands.</param>
internal sealed class Completer(CellCompiler compiler, NotebookState state, IReadOnlyList<string> commands)
{
    private static readonly string[] _keywords = [.. SyntaxFacts.GetKeywordKinds().Select(SyntaxFacts.GetText).Where(word => word.Length > 1 && word.All(char.IsLetter)), "var", "await", "record", "when", "where", "yield"];

    private readonly Lazy<CSharpCompilation> _alone = new(compiler.Alone);

    public Completions Complete(string code, int position, CancellationToken cancel)
    {
        if (DirectiveCompleter.Complete(code, position, commands) is { } directive)
        {
            return directive;
        }
        int start = position;
        while (start > 0 && (SyntaxFacts.IsIdentifierPartCharacter(code[start - 1]) || code[start - 1] == '@'))
        {
            start--;
        }
        string prefix = code[start..position];
        var (tree, model) = compiler.Read(state, Ended(code, start, position), cancel);
        var root = (CompilationUnitSyntax)tree.GetRoot(cancel);
        var left = root.FindToken(Math.Max(0, start - 1));
        if (SymbolsAt.IsText(root, position))
        {
            return new([], position, position);
        }
        bool afterDot = left.IsKind(SyntaxKind.DotToken) && left.Span.End <= start, types = left.IsKind(SyntaxKind.NewKeyword) || left.Parent is UsingDirectiveSyntax;
        ISymbol[] symbols = afterDot ? [.. SymbolsAt.AfterDot(model, left, start)]
            : types ? [.. model.LookupNamespacesAndTypes(start)]
            : [.. Alone(tree).LookupSymbols(start).Concat(Declared()).Concat(model.LookupNamespacesAndTypes(start)).Concat(SymbolsAt.InBraces(model, left, start))];
        var words = afterDot || types ? [] : _keywords.Select(word => new Completion(word, "keyword")).Concat(SymbolsAt.InCall(model, left));
        // Describing a symbol takes longer than finding it: only those that fit are described.
        var (starting, containing) = (Fitting((name, part) => name.StartsWith(part, StringComparison.OrdinalIgnoreCase)), Fitting((name, part) => name.Contains(part, StringComparison.OrdinalIgnoreCase)));
        return new(starting.Any() ? [.. starting] : [.. containing], start, position);

        IEnumerable<Completion> Fitting(Func<string, string, bool> fits) =>
            symbols.Where(symbol => fits(symbol.Name, prefix)).DistinctBy(symbol => symbol.Name).Select(Item).OfType<Completion>()
                .Concat(words.Where(word => fits(word.Text, prefix))).OrderBy(item => item.Text, StringComparer.OrdinalIgnoreCase);
    }

    // Behind a dot at the end of a line the parser would take the next line for what belongs to it; a semicolon tells them apart.
    private static string Ended(string code, int start, int position)
    {
        int end = code.AsSpan(position).IndexOf('\n');
        return end >= 0 && start > 0 && code[start - 1] == '.' && code.AsSpan(position, end).IsWhiteSpace() ? code.Insert(position, ";") : code;
    }

    // The text by itself, for what it declares: asking for all names in the whole chain takes a time that grows with the square of its length.
    private SemanticModel Alone(SyntaxTree tree)
    {
        var options = _alone.Value.Options;
        var opened = state.Cells.SelectMany(script => script.SyntaxTrees).SelectMany(other => ((CompilationUnitSyntax)other.GetRoot()).Usings)
            .Where(directive => directive.StaticKeyword.IsKind(SyntaxKind.StaticKeyword)).Select(directive => directive.NamespaceOrType.ToString());
        var compilation = _alone.Value.RemoveAllSyntaxTrees().AddSyntaxTrees(tree).WithOptions(options.WithUsings(options.Usings.Concat(opened).Distinct()));
        return CellCompiler.Bind(compilation).GetSemanticModel(tree);
    }

    // What the cells before declare, the newest first.
    private IEnumerable<ISymbol> Declared() => state.Cells.SelectMany(script => script.ScriptClass!.GetMembers());

    private static Completion? Item(ISymbol symbol) =>
        !symbol.CanBeReferencedByName || symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "EditorBrowsableAttribute" && attribute.ConstructorArguments is [{ Value: 1 }]) ? null
        : symbol switch
        {
            INamespaceSymbol => new(symbol.Name, "module"),
            ITypeSymbol => new(symbol.Name, "class"),
            IMethodSymbol method => new(symbol.Name, "function", DocumentationText.Declaration(method)),
            IPropertySymbol or IEventSymbol => new(symbol.Name, "property"),
            IFieldSymbol { ContainingType.IsScriptClass: false } => new(symbol.Name, "property"),
            _ => new(symbol.Name, "instance"),
        };
}
