using Markdig.Extensions.Mathematics;
using Markdig.Syntax;

namespace Hopfield.Course;

/// <summary>What of a text a slide shows, and how much room it takes.</summary>
/// <remarks>A room reads at a glance: headings, formulas, lists and tables stay, a paragraph shrinks to its first sentence. One that begins with
/// bold words asks or defines something and stays whole. The speaker has the rest in the notes.</remarks>
internal static class SlideText
{
    // Letters in a line of text, and lines for what is set larger or in rows.
    private const double LineLength = 66, HeadingLines = 2, FormulaLines = 2.4, RowLines = 1.5, Gap = 0.5;

    /// <summary>The text at a glance.</summary>
    /// <param name="markdown">The whole text.</param>
    public static string Glance(string markdown) => string.Join("\n\n", CourseMarkdown.Parse(markdown).Select(block =>
    {
        string source = markdown.Substring(block.Span.Start, block.Span.Length);
        return block is ParagraphBlock paragraph && CourseMarkdown.Lead(paragraph) is null && !IsFormula(paragraph) ? FirstSentence(source) : source;
    }));

    /// <summary>Whether a text is a heading and nothing else.</summary>
    /// <param name="markdown">The text.</param>
    public static bool IsHeading(string markdown) => CourseMarkdown.Parse(markdown) is [HeadingBlock];

    /// <summary>About how many lines of a slide a text takes.</summary>
    /// <param name="markdown">The text.</param>
    public static double Lines(string markdown) => CourseMarkdown.Parse(markdown).Sum(Lines);

    private static double Lines(Block block) => Gap + block switch
    {
        HeadingBlock => HeadingLines,
        MathBlock => FormulaLines,
        ParagraphBlock paragraph when IsFormula(paragraph) => FormulaLines,
        Markdig.Extensions.Tables.Table table => table.Count * RowLines,
        CodeBlock code => code.Lines.Count,
        LeafBlock leaf => Math.Ceiling(CourseMarkdown.Words(leaf).Length / LineLength),
        ContainerBlock container => container.Sum(Lines),
        _ => 1,
    };

    private static bool IsFormula(ParagraphBlock paragraph) => paragraph.Inline?.FirstChild is MathInline { DelimiterCount: > 1 };

    // Up to a full stop, question or exclamation mark with a space behind it, outside formulas, code, links and brackets.
    private static string FirstSentence(string paragraph)
    {
        int depth = 0;
        char quoted = '\0';
        for (int i = 0; i < paragraph.Length - 1; i++)
        {
            char c = paragraph[i];
            if (quoted != '\0') quoted = c == quoted ? '\0' : quoted;
            else if (c is '$' or '`') quoted = c;
            else if (c is '(' or '[') depth++;
            else if (c is ')' or ']') depth--;
            else if (depth == 0 && c is '.' or '?' or '!' && char.IsWhiteSpace(paragraph[i + 1])) return paragraph[..(i + 1)];
        }

        return paragraph;
    }
}
