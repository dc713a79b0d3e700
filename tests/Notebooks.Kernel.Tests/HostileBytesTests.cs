using System.Net;
using System.Net.Sockets;
using System.Text;
using static Notebooks.Kernel.Tests.RawPeer;

namespace Notebooks.Kernel.Tests;

/// <summary>Whoever can reach a port can send bytes to it, with no key. That costs him his connection, and nobody else anything.</summary>
public sealed class HostileBytesTests
{
    private static readonly byte[] _signature = Greeting()[..10];

    private static readonly Dictionary<string, byte[]> _bytes = new()
    {
        ["a length of 2³¹ in the oldest protocol"] = [0xff, 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff, 0],
        ["a length of 2⁶²"] = [0xff, 0x3f, 0, 0, 0, 0, 0, 0, 0, 0],
        ["the oldest protocol"] = [1, 0, 0xff, 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff, 0],
        ["the second protocol"] = [.. _signature, 1, 5, 0, 0],
        ["half a greeting"] = [.. _signature, 3],
        ["another mechanism"] = [.. Greeting(mechanism: "PLAIN"), .. CommandOf("HELLO", 1, 97, 1, 98)],
        ["a mechanism that there is not"] = Greeting(mechanism: "XXXX"),
        ["a property of 2³² − 1 bytes"] = [.. Greeting(), .. CommandOf("READY", [11, .. "Socket-Type"u8, 0xff, 0xff, 0xff, 0xff])],
        ["a property that breaks off"] = [.. Greeting(), .. CommandOf("READY", [200, 65])],
        ["a command without a name"] = [.. Greeting(), .. Frame([], Command)],
        ["another command first"] = [.. Greeting(), .. CommandOf("ERROR", 255)],
        ["a message first"] = [.. Greeting(), .. Frame([65])],
        ["a name of 300 letters"] = [.. Greeting(), .. Frame([5, .. "READY"u8, 8, .. "Identity"u8, 0, 0, 1, 44, .. new byte[300]], Command)],
        ["a command without a name after the greeting"] = [.. Greeting(), .. Ready(), .. Frame([], Command)],
        ["a command that is shorter than its name"] = [.. Greeting(), .. Ready(), .. Frame([255], Command)],
        ["a ping without its time"] = [.. Greeting(), .. Ready(), .. CommandOf("PING", 0)],
        ["flags that there are not"] = [.. Greeting(), .. Ready(), 0xf8, 1, 65],
        ["a frame of 2 GB"] = [.. Greeting(), .. Ready(), 2, 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xc7],
        ["a frame of 2⁶³ bytes"] = [.. Greeting(), .. Ready(), 2, 0x80, 0, 0, 0, 0, 0, 0, 0],
        ["frames without end"] = [.. Greeting(), .. Ready(), .. Enumerable.Repeat(Frame([65], More), 1000).SelectMany(frame => frame)],
        ["no subscription"] = [.. Greeting(), .. Ready("SUB"), .. Frame([2, 65])],
        ["an empty subscription"] = [.. Greeting(), .. Ready("SUB"), .. Frame([])],
        ["a subscription of 70,000 bytes"] = [.. Greeting(), .. Ready("SUB"), .. Frame([.. Enumerable.Repeat((byte)1, 70_000)])],
        ["subscriptions without end"] = [.. Greeting(), .. Ready("SUB"), .. Enumerable.Range(0, 1000).SelectMany(i => Frame([1, (byte)i, (byte)(i >> 8)]))],
        ["another language"] = Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        ["nothing"] = [],
        ["ones"] = [.. Enumerable.Repeat((byte)0xff, 64)],
    };

