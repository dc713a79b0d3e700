using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Hopfield.Course;

/// <summary>The index of symbols and terms: what each means, its name in code, and where the book brings it in.</summary>
/// <remarks>A symbol is brought in where a text first writes it, in the chapters that the list of symbols names for it; a term where a text first sets it in
/// bold, else where it first stands.</remarks>
internal sealed partial class SymbolIndex
{
    private const string Alphabet = "αβγδεζηθικλμνξοπρστυφχψω";

    private readonly IReadOnlyList<Paragraph> _prose;
    private readonly MarkdownHtml _markdown;
    private readonly bool _isWhole;
    private int _places;

    private SymbolIndex(IReadOnlyList<Paragraph> prose, MarkdownHtml markdown, bool isWhole) => (_prose, _markdown, _isWhole) = (prose, markdown, isWhole);

    /// <summary>Writes the index as HTML, and marks the places in the chapters to which it leads.</summary>
    /// <param name="symbols">The list of symbols, SYMBOLS.md.</param>
    /// <param name="chapters">The chapters of the book.</param>
    /// <param name="markdown">Converts the meanings.</param>
    /// <param name="isWhole">Whether these are all chapters. A book of some leaves out what it does not use.</param>
    public static string Write(string symbols, IReadOnlyList<(Chapter Chapter, IElement Text)> chapters, MarkdownHtml markdown, bool isWhole)
    {
        var index = new SymbolIndex([.. from chapter in chapters from block in chapter.Text.QuerySelectorAll(".text p, .text li, .text td") select Paragraph.Of(chapter.Chapter, block)], markdown, isWhole);
        List<IndexEntry> entries = [.. IndexEntry.Read(symbols)];
        var html = new StringBuilder("<h1>Symbols and terms</h1>\n<p>What each means, its name in code, and where it first stands. Papers that write another letter for the same thing are named with the meaning.</p>\n");
        html.Append(index.Table("Symbols", "symbol", entries.Where(entry => entry.IsSymbol)));
        html.Append(index.Table("Terms", "term", entries.Where(entry => !entry.IsSymbol)));
        return html.ToString();
    }

    private string Table(string title, string first, IEnumerable<IndexEntry> entries)
    {
        var rows = new StringBuilder();
        foreach (var entry in entries.Select(entry => (Entry: entry, Name: Inline(entry.Name))).OrderBy(row => Order(BookMarkup.Read(row.Name).TextContent), StringComparer.Ordinal))
        {
            string place = Introduced(entry.Entry, entry.Name);
            if (place.Length == 0 && !_isWhole) continue;
            string meaning = entry.Entry.Term.Length > 0 ? $"<em>{Inline(entry.Entry.Term)}.</em> " : "";
            rows.Append(CultureInfo.InvariantCulture, $"<tr><td>{entry.Name}</td><td>{meaning}{Inline(entry.Entry.Meaning)}</td><td>{Inline(entry.Entry.Code)}</td><td>{place}</td></tr>\n");
        }

        return rows.Length == 0 ? "" : $"<h2 id=\"{first}s\">{title}</h2>\n<table class=\"index\"><thead><tr><th>{first}</th><th>meaning</th><th>in code</th><th>first in</th></tr></thead><tbody>\n{rows}</tbody></table>\n";
    }

    private string Introduced(IndexEntry entry, string name)
    {
        string? formula = entry.IsSymbol ? BookMarkup.Read(name).QuerySelector("math")?.InnerHtml : null;
        Regex[] words = [.. entry.Words.Select(word => new Regex($@"(?<!\w){Regex.Escape(word)}(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant))];
        List<Paragraph> among = [.. _prose.Where(paragraph => entry.Chapters.Count == 0 || entry.Chapters.Contains(paragraph.Chapter.Number))];
        Paragraph? found = (formula is null ? null : among.Find(paragraph => paragraph.Formulas.Any(part => part.Contains(formula, StringComparison.Ordinal))))
            ?? among.Find(paragraph => paragraph.Bold.Any(HasWord)) ?? among.Find(paragraph => HasWord(paragraph.Words));
        if (found is null) return "";
        if (string.IsNullOrEmpty(found.Block.Id)) found.Block.Id = $"{BookLinks.Of(found.Chapter)}-place-{++_places}";
        return $"<a href=\"#{found.Block.Id}\">{found.Chapter.Number}</a>{BookChapter.PageOf(found.Block.Id, ", ")}";

        bool HasWord(string text) => words.Any(word => word.IsMatch(text));
    }

    // Without the paragraph around it.
    private string Inline(string markdown) => Alone().Replace(_markdown.Convert(markdown).Trim(), "$1");

    // Latin letters, then Greek ones, then signs.
    private static string Order(string name)
    {
        string plain = name.Normalize(NormalizationForm.FormKD).ToLowerInvariant();
        char first = plain.FirstOrDefault(char.IsLetterOrDigit);
        int greek = Alphabet.IndexOf(first == 'ς' ? 'σ' : first);
        return greek >= 0 ? $"{{{greek:00} {plain}" : first is >= 'a' and <= 'z' ? plain[plain.IndexOf(first)..] : $"~{plain}";
    }

    [GeneratedRegex(@"^<p>((?:(?!</?p>).)*)</p>$", RegexOptions.Singleline)]
    private static partial Regex Alone();

    // What of a paragraph is looked through, taken out of its markup once.
    private sealed record Paragraph(Chapter Chapter, IElement Block, string Words, IReadOnlyList<string> Bold, IReadOnlyList<string> Formulas)
    {
        public static Paragraph Of(Chapter chapter, IElement block) => new(
            chapter, block, block.TextContent, [.. block.QuerySelectorAll("strong").Select(bold => bold.TextContent)], [.. block.QuerySelectorAll("math").Select(formula => formula.InnerHtml)]);
    }
}
