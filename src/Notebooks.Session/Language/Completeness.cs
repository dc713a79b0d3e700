using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Notebooks.Session;

/// <summary>Whether a text could be run as it is, which the compiler's parser knows.</summary>
internal static class Completeness
{
    /// <summary>complete, incomplete or invalid, and the indentation of the next line of an incomplete text.</summary>
    public static (string Status, string Indent) Of(string code)
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
}
