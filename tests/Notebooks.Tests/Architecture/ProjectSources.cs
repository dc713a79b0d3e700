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

/// <summary>One use of a type or of a member, wherever it is declared.</summary>
/// <param name="Folder">The folder that uses.</param>
/// <param name="Name">What is used, with its namespace; without type arguments.</param>
/// <param name="Place">File and line.</param>
internal sealed record NameUse(string Folder, string Name, string Place);

/// <summary>A project's sources, compiled to see what uses what.</summary>
internal sealed class ProjectSources
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

    private static readonly SymbolDisplayFormat _fullName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces, memberOptions: SymbolDisplayMemberOptions.IncludeContainingType);

    private readonly string _root;
    private readonly CSharpCompilation _compilation;

    /// <summary>Compiles sources.</summary>
    /// <param name="root">The project's folder.</param>
    /// <param name="sources">Its sources; the folder of each is the first part of its path below the root.</param>
    /// <param name="references">The files of the libraries that they use.</param>
    public ProjectSources(string root, IEnumerable<(string Path, string Text)> sources, IEnumerable<string> references)
    {
        _root = root;
        var options = new CSharpParseOptions(LanguageVersion.CSharp14, DocumentationMode.None);
        _compilation = CSharpCompilation.Create(
            Path.GetFileName(root),
            sources.Append(("", ImplicitUsings)).Select(s => CSharpSyntaxTree.ParseText(SourceText.From(s.Item2), options, s.Item1)),
            references.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Annotations));
    }

    /// <summary>All libraries of this process: those of the course and of all that it uses.</summary>
    public static IReadOnlyList<string> Libraries => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);

    /// <summary>Reads a project of the tree, which uses what the course uses, but for its own build.</summary>
    public static ProjectSources Read(CourseTree tree, string project)
    {
        string root = Path.Combine(tree.Root, "src", project);
        var files = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories);
        return new ProjectSources(root, files.Select(path => (path, File.ReadAllText(path))), Libraries.Where(path => Path.GetFileNameWithoutExtension(path) != project));
    }

    /// <summary>Errors other than a method that a source generator writes (CS8795): there must be none, or uses would be missed.</summary>
    public IReadOnlyList<string> Errors => [.. _compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error && d.Id != "CS8795").Select(d => d.ToString())];

    public IReadOnlyList<string> Folders => [.. Trees.Select(t => FolderOf(t.FilePath)).Distinct()];

    private IEnumerable<SyntaxTree> Trees => _compilation.SyntaxTrees.Where(t => t.FilePath.Length > 0);

    /// <summary>Every use of a type, or of a member of a type, that another folder declares.</summary>
    public IEnumerable<FolderUse> Uses() =>
        from use in Names()
        let type = use.Symbol as INamedTypeSymbol ?? use.Symbol.ContainingType
        from declared in type?.OriginalDefinition.DeclaringSyntaxReferences ?? []
        let to = FolderOf(declared.SyntaxTree.FilePath)
        where use.Folder != to
        select new FolderUse(use.Folder, to, type!.Name, use.Place);

    /// <summary>Every use of a type or of a member.</summary>
    public IEnumerable<NameUse> AllUses() => Names().Select(use => new NameUse(use.Folder, use.Symbol.OriginalDefinition.ToDisplayString(_fullName), use.Place));

    private IEnumerable<(string Folder, ISymbol Symbol, string Place)> Names()
    {
        foreach (var tree in Trees)
        {
            var model = _compilation.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                var info = model.GetSymbolInfo(name);
                if ((info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is { } symbol)
                {
                    yield return (FolderOf(tree.FilePath), symbol, $"{Path.GetRelativePath(_root, tree.FilePath)}:{name.GetLocation().GetLineSpan().StartLinePosition.Line + 1}");
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
