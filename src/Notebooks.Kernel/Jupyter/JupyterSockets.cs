using System.Text;
using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;

namespace Notebooks.Kernel;

/// <summary>The five sockets of a kernel. One thread owns them all; it only reads and sends, and never waits for code.</summary>
internal sealed class JupyterSockets : IDisposable
{
    private readonly byte[] _key;
    private readonly RouterSocket _shell = new(), _control = new(), _stdin = new();
    private readonly PublisherSocket _iopub = new();
    private readonly ResponseSocket _heartbeat = new();
    private readonly NetMQQueue<(NetMQSocket Socket, Message Message)> _outgoing = new();
    private readonly NetMQPoller _poller;

    /// <summary>Binds the sockets.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="takeShell">Takes what arrives there, on the thread of the sockets; it must return at once.</param>
    /// <param name="takeControl">The same for the control socket.</param>
    /// <param name="takeStdin">The same for answers.</param>
    public JupyterSockets(ConnectionFile connection, Action<Message> takeShell, Action<Message> takeControl, Action<Message> takeStdin)
    {
        _key = Encoding.UTF8.GetBytes(connection.Key);
        foreach (var (socket, port) in new (NetMQSocket, int)[]
            { (_shell, connection.ShellPort), (_control, connection.ControlPort), (_stdin, connection.StdinPort), (_iopub, connection.IopubPort), (_heartbeat, connection.HeartbeatPort) })
        {
            // What was sent before the end still arrives; outputs wait for a slow front end and are not dropped.
            socket.Options.Linger = TimeSpan.FromSeconds(1);
            socket.Options.SendHighWatermark = 0;
            socket.Bind($"tcp://{connection.Ip}:{port}");
        }
        _shell.ReceiveReady += (_, e) => Receive(e.Socket, takeShell);
        _control.ReceiveReady += (_, e) => Receive(e.Socket, takeControl);
        _stdin.ReceiveReady += (_, e) => Receive(e.Socket, takeStdin);
        _heartbeat.ReceiveReady += (_, e) => e.Socket.SendMultipartMessage(e.Socket.ReceiveMultipartMessage());
        _outgoing.ReceiveReady += (_, e) =>
        {
            while (e.Queue.TryDequeue(out var next, TimeSpan.Zero))
            {
                next.Socket.SendMultipartMessage(next.Message.Write(_key));
            }
        };
        _poller = [_shell, _control, _stdin, _heartbeat, _outgoing];
    }

    public void Start() => _poller.RunAsync("sockets", isBackgroundThread: true);

    /// <summary>Answers a request, on the channel that it came by.</summary>
    public void Reply(Message request, JsonObject content, bool onControl = false) =>
        Send(onControl ? _control : _shell, Message.In(request, request.Type.Replace("_request", "_reply", StringComparison.Ordinal), content, request.Identities));

    /// <summary>Tells all front ends something that belongs to a request.</summary>
    public void Broadcast(Message request, string type, JsonObject content) => Send(_iopub, Message.In(request, type, content, Encoding.ASCII.GetBytes(type)));

    /// <summary>Tells all front ends that a request begins or is done with.</summary>
    public void Status(Message request, string state) => Broadcast(request, "status", new JsonObject { ["execution_state"] = state });

    /// <summary>Asks the person in front of the notebook that made a request.</summary>
    public void Ask(Message request, JsonObject content) => Send(_stdin, Message.In(request, "input_request", content, request.Identities));

    public void Dispose()
    {
        while (!_outgoing.IsEmpty && _poller.IsRunning)
        {
            Thread.Sleep(1);
        }
        _poller.Dispose();
        foreach (var socket in new NetMQSocket[] { _shell, _control, _stdin, _iopub, _heartbeat })
        {
            socket.Dispose();
        }
        _outgoing.Dispose();
    }

    // All messages go through one queue, so they leave in the order of the calls, whichever sockets they go to.
    private void Send(NetMQSocket socket, Message message) => _outgoing.Enqueue((socket, message));

    private void Receive(NetMQSocket socket, Action<Message> take)
    {
        if (Message.Read(socket.ReceiveMultipartMessage(), _key) is { } message)
        {
            take(message);
        }
    }
}
