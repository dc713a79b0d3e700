using System.Globalization;
using System.Text.Json.Nodes;

namespace Hopfield.Course;

/// <summary>
/// Rounds the numbers of a figure to what a picture can show, so that a committed notebook is small and is the same
/// whichever vector width the machine computed with. Rounding twice is rounding once.
/// </summary>
public static class FigureRounding
{
    /// <summary>Significant decimal digits that are kept.</summary>
    public const int Digits = 5;

    private const double ExactIntegers = 1e15;

    /// <summary>A rounded copy. Numbers written without a fraction stay as they are.</summary>
    /// <param name="node">Any JSON.</param>
    public static JsonNode? Round(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Round(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Round)]),
        JsonValue value when JsonNumber.Of(value) is { } number && value.ToJsonString().AsSpan().IndexOfAny('.', 'e', 'E') >= 0 => Number(Round(number)),
        _ => node?.DeepClone(),
    };

    private static double Round(double value) =>
        double.Parse(value.ToString($"E{Digits - 1}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static JsonValue Number(double value) =>
        value == Math.Truncate(value) && Math.Abs(value) < ExactIntegers ? JsonValue.Create((long)value) : JsonValue.Create(value);
}
