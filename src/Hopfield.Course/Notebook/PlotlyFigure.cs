using System.Text.Json.Nodes;
using Hopfield.Plotting;

namespace Hopfield.Course;

/// <summary>A figure among a cell's outputs: plotly's JSON, with what pages and pictures need to know of it.</summary>
public static class PlotlyFigure
{
    /// <summary>The MIME type of an interactive figure.</summary>
    public const string MimeType = "application/vnd.plotly.v1+json";

    /// <summary>The MIME type of the still picture that goes with it.</summary>
    public const string PictureType = "image/png";

    /// <summary>
    /// Significant decimal digits that are kept of a figure's numbers: what a picture can show, so that a committed notebook is
    /// small and is the same whichever vector width the machine computed with.
    /// </summary>
    public const int Digits = 5;

    /// <summary>Height in CSS pixels of a figure that does not state one.</summary>
    public const int UsualHeight = 450;

    /// <summary>Width in CSS pixels of a figure that does not state one.</summary>
    public const int UsualWidth = 700;

    /// <summary>The figure that an output shows, or null where it shows none.</summary>
    /// <param name="output">An nbformat output.</param>
    public static JsonObject? Of(JsonNode? output) => (output?["data"] as JsonObject)?[MimeType] as JsonObject;

    /// <summary>
    /// Leaves of a figure what a published file and a page need: its numbers as numbers, which can be compared and rounded, without HTML, which
    /// may hold a whole library, and without the plain picture of a run, whose place a browser's takes.
    /// </summary>
    /// <param name="data">A MIME bundle; one that is no figure stays as it is.</param>
    public static void DropOtherForms(JsonObject data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data[MimeType] is not JsonObject figure) return;
        PackedArrays.Unpack(figure);
        data.Remove("text/html");
        data.Remove("image/svg+xml");
    }

    /// <summary>The description for those who cannot see the figure, kept in <c>layout.meta.alt</c>; null where there is none.</summary>
    /// <param name="figure">The figure.</param>
    public static string? AltText(JsonObject figure) =>
        (figure["layout"] as JsonObject)?["meta"] is JsonObject meta ? (string?)meta["alt"] : null;

    /// <summary>Whether it has sliders or menus, so that a still picture shows only one of its states.</summary>
    /// <param name="figure">The figure.</param>
    public static bool Moves(JsonObject figure) =>
        ((string[])["sliders", "updatemenus"]).Any(name => (figure["layout"] as JsonObject)?[name] is JsonArray { Count: > 0 });

    /// <summary>The height in CSS pixels.</summary>
    /// <param name="figure">The figure.</param>
    public static int Height(JsonObject figure) => Size(figure, "height") ?? UsualHeight;

    /// <summary>The width in CSS pixels.</summary>
    /// <param name="figure">The figure.</param>
    public static int Width(JsonObject figure) => Size(figure, "width") ?? UsualWidth;

    /// <summary>A copy with <see cref="Digits"/> digits a number. Rounding twice is rounding once; numbers written without a fraction stay as they are.</summary>
    /// <param name="node">Any JSON.</param>
    public static JsonNode? Round(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Round(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Round)]),
        JsonValue value when JsonNumber.Of(value) is { } number && value.ToJsonString().AsSpan().IndexOfAny('.', 'e', 'E') >= 0 => PlotlyJson.Rounded(number, Digits),
        _ => node?.DeepClone(),
    };

    private static int? Size(JsonObject figure, string name) =>
        (int?)JsonNumber.Of((figure["layout"] as JsonObject)?[name]);
}
