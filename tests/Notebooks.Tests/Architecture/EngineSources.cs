using Hopfield.Course;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Notebooks.Tests;

/// <summary>One use of a type of another folder.</summary>
/// <param name="From">The folder that uses.</param>
/// <param name="To">The folder that declares.</param>
/// <param name="Type">What is used.</param>
/// <param name="Place">File and line.</param>
internal sealed record FolderUse(string From, string To, string Type, string Place);

/// <summary>The engine's sources, compiled to see which folder uses which.</summary>
internal sealed class EngineSources
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private readonly string _root;
    private readonly CSharpCompilation _compilation;

    /// <summary>Compiles sources; the folder of each is the first part of its path.</summary>
    public EngineSources(string root, IEnumerable<(string Path, string Text)> sources)
    {
        _root = root;
        var options = new CSharpParseOptions(LanguageVersion.CSharp14);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) != "Hopfield.dll")
            .Select(path => MetadataReference.CreateFromFile(path));
        _compilation = CSharpCompilation.Create(
            "Hopfield",
            sources.Append(("", ImplicitUsings)).Select(s => CSharpSyntaxTree.ParseText(SourceText.From(s.Item2), options, s.Item1)),
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
    }

    public static EngineSources Read(CourseTree tree)
    {
        string root = Path.Combine(tree.Root, "src", "Hopfield");
        return new EngineSources(root, Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories).Select(path => (path, File.ReadAllText(path))));
    }

    /// <summary>Errors other than a method that a source generator writes (CS8795): there must be none, or uses would be missed.</summary>
    public IReadOnlyList<string> Errors => [.. _compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error && d.Id != "CS8795").Select(d => d.ToString())];

    public IReadOnlyList<string> Folders => [.. _compilation.SyntaxTrees.Where(t => t.FilePath.Length > 0).Select(t => FolderOf(t.FilePath)).Distinct()];

    /// <summary>Every use of a type, or of a member of a type, that another folder declares.</summary>
    public IEnumerable<FolderUse> Uses()
    {
        foreach (var tree in _compilation.SyntaxTrees.Where(t => t.FilePath.Length > 0))
        {
            var model = _compilation.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                var info = model.GetSymbolInfo(name);
                var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
                var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
                foreach (var declared in type?.OriginalDefinition.DeclaringSyntaxReferences ?? [])
                {
                    string from = FolderOf(tree.FilePath), to = FolderOf(declared.SyntaxTree.FilePath);
                    if (from != to)
                        yield return new FolderUse(from, to, type!.Name, $"{Path.GetRelativePath(_root, tree.FilePath)}:{name.GetLocation().GetLineSpan().StartLinePosition.Line + 1}");
                }
            }
        }
    }

    private string FolderOf(string path)
    {
        string[] parts = Path.GetRelativePath(_root, path).Split('/', '\\');
        return parts.Length > 1 ? parts[0] : "";
    }
}
