using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Notebooks.Session;

/// <summary>
/// Compiles a cell so that it sees the variables, functions, types and usings of those before: each is a submission that names
/// the one before it. Emitting and running them is done here and by the runner, so that a cell can be given checkpoints and
/// keeps its variables when it is interrupted. Roslyn's own scripting would want the file of every library, and a browser has none.
/// </summary>
internal sealed class CellCompiler
{
    // By this letter the compiler knows the assemblies of submissions, which see each other's insides.
    private const string AssemblyStart = "\u211B*";

    private static readonly Lock _binding = new();

    private readonly Libraries _libraries;
    private readonly CSharpCompilationOptions _options;
    private readonly ImmutableArray<MetadataReference> _initial;
    private readonly Libraries.LoadContext _context;
    private readonly Func<SemanticModel, IEnumerable<(int Position, string Text)>> _additions;
    private int _submissions;

    /// <param name="imports">The namespaces that every cell sees, besides the display commands.</param>
    /// <param name="libraries">What cells can use.</param>
    /// <param name="additions">What the host puts into a cell's text; null for nothing.</param>
    public CellCompiler(IEnumerable<string> imports, Libraries libraries, Func<SemanticModel, IEnumerable<(int Position, string Text)>>? additions)
    {
        _additions = additions ?? (_ => []);
        _libraries = libraries;
        _context = new Libraries.LoadContext(libraries);
        _initial = libraries.Initial();
        _options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            usings: [.. imports, typeof(DisplayCommands).FullName!],
            // In an optimised cell an exception would name another line, or none. Heavy work belongs into a library,
            // or into a function marked AggressiveOptimization.
            optimizationLevel: OptimizationLevel.Debug,
            allowUnsafe: true,
            // A cell may hold all threads of the pool, and the compiler would wait for them.
            concurrentBuild: false,
            metadataReferenceResolver: new Libraries.Resolver(libraries),
            assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default);
    }

    /// <summary>Compiles a cell and loads it.</summary>
    /// <param name="state">The cells before.</param>
    /// <param name="path">What the cell is called in messages.</param>
    /// <param name="number">The cell's number; null for a text that is none.</param>
    /// <param name="code">The cell's text.</param>
    /// <param name="references">Libraries that this cell brings besides those it names by <c>#r</c>.</param>
    /// <param name="cancel">Stops the compiler.</param>
    public CompiledCell Compile(NotebookState state, string path, int? number, string code, IEnumerable<MetadataReference> references, CancellationToken cancel)
    {
        var written = Continue(state, path, code, references);
        var original = Bind(written);
        var sources = original.SyntaxTrees.ToDictionary(tree => tree.FilePath, tree => new CellSource(CellOf(tree), tree.GetText(cancel), Insertions(tree, original)));
        var script = sources.Values.All(source => source.Insertions.Count == 0) ? written
            : Continue(state, path, sources[path].Compiled(), references, sources.ToDictionary(source => source.Key, source => source.Value.Compiled()));
        bool optimise = original.SyntaxTrees.Any(Checkpoint.HasHotFunction);
        var (start, diagnostics) = Emit(Bind(script), optimise, cancel);
        if (script != written && !diagnostics.IsEmpty)
        {
            // Errors and warnings are about the text as it was written, not about the one with insertions.
            diagnostics = original.GetDiagnostics(cancel);
            if (start is null && diagnostics.All(diagnostic => diagnostic.Severity != DiagnosticSeverity.Error))
            {
                // Where an insertion does not fit, the cell runs without any.
                script = written;
                sources = original.SyntaxTrees.ToDictionary(tree => tree.FilePath, tree => new CellSource(CellOf(tree), tree.GetText(cancel), []));
                (start, diagnostics) = Emit(original, optimise, cancel);
            }
        }
        return new(script, start, start is not null && HasValue(original, path, cancel), diagnostics, sources);

        int? CellOf(SyntaxTree tree) => tree.FilePath == path ? number : null;
    }

    /// <summary>A text that is being written, understood as the next cell: it knows all that earlier cells declared, and may be asked about while one of them runs.</summary>
    public (SyntaxTree Tree, SemanticModel Model) Read(NotebookState state, string code, CancellationToken cancel)
    {
        const string path = "this cell";
        var compilation = Bind(Continue(state, path, CellText.Read(code, cancel).Code, []));
        var tree = compilation.SyntaxTrees.Single(tree => tree.FilePath == path);
        return (tree, compilation.GetSemanticModel(tree));
    }

    /// <summary>Loads a library where cells live.</summary>
    public Assembly Load(string path) => _libraries.LoadFile(path, _context);

    /// <summary>A compilation like that of a first cell.</summary>
    public CSharpCompilation Alone() => Bind(Continue(new NotebookState(), "", "", []));

    /// <summary>
    /// Lets a compilation find its libraries, one compilation at a time. Two that did so at once would each make symbols
    /// of their own for a library, and a later cell would see everything in it twice.
    /// </summary>
    public static CSharpCompilation Bind(CSharpCompilation compilation)
    {
        lock (_binding)
        {
            _ = compilation.SourceModule.ReferencedAssemblySymbols;
            return compilation;
        }
    }

    /// <summary>What a cell is called in messages, and the path that the compiler and stack traces give it.</summary>
    public static string NameOf(int number) => $"Cell {number}";

    /// <summary>The script that a text would be as the next cell.</summary>
    /// <param name="state">The cells before.</param>
    /// <param name="path">The name that messages and stack traces give it.</param>
    /// <param name="code">The text.</param>
    /// <param name="references">Libraries that it brings besides those it names by <c>#r</c>.</param>
    /// <param name="loaded">What to read in place of files that it loads.</param>
    private CSharpCompilation Continue(NotebookState state, string path, string code, IEnumerable<MetadataReference> references, IReadOnlyDictionary<string, string>? loaded = null)
    {
        string name = $"Submission#{Interlocked.Increment(ref _submissions)}";
        // The chain keeps the references of its first cell. Handing them over again with each cell would make the
        // memory grow with the square of the number of cells.
        return CSharpCompilation.CreateScriptCompilation(
            AssemblyStart + name,
            CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8), CellText.Script, path),
            state.Last is null ? [.. _initial, .. references] : references,
            _options.WithScriptClassName(name).WithSourceReferenceResolver(new ScriptFiles(loaded)),
            state.Last,
            typeof(object));
    }

    // At one place the end of a checkpoint comes before what the host adds, such as an argument behind a lambda.
    private IReadOnlyList<(int Position, string Text)> Insertions(SyntaxTree tree, Compilation compilation) =>
        [.. Checkpoint.PlacesIn(tree, compilation).Concat(_additions(compilation.GetSemanticModel(tree))).OrderBy(insertion => insertion.Position)];

    private (Func<object?[], Task<object?>>? Start, ImmutableArray<Diagnostic> Diagnostics) Emit(CSharpCompilation compilation, bool optimise, CancellationToken cancel)
    {
        using var room = new PoolRoom();
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = (optimise ? Bind(compilation.WithOptions(compilation.Options.WithOptimizationLevel(OptimizationLevel.Release))) : compilation)
            .Emit(assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb), cancellationToken: cancel);
        if (!result.Success)
        {
            return (null, result.Diagnostics);
        }
        assembly.Position = symbols.Position = 0;
        var entry = compilation.GetEntryPoint(cancel)!;
        var method = _context.LoadFromStream(assembly, symbols).GetType(entry.ContainingType.MetadataName)!
            .GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        return (method.CreateDelegate<Func<object?[], Task<object?>>>(), result.Diagnostics);
    }

    // A cell has a value to be shown where it ends on an expression without a semicolon, or returns one.
    private static bool HasValue(Compilation compilation, string path, CancellationToken cancel)
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

    /// <summary>A cell as the compiler left it.</summary>
    /// <param name="Script">Its place in the chain.</param>
    /// <param name="Start">Runs it on the values of the cells before; null where it has errors, or nothing to run.</param>
    /// <param name="HasValue">True where the result of <paramref name="Start"/> is a value to be shown.</param>
    /// <param name="Diagnostics">Errors and warnings.</param>
    /// <param name="Sources">The text of the cell and of the files it loads, by path.</param>
    internal sealed record CompiledCell(
        CSharpCompilation Script,
        Func<object?[], Task<object?>>? Start,
        bool HasValue,
        ImmutableArray<Diagnostic> Diagnostics,
        IReadOnlyDictionary<string, CellSource> Sources)
    {
        public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    // Finds the files of #load: in the notebook's folder, or beside the file that loads them. Some are read from a text instead.
    private sealed class ScriptFiles(IReadOnlyDictionary<string, string>? texts) : SourceFileResolver([], Directory.GetCurrentDirectory())
    {
        public override SourceText ReadText(string resolvedPath) =>
            texts?.GetValueOrDefault(resolvedPath) is { } text ? SourceText.From(text, Encoding.UTF8) : base.ReadText(resolvedPath);
    }
}
