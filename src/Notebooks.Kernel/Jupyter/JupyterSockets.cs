using System.Text;
using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;

namespace Notebooks.Kernel;

/// <summary>The five sockets of a kernel. One thread owns them all; it only reads and sends, and never waits for code.</summary>
internal sealed class JupyterSockets : IDisposable
{
    private readonly byte[] key;
    private readonly RouterSocket shell = new(), control = new(), stdin = new();
    private readonly PublisherSocket iopub = new();
    private readonly ResponseSocket heartbeat = new();
    private readonly NetMQQueue<(NetMQSocket Socket, Message Message)> outgoing = new();
    private readonly NetMQPoller poller;

    /// <summary>Binds the sockets.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="takeShell">Takes what arrives there, on the thread of the sockets; it must return at once.</param>
    /// <param name="takeControl">The same for the control socket.</param>
    /// <param name="takeStdin">The same for answers.</param>
    public JupyterSockets(ConnectionFile connection, Action<Message> takeShell, Action<Message> takeControl, Action<Message> takeStdin)
    {
        key = Encoding.UTF8.GetBytes(connection.Key);
        foreach (var (socket, port) in new (NetMQSocket, int)[]
            { (shell, connection.ShellPort), (control, connection.ControlPort), (stdin, connection.StdinPort), (iopub, connection.IopubPort), (heartbeat, connection.HeartbeatPort) })
        {
            // What was sent before the end still arrives; outputs wait for a slow front end and are not dropped.
            socket.Options.Linger = TimeSpan.FromSeconds(1);
            socket.Options.SendHighWatermark = 0;
            socket.Bind($"tcp://{connection.Ip}:{port}");
        }
        shell.ReceiveReady += (_, e) => Receive(e.Socket, takeShell);
        control.ReceiveReady += (_, e) => Receive(e.Socket, takeControl);
        stdin.ReceiveReady += (_, e) => Receive(e.Socket, takeStdin);
        heartbeat.ReceiveReady += (_, e) => e.Socket.SendMultipartMessage(e.Socket.ReceiveMultipartMessage());
        outgoing.ReceiveReady += (_, e) =>
        {
            while (e.Queue.TryDequeue(out var next, TimeSpan.Zero))
            {
                next.Socket.SendMultipartMessage(next.Message.Write(key));
            }
        };
        poller = [shell, control, stdin, heartbeat, outgoing];
    }

    public void Start() => poller.RunAsync("sockets", isBackgroundThread: true);

    /// <summary>Answers a request, on the channel that it came by.</summary>
    public void Reply(Message request, JsonObject content, bool onControl = false) =>
        Send(onControl ? control : shell, Message.In(request, request.Type.Replace("_request", "_reply", StringComparison.Ordinal), content, request.Identities));

    /// <summary>Tells all front ends something that belongs to a request.</summary>
    public void Broadcast(Message request, string type, JsonObject content) => Send(iopub, Message.In(request, type, content, Encoding.ASCII.GetBytes(type)));

    /// <summary>Tells all front ends that a request begins or is done with.</summary>
    public void Status(Message request, string state) => Broadcast(request, "status", new JsonObject { ["execution_state"] = state });

    /// <summary>Asks the person in front of the notebook that made a request.</summary>
    public void Ask(Message request, JsonObject content) => Send(stdin, Message.In(request, "input_request", content, request.Identities));

    public void Dispose()
    {
        while (!outgoing.IsEmpty && poller.IsRunning)
        {
            Thread.Sleep(1);
        }
        poller.Dispose();
        foreach (var socket in new NetMQSocket[] { shell, control, stdin, iopub, heartbeat })
        {
            socket.Dispose();
        }
        outgoing.Dispose();
    }

    // All messages go through one queue, so they leave in the order of the calls, whichever sockets they go to.
    private void Send(NetMQSocket socket, Message message) => outgoing.Enqueue((socket, message));

    private void Receive(NetMQSocket socket, Action<Message> take)
    {
        if (Message.Read(socket.ReceiveMultipartMessage(), key) is { } message)
        {
            take(message);
        }
    }
}
