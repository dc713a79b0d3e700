using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Notebooks.Kernel;

/// <summary>
/// One connection of ZeroMQ's transport protocol, ZMTP 3.0 with the mechanism NULL, which Jupyter's front ends speak
/// (rfc.zeromq.org/spec/23). Nothing is taken on trust: every length has a limit and is not allocated before its bytes have
/// come; whatever breaks the protocol is an <see cref="InvalidDataException"/>, and costs its sender the connection.
/// </summary>
/// <remarks>
/// Why not a library: the one that .NET has ends its own thread on ten bytes from a stranger, as on a length of 2³¹ or on an
/// empty command, and the kernel would go on without ears. It cannot hold back a sender either, so that a cell that shows
/// things in a loop fills the memory.
/// </remarks>
internal sealed class ZmtpConnection : IDisposable
{
    /// <summary>The longest message that is taken, all frames together.</summary>
    public const int MaxMessageBytes = 64 << 20;

    private const int MaxFrames = 64, MaxCommandBytes = 4096, PieceBytes = 64 << 10;
    private const byte More = 1, Long = 2, Command = 4;
    private static readonly TimeSpan _handshakePatience = TimeSpan.FromSeconds(10);

    private readonly Socket _socket;
    private readonly BufferedStream _input;

    public ZmtpConnection(Socket socket)
    {
        _socket = socket;
        _socket.NoDelay = true;
        _input = new BufferedStream(new NetworkStream(socket), 8192);
    }

    /// <summary>The name that the other side has given itself; empty for none.</summary>
    public byte[] Identity { get; private set; } = [];

    /// <summary>Introduces both sides to each other.</summary>
    /// <param name="socketType">What this side is: ROUTER, PUB, REP, …</param>
    public void Greet(string socketType)
    {
        _socket.ReceiveTimeout = (int)_handshakePatience.TotalMilliseconds;
        byte[] greeting = new byte[64];
        greeting[0] = 0xff;
        greeting[9] = 0x7f;
        greeting[10] = 3;
        Encoding.ASCII.GetBytes("NULL").CopyTo(greeting, 12);
        Send(greeting);

        byte[] theirs = Read(greeting.Length);
        Require(theirs[0] == 0xff && theirs[9] == 0x7f && theirs[10] >= 3, "speaks no ZMTP 3");
        Require(theirs.AsSpan(12, 20).SequenceEqual(greeting.AsSpan(12, 20)), "wants another mechanism than NULL");

        Send(CommandOf("READY", [.. Property("Socket-Type", Encoding.ASCII.GetBytes(socketType)), .. Property("Identity", [])]));
        var (flags, ready) = ReadFrame(MaxCommandBytes);
        Require(IsNamed(ready, "READY", out var properties) && (flags & Command) != 0, "is not ready");
        while (properties.Length > 0)
        {
            string name = Encoding.ASCII.GetString(Cut(ref properties, Cut(ref properties, 1)[0]));
            uint length = BinaryPrimitives.ReadUInt32BigEndian(Cut(ref properties, 4));
            var value = Cut(ref properties, length);
            if (name.Equals("Identity", StringComparison.OrdinalIgnoreCase))
            {
                Require(value.Length <= byte.MaxValue, "has too long a name");
                Identity = value.ToArray();
            }
        }
        _socket.ReceiveTimeout = 0;
    }

    /// <summary>Waits for the next message and reads it. Commands are answered or passed over; those that subscribe are the messages for which they stand.</summary>
    /// <param name="answer">Takes bytes to be sent in answer to a command.</param>
    public List<byte[]> ReadMessage(Action<byte[]> answer)
    {
        var frames = new List<byte[]>();
        for (int rest = MaxMessageBytes; ;)
        {
            var (flags, body) = ReadFrame(rest);
            if ((flags & Command) == 0)
            {
                frames.Add(body);
                rest -= body.Length;
                Require(frames.Count <= MaxFrames, "sends a message of too many frames");
                if ((flags & More) == 0)
                {
                    return frames;
                }
            }
            // A ping is a time to live and a context, which the answer repeats.
            else if (IsNamed(body, "PING", out var ping) && ping.Length is >= 2 and <= 18)
            {
                answer(CommandOf("PONG", ping[2..]));
            }
            else if (IsNamed(body, "SUBSCRIBE", out var topic))
            {
                return [[1, .. topic]];
            }
            else if (IsNamed(body, "CANCEL", out topic))
            {
                return [[0, .. topic]];
            }
        }
    }

    /// <summary>A message as bytes, ready to be sent to any number of connections.</summary>
    public static byte[] Encode(IReadOnlyList<byte[]> frames)
    {
        using var bytes = new MemoryStream();
        for (int i = 0; i < frames.Count; i++)
        {
            WriteFrame(bytes, i < frames.Count - 1 ? More : (byte)0, frames[i]);
        }
        return bytes.ToArray();
    }

    /// <summary>Sends bytes; waits as long as the other side does not take them.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[_socket.Send(bytes)..];
        }
    }

    /// <summary>Ends the connection, and with it every call that waits for the other side.</summary>
    public void Dispose()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The other side was faster, or another thread of this one.
        }
        _socket.Dispose();
    }

    private (byte Flags, byte[] Body) ReadFrame(int maxBytes)
    {
        byte flags = Read(1)[0];
        Require((flags & ~(More | Long | Command)) == 0, "sets flags that there are not");
        ulong length = (flags & Long) != 0 ? BinaryPrimitives.ReadUInt64BigEndian(Read(8)) : Read(1)[0];
        Require(length <= (ulong)((flags & Command) != 0 ? MaxCommandBytes : maxBytes), "sends more than a message may hold");
        return (flags, Read((int)length));
    }

    private byte[] Read(int count)
    {
        byte[] bytes = new byte[Math.Min(count, PieceBytes)];
        for (int read = 0; read < count;)
        {
            if (read == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(count, 2L * bytes.Length));
            }
            int more = _input.Read(bytes, read, bytes.Length - read);
            read += more > 0 ? more : throw new EndOfStreamException();
        }
        return bytes;
    }

    private static void WriteFrame(MemoryStream bytes, byte flags, ReadOnlySpan<byte> body)
    {
        Span<byte> head = stackalloc byte[9];
        bool isLong = body.Length > byte.MaxValue;
        head[0] = (byte)(flags | (isLong ? Long : 0));
        head[1] = (byte)body.Length;
        if (isLong)
        {
            BinaryPrimitives.WriteUInt64BigEndian(head[1..], (ulong)body.Length);
        }
        bytes.Write(head[..(isLong ? 9 : 2)]);
        bytes.Write(body);
    }

    private static byte[] CommandOf(string name, ReadOnlySpan<byte> data)
    {
        using var bytes = new MemoryStream();
        WriteFrame(bytes, Command, [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. data]);
        return bytes.ToArray();
    }

    private static byte[] Property(string name, byte[] value)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        return [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. length, .. value];
    }

    private static bool IsNamed(ReadOnlySpan<byte> command, string name, out ReadOnlySpan<byte> data)
    {
        bool named = command.Length > name.Length && command[0] == name.Length && command.Slice(1, name.Length).SequenceEqual(Encoding.ASCII.GetBytes(name));
        data = named ? command[(1 + name.Length)..] : [];
        return named;
    }

    private static ReadOnlySpan<byte> Cut(ref ReadOnlySpan<byte> bytes, uint length)
    {
        Require(length <= (uint)bytes.Length, "breaks off");
        var cut = bytes[..(int)length];
        bytes = bytes[(int)length..];
        return cut;
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidDataException($"The other side {what}.");
        }
    }
}
