using System.Net;
using System.Text.Json.Nodes;

namespace Hopfield.Course;

/// <summary>Turns a code cell's outputs into HTML, each by its richest form that a page can show.</summary>
/// <param name="markdown">Converts outputs that are Markdown.</param>
internal sealed class OutputHtml(MarkdownHtml markdown)
{
    /// <summary>The MIME type of an interactive figure.</summary>
    public const string FigureType = "application/vnd.plotly.v1+json";

    private int figures;

    /// <summary>Whether a figure was met: the page then needs plotly.js.</summary>
    public bool HasFigures => figures > 0;

    /// <summary>Converts an output.</summary>
    /// <param name="output">An nbformat output.</param>
    /// <param name="caption">HTML that stands under the output as its caption, or empty.</param>
    public string Convert(JsonNode output, string caption)
    {
        string html = (string?)output["output_type"] switch
        {
            "stream" => Stream(output),
            "error" => Error(output),
            _ => output["data"] is JsonObject data ? Display(data) : "",
        };
        return caption.Length == 0 ? html : $"<figure>{html}<figcaption>{caption}</figcaption></figure>";
    }

    private static string Stream(JsonNode output)
    {
        string name = (string?)output["name"] == "stderr" ? "stderr" : "stdout";
        return $"<pre class=\"stream {name}\">{AnsiText.ToHtml(MultilineText.Join(output["text"]))}</pre>";
    }

    private static string Error(JsonNode output)
    {
        string[] traceback = [.. (output["traceback"] as JsonArray ?? []).Select(line => AnsiText.ToHtml((string?)line ?? ""))];
        string title = WebUtility.HtmlEncode($"{output["ename"]}: {AnsiText.Strip(output["evalue"]?.ToString() ?? "")}");
        string detail = traceback.Length == 0 ? "" : $"<pre>{string.Join('\n', traceback)}</pre>";
        return $"<div class=\"error\" role=\"note\"><p>{title}</p>{detail}</div>";
    }

    private string Display(JsonObject data)
    {
        string? Part(string type) => data[type] is { } part ? MultilineText.Join(part) : null;

        if (data[FigureType] is JsonObject figure) return Figure(figure, Part("image/png"), Part("text/plain"));
        if (Part("text/html") is { } html) return $"<div class=\"html\">{html}</div>";
        if (Part("image/svg+xml") is { } svg) return $"<div class=\"picture\">{svg}</div>";
        if (Part("image/png") is { } png) return $"<div class=\"picture\"><img src=\"{DataUrl(png)}\" alt=\"{Attribute(Part("text/plain"))}\"></div>";
        if (Part("text/markdown") is { } text) return $"<div class=\"html\">{markdown.Convert(text)}</div>";
        if (Part("text/plain") is { } plain) return $"<pre class=\"value\">{AnsiText.ToHtml(plain)}</pre>";
        return $"<pre class=\"value\">{WebUtility.HtmlEncode(data.ToJsonString())}</pre>";
    }

    private string Figure(JsonObject figure, string? png, string? summary)
    {
        figures++;
        string alt = FigureJson.AltText(figure) ?? summary ?? "Figure";
        int height = FigureJson.Height(figure);
        string still = png is null ? "" : $"<img class=\"still\" src=\"{DataUrl(png)}\" alt=\"\">";
        return $"""
            <div class="chart" id="figure-{figures}" role="figure" aria-label="{Attribute(alt)}" style="min-height:{height}px">{still}
            <script type="application/json">{InScript(figure)}</script></div>
            """;
    }

    private static string DataUrl(string base64) => $"data:image/png;base64,{base64.ReplaceLineEndings("")}";

    private static string Attribute(string? text) => WebUtility.HtmlEncode(text ?? "").ReplaceLineEndings(" ");

    // The default encoder writes "<" as an escape, so nothing in a figure's texts can end the script element.
    private static string InScript(JsonObject figure) => figure.ToJsonString();
}
