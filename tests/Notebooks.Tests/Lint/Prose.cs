using System.Text.RegularExpressions;
using Hopfield.Course;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Tests.Lint;

/// <summary>What a reader reads: the words of a cell without what surrounds them.</summary>
internal static class Prose
{
    /// <summary>The words of a part of a text.</summary>
    public static string Of(MarkdownObject part) => string.Concat(part.Descendants().OfType<LiteralInline>().Select(literal => literal.Content.ToString()));

    /// <summary>Whether some words stand in a text, whole and in whatever case: neither "ten" in "often" nor 9 in 0.9.</summary>
    public static bool Says(string text, string words) =>
        Regex.IsMatch(text, $@"(?<!\w|\d[.,]){Regex.Escape(words)}(?!\w|[.,]\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The sentences that a cell claims with <c>Check.That</c>; "…" stands for what is filled in when it runs.</summary>
    public static IEnumerable<string> Claims(LintedCell cell) =>
        from call in cell.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()
        where call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "That" or "And" } && call.ArgumentList.Arguments.Count > 1
        let claim = LiteralText.Of(call.ArgumentList.Arguments[1].Expression)
        where claim.Length > 0
        select claim;
}
