using System.Text.Json.Nodes;
using Notebooks.Session;

namespace Notebooks.Kernel;

/// <summary>The replies to requests that run no code.</summary>
internal sealed class QuestionAnswers(SessionOptions options, NotebookSession session, History history)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(3);

    /// <summary>The content of the reply; null for a message that has none.</summary>
    public JsonObject? Answer(Message message)
    {
        if (message.Damage is { } damage && message.Type.EndsWith("_request", StringComparison.Ordinal))
        {
            return Fields.Refusal("BadRequest", damage);
        }
        using var late = new CancellationTokenSource(_patience);
        try
        {
            return message.Type switch
            {
                "kernel_info_request" => KernelInfo(),
                "complete_request" => Complete(message.Content, late.Token),
                "inspect_request" => Inspect(message.Content, late.Token),
                "is_complete_request" => IsComplete(message.Content, late.Token),
                "history_request" => history.Answer(message.Content),
                "comm_info_request" => new() { ["status"] = "ok", ["comms"] = new JsonObject() },
                _ => null,
            };
        }
        catch (Exception e)
        {
            return Fields.Refusal(e is FormatException ? "BadRequest" : e.GetType().Name, e.Message);
        }
    }

    public JsonObject KernelInfo() => new()
    {
        ["status"] = "ok",
        ["protocol_version"] = JupyterKernel.ProtocolVersion,
        ["implementation"] = options.Name,
        ["implementation_version"] = options.Version,
        ["banner"] = $"{options.Name} {options.Version}: C# 14 on {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}",
        ["help_links"] = new JsonArray([.. options.HelpLinks.Select(link => (JsonNode)new JsonObject { ["text"] = link.Text, ["url"] = link.Url })]),
        ["language_info"] = new JsonObject
        {
            // The same values as in .NET Interactive, by which front ends know C# notebooks.
            ["name"] = "C#", ["version"] = "14.0", ["mimetype"] = "text/x-csharp", ["file_extension"] = ".cs",
            ["pygments_lexer"] = "csharp", ["codemirror_mode"] = "text/x-csharp",
        },
    };

    private JsonObject Complete(JsonObject content, CancellationToken late)
    {
        var (code, position) = Place(content);
        var completions = session.Complete(code, position, late);
        int start = Points(code, completions.Start), end = Points(code, completions.End);
        return new()
        {
            ["status"] = "ok", ["cursor_start"] = start, ["cursor_end"] = end,
            ["matches"] = new JsonArray([.. completions.Items.Select(item => (JsonNode)item.Text)]),
            ["metadata"] = new JsonObject
            {
                ["_jupyter_types_experimental"] = new JsonArray([.. completions.Items.Select(item => (JsonNode)new JsonObject
                    { ["start"] = start, ["end"] = end, ["text"] = item.Text, ["type"] = item.Kind, ["signature"] = item.Signature })]),
            },
        };
    }

    private JsonObject Inspect(JsonObject content, CancellationToken late)
    {
        var (code, position) = Place(content);
        string? text = session.Inspect(code, position, content.Whole("detail_level") > 0, late);
        return new() { ["status"] = "ok", ["found"] = text is not null, ["data"] = text is null ? [] : new JsonObject { ["text/plain"] = text }, ["metadata"] = new JsonObject() };
    }

    private static JsonObject IsComplete(JsonObject content, CancellationToken late)
    {
        var (status, indent) = NotebookSession.IsComplete(content.Text("code") ?? "", late);
        return status == "incomplete" ? new() { ["status"] = status, ["indent"] = indent } : new() { ["status"] = status };
    }

    // The protocol counts code points, .NET counts UTF-16 units.
    private static (string Code, int Position) Place(JsonObject content)
    {
        string code = content.Text("code") ?? "";
        int points = content.Whole("cursor_pos") ?? code.Length, units = 0;
        while (points-- > 0 && units < code.Length)
        {
            units += char.IsSurrogatePair(code, units) ? 2 : 1;
        }
        return (code, units);
    }

    private static int Points(string code, int units) => units - code.AsSpan(0, units).ToArray().Count(char.IsLowSurrogate);
}
