using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Scripting;

namespace Notebooks.Session;

/// <summary>
/// Compiles one cell after the other into a chain in which each sees the variables, functions, types and usings of those
/// before. Roslyn's scripting makes the chain; emitting and running them is done here and in
/// <see cref="InterruptibleRun"/>, so that a cell can be given checkpoints and keeps its variables when it is interrupted.
/// </summary>
internal sealed class CellCompiler
{
    private static readonly Lock binding = new();

    private readonly ScriptOptions options;
    private readonly CellLoadContext context;

    public CellCompiler(IEnumerable<string> imports, Libraries libraries)
    {
        context = new CellLoadContext(libraries);
        options = ScriptOptions.Default
            .WithLanguageVersion(LanguageVersion.CSharp14)
            // An optimised cell would say another line, or none, when an index is out of range; heavy work belongs into a library,
            // or into a function marked AggressiveOptimization.
            .WithOptimizationLevel(OptimizationLevel.Debug)
            .WithAllowUnsafe(true)
            .WithEmitDebugInformation(true)
            .WithFileEncoding(Encoding.UTF8)
            .WithMetadataResolver(new ReferenceResolver(libraries))
            .WithReferences(libraries.Initial())
            .WithImports([.. imports, typeof(DisplayCommands).FullName!]);
    }

    /// <summary>The cell that the next one continues; null before the first.</summary>
    public Script? Last { get; private set; }

    /// <summary>Compiles a cell and loads it. It is not part of the chain before <see cref="Adopt"/>.</summary>
    /// <param name="number">The cell's number, for messages.</param>
    /// <param name="code">The cell's text.</param>
    /// <param name="references">Libraries that this cell brings besides those it names by <c>#r</c>.</param>
    /// <param name="cancel">Stops the compiler.</param>
    public CompiledCell Compile(int number, string code, IEnumerable<MetadataReference> references, CancellationToken cancel)
    {
        string path = NameOf(number);
        var written = Continue(path, code, references);
        var original = Bind(written.GetCompilation());
        var texts = original.SyntaxTrees.ToDictionary(tree => tree.FilePath, tree => CheckpointInserter.Insert(tree, original));
        var script = texts.Values.All(text => text.Insertions.Count == 0) ? written
            : Continue(path, texts[path].Text(), references, texts.ToDictionary(text => text.Key, text => text.Value.Text()));
        bool optimise = original.SyntaxTrees.Any(CheckpointInserter.HasHotFunction);
        var (start, diagnostics) = Emit(Bind(script.GetCompilation()), optimise, cancel);
        if (script != written && !diagnostics.IsEmpty)
        {
            // What the compiler has to say, it says about the text as it was written.
            diagnostics = original.GetDiagnostics(cancel);
            if (start is null && diagnostics.All(diagnostic => diagnostic.Severity != DiagnosticSeverity.Error))
            {
                // Where a checkpoint does not fit, the cell runs without any.
                script = written;
                texts = original.SyntaxTrees.ToDictionary(tree => tree.FilePath, tree => new CheckpointedText(tree.GetText(cancel), []));
                (start, diagnostics) = Emit(original, optimise, cancel);
            }
        }
        return new(script, start, start is not null && CellValue.IsIn(original, path, cancel), diagnostics, texts);
    }

    /// <summary>Makes a cell the one that the next continues.</summary>
    public void Adopt(CompiledCell cell) => Last = cell.Script;

    /// <summary>The script that a text would be as the next cell.</summary>
    /// <param name="path">The name that messages and stack traces give it.</param>
    /// <param name="code">The text.</param>
    /// <param name="references">Libraries that it brings besides those it names by <c>#r</c>.</param>
    /// <param name="loaded">What to read in place of files that it loads.</param>
    private Script<object> Continue(string path, string code, IEnumerable<MetadataReference> references, IReadOnlyDictionary<string, string>? loaded = null)
    {
        // The chain keeps the references of its first cell. Handing them over again with each cell would make the
        // memory grow with the square of the number of cells.
        var own = options.WithFilePath(path).WithSourceResolver(new ScriptFiles(loaded));
        return Last is null
            ? CSharpScript.Create<object>(code, own.AddReferences(references))
            : Last.ContinueWith<object>(code, own.WithReferences(references));
    }

    /// <summary>A text that is being written, understood as the next cell: it knows all that earlier cells declared, and may be asked about while one of them runs.</summary>
    public (SyntaxTree Tree, SemanticModel Model) Read(string code)
    {
        const string path = "this cell";
        var compilation = Bind(Continue(path, CellText.Read(code).Code, []).GetCompilation());
        var tree = compilation.SyntaxTrees.Single(tree => tree.FilePath == path);
        return (tree, compilation.GetSemanticModel(tree));
    }

    /// <summary>A compilation like that of a first cell.</summary>
    public Compilation Alone() => Bind(CSharpScript.Create<object>("", options).GetCompilation());

    /// <summary>
    /// Lets a compilation find its libraries, one compilation at a time. Two that did so at once would each make symbols
    /// of their own for a library, and a later cell would see everything in it twice.
    /// </summary>
    public static Compilation Bind(Compilation compilation)
    {
        lock (binding)
        {
            _ = compilation.SourceModule.ReferencedAssemblySymbols;
            return compilation;
        }
    }

    /// <summary>How a cell is called in messages, and the path that the compiler and stack traces give it.</summary>
    public static string NameOf(int number) => $"Cell {number}";

    private (Func<object?[], Task<object?>>? Start, ImmutableArray<Diagnostic> Diagnostics) Emit(Compilation compilation, bool optimise, CancellationToken cancel)
    {
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
        var method = context.LoadFromStream(assembly, symbols).GetType(entry.ContainingType.MetadataName)!
            .GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        return (method.CreateDelegate<Func<object?[], Task<object?>>>(), result.Diagnostics);
    }
}
