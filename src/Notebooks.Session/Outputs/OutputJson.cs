using System.Text.Json.Nodes;

namespace Notebooks.Session;

/// <summary>
/// Writes outputs as JSON: for a notebook file (nbformat 4.5) and for a front end that speaks the Jupyter protocol, whose
/// messages have the same names and nearly the same content.
/// </summary>
public static class OutputJson
{
    /// <summary>The output as an object of a code cell's <c>outputs</c> array. Strings are left whole, not cut into lines.</summary>
    /// <param name="output">A stream, a display, a result or an error.</param>
    /// <returns>A new object with its <c>output_type</c>.</returns>
    /// <exception cref="ArgumentException">The output is a change to others (an update, a clearing): use <see cref="OutputCollector"/> first.</exception>
    public static JsonObject ToJson(CellOutput output)
    {
        if (output is UpdateDisplayData or ClearOutput)
        {
            throw new ArgumentException($"A notebook file holds streams, displays, results and errors; this is a {output.GetType().Name}.", nameof(output));
        }
        var (type, content) = Write(output);
        content.Insert(0, "output_type", type);
        return content;
    }

    /// <summary>The output as a message to front ends. Lines of an error have the colours of a terminal: what is wrong in red, advice in blue.</summary>
    /// <param name="output">Any output.</param>
    /// <returns>The message's type and its content.</returns>
    public static (string Type, JsonObject Content) ToMessage(CellOutput output)
    {
        if (output is ErrorOutput error)
        {
            return ("error", Error(error.Error, coloured: true));
        }
        var (type, content) = Write(output);
        if (output is DisplayData { DisplayId: var shown })
        {
            content["transient"] = Transient(shown);
        }
        else if (output is UpdateDisplayData { DisplayId: var updated })
        {
            content["transient"] = Transient(updated);
        }
        return (type, content);
    }

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

    private static (string Type, JsonObject Content) Write(CellOutput output) => output switch
    {
        StreamOutput stream => ("stream", new() { ["name"] = stream.Name, ["text"] = stream.Text }),
        DisplayData display => ("display_data", new() { ["data"] = Bundle(display.Data), ["metadata"] = new JsonObject() }),
        UpdateDisplayData update => ("update_display_data", new() { ["data"] = Bundle(update.Data), ["metadata"] = new JsonObject() }),
        ExecuteResult result => ("execute_result", new() { ["execution_count"] = result.ExecutionCount, ["data"] = Bundle(result.Data), ["metadata"] = new JsonObject() }),
        ErrorOutput error => ("error", Error(error.Error, coloured: false)),
        ClearOutput clear => ("clear_output", new() { ["wait"] = clear.Wait }),
        _ => throw new ArgumentException($"There is no JSON for a {output.GetType().Name}.", nameof(output)),
    };

    private static JsonObject Error(CellError error, bool coloured) => new()
    {
        ["ename"] = error.Name, ["evalue"] = error.Message,
        ["traceback"] = new JsonArray([.. error.Traceback.Select((line, i) => (JsonNode)(coloured ? Coloured(line, first: i == 0) : line))]),
    };

    private static string Coloured(string line, bool first) =>
        first || line.EndsWith('^') ? $"\u001b[31m{line}\u001b[0m"
        : line.StartsWith("Hint:", StringComparison.Ordinal) ? $"\u001b[34m{line}\u001b[0m"
        : line;

    private static JsonObject Transient(string? displayId) => displayId is null ? [] : new JsonObject { ["display_id"] = displayId };
}
