using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Notebooks.Session;

namespace Notebooks.Kernel;

/// <summary>Sends the outputs of one request to the front ends, and its questions to the one that made it.</summary>
internal sealed class RequestOutputs(Message request, JupyterSockets sockets, BlockingCollection<string>? answers, bool silent, CancellationToken stop) : IOutputSink, IInputSource
{
    public void Publish(CellOutput output)
    {
        if (silent)
        {
            return;
        }
        switch (output)
        {
            case StreamOutput stream:
                sockets.Broadcast(request, "stream", new JsonObject { ["name"] = stream.Name, ["text"] = stream.Text });
                break;
            case DisplayData display:
                sockets.Broadcast(request, "display_data", Display(display.Data, display.DisplayId));
                break;
            case UpdateDisplayData update:
                sockets.Broadcast(request, "update_display_data", Display(update.Data, update.DisplayId));
                break;
            case ExecuteResult result:
                sockets.Broadcast(request, "execute_result", new JsonObject { ["execution_count"] = result.ExecutionCount, ["data"] = OutputJson.Bundle(result.Data), ["metadata"] = new JsonObject() });
                break;
            case ErrorOutput error:
                sockets.Broadcast(request, "error", Error(error));
                break;
            case ClearOutput clear:
                sockets.Broadcast(request, "clear_output", new JsonObject { ["wait"] = clear.Wait });
                break;
        }
    }

    public string? Ask(string prompt, bool hidden)
    {
        if (answers is null)
        {
            return null;
        }
        while (answers.TryTake(out _))
        {
            // An answer that came after its question was interrupted is not an answer to this one.
        }
        sockets.Ask(request, new JsonObject { ["prompt"] = prompt, ["password"] = hidden });
        return answers.Take(stop);
    }

    /// <summary>An error as messages have it, in the colours of a terminal: what is wrong in red, advice in blue.</summary>
    public static JsonObject Error(ErrorOutput error) => new()
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Message,
        ["traceback"] = new JsonArray([.. error.Traceback.Select((line, i) => (JsonNode)(
            i == 0 || line.EndsWith('^') ? $"\u001b[31m{line}\u001b[0m" : line.StartsWith("Hint:", StringComparison.Ordinal) ? $"\u001b[34m{line}\u001b[0m" : line))]),
    };

    private static JsonObject Display(IReadOnlyDictionary<string, object> data, string? id) => new()
    {
        ["data"] = OutputJson.Bundle(data), ["metadata"] = new JsonObject(), ["transient"] = id is null ? [] : new JsonObject { ["display_id"] = id },
    };
}