    public static TheoryData<string> Kinds => [.. _bytes.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_stranger_ends_his_own_connection_and_no_other(string kind)
    {
        await using var client = JupyterClient.Start();
        var c = client.Connection;
        foreach (int port in (int[])[c.ShellPort, c.ControlPort, c.StdinPort, c.IopubPort, c.HeartbeatPort])
        {
            using (var stranger = new RawPeer(port))
            {
                stranger.Send(_bytes[kind]);
            }
            using (var impolite = new TcpClient("127.0.0.1", port) { LingerState = new LingerOption(true, 0) })
            {
                await impolite.GetStream().WriteAsync(_bytes[kind], TestContext.Current.CancellationToken);
            }
            Assert.Equal("ok", (string?)client.Ask("kernel_info_request", [], "control")["status"]);
        }
        Assert.Equal("ok", (string?)client.Ask("execute_request", new() { ["code"] = "1" })["status"]);
    }

    [Fact]
    public async Task Random_bytes_behind_a_right_greeting_do_no_harm()
    {
        await using var client = JupyterClient.Start();
        var random = new Random(1);
        for (int i = 0; i < 500; i++)
        {
            byte[] bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            using var stranger = new RawPeer(i % 2 == 0 ? client.Connection.ShellPort : client.Connection.IopubPort);
            stranger.Send([.. i % 5 == 0 ? [] : Greeting(), .. i % 3 == 0 ? [] : Ready(), .. bytes]);
        }
        Assert.Equal("ok", (string?)client.Ask("execute_request", new() { ["code"] = "1" })["status"]);
    }

    [Fact]
    public async Task More_strangers_than_there_are_places_do_not_take_away_those_that_are_taken()
    {
        await using var client = JupyterClient.Start();
        RawPeer[] strangers = [.. Enumerable.Range(0, 400).Select(_ => new RawPeer(client.Connection.ShellPort))];
        Assert.Equal("ok", (string?)client.Ask("execute_request", new() { ["code"] = "1" })["status"]);
        Array.ForEach(strangers, stranger => stranger.Dispose());
    }

    [Fact]
    public async Task A_ping_is_answered_with_its_context()
    {
        await using var client = JupyterClient.Start();
        using var peer = new RawPeer(client.Connection.ShellPort);
        peer.Greet("DEALER");
        peer.Send(CommandOf("PING", [0, 0, .. "context"u8]));
        Assert.Equal((byte[])[4, .. "PONG"u8, .. "context"u8], peer.ReadFrame());
    }

    [Fact]
    public async Task A_topic_is_subscribed_to_by_a_message_or_by_a_command_and_cancelled()
    {
        await using var client = JupyterClient.Start();
        foreach (var (subscribe, cancel) in new[] { (Frame([1, .. "status"u8]), Frame([0, .. "status"u8])), (CommandOf("SUBSCRIBE", [.. "status"u8]), CommandOf("CANCEL", [.. "status"u8])) })
        {
            using var peer = new RawPeer(client.Connection.IopubPort);
            peer.Greet("SUB", minor: 1);
            peer.Send(subscribe);
            // The kernel has read the subscription when the subscriber hears of a request made after it.
            while (peer.ReadFrameIfAny(() => client.Ask("comm_info_request", [])) is not { } topic || Encoding.ASCII.GetString(topic) != "status")
            {
            }
            peer.Send([.. cancel, .. CommandOf("PING", 0, 0, 42)]);
            // What was under way still comes; behind the answer to the ping nothing does.
            while (!peer.ReadFrame().AsSpan().EndsWith((ReadOnlySpan<byte>)[42]))
            {
            }
            client.Ask("comm_info_request", []);
            peer.Send(CommandOf("PING", 0, 0, 43));
            Assert.Equal((byte[])[4, .. "PONG"u8, 43], peer.ReadFrame());
        }
    }

    [Fact]
    public async Task A_front_end_that_has_connected_again_under_its_name_gets_the_reply()
    {
        var heard = new TaskCompletionSource<ZmtpSocket.Peer>();
        using var socket = new ZmtpSocket("ROUTER", IPAddress.Loopback, JupyterClient.FreePort(), (peer, _) => heard.TrySetResult(peer), _ => { });
        socket.Start();
        var first = new RawPeer(socket.Port);
        first.Send([.. Greeting(), .. Ready(identity: "me"), .. Frame([65])]);
        var asked = await heard.Task.WaitAsync(TestContext.Current.CancellationToken);
        first.Dispose();
        using var second = new RawPeer(socket.Port);
        second.Send([.. Greeting(), .. Ready(identity: "me"), .. CommandOf("PING", 0, 0, 1)]);
        second.ReadGreeting();
        second.ReadFrame();
        socket.Send(asked, ["reply"u8.ToArray()]);
        Assert.Equal("reply"u8.ToArray(), second.ReadFrame());
    }

    [Fact]
    public async Task A_failure_that_is_not_of_a_connection_is_reported_as_the_kernels()
    {
        var fault = new TaskCompletionSource<Exception>();
        using var socket = new ZmtpSocket("ROUTER", IPAddress.Loopback, JupyterClient.FreePort(), (_, _) => throw new InvalidOperationException("mine"), e => fault.TrySetResult(e));
        socket.Start();
        using var peer = new RawPeer(socket.Port);
        peer.Send([.. Greeting(), .. Ready(), .. Frame([65])]);
        Assert.Equal("mine", (await fault.Task.WaitAsync(TestContext.Current.CancellationToken)).Message);
    }

    [Fact]
    public void Who_reads_slowly_holds_the_sender_back_and_who_does_not_read_is_given_up()
    {
        var box = new Outbox(TimeSpan.FromMilliseconds(100));
        byte[] large = new byte[8 << 20];
        Assert.True(box.Add(large, patient: true, CancellationToken.None));
        Assert.False(box.Add([1], patient: true, CancellationToken.None));
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => box.Add([1], patient: true, stop.Token));
        // What must be said is said, up to a limit.
        for (int i = 0; i < 15; i++)
        {
            Assert.True(box.Add(large, patient: false, CancellationToken.None));
        }
        Assert.False(box.Add(large, patient: false, CancellationToken.None));
    }
}
