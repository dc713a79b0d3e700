using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hopfield.Course;

/// <summary>Numbers of a JSON tree, whether they were parsed or put in by code as any numeric type.</summary>
internal static class JsonNumber
{
    /// <summary>The value of a number, or null where the node is none.</summary>
    /// <param name="node">Any node.</param>
    public static double? Of(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            ? double.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)
            : null;
}
