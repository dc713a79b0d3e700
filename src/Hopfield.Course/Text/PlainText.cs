using System.Text;
using Markdig.Extensions.Mathematics;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Hopfield.Course.Text;

/// <summary>The words of a piece of Markdown without its marks.</summary>
public static class PlainText
{
    /// <summary>The text of a heading or a paragraph.</summary>
    /// <param name="block">The block.</param>
    public static string Of(LeafBlock block)
    {
        var text = new StringBuilder();
        foreach (MarkdownObject part in block.Inline?.Descendants() ?? [])
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
