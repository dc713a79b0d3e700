using System.Globalization;
using System.Text.Json.Nodes;

namespace Hopfield.Plotting;

/// <summary>The last touch on a figure's JSON: numbers rounded, gaps of arrays written as null, properties without content dropped.</summary>
internal static class PlotlyJson
{
    /// <summary>Reads JSON text as Plotly.NET writes it and tidies it.</summary>
    /// <param name="json">The JSON of a figure.</param>
    /// <param name="digits">Significant digits that remain of each number.</param>
    public static JsonObject Tidy(string json, int digits) => (JsonObject)Tidy(JsonNode.Parse(json), digits)!;

    private static JsonNode? Tidy(JsonNode? node, int digits) => node switch
    {
        JsonObject map => Tidy(map, digits),
        JsonArray list => new JsonArray([.. list.Select(item => Tidy(item, digits))]),
        JsonValue value => Tidy(value, digits),
        _ => null,
    };

    private static JsonObject Tidy(JsonObject map, int digits)
    {
        var tidy = new JsonObject();
        foreach ((string key, JsonNode? value) in map)
        {
            JsonNode? child = Tidy(value, digits);
            if (child is not (null or JsonObject { Count: 0 })) tidy[key] = child;
        }
        return tidy;
    }

    private static JsonNode? Tidy(JsonValue value, int digits)
    {
        if (value.TryGetValue(out double number)) return Rounded(number, digits);
        if (value.TryGetValue(out string? text)) return text == "NaN" ? null : JsonValue.Create(text);
        return value.DeepClone();
    }

    /// <summary>A number with so many significant digits; where that is whole it has no fraction, which is shorter and the same on every machine.</summary>
    public static JsonValue Rounded(double value, int digits)
    {
        double rounded = Round(value, digits);
        return Math.Abs(rounded) < 1e15 && rounded == Math.Truncate(rounded) ? JsonValue.Create((long)rounded) : JsonValue.Create(rounded);
    }

    /// <summary>The nearest number with so many significant decimal digits; ties go to even.</summary>
    public static double Round(double value, int digits) =>
        value == 0 || !double.IsFinite(value)
            ? value
            : double.Parse(value.ToString("E" + (digits - 1), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
