using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;
using Notebooks.Session;

namespace Notebooks.Kernel.Tests;

/// <summary>A message as the client sees it.</summary>
internal sealed record Received(string Channel, string Type, JsonNode Parent, JsonNode Content)
{
    public string? ParentId => (string?)Parent["msg_id"];
}

/// <summary>A front end of its own making, over real sockets, that signs and reads messages without the kernel's code.</summary>
internal sealed class JupyterClient : IAsyncDisposable
{
    private readonly string _key;
    private readonly string _session = Guid.NewGuid().ToString("N");
    private readonly DealerSocket _shell = new(), _control = new(), _stdin = new();
    private readonly SubscriberSocket _iopub = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _kernel;

    private JupyterClient(SessionOptions options, string key)
    {
        _key = key;
        Connection = new ConnectionFile(IPAddress.Loopback, FreePort(), FreePort(), FreePort(), FreePort(), FreePort(), key);
        _kernel = Task.Factory.StartNew(() => JupyterKernel.Run(options, Connection, _stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        byte[] identity = Encoding.ASCII.GetBytes(_session);
        foreach (var (socket, port) in new (NetMQSocket, int)[] { (_shell, Connection.ShellPort), (_control, Connection.ControlPort), (_stdin, Connection.StdinPort), (_iopub, Connection.IopubPort) })
        {
            socket.Options.Identity = identity;
            socket.Options.Linger = TimeSpan.Zero;
            socket.Connect($"tcp://127.0.0.1:{port}");
        }
        _iopub.SubscribeToAnyTopic();
    }

    public ConnectionFile Connection { get; }

    /// <summary>Ends with the kernel.</summary>
    public Task Kernel => _kernel;

    /// <summary>Starts a kernel and waits until its outputs are heard.</summary>
    public static JupyterClient Start(SessionOptions? options = null, string key = "secret")
    {
        for (int attempt = 1; ; attempt++)
        {
            var client = new JupyterClient(options ?? new SessionOptions(), key);
            while (!client._kernel.IsCompleted)
            {
                client.Send("kernel_info_request", []);
                if (client.TryReceive(client._iopub, "iopub", TimeSpan.FromMilliseconds(200)) is null) continue;
                client.Drain();
                return client;
            }
            // A port that was free a moment ago may be another process's by now.
            client.Close();
            if (attempt == 3) throw new InvalidOperationException("The kernel ended before it was heard.", client._kernel.Exception);
        }
    }

    public string Send(string type, JsonObject content, string channel = "shell", string? signWith = null)
    {
        string id = Guid.NewGuid().ToString("N");
        JsonObject header = new() { ["msg_id"] = id, ["msg_type"] = type, ["session"] = _session, ["username"] = "test", ["date"] = "2026-01-01T00:00:00Z", ["version"] = "5.3" };
        SendParts(channel, [Bytes(header), "{}"u8.ToArray(), "{}"u8.ToArray(), Bytes(content)], signWith);
        return id;
    }

    /// <summary>Sends a message of which header, parent, metadata and content are whatever bytes these are, but signed.</summary>
    public void SendParts(string channel, byte[][] parts, string? signWith = null) =>
        Socket(channel).SendMultipartMessage(new NetMQMessage(["<IDS|MSG>"u8.ToArray(), Encoding.ASCII.GetBytes(Sign(parts, signWith ?? _key)), .. parts]));

    public string Execute(string code, JsonObject? more = null)
    {
        JsonObject content = new() { ["code"] = code, ["silent"] = false, ["store_history"] = true, ["allow_stdin"] = true, ["stop_on_error"] = true };
        foreach (var (name, value) in more ?? [])
        {
            content[name] = value?.DeepClone();
        }
        return Send("execute_request", content);
    }

    /// <summary>Sends a request and returns what its reply says.</summary>
    public JsonNode Ask(string type, JsonObject content, string channel = "shell")
    {
        string id = Send(type, content, channel);
        while (true)
        {
            var reply = Receive(channel);
            if (reply.ParentId == id)
            {
                return reply.Content;
            }
        }
    }

    /// <summary>All broadcasts that belong to a request, up to its idle.</summary>
    public List<Received> Outputs(string request)
    {
        var all = new List<Received>();
        do
        {
            var next = Receive("iopub");
            if (next.ParentId == request)
            {
                all.Add(next);
            }
        }
        while (all is not [.., { Type: "status" } last] || (string?)last.Content["execution_state"] != "idle");
        return all;
    }

    public Received Receive(string channel) =>
        TryReceive(Socket(channel), channel, TimeSpan.FromSeconds(30)) ?? throw new TimeoutException($"Nothing came on {channel}.");

    public bool Hears(string channel) => TryReceive(Socket(channel), channel, TimeSpan.FromMilliseconds(300)) is not null;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _kernel;
        Close();
    }

    private void Close()
    {
        foreach (var socket in new NetMQSocket[] { _shell, _control, _stdin, _iopub })
        {
            socket.Dispose();
        }
        _stop.Dispose();
    }

    public void Drain()
    {
        while (TryReceive(_shell, "shell", TimeSpan.FromMilliseconds(100)) is not null || TryReceive(_iopub, "iopub", TimeSpan.FromMilliseconds(100)) is not null)
        {
        }
    }

    private Received? TryReceive(NetMQSocket socket, string channel, TimeSpan patience)
    {
        var frames = new NetMQMessage();
        if (!socket.TryReceiveMultipartMessage(patience, ref frames))
        {
            return null;
        }
        byte[][] parts = [.. frames!.Select(frame => frame.ToByteArray())];
        int start = Array.FindIndex(parts, part => Encoding.ASCII.GetString(part) == "<IDS|MSG>");
        Assert.Equal(Sign(parts[(start + 2)..(start + 6)], _key), Encoding.ASCII.GetString(parts[start + 1]));
        return new(channel, (string)JsonNode.Parse(parts[start + 2])!["msg_type"]!, JsonNode.Parse(parts[start + 3])!, JsonNode.Parse(parts[start + 5])!);
    }

    private NetMQSocket Socket(string channel) => channel switch { "shell" => _shell, "control" => _control, "stdin" => _stdin, _ => _iopub };

    private static string Sign(byte[][] parts, string key) =>
        key.Length == 0 ? "" : Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), parts.SelectMany(part => part).ToArray())).ToLowerInvariant();

    private static byte[] Bytes(JsonObject part) => Encoding.UTF8.GetBytes(part.ToJsonString());

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
