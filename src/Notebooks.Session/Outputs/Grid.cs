using System.Net;
using System.Text;

namespace Notebooks.Session;

/// <summary>Rows and columns of short texts, ready to be shown as text and as HTML.</summary>
/// <param name="Columns">The headings; empty for a grid without.</param>
/// <param name="Rows">The cells, row by row; a row may be shorter than the longest.</param>
/// <param name="Note">What was left out, or the shape; null where the rows are all there is.</param>
/// <param name="Inline">The text for a grid that reads better on one line (a vector), or null.</param>
internal sealed record Grid(IReadOnlyList<string> Columns, IReadOnlyList<Grid.Cell[]> Rows, string? Note = null, string? Inline = null)
{
    /// <summary>One cell.</summary>
    /// <param name="Text">What stands in it.</param>
    /// <param name="IsNumber">True for a number.</param>
    /// <param name="Html">What stands there in HTML instead of the text, or null.</param>
    internal readonly record struct Cell(string Text, bool IsNumber = false, string? Html = null);

    public string ToText()
    {
        if (Inline is not null)
        {
            return Inline;
        }
        var text = new StringBuilder();
        int[] widths = [.. Enumerable.Range(0, Width).Select(WidthOf)];
        if (Columns.Count > 0)
        {
            AppendLine(text, [.. Columns.Select((name, column) => Pad(name, widths[column], RightAligned(column)))]);
        }
        foreach (var row in Rows)
        {
            AppendLine(text, [.. row.Select((cell, column) => Pad(cell.Text, widths[column], RightAligned(column)))]);
        }
        return text.Append(Note).ToString().TrimEnd('\n');
    }

    public string ToHtml()
    {
        var html = new StringBuilder("<table>");
        if (Columns.Count > 0)
        {
            html.Append("<thead><tr>").AppendJoin("", Columns.Select(name => $"<th>{WebUtility.HtmlEncode(name)}</th>")).Append("</tr></thead>");
        }
        html.Append("<tbody>");
        foreach (var row in Rows)
        {
            html.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{cell.Html ?? WebUtility.HtmlEncode(cell.Text)}</td>")).Append("</tr>");
        }
        html.Append("</tbody></table>");
        return (Note is null ? html : html.Append("<p>").Append(WebUtility.HtmlEncode(Note)).Append("</p>")).ToString();
    }

    private int Width => Math.Max(Columns.Count, Rows.Count == 0 ? 0 : Rows.Max(row => row.Length));

    private int WidthOf(int column) => Rows.Where(row => column < row.Length).Select(row => row[column].Text.Length)
        .Append(column < Columns.Count ? Columns[column].Length : 0).Max();

    // A column is set to the right where it holds nothing but numbers.
    private bool RightAligned(int column) => Rows.Where(row => column < row.Length).All(row => row[column].IsNumber || row[column].Text is "…" or "null");

    private static string Pad(string text, int width, bool right) => right ? text.PadLeft(width) : text.PadRight(width);

    private static void AppendLine(StringBuilder text, string[] cells) => text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
}
