using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Notebooks.Session;

/// <summary>A text with its checkpoints.</summary>
/// <param name="Original">The text as it was written.</param>
/// <param name="Insertions">What was put in, by position in the original.</param>
internal sealed record CheckpointedText(SourceText Original, IReadOnlyList<(int Position, string Text)> Insertions)
{
    /// <summary>The text that is compiled.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        int position = 0;
        foreach (var (next, inserted) in Insertions)
        {
            text.Append(Original.ToString(TextSpan.FromBounds(position, next))).Append(inserted);
            position = next;
        }
        return text.Append(Original.ToString(TextSpan.FromBounds(position, Original.Length))).ToString();
    }

    /// <summary>The column that a place of the compiled text had before; lines stay what they are.</summary>
    public int OriginalColumn(int line, int column)
    {
        if (line >= Original.Lines.Count)
        {
            return column;
        }
        var span = Original.Lines[line].Span;
        foreach (var (position, text) in Insertions.Where(insertion => span.IntersectsWith(insertion.Position)))
        {
            if (position - span.Start + text.Length > column)
            {
                return Math.Min(column, position - span.Start);
            }
            column -= text.Length;
        }
        return column;
    }
}
