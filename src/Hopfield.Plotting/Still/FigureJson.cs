using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hopfield.Plotting;

/// <summary>Reads a figure's JSON: what is not there, or is of another kind, is null or empty.</summary>
internal static class FigureJson
{
    /// <summary>What stands at the end of some keys.</summary>
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys) node = (node as JsonObject)?[key];
        return node;
    }

    /// <summary>A number; null for anything else.</summary>
    public static double? Number(this JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : null;

    /// <summary>A text; a number is written as one.</summary>
    public static string? Words(this JsonNode? node) => node is not JsonValue value ? null : value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number => value.ToJsonString(),
        _ => null,
    };

    /// <summary>True only where it says so.</summary>
    public static bool Is(this JsonNode? node, bool wanted) => node is JsonValue value && value.GetValueKind() == (wanted ? JsonValueKind.True : JsonValueKind.False);

    /// <summary>The items of a list; none where it is no list.</summary>
    public static IReadOnlyList<JsonNode?> Items(this JsonNode? node) => node is JsonArray list ? [.. list] : [];

    /// <summary>The item that belongs to a point: of a list the one at its place, else the value that all points share.</summary>
    public static JsonNode? Of(this JsonNode? node, int point) => node is JsonArray list ? point < list.Count ? list[point] : null : node;

    /// <summary>The number at a place of a list; another one where it has none.</summary>
    public static double Of(this IReadOnlyList<JsonNode?> list, int place, double otherwise) => (place < list.Count ? list[place].Number() : null) ?? otherwise;

    /// <summary>Whether the figure shows a trace as it stands.</summary>
    public static bool IsShown(this JsonObject trace) => !trace["visible"].Is(false) && trace["visible"].Words() != "legendonly";
}
