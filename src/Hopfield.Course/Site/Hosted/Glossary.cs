using System.Text.Json.Nodes;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace Hopfield.Course;

/// <summary>The terms of SYMBOLS.md with their meanings, for the hints that pages show at a term.</summary>
internal static class Glossary
{
    private const int Shortest = 4;

    // Words that texts also use in their everyday sense: a hint would mislead there.
    private static readonly HashSet<string> _everyday = ["degree", "noise", "overlap there", "signal", "step", "time"];

    /// <summary>Reads the terms.</summary>
    /// <param name="text">The text of SYMBOLS.md: tables whose columns are symbol, term, meaning.</param>
    /// <returns>Each term in lower case with the Markdown of its meaning. Of several meanings the first stays; very short terms and everyday words are left out.</returns>
    public static IReadOnlyDictionary<string, string> Read(string text)
    {
        var terms = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (TableRow row in CourseMarkdown.Parse(text).Descendants<Table>().SelectMany(table => table.OfType<TableRow>()).Where(row => !row.IsHeader && row.Count >= 3))
        {
            string meaning = Source((TableCell)row[2]);
            foreach (string term in CourseMarkdown.Words(Source((TableCell)row[1])).Split(',', StringSplitOptions.TrimEntries).Select(term => term.ToLowerInvariant()).Where(term => term.Length >= Shortest && !_everyday.Contains(term)))
                terms.TryAdd(term, meaning);
        }
        return terms;

        string Source(TableCell cell) => cell is [ParagraphBlock { Span.IsEmpty: false } paragraph, ..] ? text.Substring(paragraph.Span.Start, paragraph.Span.Length).Trim() : "";
    }

    /// <summary>The terms as pages read them: an object of term and HTML.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="markdown">Converts the meanings.</param>
    public static JsonObject ToJson(IReadOnlyDictionary<string, string> terms, MarkdownHtml markdown) =>
        new(terms.Where(term => term.Value.Length > 0).Select(term => KeyValuePair.Create(term.Key, (JsonNode?)markdown.Convert(term.Value).Trim())));
}
