using System.Text;
using System.Text.Json.Nodes;

namespace Notebooks.Kernel;

/// <summary>The five sockets of a kernel. None waits for another, and none for code.</summary>
internal sealed class JupyterSockets : IDisposable
{
    // What was sent before the end still arrives.
    private static readonly TimeSpan _linger = TimeSpan.FromSeconds(1);

    private readonly byte[] _key;
    private readonly ZmtpSocket _shell, _control, _stdin, _iopub, _heartbeat;

    /// <summary>Binds the sockets.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="takeShell">Takes what arrives there, on the thread of the front end's connection.</param>
    /// <param name="takeControl">The same for the control socket.</param>
    /// <param name="takeStdin">The same for answers.</param>
    /// <param name="fault">Hears of a failure after which the kernel cannot go on.</param>
    /// <exception cref="System.Net.Sockets.SocketException">A port is taken.</exception>
    public JupyterSockets(ConnectionFile connection, Action<Message> takeShell, Action<Message> takeControl, Action<Message> takeStdin, Action<Exception> fault)
    {
        _key = Encoding.UTF8.GetBytes(connection.Key);
        var bound = new List<ZmtpSocket>();
        try
        {
            _shell = Bind("ROUTER", connection.ShellPort, Signed(takeShell));
            _control = Bind("ROUTER", connection.ControlPort, Signed(takeControl));
            _stdin = Bind("ROUTER", connection.StdinPort, Signed(takeStdin));
            _iopub = Bind("PUB", connection.IopubPort, (peer, frames) => peer.Subscribe(frames[0]));
            _heartbeat = Bind("REP", connection.HeartbeatPort, (peer, frames) => _heartbeat!.Send(peer, frames));
        }
        catch
        {
            bound.ForEach(socket => socket.Dispose());
            throw;
        }

        ZmtpSocket Bind(string type, int port, Action<ZmtpSocket.Peer, List<byte[]>> take)
        {
            bound.Add(new ZmtpSocket(type, connection.Ip, port, take, fault));
            return bound[^1];
        }

        Action<ZmtpSocket.Peer, List<byte[]>> Signed(Action<Message> take) => (peer, frames) =>
        {
            if (Message.Read(peer, frames, _key) is { } message)
            {
                take(message);
            }
        };
    }

    private ZmtpSocket[] All => [_shell, _control, _stdin, _iopub, _heartbeat];

    public void Start() => Array.ForEach(All, socket => socket.Start());

    /// <summary>Answers a request, on the channel that it came by.</summary>
    public void Reply(Message request, JsonObject content, bool onControl = false) =>
        Send(onControl ? _control : _shell, request, request.Type.Replace("_request", "_reply", StringComparison.Ordinal), content);

    /// <summary>Tells all front ends something that belongs to a request, at once.</summary>
    public void Broadcast(Message request, string type, JsonObject content) => Broadcast(request, type, content, patient: false, CancellationToken.None);

    /// <summary>Tells all front ends what a cell has shown. Where they read more slowly than it shows, this waits, and the cell with it.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted meanwhile.</exception>
    public void Show(Message request, string type, JsonObject content, CancellationToken stop) => Broadcast(request, type, content, patient: true, stop);

    /// <summary>Tells all front ends that a request begins or is done with.</summary>
    public void Status(Message request, string state) => Broadcast(request, "status", new JsonObject { ["execution_state"] = state });

    /// <summary>Asks the person in front of the notebook that made a request.</summary>
    public void Ask(Message request, JsonObject content) => Send(_stdin, request, "input_request", content);

    public void Dispose()
    {
        foreach (var socket in All)
        {
            socket.Flush(_linger);
        }
        Array.ForEach(All, socket => socket.Dispose());
    }

    private void Broadcast(Message request, string type, JsonObject content, bool patient, CancellationToken stop) =>
        _iopub.Broadcast(Message.In(request, type, content, Encoding.ASCII.GetBytes(type)).Write(_key), patient, stop);

    private void Send(ZmtpSocket socket, Message request, string type, JsonObject content) =>
        socket.Send(request.Sender!, Message.In(request, type, content, request.Identities).Write(_key));
}
