using System.Text.Json.Nodes;
using Notebooks.Session;

namespace Notebooks.Kernel;

/// <summary>The requests that run no code: answered one after the other, also while a cell runs.</summary>
/// <param name="session">Is warmed up after the first of them.</param>
/// <param name="replies">Knows the answers.</param>
/// <param name="sockets">Carries them.</param>
internal sealed class QuestionQueue(NotebookSession session, QuestionAnswers replies, JupyterSockets sockets)
{
    private readonly RequestLine<Message> _waiting = new();

    public void Add(Message request) => _waiting.Add(request);

    /// <summary>Lets <see cref="Run"/> return when what has come until now is answered.</summary>
    public void End() => _waiting.End();

    /// <summary>Answers what comes, until the end.</summary>
    public void Run()
    {
        bool warm = false;
        foreach (var request in _waiting.InTurn())
        {
            sockets.Status(request, "busy");
            if (replies.Answer(request) is { } reply)
            {
                sockets.Reply(request, reply);
            }
            else if (request.Type == "comm_open")
            {
                // This kernel has no comms; the protocol asks to close one at once.
                sockets.Broadcast(request, "comm_close", new JsonObject { ["comm_id"] = request.Content["comm_id"]?.DeepClone(), ["data"] = new JsonObject() });
            }
            sockets.Status(request, "idle");
            if (!warm)
            {
                // The front end knows that the kernel is there; the compiler is loaded before the first cell asks for it.
                warm = true;
                _ = session.WarmUpAsync();
            }
        }
    }
}
