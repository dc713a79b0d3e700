using System.Text.Json.Nodes;

namespace Hopfield.Course.Tests;

/// <summary>nbformat outputs to compare and to show.</summary>
internal static class Outputs
{
    public static JsonObject Stream(string text) => new() { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = MultilineText.Split(text) };

    public static JsonObject Value(string text) => Display("text/plain", text);

    public static JsonObject Display(string type, JsonNode part) =>
        new() { ["output_type"] = "display_data", ["metadata"] = new JsonObject(), ["data"] = new JsonObject { [type] = part } };

    public static JsonObject Figure(string json, string? png = null)
    {
        JsonObject output = Display(PlotlyFigure.MimeType, JsonNode.Parse(json)!);
        if (png is not null) output["data"]!["image/png"] = png;
        return output;
    }
}
