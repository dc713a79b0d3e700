using System.Text.Json.Nodes;

namespace Notebooks.Session;

/// <summary>
/// One thing that a running cell sends out. The records mirror the outputs of a notebook file (nbformat 4.5) and the
/// messages of the Jupyter protocol, which have the same names and nearly the same content.
/// </summary>
/// <remarks>
/// A bundle maps a MIME type to a <see cref="string"/>, to a <see cref="JsonNode"/> for a type
/// that ends in <c>json</c>, or to a <c>byte[]</c> for a picture. Text is never dependent on the machine's culture.
/// </remarks>
public abstract record CellOutput
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

    // Text as it is, JSON as JSON, bytes as base64.
    private static JsonObject Bundle(IReadOnlyDictionary<string, object> data)
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

/// <summary>Text written to the console.</summary>
/// <param name="Name"><c>stdout</c> or <c>stderr</c>.</param>
/// <param name="Text">The text as it was written. One call of <c>Console.Write</c> may be a part of a record or share it with others.</param>
public sealed record StreamOutput(string Name, string Text) : CellOutput;

/// <summary>A value shown in the middle of a cell.</summary>
/// <param name="Data">The value, MIME type by MIME type.</param>
/// <param name="DisplayId">The name under which the output can be replaced later.</param>
public sealed record DisplayData(IReadOnlyDictionary<string, object> Data, string? DisplayId = null) : CellOutput;

/// <summary>A new content for every output that was shown before under the same name.</summary>
/// <param name="Data">The value, MIME type by MIME type.</param>
/// <param name="DisplayId">The name given when the value was first shown.</param>
public sealed record UpdateDisplayData(IReadOnlyDictionary<string, object> Data, string DisplayId) : CellOutput;

/// <summary>The value of a cell's last expression.</summary>
/// <param name="Data">The value, MIME type by MIME type.</param>
/// <param name="ExecutionCount">The number of the cell in this session, from 1.</param>
public sealed record ExecuteResult(IReadOnlyDictionary<string, object> Data, int ExecutionCount) : CellOutput;

/// <summary>What ended a cell before its time.</summary>
/// <param name="Error">What went wrong.</param>
public sealed record ErrorOutput(CellError Error) : CellOutput;

/// <summary>Asks the front end to empty the cell's output area.</summary>
/// <param name="Wait">True to keep the old output on the screen until the next one arrives (no flicker).</param>
public sealed record ClearOutput(bool Wait) : CellOutput;
