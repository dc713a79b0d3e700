using System.Net;
using System.Net.Sockets;

namespace Notebooks.Kernel;

/// <summary>
/// A ZeroMQ socket that others connect to. Every connection has a thread that reads and one that sends, so none waits for
/// another, and none for the thread pool, all of whose threads a cell may hold.
/// </summary>
internal sealed class ZmtpSocket : IDisposable
{
    // Far more than front ends need; the rest is turned away.
    private const int MaxPeers = 256, StackBytes = 1 << 20;

    // A front end that takes nothing for so long, while its kernel waits for it, does not come back to this connection.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private readonly string _type;
    private readonly Action<Peer, List<byte[]>> _take;
    private readonly Action<Exception> _fault;
    private readonly Socket _listener;
    private readonly List<Peer> _peers = [];
    private bool _closed;

    /// <summary>Begins to listen; connections are served from <see cref="Start"/> on.</summary>
    /// <param name="type">What the socket is: ROUTER, PUB, REP.</param>
    /// <param name="address">Where to listen.</param>
    /// <param name="port">Where to listen.</param>
    /// <param name="take">Takes each message, on the thread of its connection.</param>
    /// <param name="fault">Hears what should not happen: a failure that is not of a connection.</param>
    /// <exception cref="SocketException">The port is taken.</exception>
    public ZmtpSocket(string type, IPAddress address, int port, Action<Peer, List<byte[]>> take, Action<Exception> fault)
    {
        (_type, _take, _fault) = (type, take, fault);
        _listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(new IPEndPoint(address, port));
        _listener.Listen();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public void Start() => Begin(Accept, "accept");

    /// <summary>Sends to the connection with a certain name; nothing happens where there is none any more.</summary>
    public void Send(Peer asked, IReadOnlyList<byte[]> message)
    {
        // A front end that has connected again, under its old name, is the same front end.
        Peer? peer = Peers().LastOrDefault(peer => peer == asked || (asked.Identity.Length > 0 && peer.Identity.AsSpan().SequenceEqual(asked.Identity)));
        if (peer?.Outbox.Add(ZmtpConnection.Encode(message), patient: false, CancellationToken.None) == false)
        {
            peer.Dispose();
        }
    }

    /// <summary>Sends to all that have subscribed to it. One that reads too slowly holds the sender back; one that does not read at all is dropped.</summary>
    /// <param name="message">The message; its first frame is the topic.</param>
    /// <param name="patient">False for what is sent however much is waiting.</param>
    /// <param name="stop">Ends the wait for slow readers.</param>
    public void Broadcast(IReadOnlyList<byte[]> message, bool patient, CancellationToken stop)
    {
        byte[] bytes = ZmtpConnection.Encode(message);
        foreach (var peer in Peers().Where(peer => peer.Wants(message[0])))
        {
            if (!peer.Outbox.Add(bytes, patient, stop))
            {
                peer.Dispose();
            }
        }
    }

    /// <summary>Waits until everything is sent, but no longer than that.</summary>
    public void Flush(TimeSpan patience)
    {
        for (long start = Environment.TickCount64; Peers().Any(peer => !peer.Outbox.IsEmpty) && Environment.TickCount64 - start < patience.TotalMilliseconds;)
        {
            Thread.Sleep(1);
        }
    }

    public void Dispose()
    {
        Volatile.Write(ref _closed, true);
        _listener.Dispose();
        Array.ForEach(Peers(), peer => peer.Dispose());
    }

    private Peer[] Peers()
    {
        lock (_peers)
        {
            return [.. _peers];
        }
    }

    private void Accept()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = _listener.Accept();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                if (Volatile.Read(ref _closed))
                {
                    return;
                }
                // The other side has gone again, or the process has no file left for it.
                Thread.Sleep(1);
                continue;
            }
            var peer = new Peer(socket);
            lock (_peers)
            {
                if (_peers.Count < MaxPeers)
                {
                    _peers.Add(peer);
                }
                else
                {
                    peer.Dispose();
                    continue;
                }
            }
            Begin(() => Serve(peer), "read");
        }
    }

    private void Serve(Peer peer)
    {
        try
        {
            peer.Connection.Greet(_type);
            Begin(() => UntilItEnds(peer, () => peer.Outbox.SendAll(piece => peer.Connection.Send(piece.Span))), "send");
            UntilItEnds(peer, () =>
            {
                while (true)
                {
                    _take(peer, peer.Connection.ReadMessage(answer => peer.Outbox.Add(answer, patient: false, CancellationToken.None)));
                }
            });
        }
        catch (Exception e) when (IsEnd(e))
        {
            // Whoever does not introduce himself is not heard.
        }
        finally
        {
            lock (_peers)
            {
                _peers.Remove(peer);
            }
            peer.Dispose();
        }
    }

    private static void UntilItEnds(Peer peer, Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (IsEnd(e))
        {
            peer.Dispose();
        }
    }

    // The other side has gone, has broken the protocol, or this side has closed the connection.
    private static bool IsEnd(Exception e) => e is IOException or SocketException or ObjectDisposedException or InvalidDataException;

    private void Begin(Action work, string name) => new Thread(() =>
    {
        try
        {
            work();
        }
        catch (Exception e)
        {
            _fault(e);
        }
    }, StackBytes) { IsBackground = true, Name = $"{_type} {name}" }.Start();

    /// <summary>Who has connected.</summary>
    internal sealed class Peer(Socket socket) : IDisposable
    {
        private const int MaxTopics = 64, MaxTopicBytes = 1024;

        private readonly List<byte[]> _topics = [];

        public ZmtpConnection Connection { get; } = new(socket);

        public Outbox Outbox { get; } = new(_patience);

        public byte[] Identity => Connection.Identity;

        /// <summary>Whether the beginning of a topic is one that was subscribed to.</summary>
        public bool Wants(byte[] topic)
        {
            lock (_topics)
            {
                return _topics.Exists(start => topic.AsSpan().StartsWith(start));
            }
        }

        /// <summary>Takes the message by which topics are subscribed to, and subscriptions cancelled.</summary>
        /// <exception cref="InvalidDataException">It is none, or asks for too much.</exception>
        public void Subscribe(byte[] frame)
        {
            if (frame.Length is 0 or > MaxTopicBytes || frame[0] > 1)
            {
                throw new InvalidDataException("The other side sends no subscription.");
            }
            byte[] topic = frame[1..];
            lock (_topics)
            {
                if (frame[0] == 0)
                {
                    int index = _topics.FindIndex(other => other.AsSpan().SequenceEqual(topic));
                    if (index >= 0)
                    {
                        _topics.RemoveAt(index);
                    }
                }
                else if (_topics.Count < MaxTopics)
                {
                    _topics.Add(topic);
                }
                else
                {
                    throw new InvalidDataException("The other side subscribes to too many topics.");
                }
            }
        }

        public void Dispose()
        {
            Outbox.Close();
            Connection.Dispose();
        }
    }
}
