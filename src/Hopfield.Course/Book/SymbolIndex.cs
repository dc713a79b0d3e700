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

    private readonly IReadOnlyList<(Chapter Chapter, IElement Text)> _chapters;
    private readonly MarkdownHtml _markdown;
    private int _places;

    private SymbolIndex(IReadOnlyList<(Chapter Chapter, IElement Text)> chapters, MarkdownHtml markdown) => (_chapters, _markdown) = (chapters, markdown);

    /// <summary>Writes the index as HTML, and marks the places in the chapters to which it leads.</summary>
    /// <param name="symbols">The list of symbols, SYMBOLS.md.</param>
    /// <param name="chapters">The chapters of the book.</param>
    /// <param name="markdown">Converts the meanings.</param>
    public static string Write(string symbols, IReadOnlyList<(Chapter Chapter, IElement Text)> chapters, MarkdownHtml markdown)
    {
        var index = new SymbolIndex(chapters, markdown);
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
            string meaning = entry.Entry.Term.Length > 0 ? $"<em>{Inline(entry.Entry.Term)}.</em> " : "";
            rows.Append(CultureInfo.InvariantCulture, $"<tr><td>{entry.Name}</td><td>{meaning}{Inline(entry.Entry.Meaning)}</td><td>{Inline(entry.Entry.Code)}</td><td>{Introduced(entry.Entry, entry.Name)}</td></tr>\n");
        }

        return rows.Length == 0 ? "" : $"<h2 id=\"{first}s\">{title}</h2>\n<table class=\"index\"><thead><tr><th>{first}</th><th>meaning</th><th>in code</th><th>first in</th></tr></thead><tbody>\n{rows}</tbody></table>\n";
    }

    private string Introduced(IndexEntry entry, string name)
    {
        var among = _chapters.Where(chapter => entry.Chapters.Count == 0 || entry.Chapters.Contains(chapter.Chapter.Number)).ToList();
        IElement? math = entry.IsSymbol ? BookMarkup.Read(name).QuerySelector("math") : null;
        IEnumerable<Func<IElement, bool>> ways = math is null ? [] : [block => block.QuerySelectorAll("math").Any(formula => formula.InnerHtml.Contains(math.InnerHtml, StringComparison.Ordinal))];
        Regex[] words = [.. entry.Words.Select(word => new Regex($@"(?<!\w){Regex.Escape(word)}(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant))];
        foreach (Func<IElement, bool> holds in ways.Append(block => block.QuerySelectorAll("strong").Any(bold => HasWord(bold))).Append(HasWord))
        {
            var found = (from chapter in among from block in Prose(chapter.Text) where holds(block) select (chapter.Chapter, Block: block)).FirstOrDefault();
            if (found.Block is not { } place) continue;
            if (string.IsNullOrEmpty(place.Id)) place.Id = $"{BookLinks.Of(found.Chapter)}-place-{++_places}";
            return $"<a href=\"#{place.Id}\">{found.Chapter.Number}</a>{BookChapter.PageOf(place.Id, ", ")}";
        }

        return "";

        bool HasWord(IElement block) => words.Any(word => word.IsMatch(block.TextContent));
    }

    private static IEnumerable<IElement> Prose(IElement text) => text.QuerySelectorAll(".text p, .text li, .text td");

    // Without the paragraph around it.
    private string Inline(string markdown) => Paragraph().Replace(_markdown.Convert(markdown).Trim(), "$1");

    // Latin letters, then Greek ones, then signs.
    private static string Order(string name)
    {
        string plain = name.Normalize(NormalizationForm.FormKD).ToLowerInvariant();
        char first = plain.FirstOrDefault(char.IsLetterOrDigit);
        int greek = Alphabet.IndexOf(first == 'ς' ? 'σ' : first);
        return greek >= 0 ? $"{{{greek:00} {plain}" : first is >= 'a' and <= 'z' ? plain[plain.IndexOf(first)..] : $"~{plain}";
    }

    [GeneratedRegex(@"^<p>((?:(?!</?p>).)*)</p>$", RegexOptions.Singleline)]
    private static partial Regex Paragraph();
}
