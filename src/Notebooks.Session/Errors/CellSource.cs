using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Notebooks.Session;

/// <summary>The text of a cell, or of a file that a cell loads: as it was written, and as it was compiled, with checkpoints.</summary>
/// <param name="Cell">The cell's number; null for a file.</param>
/// <param name="Written">The text as it was written.</param>
/// <param name="Insertions">What was put in before it was compiled, by position in the written text.</param>
internal sealed record CellSource(int? Cell, SourceText Written, IReadOnlyList<(int Position, string Text)> Insertions)
{
    /// <summary>The text that is compiled.</summary>
    public string Compiled()
    {
        var text = new StringBuilder();
        int position = 0;
        foreach (var (next, inserted) in Insertions)
        {
            text.Append(Written.ToString(TextSpan.FromBounds(position, next))).Append(inserted);
            position = next;
        }
        return text.Append(Written.ToString(TextSpan.FromBounds(position, Written.Length))).ToString();
    }

    /// <summary>The column that a place of the compiled text had when it was written; lines stay what they are.</summary>
    public int WrittenColumn(int line, int column)
    {
        if (line >= Written.Lines.Count)
        {
            return column;
        }
        var span = Written.Lines[line].Span;
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

    /// <summary>A written line; null where there is none of that number.</summary>
    public string? Line(int line) => line < Written.Lines.Count ? Written.Lines[line].ToString() : null;

    /// <summary>The line with its number, and below it a mark under the place.</summary>
    public IEnumerable<string> Quote(LinePosition start, LinePosition end)
    {
        if (Line(start.Line) is not { } line)
        {
            yield break;
        }
        string number = $"{start.Line + 1,5} | ";
        int length = (end.Line == start.Line ? end.Character : line.TrimEnd().Length) - start.Character;
        yield return number + line.Replace('\t', ' ').TrimEnd();
        yield return new string(' ', number.Length - 2) + "| " + new string(' ', start.Character) + new string('^', Math.Max(1, length));
    }
}
