using Hopfield.Course;
using Notebooks.Kernel;

namespace Notebooks.PolyglotHost.Tests;

/// <summary>The kernels, in a process of its own for each notebook.</summary>
internal static class Host
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(10);

    private static readonly string _program = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "..", "..", "Notebooks.PolyglotHost", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Notebooks.PolyglotHost.dll"));

    /// <summary>Runs the cells of a notebook.</summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="folder">Where the cells run.</param>
    /// <param name="environment">Variables to set besides the inherited ones.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    /// <returns>The notebook with what the host showed; a failed cell has an error among its outputs.</returns>
    public static async Task<Notebook> RunAsync(Notebook notebook, string folder, IReadOnlyDictionary<string, string?> environment, CancellationToken cancellationToken)
    {
        using TemporaryFolder work = new(), progress = new();
        string source = Path.Combine(work.Path, "in.ipynb"), target = Path.Combine(work.Path, "out.ipynb");
        notebook.Write(source);
        var variables = new Dictionary<string, string?>(environment) { [ChapterExecution.ProgressVariable] = progress.Path };
        ProcessResult end = await ProcessRun.RunAsync("dotnet", [_program, source, target], folder, environment: variables, timeout: _limit, token: cancellationToken);
        Assert.True(end.ExitCode == 0, $"The host ended with code {end.ExitCode}: {end.Output}{end.Error}");
        return Notebook.Read(target);
    }

    /// <summary>Runs the cells of a notebook on the course's kernel, as the other method does on Microsoft's.</summary>
    public static async Task<Notebook> RunOursAsync(Notebook notebook, string folder, IReadOnlyDictionary<string, string?> environment, CancellationToken cancellationToken)
    {
        using TemporaryFolder work = new(), progress = new();
        Notebook copy = notebook.Clone();
        string source = Path.Combine(work.Path, "in.ipynb");
        notebook.Write(source);
        var variables = new Dictionary<string, string?>(environment) { [ChapterExecution.ProgressVariable] = progress.Path };
        ProcessResult end = await ProcessRun.RunAsync(
            "dotnet", [typeof(ChapterExecution).Assembly.Location, "execute", source], Take, folder, environment: variables, timeout: _limit, token: cancellationToken);
        Assert.True(end.ExitCode is 0 or 1, $"The kernel ended with code {end.ExitCode}: {end.Error}");
        return copy;

        void Take(string line)
        {
            if (CellEvent.Parse(line) is { Outputs: { } outputs } ended) copy.Cells[ended.Cell - 1].Outputs = outputs;
        }
    }
}
