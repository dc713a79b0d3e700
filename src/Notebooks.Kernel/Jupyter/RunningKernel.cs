using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Notebooks.Session;

namespace Notebooks.Kernel;

/// <summary>A kernel from its first message to its last: hands each message that arrives to the queue that answers it.</summary>
internal sealed class RunningKernel : IDisposable
{
    private readonly NotebookSession session;
    private readonly QuestionAnswers replies;
    private readonly JupyterSockets sockets;
    private readonly CellQueue cells;
    private readonly QuestionQueue questions;
    private readonly BlockingCollection<string> typed = [];
    private readonly List<Thread> threads = [];
    private readonly TaskCompletionSource shutdown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RunningKernel(SessionOptions options, ConnectionFile connection)
    {
        var history = new History();
        session = new NotebookSession(options);
        replies = new QuestionAnswers(options, session, history);
        sockets = new JupyterSockets(connection, TakeShell, message => TakeControl(message, onControl: true), message => typed.Add((string?)message.Content["value"] ?? ""));
        cells = new CellQueue(session, history, sockets, typed);
        questions = new QuestionQueue(session, replies, sockets);
    }

    /// <summary>Serves until somebody asks for the end.</summary>
    public async Task RunAsync()
    {
        sockets.Start();
        // Threads of their own: a parallel loop of a cell may hold all those of the pool.
        threads.Add(new Thread(cells.Run) { IsBackground = true, Name = "cells" });
        threads.Add(new Thread(questions.Run) { IsBackground = true, Name = "questions" });
        threads.ForEach(thread => thread.Start());
        await shutdown.Task;
    }

    /// <summary>Stops the running cell.</summary>
    public void Interrupt() => cells.Interrupt();

    /// <summary>Stops the running cell and asks for the end.</summary>
    public void ShutDown()
    {
        cells.Interrupt();
        shutdown.TrySetResult();
    }

    public void Dispose()
    {
        // The queues end first, because they use the sockets and the session.
        cells.End();
        questions.End();
        threads.ForEach(thread => thread.Join());
        sockets.Dispose();
        session.Dispose();
        typed.Dispose();
    }

    private void TakeShell(Message message)
    {
        if (message.Type == "execute_request")
        {
            cells.Add(message);
        }
        else if (message.Type == "shutdown_request")
        {
            TakeControl(message, onControl: false);
        }
        else
        {
            questions.Add(message);
        }
    }

    private void TakeControl(Message message, bool onControl)
    {
        sockets.Status(message, "busy");
        switch (message.Type)
        {
            case "shutdown_request":
                JsonObject content = new() { ["status"] = "ok", ["restart"] = (bool?)message.Content["restart"] ?? false };
                sockets.Reply(message, content, onControl);
                sockets.Broadcast(message, "shutdown_reply", (JsonObject)content.DeepClone());
                break;
            case "interrupt_request":
                cells.Interrupt();
                sockets.Reply(message, new JsonObject { ["status"] = "ok" }, onControl);
                break;
            case "kernel_info_request":
                sockets.Reply(message, replies.KernelInfo(), onControl);
                break;
        }
        sockets.Status(message, "idle");
        if (message.Type == "shutdown_request")
        {
            ShutDown();
        }
    }
}
