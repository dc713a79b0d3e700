using System.Text.RegularExpressions;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace Hopfield.Course;

/// <summary>One row of the index, from the tables of SYMBOLS.md; all texts are Markdown.</summary>
/// <param name="Name">The symbol, or the term where there is none.</param>
/// <param name="IsSymbol">Whether it is a symbol.</param>
/// <param name="Term">What a symbol is called; may be empty.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Code">Its name in code; may be empty.</param>
/// <param name="Chapters">The numbers of the chapters that use it so; empty for all.</param>
internal sealed partial record IndexEntry(string Name, bool IsSymbol, string Term, string Meaning, string Code, IReadOnlyList<string> Chapters)
{
    private const string NoSymbol = "–";

    /// <summary>The words by which a text may speak of it.</summary>
    public IEnumerable<string> Words => CourseMarkdown.Words(IsSymbol && Name.Contains('$', StringComparison.Ordinal) ? Term : $"{Name}, {Term}").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Reads the tables: one of symbol, term, meaning and C#, one of symbol, chapters, meaning and C#. A row without a symbol that defines several terms in bold becomes a row for each.</summary>
    /// <param name="text">The text of SYMBOLS.md.</param>
    public static IEnumerable<IndexEntry> Read(string text)
    {
        foreach (Table table in CourseMarkdown.Parse(text).Descendants<Table>())
        {
            bool byChapter = false;
            foreach (TableRow row in table.OfType<TableRow>().Where(row => row.Count >= 3))
            {
                string[] cells = [.. row.OfType<TableCell>().Select(Source), ""];
                if (row.IsHeader) byChapter = cells[1] == "chapters";
                else foreach (IndexEntry entry in Of(cells, byChapter)) yield return entry;
            }
        }

        string Source(TableCell cell) => cell is [ParagraphBlock { Span.IsEmpty: false } paragraph, ..] ? text.Substring(paragraph.Span.Start, paragraph.Span.Length).Trim() : "";
    }

    private static IEnumerable<IndexEntry> Of(string[] cells, bool byChapter)
    {
        string[] chapters = byChapter ? cells[1].Split(", ") : [];
        string term = byChapter ? "" : cells[1], meaning = cells[2], code = cells[3];
        if (cells[0] != NoSymbol) return [new IndexEntry(cells[0], true, term, meaning, code, chapters)];
        if (!byChapter) return [new IndexEntry(term, false, "", meaning, code, chapters)];
        return Definition().Matches(meaning).Select(match => new IndexEntry(match.Groups[1].Value.Replace("*", "", StringComparison.Ordinal), false, "", match.Groups[2].Value.Trim(), code, chapters));
    }

    // **Term**, **another**: what it means, up to the next term that begins a sentence.
    [GeneratedRegex(@"((?:\*\*[^*]+\*\*(?:, )?)+): ((?:(?!(?<=\. )\*\*).)+)")]
    private static partial Regex Definition();
}
