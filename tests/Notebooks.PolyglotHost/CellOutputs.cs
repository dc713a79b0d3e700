using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.PolyglotHost;

/// <summary>What a cell shows, as outputs of a notebook.</summary>
internal static class CellOutputs
{
    public static async Task<JsonArray> OfAsync(Kernel kernel, string code)
    {
        KernelCommandResult result = await kernel.SendAsync(new SubmitCode(code));
        var outputs = new JsonArray();
        var places = new Dictionary<string, int>();
        foreach (KernelEvent happened in result.Events)
        {
            switch (happened)
            {
                case StandardOutputValueProduced or StandardErrorValueProduced:
                    Write(outputs, happened is StandardOutputValueProduced ? "stdout" : "stderr", string.Concat(((DisplayEvent)happened).FormattedValues.Select(part => part.Value)));
                    break;
                case DisplayedValueUpdated updated:
                    outputs[places[updated.ValueId]]!["data"] = Data(updated);
                    break;
                case DisplayEvent shown:
                    if (shown.ValueId is { } id) places[id] = outputs.Count;
                    outputs.Add(new JsonObject { ["output_type"] = shown is ReturnValueProduced ? "execute_result" : "display_data", ["metadata"] = new JsonObject(), ["data"] = Data(shown) });
                    break;
                case CommandFailed failed:
                    outputs.Add(new JsonObject { ["output_type"] = "error", ["ename"] = "Error", ["evalue"] = failed.Message, ["traceback"] = new JsonArray() });
                    break;
            }
        }

        return outputs;
    }

    private static void Write(JsonArray outputs, string name, string text)
    {
        if (outputs.LastOrDefault() is { } last && (string?)last["name"] == name) last["text"] = (string?)last["text"] + text;
        else outputs.Add(new JsonObject { ["output_type"] = "stream", ["name"] = name, ["text"] = text });
    }

    // The host sends what a front end prefers, often HTML alone; its plain text of the value is asked for besides.
    private static JsonObject Data(DisplayEvent shown)
    {
        var data = new JsonObject();
        foreach (FormattedValue part in shown.FormattedValues) data[part.MimeType] = part.Value;
        if (shown.Value is { } value && !data.ContainsKey("text/plain")) data["text/plain"] = value.ToDisplayString("text/plain");
        return data;
    }
}
