using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Notebooks.Session;

namespace Notebooks.Kernel;

/// <summary>A kernel from its first message to its last: hands each message that arrives to the queue that answers it.</summary>
internal sealed class RunningKernel : IDisposable
{
    private readonly NotebookSession _session;
    private readonly QuestionAnswers _replies;
    private readonly JupyterSockets _sockets;
    private readonly CellQueue _cells;
    private readonly QuestionQueue _questions;
    private readonly BlockingCollection<string> _typed = [];
    private readonly List<Thread> _threads = [];
    private readonly TaskCompletionSource _shutdown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RunningKernel(SessionOptions options, ConnectionFile connection)
    {
        var history = new History();
        _session = new NotebookSession(options);
        _replies = new QuestionAnswers(options, _session, history);
        _sockets = new JupyterSockets(connection, TakeShell, message => TakeControl(message, onControl: true), message => _typed.Add((string?)message.Content["value"] ?? ""));
        _cells = new CellQueue(_session, history, _sockets, _typed);
        _questions = new QuestionQueue(_session, _replies, _sockets);
    }

    /// <summary>Serves until somebody asks for the end.</summary>
    public async Task RunAsync()
    {
        _sockets.Start();
        // Threads of their own: a parallel loop of a cell may hold all those of the pool.
        _threads.Add(new Thread(_cells.Run) { IsBackground = true, Name = "cells" });
        _threads.Add(new Thread(_questions.Run) { IsBackground = true, Name = "questions" });
        _threads.ForEach(thread => thread.Start());
        await _shutdown.Task;
    }

    /// <summary>Stops the running cell.</summary>
    public void Interrupt() => _cells.Interrupt();

    /// <summary>Stops the running cell and asks for the end.</summary>
    public void ShutDown()
    {
        _cells.Interrupt();
        _shutdown.TrySetResult();
    }

    public void Dispose()
    {
        // The queues end first, because they use the sockets and the session.
        _cells.End();
        _questions.End();
        _threads.ForEach(thread => thread.Join());
        _sockets.Dispose();
        _session.Dispose();
        _typed.Dispose();
    }

    private void TakeShell(Message message)
    {
        if (message.Type == "execute_request")
        {
            _cells.Add(message);
        }
        else if (message.Type == "shutdown_request")
        {
            TakeControl(message, onControl: false);
        }
        else
        {
            _questions.Add(message);
        }
    }

    private void TakeControl(Message message, bool onControl)
    {
        _sockets.Status(message, "busy");
        switch (message.Type)
        {
            case "shutdown_request":
                JsonObject content = new() { ["status"] = "ok", ["restart"] = (bool?)message.Content["restart"] ?? false };
                _sockets.Reply(message, content, onControl);
                _sockets.Broadcast(message, "shutdown_reply", (JsonObject)content.DeepClone());
                break;
            case "interrupt_request":
                _cells.Interrupt();
                _sockets.Reply(message, new JsonObject { ["status"] = "ok" }, onControl);
                break;
            case "kernel_info_request":
                _sockets.Reply(message, _replies.KernelInfo(), onControl);
                break;
        }
        _sockets.Status(message, "idle");
        if (message.Type == "shutdown_request")
        {
            ShutDown();
        }
    }
}
