namespace Notebooks.Kernel.Tests;

/// <summary>A session whose cells' outputs are kept as a notebook file would hold them.</summary>
internal sealed class Notebook(KernelOptions? options = null) : IDisposable
{
    public KernelSession Session { get; } = new(options ?? new KernelOptions());

    public Task<Ran> Run(string code) => RunUntil(code, new OutputCollector(), CancellationToken.None);

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

/// <summary>A cell that was run, with its outputs.</summary>
internal sealed record Ran(CellResult Result, IReadOnlyList<CellOutput> Outputs)
{
    /// <summary>The plain text of the cell's value; null where it has none.</summary>
    public string? Value => Outputs.OfType<ExecuteResult>().SingleOrDefault()?.Data["text/plain"] as string;

    public string Stdout => string.Concat(Outputs.OfType<StreamOutput>().Where(s => s.Name == "stdout").Select(s => s.Text));

    public string Stderr => string.Concat(Outputs.OfType<StreamOutput>().Where(s => s.Name == "stderr").Select(s => s.Text));

    public ErrorOutput Error => Result.Error ?? throw new InvalidOperationException("The cell has no error.");

    public string Traceback => string.Join('\n', Error.Traceback);
}

/// <summary>A folder of its own for one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("notebooks-kernel-");

    /// <summary>The path of a file in it, with slashes that stand in a C# string as they are.</summary>
    public string File(string name) => Path.Combine(folder.FullName, name).Replace('\\', '/');

    public void Dispose() => folder.Delete(recursive: true);
}
