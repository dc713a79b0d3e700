using System.Text;
using System.Text.Json.Nodes;

namespace Hopfield.Course;

/// <summary>The cells of one notebook as HTML.</summary>
internal sealed class NotebookBody
{
    private readonly MarkdownHtml markdown;
    private readonly OutputHtml outputs;
    private readonly StringBuilder html = new();

    private NotebookBody(MarkdownHtml markdown)
    {
        this.markdown = markdown;
        outputs = new OutputHtml(markdown);
    }

    /// <summary>The HTML.</summary>
    public string Html => html.ToString();

    /// <summary>The headings.</summary>
    public IReadOnlyList<Section> Sections => markdown.Sections;

    /// <summary>Whether plotly.js is needed.</summary>
    public bool HasFigures => outputs.HasFigures;

    /// <summary>Converts a notebook.</summary>
    /// <param name="notebook">The notebook with its outputs.</param>
    /// <param name="markdown">Converts its texts.</param>
    /// <param name="colours">Colours the code.</param>
    public static NotebookBody Of(Notebook notebook, MarkdownHtml markdown, CodeColours colours)
    {
        var body = new NotebookBody(markdown);
        var code = new Queue<string>(colours.Colour([.. notebook.CodeCells.Select(cell => cell.Source.TrimEnd())]));
        for (int i = 0; i < notebook.Cells.Count; i++)
        {
            NotebookCell cell = notebook.Cells[i];
            if (cell.IsCode)
            {
                // A caption is a cell of its own below its figure: on the page the two are one.
                bool captioned = cell.Outputs.Count > 0 && i + 1 < notebook.Cells.Count && notebook.Cells[i + 1].HasTag("caption");
                body.Code(cell, code.Dequeue(), captioned ? notebook.Cells[++i] : null);
            }
            else if (cell.IsMarkdown && cell.SlideType != "notes")
            {
                body.html.Append("<section class=\"").Append(cell.HasTag("caption") ? "text caption" : "text").Append("\">")
                    .Append(body.markdown.Convert(ChapterOutline.Unnumbered(cell.Source))).Append("</section>\n");
            }
        }

        return body;
    }

    private void Code(NotebookCell cell, string coloured, NotebookCell? caption)
    {
        string kind = Kind(cell);
        html.Append("<div class=\"cell ").Append(kind).Append("\" id=\"cell-").Append(cell.Number).Append("\">\n");
        string source = $"<pre class=\"source\"><code>{coloured}</code></pre>";
        if (kind == "setup") source = $"<details><summary>Setup</summary>{source}</details>";
        // The code of a quiz tells the answer: the reader meets the question first.
        else if (kind == "quiz") source = $"<details><summary>The quiz as code</summary>{source}</details>";
        else if (kind == "exercise") source = $"<p class=\"label\">Your turn · {Exercise(cell)}</p>{source}";
        string count = cell.ExecutionCount is { } number ? $"<span class=\"count\" aria-hidden=\"true\">{number}</span>" : "";
        html.Append(count).Append(source).Append('\n');
        if (cell.Outputs.Count > 0) Outputs(cell.Outputs, caption is null ? "" : markdown.Convert(caption.Source));
        html.Append("</div>\n");
    }

    private void Outputs(JsonArray shown, string caption)
    {
        html.Append("<div class=\"outputs\">\n");
        for (int i = 0; i < shown.Count; i++)
            html.Append(outputs.Convert(shown[i]!, i == shown.Count - 1 ? caption : "")).Append('\n');
        html.Append("</div>\n");
    }

    private static string Kind(NotebookCell cell) =>
        cell.HasTag("setup") ? "setup" : cell.HasTag("quiz") ? "quiz" : Exercise(cell) is not null ? "exercise" : "code";

    private static string? Exercise(NotebookCell cell) =>
        cell.Tags.FirstOrDefault(tag => tag.StartsWith("exercise:", StringComparison.Ordinal))?["exercise:".Length..];
}
