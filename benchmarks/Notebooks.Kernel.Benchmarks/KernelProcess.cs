using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;

namespace Notebooks.Kernel.Benchmarks;

/// <summary>A kernel in a process of its own, seen from outside as a front end sees it. Messages are not signed: the key is empty.</summary>
internal sealed class KernelProcess : IDisposable
{
    private readonly string _file = Path.GetTempFileName();
    private readonly DealerSocket _shell = new(), _control = new();
    private readonly SubscriberSocket _iopub = new();
    private readonly Process _process;

    public KernelProcess(string[] command)
    {
        int[] ports = FreePorts();
        File.WriteAllText(_file, JsonSerializer.Serialize(new
        {
            transport = "tcp", ip = "127.0.0.1", key = "", shell_port = ports[0], control_port = ports[1], stdin_port = ports[2], iopub_port = ports[3], hb_port = ports[4],
        }));
        _process = Process.Start(new ProcessStartInfo(command[0], command[1..].Append(_file)) { UseShellExecute = false })!;
        _shell.Connect($"tcp://127.0.0.1:{ports[0]}");
        _control.Connect($"tcp://127.0.0.1:{ports[1]}");
        _iopub.SubscribeToAnyTopic();
        _iopub.Connect($"tcp://127.0.0.1:{ports[3]}");
    }

    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Sends a request and waits for its reply.</summary>
    public JsonNode Ask(string type, JsonObject content)
    {
        Send(_shell, type, content);
        return Reply();
    }

    public JsonNode Execute(string code) => Ask("execute_request", Cell(code));

    /// <summary>Runs a cell that does not end, interrupts it, and returns the time from the request to the cell's reply.</summary>
    public TimeSpan Interrupt(string code)
    {
        var earlier = new NetMQMessage();
        while (_iopub.TryReceiveMultipartMessage(TimeSpan.Zero, ref earlier!))
        {
        }
        Send(_shell, "execute_request", Cell(code));
        while (Read(_iopub.ReceiveMultipartMessage()).Type != "stream")
        {
        }
        var clock = Stopwatch.StartNew();
        Send(_control, "interrupt_request", []);
        Reply();
        return clock.Elapsed;
    }

    public void Dispose()
    {
        _process.Kill();
        foreach (var socket in new NetMQSocket[] { _shell, _control, _iopub })
        {
            socket.Options.Linger = TimeSpan.Zero;
            socket.Dispose();
        }
        File.Delete(_file);
    }

    private static JsonObject Cell(string code) => new() { ["code"] = code, ["silent"] = false };

    private JsonNode Reply() => Read(_shell.ReceiveMultipartMessage()).Content;

    private static (string Type, JsonNode Content) Read(NetMQMessage message)
    {
        byte[][] parts = [.. message.Select(frame => frame.ToByteArray())];
        int start = Array.FindIndex(parts, part => part.AsSpan().SequenceEqual("<IDS|MSG>"u8));
        return ((string)JsonNode.Parse(parts[start + 2])!["msg_type"]!, JsonNode.Parse(parts[start + 5])!);
    }

    private static void Send(NetMQSocket socket, string type, JsonObject content)
    {
        string header = new JsonObject { ["msg_id"] = Guid.NewGuid().ToString(), ["msg_type"] = type, ["session"] = "benchmark", ["username"] = "", ["date"] = "", ["version"] = "5.3" }.ToJsonString();
        socket.SendMultipartMessage(new NetMQMessage(((string[])["<IDS|MSG>", "", header, "{}", "{}", content.ToJsonString()]).Select(part => new NetMQFrame(Encoding.UTF8.GetBytes(part)))));
    }

    private static int[] FreePorts()
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, 5).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        Array.ForEach(listeners, listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        Array.ForEach(listeners, listener => listener.Dispose());
        return ports;
    }
}
