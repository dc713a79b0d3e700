using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Notebooks.Session;

namespace Notebooks.Kernel;

/// <summary>A kernel from its first message to its last: hands each message that arrives to the queue that answers it.</summary>
internal sealed class RunningKernel : IDisposable
{
    private const int MaxTyped = 16;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(3);

    private readonly NotebookSession _session;
    private readonly QuestionAnswers _replies;
    private readonly JupyterSockets _sockets;
    private readonly CellQueue _cells;
    private readonly QuestionQueue _questions;
    private readonly BlockingCollection<string> _typed = new(MaxTyped);
    private readonly List<Thread> _threads = [];
    private readonly ManualResetEventSlim _end = new();
    private Exception? _fault;

    public RunningKernel(SessionOptions options, ConnectionFile connection)
    {
        var history = new History();
        _session = new NotebookSession(options);
        _replies = new QuestionAnswers(options, _session, history);
        _sockets = new JupyterSockets(connection, TakeShell, message => TakeControl(message, onControl: true), TakeStdin, Fail);
        _cells = new CellQueue(_session, history, _sockets, _typed);
        _questions = new QuestionQueue(_session, _replies, _sockets);
    }

    /// <summary>Serves until somebody asks for the end.</summary>
    /// <exception cref="Exception">Something failed without which the kernel would only seem to live.</exception>
    public void Run()
    {
        _sockets.Start();
        // Threads of their own: a parallel loop of a cell may hold all those of the pool.
        Begin(_cells.Run, "cells");
        Begin(_questions.Run, "questions");
        _end.Wait();
        if (_fault is not null)
        {
            ExceptionDispatchInfo.Throw(_fault);
        }
    }

    /// <summary>Stops the running cell.</summary>
    public void Interrupt() => _cells.Interrupt();

    /// <summary>Stops the running cell and asks for the end.</summary>
    public void ShutDown()
    {
        _cells.Interrupt();
        _end.Set();
    }

    public void Dispose()
    {
        // The queues end first, because they use the sockets and the session. Neither is waited for without end: the process ends in any case.
        _cells.End();
        _questions.End();
        _threads.ForEach(thread => thread.Join(_patience));
        _sockets.Dispose();
        _session.Dispose();
    }

    private void Fail(Exception fault)
    {
        Interlocked.CompareExchange(ref _fault, fault, null);
        ShutDown();
    }

    private void Begin(Action work, string name)
    {
        _threads.Add(new Thread(() =>
        {
            try
            {
                work();
            }
            catch (Exception e)
            {
                Fail(e);
            }
        })
        { IsBackground = true, Name = name });
        _threads[^1].Start();
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

    // More answers than questions are of no use.
    private void TakeStdin(Message message)
    {
        if (message.Content["value"] is JsonValue value)
        {
            _typed.TryAdd(value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString());
        }
    }

    private void TakeControl(Message message, bool onControl)
    {
        _sockets.Status(message, "busy");
        switch (message.Type)
        {
            case "shutdown_request":
                // Whoever asks for the end gets it, however badly the rest is written.
                bool restart = message.Content["restart"] is JsonValue value && value.GetValueKind() == JsonValueKind.True;
                JsonObject content = new() { ["status"] = "ok", ["restart"] = restart };
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
