using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace Hopfield.Course;

/// <summary>The few words of the DevTools protocol that are needed: open a page, let it compute something, print it.</summary>
internal sealed class DevTools : IAsyncDisposable
{
    // A new target shows an empty page for a moment.
    private const string Loaded = "location.href !== 'about:blank' && document.readyState === 'complete'";

    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonObject>> _waiting = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private Task _listening = Task.CompletedTask;
    private int _last;

    /// <summary>Connects to a browser.</summary>
    /// <param name="address">Its web socket.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<DevTools> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        var tools = new DevTools();
        await tools._socket.ConnectAsync(address, cancellationToken);
        tools._listening = tools.ListenAsync();
        return tools;
    }

    /// <summary>Opens a page and waits until it is loaded.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The session in which the page is spoken to.</returns>
    public async Task<string> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        JsonObject target = await SendAsync("Target.createTarget", new() { ["url"] = address.AbsoluteUri }, null, cancellationToken);
        var attach = new JsonObject { ["targetId"] = (string)target["targetId"]!, ["flatten"] = true };
        JsonObject session = await SendAsync("Target.attachToTarget", attach, null, cancellationToken);
        string name = (string)session["sessionId"]!;
        while ((bool?)await EvaluateAsync(name, Loaded, cancellationToken) != true)
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        return name;
    }

    /// <summary>Evaluates an expression in a page and waits for its promise.</summary>
    /// <param name="session">The page's session.</param>
    /// <param name="expression">JavaScript.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The value.</returns>
    /// <exception cref="IOException">The page threw.</exception>
    public async Task<JsonNode?> EvaluateAsync(string session, string expression, CancellationToken cancellationToken)
    {
        var question = new JsonObject { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true };
        JsonObject answer = await SendAsync("Runtime.evaluate", question, session, cancellationToken);
        if (answer["exceptionDetails"] is { } thrown)
            throw new IOException($"The page threw: {thrown["exception"]?["description"] ?? thrown["text"]}");
        return answer["result"]?["value"]?.DeepClone();
    }

    /// <summary>Prints a page as its style sheet says, with an outline of its headings and with the descriptions of its pictures.</summary>
    /// <param name="session">The page's session.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The PDF.</returns>
    public async Task<byte[]> PrintAsync(string session, CancellationToken cancellationToken)
    {
        var question = new JsonObject { ["preferCSSPageSize"] = true, ["printBackground"] = true, ["generateTaggedPDF"] = true, ["generateDocumentOutline"] = true };
        JsonObject answer = await SendAsync("Page.printToPDF", question, session, cancellationToken);
        return Convert.FromBase64String((string)answer["data"]!);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _listening;
        _socket.Dispose();
        _sending.Dispose();
        _closing.Dispose();
    }

    private async Task<JsonObject> SendAsync(string method, JsonObject parameters, string? session, CancellationToken cancellationToken)
    {
        int id = Interlocked.Increment(ref _last);
        var answer = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (session is not null) message["sessionId"] = session;

        await _sending.WaitAsync(cancellationToken);
        try
        {
            byte[] bytes = System.Text.Encoding.UTF8.GetBytes(message.ToJsonString());
            await _socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }

        JsonObject reply = await answer.Task.WaitAsync(cancellationToken);
        return reply["result"] as JsonObject ?? throw new IOException($"{method}: {reply["error"]?["message"]}");
    }

    private async Task ListenAsync()
    {
        try
        {
            while (await ReceiveAsync() is { } message)
            {
                if ((int?)message["id"] is { } id && _waiting.TryRemove(id, out TaskCompletionSource<JsonObject>? answer)) answer.SetResult(message);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException)
        {
        }

        foreach (TaskCompletionSource<JsonObject> answer in _waiting.Values)
            answer.TrySetException(new IOException("The browser closed the connection."));
    }

    private async Task<JsonObject?> ReceiveAsync()
    {
        using var whole = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (true)
        {
            ValueWebSocketReceiveResult part = await _socket.ReceiveAsync(buffer.AsMemory(), _closing.Token);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            whole.Write(buffer, 0, part.Count);
            if (part.EndOfMessage) break;
        }

        whole.Position = 0;
        return (JsonObject?)JsonNode.Parse(whole);
    }
}
