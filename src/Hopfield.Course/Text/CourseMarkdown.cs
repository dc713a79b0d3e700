using System.Text;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Hopfield.Course;

/// <summary>The course's Markdown: what Jupyter and GitHub both show (tables, strike-through, bare links, formulas).</summary>
public static class CourseMarkdown
{
    /// <summary>The one pipeline with which every text of the course is read.</summary>
    internal static MarkdownPipeline Pipeline { get; } = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
        .UseAutoLinks()
        .UseTaskLists()
        .UseMathematics()
        .Build();

    /// <summary>Reads a text.</summary>
    /// <param name="markdown">The text.</param>
    public static MarkdownDocument Parse(string markdown) => Markdown.Parse(markdown, Pipeline);

    /// <summary>The formulas of a text in order, repetitions included.</summary>
    /// <param name="markdown">The text.</param>
    public static IEnumerable<Formula> Formulas(string markdown)
    {
        foreach (MarkdownObject part in Parse(markdown).Descendants())
        {
            if (part is MathInline inline) yield return Of(inline);
            else if (part is MathBlock block) yield return Of(block);
        }
    }

    /// <summary>A formula in a sentence, or one between double dollar signs within a paragraph.</summary>
    internal static Formula Of(MathInline inline) => new(inline.Content.ToString().Trim(), inline.DelimiterCount > 1);

    /// <summary>A formula on lines of its own.</summary>
    internal static Formula Of(MathBlock block) => new(block.Lines.ToString().Trim(), Display: true);

    /// <summary>The words of all headings and paragraphs of a text.</summary>
    /// <param name="markdown">The text.</param>
    public static string Words(string markdown) =>
        string.Join(' ', Parse(markdown).Descendants<LeafBlock>().Select(Words).Where(words => words.Length > 0));

    /// <summary>The words of a heading or a paragraph, without Markdown's marks.</summary>
    /// <param name="block">The block.</param>
    public static string Words(LeafBlock block) => block.Inline is null ? "" : Words(block.Inline);

    /// <summary>The bold words with which a paragraph begins, or null.</summary>
    /// <param name="block">The block.</param>
    public static string? Lead(LeafBlock block) =>
        block.Inline?.FirstChild is EmphasisInline { DelimiterCount: 2 } bold ? Words(bold) : null;

    private static string Words(ContainerInline inline)
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
}
