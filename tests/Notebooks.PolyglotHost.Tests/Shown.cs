using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hopfield.Course;

namespace Notebooks.PolyglotHost.Tests;

/// <summary>
/// What Microsoft's kernel shows, in the form in which the course keeps it. One thing differs by nature (docs/front-ends.md): a figure
/// arrives as HTML, which holds the same JSON. No cell of the course ends on a value that the kernel's own formatters show.
/// </summary>
internal static partial class Shown
{
    public const string Html = "text/html", Plain = "text/plain";

    /// <summary>The outputs of a run in the committed form.</summary>
    public static Notebook AsCommitted(Notebook committed, Notebook executed)
    {
        Notebook copy = executed.Clone();
        foreach (JsonNode? output in copy.CodeCells.SelectMany(cell => cell.Outputs))
        {
            if (output!["data"] is JsonObject data && data[Html] is { } html && FigureIn(MultilineText.Join(html)) is { } figure) data.Insert(0, PlotlyFigure.MimeType, figure);
        }

        return Publication.Outputs(committed, copy);
    }

    /// <summary>The HTML of a notebook's outputs, in order.</summary>
    public static IEnumerable<string> HtmlOf(Notebook notebook) =>
        from cell in notebook.CodeCells
        from output in cell.Outputs
        let html = output["data"]?[Html]
        where html is not null
        select MultilineText.Join(html);

    /// <summary>The figure that a piece of HTML draws; null where it draws none.</summary>
    public static JsonNode? FigureIn(string html) => Figure().Match(html) is { Success: true } found ? JsonNode.Parse(found.Groups[1].Value) : null;

    [GeneratedRegex("<script type=\"application/json\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Figure();
}
