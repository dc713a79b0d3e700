using System.Text.Json.Nodes;

namespace Hopfield.Plotting.Tests;

/// <summary>Reads a figure's JSON.</summary>
internal static class Json
{
    public static JsonArray Data(this Figure figure) => (JsonArray)figure.ToJson()!["data"]!;

    public static JsonObject Layout(this Figure figure) => (JsonObject)figure.ToJson()!["layout"]!;

    /// <summary>The first trace of a type.</summary>
    public static JsonObject Trace(this Figure figure, string type, int index = 0) =>
        figure.Data().Select(trace => (JsonObject)trace!).Where(trace => (string?)trace["type"] == type).ElementAt(index);

    /// <summary>Numbers of an array; a gap is NaN.</summary>
    public static double[] Numbers(this JsonNode? node) => [.. ((JsonArray)node!).Select(item => item is null ? double.NaN : (double)item)];

    public static double[][] Rows(this JsonNode? node) => [.. ((JsonArray)node!).Select(Numbers)];

    public static string[] Words(this JsonNode? node) => [.. ((JsonArray)node!).Select(item => (string)item!)];

    /// <summary>Every property of the figure with its path.</summary>
    public static IEnumerable<(string Path, JsonNode? Value)> Everything(JsonNode? node, string path = "")
    {
        yield return (path, node);
        IEnumerable<(string, JsonNode?)> inner = node switch
        {
            JsonObject map => map.Select(pair => ($"{path}.{pair.Key}", pair.Value)),
            JsonArray list => list.Select((item, i) => ($"{path}[{i}]", item)),
            _ => [],
        };
        foreach ((string child, JsonNode? value) in inner)
            foreach ((string, JsonNode?) found in Everything(value, child)) yield return found;
    }
}
