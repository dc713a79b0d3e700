using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Kernel;

/// <summary>
/// Answers questions about a text that is being written: what could stand here, what is this, is it finished. It asks the
/// compiler of the session about the text as if it were the next cell, so it knows all that earlier cells declared, and
/// works while one of them runs.
/// </summary>
internal sealed class LanguageService(CellCompiler compiler)
{
    private static readonly string[] keywords = [.. SyntaxFacts.GetKeywordKinds().Select(SyntaxFacts.GetText).Where(word => word.Length > 1 && word.All(char.IsLetter)), "var", "await", "record", "when", "where", "yield"];

    public Completions Complete(string code, int position, CancellationToken cancel)
    {
        int start = position;
        while (start > 0 && (SyntaxFacts.IsIdentifierPartCharacter(code[start - 1]) || code[start - 1] == '@'))
        {
            start--;
        }
        string prefix = code[start..position];
        var (tree, model) = Read(code);
        var root = (CompilationUnitSyntax)tree.GetRoot(cancel);
        var left = root.FindToken(Math.Max(0, start - 1));
        if (InText(root, position))
        {
            return new([], position, position);
        }
        var items = left.IsKind(SyntaxKind.DotToken) && left.Span.End <= start ? Members(model, left, start)
            : left.Parent is UsingDirectiveSyntax ? model.LookupNamespacesAndTypes(start).Select(Item)
            : left.IsKind(SyntaxKind.NewKeyword) ? model.LookupNamespacesAndTypes(start).Where(IsNameable).Select(Item)
            : Here(model, left, start);
        var distinct = items.OfType<Completion>().DistinctBy(item => item.Text).OrderBy(item => item.Text, StringComparer.OrdinalIgnoreCase).ToList();
        var matching = distinct.Where(item => item.Text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).ToList();
        return new(matching.Count > 0 ? matching : [.. distinct.Where(item => item.Text.Contains(prefix, StringComparison.OrdinalIgnoreCase))], start, position);
    }

    /// <summary>What stands at a place, or which function is called around it; null where there is nothing to say.</summary>
    public string? Inspect(string code, int position, bool whole, CancellationToken cancel)
    {
        var (tree, model) = Read(code);
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

    /// <summary>complete, incomplete or invalid, and the indentation of the next line of an incomplete text.</summary>
    public static (string Status, string Indent) IsComplete(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(CellText.Read(code).Code, CellText.Script);
        // Roslyn takes a raw string without its end for an error, not for something unfinished (CS8997).
        if (!SyntaxFactory.IsCompleteSubmission(tree) || tree.GetDiagnostics().Any(diagnostic => diagnostic.Id == "CS8997"))
        {
            string last = code.TrimEnd().Split('\n')[^1];
            return ("incomplete", last[..^last.TrimStart().Length] + (last.EndsWith('{') || last.EndsWith('(') ? "    " : ""));
        }
        return (tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? "invalid" : "complete", "");
    }

    private (SyntaxTree Tree, SemanticModel Model) Read(string code)
    {
        const string path = "this cell";
        var compilation = compiler.Continue(path, CellText.Read(code).Code, []).GetCompilation();
        var tree = compilation.SyntaxTrees.Single(tree => tree.FilePath == path);
        return (tree, compilation.GetSemanticModel(tree));
    }

    // What follows a dot: members of a value with extension methods, static members of a type, the content of a namespace.
    private static IEnumerable<Completion?> Members(SemanticModel model, SyntaxToken dot, int position)
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
            return model.LookupSymbols(position, container).Where(symbol => symbol.IsStatic || symbol is INamespaceOrTypeSymbol).Select(Item);
        }
        return model.GetTypeInfo(owner).Type is { } type
            ? model.LookupSymbols(position, type, includeReducedExtensionMethods: true).Where(symbol => !symbol.IsStatic && symbol is not INamespaceOrTypeSymbol).Select(Item)
            : [];
    }

    // A name of its own: variables, functions, types, keywords; within a call the names of parameters, within { } those of properties.
    private static IEnumerable<Completion?> Here(SemanticModel model, SyntaxToken left, int position)
    {
        var items = model.LookupSymbols(position).Select(Item).Concat(keywords.Select(word => new Completion(word, "keyword")));
        if (left.Parent is BaseArgumentListSyntax { Parent: { } call } && !left.IsKind(SyntaxKind.CloseParenToken))
        {
            var info = model.GetSymbolInfo(call);
            var parameters = info.CandidateSymbols.Prepend(info.Symbol).OfType<IMethodSymbol>().SelectMany(method => method.Parameters);
            return items.Concat(parameters.Select(parameter => new Completion(parameter.Name + ":", "param")));
        }
        if (left.Parent is InitializerExpressionSyntax { Parent: { } creation } && model.GetTypeInfo(creation).Type is { } type)
        {
            return items.Concat(model.LookupSymbols(position, type).Where(symbol => symbol is IPropertySymbol { IsReadOnly: false } or IFieldSymbol).Select(Item));
        }
        return items;
    }

    private static bool InText(SyntaxNode root, int position)
    {
        var trivia = root.FindTrivia(Math.Max(0, position - 1));
        var token = root.FindToken(Math.Max(0, position - 1));
        return trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
            || (token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
                && token.SpanStart < position && position < token.Span.End);
    }

    private static bool IsNameable(ISymbol symbol) => symbol is not INamedTypeSymbol { IsStatic: true };

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
