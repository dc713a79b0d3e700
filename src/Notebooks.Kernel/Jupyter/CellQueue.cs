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
    private readonly RequestLine<(Message Request, int Number)> _waiting = new();
    private CancellationTokenSource? _running;
    private int _received, _abortedUpTo;

    public void Add(Message request) => _waiting.Add((request, Interlocked.Increment(ref _received)));

    /// <summary>Stops the running cell. Never blocks: cancelling runs callbacks, and this is called on the thread of a socket or of a signal.</summary>
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
        _waiting.End();
    }

    /// <summary>Runs what comes, until the end.</summary>
    public void Run()
    {
        foreach (var (request, number) in _waiting.InTurn())
        {
            // Set before front ends are told that the cell runs: from then on they may interrupt it.
            var stop = new CancellationTokenSource();
            Volatile.Write(ref _running, stop);
            sockets.Status(request, "busy");
            JsonObject reply;
            try
            {
                reply = number <= _abortedUpTo ? new() { ["status"] = "aborted" }
                    : request.Damage is { } damage ? throw new FormatException(damage)
                    : Run(request, stop.Token);
            }
            catch (FormatException e)
            {
                reply = Fields.Refusal("BadRequest", e.Message);
            }
            reply["execution_count"] = session.ExecutionCount;
            sockets.Reply(request, reply);
            Volatile.Write(ref _running, null);
            sockets.Status(request, "idle");
        }
    }

    private JsonObject Run(Message request, CancellationToken stop)
    {
        string text = request.Content.Text("code") ?? "";
        bool silent = request.Content.Flag("silent", false), counted = !silent && request.Content.Flag("store_history", true);
        bool answers = request.Content.Flag("allow_stdin", true), stops = request.Content.Flag("stop_on_error", true);
        if (!silent)
        {
            sockets.Broadcast(request, "execute_input", new JsonObject { ["code"] = text, ["execution_count"] = session.ExecutionCount + (counted ? 1 : 0) });
        }
        var result = session.ExecuteAsync(text, new Outputs(request, sockets, answers ? typed : null, silent, stop), counted, stop).GetAwaiter().GetResult();
        if (counted)
        {
            history.Add(result.ExecutionCount, text);
        }
        if (result.Error is null)
        {
            return new() { ["status"] = "ok", ["payload"] = new JsonArray(), ["user_expressions"] = new JsonObject() };
        }
        if (stops)
        {
            _abortedUpTo = Volatile.Read(ref _received);
        }
        JsonObject reply = CellOutput.ToMessage(new ErrorOutput(result.Error)).Content;
        reply["status"] = "error";
        return reply;
    }

    // Sends the outputs of one request to the front ends, and its questions to the one that made it.
    private sealed class Outputs(Message request, JupyterSockets sockets, BlockingCollection<string>? typed, bool silent, CancellationToken stop) : IOutputSink, IInputSource
    {
        public void Publish(CellOutput output)
        {
            if (!silent)
            {
                var (type, content) = CellOutput.ToMessage(output);
                // How the cell ended is said in any case.
                if (output is ErrorOutput)
                {
                    sockets.Broadcast(request, type, content);
                }
                else
                {
                    sockets.Show(request, type, content, stop);
                }
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
