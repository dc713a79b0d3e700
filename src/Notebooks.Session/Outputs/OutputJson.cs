using System.Text.Json.Nodes;

namespace Notebooks.Session;

/// <summary>Writes outputs as a notebook file (nbformat 4.5) holds them. Strings are left whole, not cut into lines.</summary>
public static class OutputJson
{
    /// <summary>The output as an object of a code cell's <c>outputs</c> array.</summary>
    /// <param name="output">A stream, a display, a result or an error.</param>
    /// <returns>A new object with its <c>output_type</c>.</returns>
    /// <exception cref="ArgumentException">The output is a change to others (an update, a clearing): use <see cref="OutputCollector"/> first.</exception>
    public static JsonObject ToJson(CellOutput output) => output switch
    {
        StreamOutput stream => new() { ["output_type"] = "stream", ["name"] = stream.Name, ["text"] = stream.Text },
        DisplayData display => new() { ["output_type"] = "display_data", ["data"] = Bundle(display.Data), ["metadata"] = new JsonObject() },
        ExecuteResult result => new()
        {
            ["output_type"] = "execute_result", ["execution_count"] = result.ExecutionCount,
            ["data"] = Bundle(result.Data), ["metadata"] = new JsonObject(),
        },
        ErrorOutput error => new()
        {
            ["output_type"] = "error", ["ename"] = error.Name, ["evalue"] = error.Message,
            ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
        },
        _ => throw new ArgumentException($"A notebook file holds streams, displays, results and errors; this is a {output.GetType().Name}.", nameof(output)),
    };

    /// <summary>A bundle as a JSON object: text as it is, JSON as JSON, bytes as base64.</summary>
    /// <param name="data">MIME type to string, <see cref="JsonNode"/> or bytes.</param>
    /// <returns>A new object; nodes are copied.</returns>
    /// <exception cref="ArgumentException">A part is of another type.</exception>
    public static JsonObject Bundle(IReadOnlyDictionary<string, object> data)
    {
        var json = new JsonObject();
        foreach (var (mime, part) in data)
        {
            json[mime] = part switch
            {
                string text => text,
                JsonNode node => node.DeepClone(),
                byte[] bytes => Convert.ToBase64String(bytes),
                _ => throw new ArgumentException($"The part {mime} must be a string, a JsonNode or a byte[]; it is a {part?.GetType().Name ?? "null"}.", nameof(data)),
            };
        }
        return json;
    }
}
