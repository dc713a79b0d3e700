using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Notebooks.Session;

/// <summary>Whether a text could be run as it is, which the compiler's parser knows.</summary>
internal static class Completeness
{
    // Errors that stand where something begins whose end is missing: a comment, a string, a directive.
    private static readonly string[] _unended = ["CS1035", "CS8997", "CS1039", "CS1027", "CS1038", "CS8967"];

    /// <summary>complete, incomplete or invalid, and the indentation of the next line of an incomplete text.</summary>
    public static (string Status, string Indent) Of(string code, CancellationToken cancel)
    {
        CellText text;
        try
        {
            text = CellText.Read(code, cancel);
        }
        catch (InvalidOperationException)
        {
            return ("invalid", "");
        }
        var tree = CSharpSyntaxTree.ParseText(text.Code, CellText.Script, cancellationToken: cancel);
        var errors = tree.GetDiagnostics(cancel).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Exists(error => _unended.Contains(error.Id)) || (!SyntaxFactory.IsCompleteSubmission(tree) && errors.TrueForAll(AtTheEnd)))
        {
            string last = code.TrimEnd().Split('\n')[^1];
            return ("incomplete", last[..^last.TrimStart().Length] + (last.EndsWith('{') || last.EndsWith('(') ? "    " : ""));
        }
        return (errors.Count > 0 ? "invalid" : "complete", "");

        // What is wrong earlier stays wrong, whatever is written behind it.
        bool AtTheEnd(Diagnostic error) => error.Location.SourceSpan.End >= text.Code.TrimEnd().Length;
    }
}
