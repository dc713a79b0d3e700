namespace Notebooks.Session.Tests;

/// <summary>A session whose cells' outputs are kept as a notebook file would hold them.</summary>
internal sealed class Notebook(SessionOptions? options = null) : IDisposable
{
    public NotebookSession Session { get; } = new(options ?? new SessionOptions());

    public Task<Ran> Run(string code) => RunUntil(code, new OutputCollector(), CancellationToken.None);

    /// <summary>Runs a cell whose outputs another sink sees too, as they come.</summary>
    public Task<Ran> Run(IOutputSink watcher, string code) => RunUntil(code, watcher, CancellationToken.None);

    /// <summary>Runs a cell and interrupts it as soon as it has written the word "running".</summary>
    public async Task<Ran> RunAndInterrupt(string code)
    {
        using var stop = new CancellationTokenSource();
        return await RunUntil(code, new StopOnceRunning(stop), stop.Token);
    }

    private async Task<Ran> RunUntil(string code, IOutputSink sink, CancellationToken stop)
    {
        var collector = sink as OutputCollector ?? new OutputCollector();
        var result = await Session.ExecuteAsync(code, sink == collector ? sink : new Both(sink, collector), stop);
        return new Ran(result, collector.Outputs);
    }

    private sealed class StopOnceRunning(CancellationTokenSource stop) : IOutputSink
    {
        public void Publish(CellOutput output)
        {
            if (output is StreamOutput { Text: var text } && text.Contains("running", StringComparison.Ordinal))
            {
                stop.CancelAsync();
            }
        }
    }

    private sealed class Both(IOutputSink first, IOutputSink second) : IOutputSink
    {
        public void Publish(CellOutput output)
        {
            first.Publish(output);
            second.Publish(output);
        }
    }

    public void Dispose() => Session.Dispose();
}
