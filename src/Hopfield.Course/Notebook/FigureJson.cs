using System.Text.Json.Nodes;

namespace Hopfield.Course;

/// <summary>What pages and pictures need to know of a figure's plotly JSON.</summary>
internal static class FigureJson
{
    /// <summary>Height in CSS pixels of a figure that does not state one.</summary>
    public const int UsualHeight = 450;

    /// <summary>Width in CSS pixels of a figure that does not state one.</summary>
    public const int UsualWidth = 700;

    /// <summary>The description for those who cannot see the figure, kept in <c>layout.meta.alt</c>; null where there is none.</summary>
    /// <param name="figure">The figure.</param>
    public static string? AltText(JsonObject figure) =>
        (figure["layout"] as JsonObject)?["meta"] is JsonObject meta ? (string?)meta["alt"] : null;

    /// <summary>The height in CSS pixels.</summary>
    /// <param name="figure">The figure.</param>
    public static int Height(JsonObject figure) => Size(figure, "height") ?? UsualHeight;

    /// <summary>The width in CSS pixels.</summary>
    /// <param name="figure">The figure.</param>
    public static int Width(JsonObject figure) => Size(figure, "width") ?? UsualWidth;

    private static int? Size(JsonObject figure, string name) =>
        (int?)JsonNumber.Of((figure["layout"] as JsonObject)?[name]);
}
