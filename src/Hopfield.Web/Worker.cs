using System.Runtime.InteropServices.JavaScript;
using System.Text.Json;
using System.Text.Json.Nodes;
using Notebooks.Session;

namespace Hopfield.Web;

/// <summary>What the script of the page's worker calls: one session, whose outputs go to the page as they come.</summary>
public static partial class Worker
{
    private static readonly JsonSerializerOptions _names = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
    private static NotebookSession? _session;
    private static CancellationTokenSource? _running;

    private static NotebookSession Session => _session ?? throw new InvalidOperationException($"{nameof(Start)} comes first.");

    /// <summary>Begins the session.</summary>
    /// <param name="libraries">The simple names of all libraries that the page has fetched.</param>
    [JSExport]
    internal static void Start(string[] libraries)
    {
        CourseFiles.Prepare(FetchFile);
        _session = new NotebookSession(CourseFiles.Options(libraries, new ToldRun(new OneThreadRun(IsStopWanted))));
    }

    /// <summary>Runs a cell.</summary>
    /// <param name="code">Its text.</param>
    /// <returns>How it ended, as JSON.</returns>
    [JSExport]
    internal static async Task<string> Run(string code)
    {
        using var running = _running = new CancellationTokenSource();
        // The compiler hands the pool a little work and waits for it. Where there is one thread, that works once the pool has run.
        await Task.Run(() => { });
        long start = Environment.TickCount64;
        CellResult result = await Session.ExecuteAsync(code, new PageSink(Publish), running.Token);
        _running = null;
        return new JsonObject
        {
            ["status"] = result.Status.ToString(), ["count"] = result.ExecutionCount, ["line"] = result.Error?.Line,
            ["milliseconds"] = Environment.TickCount64 - start, ["progress"] = CourseFiles.Progress(),
        }.ToJsonString();
    }

    /// <summary>Stops a cell that awaits something. One that computes asks by itself.</summary>
    [JSExport]
    internal static void Interrupt() => _running?.Cancel();

    /// <summary>What could stand at a place, as JSON.</summary>
    [JSExport]
    internal static string Complete(string code, int position) => JsonSerializer.Serialize(Session.Complete(code, position), _names);

    /// <summary>What stands at a place; null where nothing is known.</summary>
    [JSExport]
    internal static string? Inspect(string code, int position) => Session.Inspect(code, position);

    /// <summary>The cells above one that it needs, by their places in the list.</summary>
    [JSExport]
    internal static int[] Needs(string[] cells, int cell) => [.. CellNeeds.Of(cells, cell)];

    /// <summary>Takes what the reader has solved on earlier visits, as <see cref="Run"/> has told it.</summary>
    [JSExport]
    internal static void Remember(string progress) => CourseFiles.Remember(progress);

    [JSImport("begins", "page")]
    private static partial void Begins();

    [JSImport("publish", "page")]
    private static partial void Publish(string json);

    [JSImport("isStopWanted", "page")]
    private static partial bool IsStopWanted();

    [JSImport("fetchFile", "page")]
    private static partial byte[]? FetchFile(string path);

    // A cell that is being compiled asks nobody whether to stop: the page is told when that is over.
    private sealed class ToldRun(ICellRunner runner) : ICellRunner
    {
        public Task<CellEnd> RunAsync(string name, Func<Task> body, Action silence, CancellationToken interrupt)
        {
            Begins();
            // Nobody could be asked while the cell was compiled, and a message that came before it began met no cell.
            if (IsStopWanted()) Interrupt();
            return runner.RunAsync(name, body, silence, interrupt);
        }
    }

    private sealed class PageSink(Action<string> publish) : IOutputSink
    {
        public void Publish(CellOutput output)
        {
            (string type, JsonObject content) = output is UpdateDisplayData or ClearOutput or DisplayData ? CellOutput.ToMessage(output) : ("", CellOutput.ToJson(output));
            if (type.Length > 0) content["output_type"] = type;
            publish(content.ToJsonString());
        }
    }
}
