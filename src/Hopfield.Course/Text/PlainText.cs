using System.Text;
using Markdig.Extensions.Mathematics;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Hopfield.Course;

/// <summary>The words of a piece of Markdown without its marks.</summary>
public static class PlainText
{
    /// <summary>The words of all headings and paragraphs of a text.</summary>
    /// <param name="markdown">The text.</param>
    public static string Of(string markdown) =>
        string.Join(' ', CourseMarkdown.Parse(markdown).Descendants<LeafBlock>().Select(Of).Where(words => words.Length > 0));

    /// <summary>The text of a heading or a paragraph.</summary>
    /// <param name="block">The block.</param>
    public static string Of(LeafBlock block) => block.Inline is null ? "" : Of(block.Inline);

    private static string Of(ContainerInline inline)
    {
        var text = new StringBuilder();
        foreach (MarkdownObject part in inline.Descendants())
        {
            switch (part)
            {
                case LiteralInline literal: text.Append(literal.Content); break;
                case CodeInline code: text.Append(code.Content); break;
                case MathInline math: text.Append(math.Content); break;
                case LineBreakInline: text.Append(' '); break;
            }
        }

        return text.ToString().Trim();
    }

    /// <summary>The bold words with which a paragraph begins, or null.</summary>
    /// <param name="block">The block.</param>
    public static string? Lead(LeafBlock block) =>
        block.Inline?.FirstChild is EmphasisInline { DelimiterCount: 2 } bold ? Of(bold) : null;
}
