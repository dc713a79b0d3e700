using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Notebooks.Session;

namespace Notebooks.Kernel;

/// <summary>The cells that front ends want run: one after the other. After an error those that are already waiting are not run.</summary>
/// <param name="session">Runs them.</param>
/// <param name="history">Keeps them.</param>
/// <param name="sockets">Carries outputs and replies.</param>
/// <param name="typed">What the person in front of the notebook has answered.</param>
internal sealed class CellQueue(NotebookSession session, History history, JupyterSockets sockets, BlockingCollection<string> typed)
{
    private readonly BlockingCollection<(Message? Request, int Number)> _waiting = []; // no request: the end
    private CancellationTokenSource? _running;
    private int _received, _abortedUpTo;

    public void Add(Message request) => _waiting.Add((request, Interlocked.Increment(ref _received)));

    /// <summary>Stops the running cell. Never blocks: cancelling runs callbacks, and this is called on the thread of the sockets or of a signal.</summary>
    public void Interrupt()
    {
        if (Volatile.Read(ref _running) is { } stop)
        {
            // Not on the thread pool, all of whose threads the cell may hold.
            new Thread(stop.Cancel) { IsBackground = true, Name = "interrupt" }.Start();
        }
    }

    /// <summary>Stops the running cell; those that wait are answered and not run, and then <see cref="Run()"/> returns.</summary>
    public void End()
    {
        Interlocked.Exchange(ref _abortedUpTo, int.MaxValue);
        Interrupt();
        _waiting.Add((null, 0));
    }

    /// <summary>Runs what comes, until the end.</summary>
    public void Run()
    {
        foreach (var (request, number) in _waiting.GetConsumingEnumerable())
        {
            if (request is null)
            {
                return;
            }
            // Set before front ends are told that the cell runs: from then on they may interrupt it.
            var stop = new CancellationTokenSource();
            Volatile.Write(ref _running, stop);
            sockets.Status(request, "busy");
            if (number <= _abortedUpTo)
            {
                sockets.Reply(request, new JsonObject { ["status"] = "aborted", ["execution_count"] = session.ExecutionCount });
            }
            else
            {
                Run(request, stop.Token);
            }
            Volatile.Write(ref _running, null);
            sockets.Status(request, "idle");
        }
    }

    private void Run(Message request, CancellationToken stop)
    {
        string text = (string?)request.Content["code"] ?? "";
        bool silent = Flag("silent", false), counted = !silent && Flag("store_history", true);
        var outputs = new Outputs(request, sockets, Flag("allow_stdin", true) ? typed : null, silent, stop);
        if (!silent)
        {
            sockets.Broadcast(request, "execute_input", new JsonObject { ["code"] = text, ["execution_count"] = session.ExecutionCount + (counted ? 1 : 0) });
        }
        var result = session.ExecuteAsync(text, outputs, counted, stop).GetAwaiter().GetResult();
        if (counted)
        {
            history.Add(result.ExecutionCount, text);
        }
        JsonObject reply = result.Error is { } error ? CellOutput.ToMessage(new ErrorOutput(error)).Content : new() { ["payload"] = new JsonArray(), ["user_expressions"] = new JsonObject() };
        reply["status"] = result.Error is null ? "ok" : "error";
        reply["execution_count"] = session.ExecutionCount;
        if (result.Error is not null && Flag("stop_on_error", true))
        {
            _abortedUpTo = Volatile.Read(ref _received);
        }
        sockets.Reply(request, reply);

        bool Flag(string name, bool otherwise) => (bool?)request.Content[name] ?? otherwise;
    }

    // Sends the outputs of one request to the front ends, and its questions to the one that made it.
    private sealed class Outputs(Message request, JupyterSockets sockets, BlockingCollection<string>? typed, bool silent, CancellationToken stop) : IOutputSink, IInputSource
    {
        public void Publish(CellOutput output)
        {
            if (!silent)
            {
                var (type, content) = CellOutput.ToMessage(output);
                sockets.Broadcast(request, type, content);
            }
        }

        public string? Ask(string prompt, bool hidden)
        {
            if (typed is null)
            {
                return null;
            }
            while (typed.TryTake(out _))
            {
                // An answer that came after its question was interrupted is not an answer to this one.
            }
            sockets.Ask(request, new JsonObject { ["prompt"] = prompt, ["password"] = hidden });
            return typed.Take(stop);
        }
    }
}
