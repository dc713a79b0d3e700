using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Notebooks.Tests.Lint;

/// <summary>What a cell speaks of by number.</summary>
internal static partial class Mentions
{
    /// <summary>The words of a cell that a reader sees: a text, or the strings and comments of a cell of code.</summary>
    public static string Text(LintedCell cell) => cell.IsMarkdown ? cell.Source
        : string.Join('\n', cell.Syntax.DescendantTokens().Where(t => t.IsKind(SyntaxKind.StringLiteralToken) || t.IsKind(SyntaxKind.InterpolatedStringTextToken)).Select(t => t.ValueText)
            .Concat(cell.Syntax.DescendantTrivia().Where(t => t.IsKind(SyntaxKind.SingleLineCommentTrivia)).Select(t => t.ToString())));

    /// <summary>The chapters, as two digits each: "chapter 05", "chapters 01, 02 and 13".</summary>
    public static IEnumerable<string> Chapters(string text) =>
        Chapter().Matches(text).SelectMany(m => Number().Matches(m.Value)).Select(m => m.Value).Distinct();

    [GeneratedRegex(@"\bchapters? \d\d\b(?:(?:, | and | to | or |–)\d\d(?![\d.,]*\d| ×))*", RegexOptions.IgnoreCase)]
    private static partial Regex Chapter();

    [GeneratedRegex(@"\d\d")]
    private static partial Regex Number();
}
