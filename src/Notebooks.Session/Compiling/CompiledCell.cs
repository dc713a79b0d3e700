using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace Notebooks.Session;

/// <summary>A cell as the compiler left it.</summary>
/// <param name="Script">Its place in the chain.</param>
/// <param name="Start">Runs it on the states of the cells before; null where it has errors, or nothing to run.</param>
/// <param name="HasValue">True where the result of <paramref name="Start"/> is a value to be shown.</param>
/// <param name="Diagnostics">Errors and warnings.</param>
/// <param name="Sources">The text of the cell and of the files it loads, by path.</param>
internal sealed record CompiledCell(
    Script Script,
    Func<object?[], Task<object?>>? Start,
    bool HasValue,
    ImmutableArray<Diagnostic> Diagnostics,
    IReadOnlyDictionary<string, CheckpointedText> Sources)
{
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
