using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Scripting;

namespace Notebooks.Kernel;

/// <summary>
/// Answers questions about a text that is being written: what could stand here, what is this, is it finished. It asks the
/// compiler of the session about the text as if it were the next cell, so it knows all that earlier cells declared, and
/// works while one of them runs.
/// </summary>
internal sealed class LanguageService(CellCompiler compiler)
{
    private static readonly string[] keywords = [.. SyntaxFacts.GetKeywordKinds().Select(SyntaxFacts.GetText).Where(word => word.Length > 1 && word.All(char.IsLetter)), "var", "await", "record", "when", "where", "yield"];

    private readonly Lazy<Compilation> alone = new(compiler.Alone);

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
        bool afterDot = left.IsKind(SyntaxKind.DotToken) && left.Span.End <= start, types = left.IsKind(SyntaxKind.NewKeyword) || left.Parent is UsingDirectiveSyntax;
        ISymbol[] symbols = afterDot ? [.. Members(model, left, start)]
            : types ? [.. model.LookupNamespacesAndTypes(start)]
            : [.. Alone(tree).LookupSymbols(start).Concat(Declared()).Concat(model.LookupNamespacesAndTypes(start)).Concat(Properties(model, left, start))];
        var words = afterDot || types ? [] : keywords.Select(word => new Completion(word, "keyword")).Concat(Parameters(model, left));
        // Describing a symbol takes longer than finding it: only those that fit are described.
        var (starting, containing) = (Fitting((name, part) => name.StartsWith(part, StringComparison.OrdinalIgnoreCase)), Fitting((name, part) => name.Contains(part, StringComparison.OrdinalIgnoreCase)));
        return new(starting.Any() ? [.. starting] : [.. containing], start, position);

        IEnumerable<Completion> Fitting(Func<string, string, bool> fits) =>
            symbols.Where(symbol => fits(symbol.Name, prefix)).DistinctBy(symbol => symbol.Name).Select(Item).OfType<Completion>()
                .Concat(words.Where(word => fits(word.Text, prefix))).OrderBy(item => item.Text, StringComparer.OrdinalIgnoreCase);
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

    // The text by itself, for what it declares: asking for all names in the whole chain takes a time that grows with the square of its length.
    private SemanticModel Alone(SyntaxTree tree)
    {
        var options = (CSharpCompilationOptions)alone.Value.Options;
        var opened = Earlier().SelectMany(script => script.GetCompilation().SyntaxTrees).SelectMany(other => ((CompilationUnitSyntax)other.GetRoot()).Usings)
            .Where(directive => directive.StaticKeyword.IsKind(SyntaxKind.StaticKeyword)).Select(directive => directive.NamespaceOrType.ToString());
        return alone.Value.RemoveAllSyntaxTrees().AddSyntaxTrees(tree).WithOptions(options.WithUsings(options.Usings.Concat(opened).Distinct())).GetSemanticModel(tree);
    }

    // What the cells before declare, the newest first.
    private IEnumerable<ISymbol> Declared() => Earlier().SelectMany(script => script.GetCompilation().ScriptClass!.GetMembers());

    private IEnumerable<Script> Earlier()
    {
        for (Script? script = compiler.Last; script is not null; script = script.Previous)
        {
            yield return script;
        }
    }

    // What follows a dot: members of a value with extension methods, static members of a type, the content of a namespace.
    private static IEnumerable<ISymbol> Members(SemanticModel model, SyntaxToken dot, int position)
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

    // Within the parentheses of a call, the names of its parameters.
    private static IEnumerable<Completion> Parameters(SemanticModel model, SyntaxToken left)
    {
        if (left.Parent is not BaseArgumentListSyntax { Parent: { } call } || left.IsKind(SyntaxKind.CloseParenToken))
        {
            return [];
        }
        var info = model.GetSymbolInfo(call);
        return info.CandidateSymbols.Prepend(info.Symbol).OfType<IMethodSymbol>().SelectMany(method => method.Parameters)
            .DistinctBy(parameter => parameter.Name).Select(parameter => new Completion(parameter.Name + ":", "param"));
    }

    // Within the braces after new, the properties that can be set there.
    private static IEnumerable<ISymbol> Properties(SemanticModel model, SyntaxToken left, int position) =>
        left.Parent is InitializerExpressionSyntax { Parent: { } creation } && model.GetTypeInfo(creation).Type is { } type
            ? model.LookupSymbols(position, type).Where(symbol => symbol is IPropertySymbol { IsReadOnly: false } or IFieldSymbol)
            : [];

    private static bool InText(SyntaxNode root, int position)
    {
        var trivia = root.FindTrivia(Math.Max(0, position - 1));
        var token = root.FindToken(Math.Max(0, position - 1));
        return trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
            || (token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
                && token.SpanStart < position && position < token.Span.End);
    }

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
