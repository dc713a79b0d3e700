using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Notebooks.Kernel.Tests;

/// <summary>A connection that sends whatever bytes it likes, and the bytes of ZMTP 3.0 to make some of.</summary>
internal sealed class RawPeer : IDisposable
{
    public const byte More = 1, Command = 4;

    private readonly TcpClient _client = new();

    public RawPeer(int port)
    {
        _client.Connect("127.0.0.1", port);
        _client.ReceiveTimeout = 10_000;
    }

    public static byte[] Greeting(byte minor = 0, string mechanism = "NULL")
    {
        byte[] greeting = new byte[64];
        (greeting[0], greeting[8], greeting[9], greeting[10], greeting[11]) = (0xff, 1, 0x7f, 3, minor);
        Encoding.ASCII.GetBytes(mechanism).CopyTo(greeting, 12);
        return greeting;
    }

    public static byte[] Frame(byte[] body, byte flags = 0)
    {
        if (body.Length < 256)
        {
            return [flags, (byte)body.Length, .. body];
        }
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(length, body.Length);
        return [(byte)(flags | 2), .. length, .. body];
    }

    public static byte[] CommandOf(string name, params byte[] data) => Frame([(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. data], Command);

    public static byte[] Ready(string type = "DEALER", string identity = "") => CommandOf("READY", [.. Property("Socket-Type", type), .. Property("Identity", identity)]);

    public void Send(params byte[] bytes)
    {
        try
        {
            _client.GetStream().Write(bytes);
        }
        catch (IOException)
        {
            // The kernel has closed the connection before all was written.
        }
    }

    /// <summary>Greets as one should and takes the kernel's greeting.</summary>
    public void Greet(string type, byte minor = 0)
    {
        Send([.. Greeting(minor), .. Ready(type)]);
        ReadGreeting();
    }

    public void ReadGreeting()
    {
        Read(64);
        ReadFrame();
    }

    /// <summary>Asks for something to be sent, and reads a frame if that brings one.</summary>
    public byte[]? ReadFrameIfAny(Action ask)
    {
        ask();
        return _client.GetStream().DataAvailable ? ReadFrame() : null;
    }

    public byte[] ReadFrame()
    {
        byte[] head = Read(2);
        // A long frame has its length in eight bytes.
        return Read((head[0] & 2) == 0 ? head[1] : (int)BinaryPrimitives.ReadInt64BigEndian([head[1], .. Read(7)]));
    }

    public void Dispose() => _client.Dispose();

    private byte[] Read(int count)
    {
        byte[] bytes = new byte[count];
        _client.GetStream().ReadExactly(bytes);
        return bytes;
    }

    private static byte[] Property(string name, string value) =>
        [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. (byte[])[0, 0, 0, (byte)value.Length], .. Encoding.ASCII.GetBytes(value)];
}
