using Hopfield.Course;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Notebooks.Tests.Lint;

/// <summary>The cells compile one after the other on a plain C# script host that knows nothing but the setup cell's libraries.</summary>
/// <remarks>
/// The host has the six default imports that the kernels share and no display commands, so a using that is missing, a display call of one
/// kernel, a namespace, a top-level span or using declaration, and an extension block are found here with the compiler's own words.
/// </remarks>
internal sealed class CompilesRule : IRule
{
    private static readonly string[] _imports = ["System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq"];

    // Warnings that some host shows as an error stream: a task that nobody awaits, ? without a nullable context, a method group as a value.
    private static readonly HashSet<string> _warnings = ["CS4014", "CS8632", "CS8974"];

    private static readonly Lazy<MetadataReference[]> _references = new(() =>
        [.. ProjectSources.Libraries.Select(path => MetadataReference.CreateFromFile(path))]);

    private static readonly CSharpCompilationOptions _options = new(
        OutputKind.DynamicallyLinkedLibrary, scriptClassName: "Submission", usings: _imports, allowUnsafe: false,
        metadataReferenceResolver: new Anywhere());

    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        CSharpCompilation? previous = null;
        foreach (var cell in chapter.CodeCells)
        {
            var tree = CSharpSyntaxTree.ParseText(cell.Source, CellSyntax.Options);
            var compilation = CSharpCompilation.CreateScriptCompilation(
                $"Cell{cell.Number}", tree, _references.Value, _options, previous, typeof(object));
            var problems = compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error || _warnings.Contains(d.Id)).ToList();
            foreach (var problem in problems)
                yield return chapter.At(cell, $"line {problem.Location.GetLineSpan().StartLinePosition.Line + 1} does not compile on a plain script host: {problem.Id} {problem.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");
            // What follows would only repeat the same errors.
            if (problems.Exists(p => p.Severity == DiagnosticSeverity.Error)) yield break;
            previous = compilation;
        }
    }

    // Every assembly is referenced already; a #r only has to be found.
    private sealed class Anywhere : MetadataReferenceResolver
    {
        public override System.Collections.Immutable.ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties) =>
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location, properties)];

        public override bool Equals(object? other) => other is Anywhere;

        public override int GetHashCode() => 1;
    }
}
