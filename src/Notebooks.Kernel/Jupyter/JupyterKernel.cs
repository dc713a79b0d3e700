using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using NetMQ;

namespace Notebooks.Kernel;

/// <summary>
/// A session behind the Jupyter protocol (5.3). Code runs one cell after the other; questions about code are answered
/// while it runs, and so are interrupt and shutdown. Nothing is bound but what the connection file names, and nothing
/// is sent anywhere else.
/// </summary>
public sealed class JupyterKernel : IDisposable
{
    /// <summary>The version of the protocol that the kernel announces.</summary>
    public const string ProtocolVersion = "5.3";

    private readonly KernelSession session;
    private readonly Requests requests;
    private readonly Wire wire;
    private readonly Channel<(Message Request, int Number)> code = Channel.CreateUnbounded<(Message, int)>();
    private readonly Channel<Message> questions = Channel.CreateUnbounded<Message>();
    private readonly BlockingCollection<string> answers = [];
    private readonly TaskCompletionSource shutdown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource? running;
    private int received, abortedUpTo;

    private JupyterKernel(KernelOptions options, ConnectionFile connection)
    {
        session = new KernelSession(options);
        requests = new Requests(options, session);
        wire = new Wire(connection, TakeShell, TakeControl, message => answers.Add((string?)message.Content["value"] ?? ""));
    }

