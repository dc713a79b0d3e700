using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Hopfield.Plotting;

/// <summary>Writes the few shapes of SVG that a still needs. Lengths are pixels, with one decimal.</summary>
internal sealed partial class Svg
{
    private readonly StringBuilder _text = new();

    // The style of a path that may still go on.
    private string? _style;

    /// <summary>A length as SVG reads it.</summary>
    public static string F(double length) => Math.Round(length, 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>Text that stands between tags or quotes.</summary>
    public static string Escaped(string text) => WebUtility.HtmlEncode(text);

    /// <summary>The width of a text, near enough to leave room for it.</summary>
    public static double Width(string text, double size) => Plain(text).Length * size * 0.56;

    /// <summary>A shape of any outline. One that follows another of the same style joins it: a thousand equal points are one element.</summary>
    public void Path(string outline, string style)
    {
        if (style != _style)
        {
            End();
            _text.Append(CultureInfo.InvariantCulture, $"<path {style} d=\"");
            _style = style;
        }
        _text.Append(outline);
    }

    /// <summary>A straight line.</summary>
    public void Line(double x1, double y1, double x2, double y2, string colour, double width = 1, string dash = "") =>
        Path($"M{F(x1)} {F(y1)}L{F(x2)} {F(y2)}", $"fill=\"none\" stroke=\"{Escaped(colour)}\" stroke-width=\"{F(width)}\"{Dash(dash)}");

    /// <summary>A text. Its line breaks, raised and lowered letters are those of plotly.js.</summary>
    public void Text(double x, double y, string text, string anchor = "start", double size = Theme.SmallFontSize, string colour = Theme.Ink, double turn = 0)
    {
        string turned = turn == 0 ? "" : $" transform=\"rotate({F(turn)} {F(x)} {F(y)})\"";
        string[] lines = Break().Split(text);
        End();
        for (int i = 0; i < lines.Length; i++)
            _text.Append(CultureInfo.InvariantCulture, $"<text x=\"{F(x)}\" y=\"{F(y + (i * size * 1.2))}\" text-anchor=\"{anchor}\" font-size=\"{F(size)}\" fill=\"{Escaped(colour)}\"{turned}>{Marked(lines[i])}</text>\n");
    }

    /// <summary>Shapes of another drawing, cut off at a rectangle.</summary>
    public void Clipped(double x, double y, double width, double height, Svg inside)
    {
        End();
        inside.End();
        // Pages put many pictures into one document, so a name must not be another's: it comes from what it is for.
        string id = "c" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{x} {y} {width} {height} {inside._text}"))))[..12];
        _text.Append(CultureInfo.InvariantCulture, $"<clipPath id=\"{id}\"><path d=\"M{F(x)} {F(y)}h{F(width)}v{F(height)}h{F(-width)}z\"/></clipPath>\n");
        Group($"clip-path=\"url(#{id})\"", inside);
    }

    /// <summary>All of another drawing.</summary>
    public void Append(Svg other)
    {
        End();
        other.End();
        _text.Append(other._text);
    }

    /// <summary>Shapes of another drawing, with what they share.</summary>
    public void Group(string style, Svg inside)
    {
        End();
        inside.End();
        _text.Append(CultureInfo.InvariantCulture, $"<g {style}>\n{inside._text}</g>\n");
    }

    /// <summary>The dash of a line under plotly.js's name for it.</summary>
    public static string Dash(string? name) => name switch
    {
        "dot" => " stroke-dasharray=\"2 4\"",
        "dash" => " stroke-dasharray=\"9 6\"",
        "dashdot" => " stroke-dasharray=\"9 4 2 4\"",
        "longdash" => " stroke-dasharray=\"14 7\"",
        "longdashdot" => " stroke-dasharray=\"14 5 2 5\"",
        _ => "",
    };

    /// <summary>The whole picture.</summary>
    public string ToString(int width, int height, string alt)
    {
        End();
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif\">\n<title>{Escaped(alt)}</title>\n{_text}</svg>";
    }

    private void End()
    {
        if (_style is not null) _text.Append("\"/>\n");
        _style = null;
    }

    private static string Plain(string text) => WebUtility.HtmlDecode(Tag().Replace(text, ""));

    // Raised and lowered letters become small ones beside the line; other marks go.
    private static string Marked(string text) => string.Concat(Shifted().Split(text).Select((part, i) => (i % 3) switch
    {
        0 => Escaped(Plain(part)),
        1 => part == "sup" ? "<tspan font-size=\"75%\" dy=\"-5\">" : "<tspan font-size=\"75%\" dy=\"4\">",
        _ => "",
    } + (i % 3 == 2 ? Escaped(Plain(part)) + "</tspan>" : "")));

    [GeneratedRegex("<br */?>")]
    private static partial Regex Break();

    [GeneratedRegex("</?[a-zA-Z][^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("<(sup|sub)>(.*?)</(?:sup|sub)>")]
    private static partial Regex Shifted();
}
