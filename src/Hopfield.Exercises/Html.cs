using System.Net;
using System.Text.RegularExpressions;

namespace Hopfield.Exercises;

// The text takes the page's own colour, so it reads on light and dark; the bar's colours have a contrast of at least 3 : 1 on both.
internal static partial class Html
{
    /// <summary>Escapes plain text; `words` between back-ticks become code.</summary>
    public static string Text(string text) => BackTicks().Replace(WebUtility.HtmlEncode(text), "<code>$1</code>");

    /// <summary>The sign of an outcome. Screen readers skip it: the words beside it say the same.</summary>
    public static string Glyph(Outcome outcome) => $"<span aria-hidden=\"true\" style=\"color:{Colour(outcome)};font-weight:bold\">{Sign(outcome)}</span>";

    /// <summary>Lines beside a bar in the colour of the outcome.</summary>
    public static string Panel(Outcome outcome, IReadOnlyList<string> lines) =>
        $"<div style=\"border-left:4px solid {Colour(outcome)};padding:.1em .8em;margin:.4em 0\">"
        + string.Concat(lines.Select(line => $"<div style=\"margin:.2em 0\">{line}</div>")) + "</div>";

    public static char Sign(Outcome outcome) => outcome switch { Outcome.Solved => '✓', Outcome.Wrong => '✗', _ => '○' };

    private static string Colour(Outcome outcome) => outcome switch { Outcome.Solved => "#1b9e77", Outcome.Wrong => "#d95f02", _ => "#808080" };

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex BackTicks();
}