    /// <summary>Runs a kernel until it is told to shut down or its front end is gone.</summary>
    /// <param name="options">What the host hands in.</param>
    /// <param name="connection">Where to listen.</param>
    /// <param name="stop">Ends the kernel.</param>
    /// <returns>A task that ends with the kernel.</returns>
    /// <exception cref="NetMQException">A port is taken.</exception>
    public static async Task RunAsync(KernelOptions options, ConnectionFile connection, CancellationToken stop = default)
    {
        JupyterKernel? started = null;
        // Ctrl-C in the terminal of a front end reaches its kernels too, and means the running cell at most.
        // Registered before the sockets are bound: a kernel that can be connected to can be interrupted.
        using var signal = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            started?.Interrupt();
        });
        using var kernel = started = new JupyterKernel(options, connection);
        using var stopping = stop.Register(() => kernel.shutdown.TrySetResult());
        using var parent = ParentWatch.Start(() => kernel.shutdown.TrySetResult());
        kernel.wire.Start();
        _ = Task.Run(kernel.RunCodeAsync, CancellationToken.None);
        _ = Task.Run(kernel.AnswerQuestionsAsync, CancellationToken.None);
        await kernel.shutdown.Task;
        kernel.Interrupt();
    }

    /// <summary>Runs a kernel as what this process is for: reads the connection file, says on stderr what is wrong with it, and lets the last messages out before it returns.</summary>
    /// <param name="options">What the host hands in.</param>
    /// <param name="connectionFile">The file that the front end wrote.</param>
    /// <param name="stop">Ends the kernel.</param>
    /// <returns>The exit code: 0 after a shutdown, 1 where the kernel could not start.</returns>
    public static async Task<int> RunProcessAsync(KernelOptions options, string connectionFile, CancellationToken stop = default)
    {
        try
        {
            await RunAsync(options, ConnectionFile.Read(connectionFile), stop);
            NetMQConfig.Cleanup(block: true);
            return 0;
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException or NetMQException)
        {
            await Console.Error.WriteLineAsync(e is AddressAlreadyInUseException ? $"A port that {connectionFile} names is taken by another program." : e.Message);
            return 1;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        wire.Dispose();
        session.Dispose();
        answers.Dispose();
    }

    private void TakeShell(Message message)
    {
        if (message.Type == "execute_request")
        {
            code.Writer.TryWrite((message, Interlocked.Increment(ref received)));
        }
        else if (message.Type == "shutdown_request")
        {
            TakeControl(message, wire.SendShell);
        }
        else
        {
            questions.Writer.TryWrite(message);
        }
    }

    private void TakeControl(Message message) => TakeControl(message, wire.SendControl);

    private void TakeControl(Message message, Action<Message> send)
    {
        Status(message, "busy");
        if (message.Type == "shutdown_request")
        {
            JsonObject content = new() { ["status"] = "ok", ["restart"] = (bool?)message.Content["restart"] ?? false };
            send(Message.In(message, "shutdown_reply", content, message.Identities));
            wire.Broadcast(Message.In(message, "shutdown_reply", (JsonObject)content.DeepClone(), "shutdown_reply"u8.ToArray()));
        }
        else if (message.Type == "interrupt_request")
        {
            Interrupt();
            send(Message.In(message, "interrupt_reply", new JsonObject { ["status"] = "ok" }, message.Identities));
        }
        else if (message.Type == "kernel_info_request")
        {
            send(Message.In(message, "kernel_info_reply", requests.KernelInfo(), message.Identities));
        }
        Status(message, "idle");
        if (message.Type == "shutdown_request")
        {
            shutdown.TrySetResult();
        }
    }

    // Cancelling runs callbacks, and this is the thread of the sockets or of a signal.
    private void Interrupt() => _ = Volatile.Read(ref running)?.CancelAsync();

    private async Task AnswerQuestionsAsync()
    {
        bool warm = false;
        await foreach (var message in questions.Reader.ReadAllAsync())
        {
            Status(message, "busy");
            if (requests.Answer(message) is { } reply)
            {
                wire.SendShell(Message.In(message, message.Type.Replace("_request", "_reply", StringComparison.Ordinal), reply, message.Identities));
            }
            else if (message.Type == "comm_open")
            {
                wire.Broadcast(Message.In(message, "comm_close", new JsonObject { ["comm_id"] = message.Content["comm_id"]?.DeepClone(), ["data"] = new JsonObject() }, "comm_close"u8.ToArray()));
            }
            Status(message, "idle");
            if (!warm)
            {
                // The front end knows that the kernel is there; the compiler is loaded before the first cell asks for it.
                warm = true;
                _ = session.WarmUpAsync();
            }
        }
    }

    private async Task RunCodeAsync()
    {
        await foreach (var (request, number) in code.Reader.ReadAllAsync())
        {
            Status(request, "busy");
            if (number <= abortedUpTo)
            {
                wire.SendShell(Message.In(request, "execute_reply", new JsonObject { ["status"] = "aborted", ["execution_count"] = session.ExecutionCount }, request.Identities));
            }
            else
            {
                await RunAsync(request);
            }
            Status(request, "idle");
        }
    }

    private async Task RunAsync(Message request)
    {
        string text = (string?)request.Content["code"] ?? "";
        bool silent = (bool?)request.Content["silent"] ?? false, counted = !silent && ((bool?)request.Content["store_history"] ?? true);
        var stop = new CancellationTokenSource();
        var outputs = new RequestOutputs(request, wire, (bool?)request.Content["allow_stdin"] ?? true ? answers : null, silent, stop.Token);
        if (!silent)
        {
            outputs.Broadcast("execute_input", new JsonObject { ["code"] = text, ["execution_count"] = session.ExecutionCount + (counted ? 1 : 0) });
        }
        Volatile.Write(ref running, stop);
        var result = await session.ExecuteAsync(text, outputs, counted, stop.Token);
        Volatile.Write(ref running, null);
        if (counted)
        {
            requests.Remember(result.ExecutionCount, text);
        }
        JsonObject reply = result.Error is { } error ? RequestOutputs.Error(error) : new() { ["payload"] = new JsonArray(), ["user_expressions"] = new JsonObject() };
        reply["status"] = result.Error is null ? "ok" : "error";
        reply["execution_count"] = session.ExecutionCount;
        if (result.Error is not null && ((bool?)request.Content["stop_on_error"] ?? true))
        {
            abortedUpTo = Volatile.Read(ref received);
        }
        wire.SendShell(Message.In(request, "execute_reply", reply, request.Identities));
    }

    private void Status(Message request, string state) =>
        wire.Broadcast(Message.In(request, "status", new JsonObject { ["execution_state"] = state }, "status"u8.ToArray()));
}
