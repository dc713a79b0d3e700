using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Notebooks.Session;

/// <summary>The compiler's way to the files of <c>#load</c>: in the notebook's folder, or beside the file that loads them.</summary>
/// <param name="texts">What to read in place of some files; null for nothing.</param>
internal sealed class ScriptFiles(IReadOnlyDictionary<string, string>? texts) : SourceFileResolver([], Directory.GetCurrentDirectory())
{
    public override SourceText ReadText(string resolvedPath) =>
        texts?.GetValueOrDefault(resolvedPath) is { } text ? SourceText.From(text, Encoding.UTF8) : base.ReadText(resolvedPath);
}
