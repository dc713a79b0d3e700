using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hopfield.Course;

namespace Notebooks.PolyglotHost.Tests;

/// <summary>
/// What Microsoft's kernel shows, in the form in which the course keeps it. Three things differ by nature (docs/front-ends.md):
/// a figure arrives as HTML, which holds the same JSON; a value that is text for us is HTML there too; and a front end's own script
/// may come before everything.
/// </summary>
internal static partial class Shown
{
    public const string Html = "text/html", Plain = "text/plain";

    /// <summary>The outputs of a run in the committed form.</summary>
    public static Notebook AsCommitted(Notebook committed, Notebook executed)
    {
        Notebook copy = executed.Clone();
        foreach ((NotebookCell was, NotebookCell cell) in committed.CodeCells.Zip(copy.CodeCells))
        {
            foreach ((JsonNode? output, int i) in cell.Outputs.Select((output, i) => (output, i)))
            {
                if (output!["data"] is JsonObject data) Adapt(data, i < was.Outputs.Count ? was.Outputs[i]!["data"] as JsonObject : null);
            }
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

    private static void Adapt(JsonObject data, JsonObject? committed)
    {
        if (data[Html] is not { } html) return;
        if (FigureIn(MultilineText.Join(html)) is { } figure)
        {
            data.Insert(0, PlotlyFigure.MimeType, figure);
        }
        else if (committed is not null && !committed.ContainsKey(Html))
        {
            // What stands there for a reader is the text.
            data[Plain] = WebUtility.HtmlDecode(Tag().Replace(MultilineText.Join(html), "")).Trim();
            data.Remove(Html);
        }
    }

    [GeneratedRegex("<script type=\"application/json\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Figure();

    [GeneratedRegex("<style>.*?</style>|<[^>]+>", RegexOptions.Singleline)]
    private static partial Regex Tag();
}
