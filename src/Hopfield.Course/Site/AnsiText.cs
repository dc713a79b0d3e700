using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Hopfield.Course;

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
