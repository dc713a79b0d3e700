using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Hopfield.Course;

/// <summary>Turns a code cell's outputs into HTML, each by its richest form that a page can show.</summary>
/// <param name="markdown">Converts outputs that are Markdown.</param>
/// <param name="isPrinted">Whether a figure is its still picture and nothing else.</param>
internal sealed class OutputHtml(MarkdownHtml markdown, bool isPrinted = false)
{
    private int _figures;

    /// <summary>Whether a figure was met: the page then needs plotly.js.</summary>
    public bool HasFigures => _figures > 0;

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

        if (data[PlotlyFigure.MimeType] is JsonObject figure) return Figure(figure, Part(PlotlyFigure.PictureType), Part("text/plain"));
        if (Part("text/html") is { } html) return $"<div class=\"html\">{html}</div>";
        if (Part("image/svg+xml") is { } svg) return $"<div class=\"picture\">{svg}</div>";
        if (Part(PlotlyFigure.PictureType) is { } png) return $"<div class=\"picture\"><img src=\"{DataUrl(png)}\" alt=\"{Attribute(Part("text/plain"))}\"></div>";
        if (Part("text/markdown") is { } text) return $"<div class=\"html\">{markdown.Convert(text)}</div>";
        if (Part("text/plain") is { } plain) return $"<pre class=\"value\">{AnsiText.ToHtml(plain)}</pre>";
        return $"<pre class=\"value\">{WebUtility.HtmlEncode(data.ToJsonString())}</pre>";
    }

    private string Figure(JsonObject figure, string? png, string? summary)
    {
        _figures++;
        string alt = PlotlyFigure.AltText(figure) ?? summary ?? "Figure";
        int height = PlotlyFigure.Height(figure);
        if (isPrinted && png is null) return $"<p>{Attribute(alt)}</p>";
        if (isPrinted) return $"<div class=\"picture\" id=\"figure-{_figures}\"><img src=\"{DataUrl(png!)}\" alt=\"{Attribute(alt)}\" width=\"{PlotlyFigure.Width(figure)}\" height=\"{height}\"></div>";
        string still = png is null ? "" : $"<img class=\"still\" src=\"{DataUrl(png)}\" alt=\"\">";
        return $"""
            <div class="chart" id="figure-{_figures}" role="figure" aria-label="{Attribute(alt)}" style="min-height:{height}px">{still}
            <script type="application/json">{InScript(figure)}</script></div>
            """;
    }

    private static string DataUrl(string base64) => $"data:image/png;base64,{base64.ReplaceLineEndings("")}";

    private static string Attribute(string? text) => WebUtility.HtmlEncode(text ?? "").ReplaceLineEndings(" ");

    // The default encoder writes "<" as an escape, so nothing in a figure's texts can end the script element.
    private static string InScript(JsonObject figure) => figure.ToJsonString();
}

/// <summary>Console text as HTML: the colours of terminal escapes become classes, all other escapes are dropped.</summary>
internal static partial class AnsiText
{
    /// <summary>Converts a text.</summary>
    /// <param name="text">Text that may hold escape sequences.</param>
    /// <returns>HTML without an element around it.</returns>
    public static string ToHtml(string text)
    {
        var html = new StringBuilder();
        bool open = false;
        int at = 0;
        foreach (Match escape in Escape().Matches(text))
        {
            html.Append(WebUtility.HtmlEncode(text[at..escape.Index]));
            at = escape.Index + escape.Length;
            if (!escape.Groups["codes"].Success) continue;
            if (open) html.Append("</span>");
            string classes = Classes(escape.Groups["codes"].Value);
            open = classes.Length > 0;
            if (open) html.Append("<span class=\"").Append(classes).Append("\">");
        }

        html.Append(WebUtility.HtmlEncode(text[at..]));
        return (open ? html.Append("</span>") : html).ToString();
    }

    /// <summary>The text without escapes.</summary>
    /// <param name="text">Text that may hold escape sequences.</param>
    public static string Strip(string text) => Escape().Replace(text, "");

    private static string Classes(string codes) => string.Join(' ', codes.Split(';').Select(code => code switch
    {
        "1" => "ansi-bold",
        "2" => "ansi-faint",
        "31" or "91" => "ansi-red",
        "32" or "92" => "ansi-green",
        "33" or "93" => "ansi-yellow",
        "34" or "94" => "ansi-blue",
        "35" or "95" => "ansi-magenta",
        "36" or "96" => "ansi-cyan",
        "90" => "ansi-faint",
        _ => "",
    }).Where(name => name.Length > 0));

    [GeneratedRegex(@"\u001b\[(?:(?<codes>[0-9;]*)m|[0-9;?]*[A-Za-ln-z])")]
    private static partial Regex Escape();
}
