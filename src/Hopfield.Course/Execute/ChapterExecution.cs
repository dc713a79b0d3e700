using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Hopfield.Course;

/// <summary>Runs chapters, each in a child process of its own, and gathers what their cells showed.</summary>
internal sealed class ChapterExecution(ExecutionLimits limits, IRunProgress progress)
{
    /// <summary>The variable that names the folder of a learner's progress.</summary>
    public const string ProgressVariable = "HOPFIELD_PROGRESS";

    /// <summary>Runs notebooks. One that fails does not keep the others from running.</summary>
    /// <param name="notebooks">The notebooks, each with the place it belongs to: its cells run in that folder. The files there are not read.</param>
    /// <param name="cancellationToken">Ends all children.</param>
    /// <returns>One result a notebook, in the order given.</returns>
    public async Task<IReadOnlyList<ExecutedChapter>> RunAsync(
        IReadOnlyList<(Chapter Chapter, Notebook Notebook)> notebooks, CancellationToken cancellationToken)
    {
        var results = new ExecutedChapter[notebooks.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = limits.AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, notebooks.Count, parallel, async (i, token) =>
        {
            results[i] = await RunAsync(notebooks[i].Chapter, notebooks[i].Notebook, token).ConfigureAwait(false);
            progress.Finished(results[i]);
        }).ConfigureAwait(false);
        return results;
    }

    private async Task<ExecutedChapter> RunAsync(Chapter chapter, Notebook source, CancellationToken cancellationToken)
    {
        Notebook notebook = source.Clone();
        Clear(notebook);
        progress.Started(chapter, notebook.CodeCells.Count());

        using TemporaryFolder folder = new(), store = new();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(limits.Timeout);
        var watch = Stopwatch.StartNew();
        int running = 0;
        CellFailure? failure = null;

        void Take(string line)
        {
            if (CellEvent.Parse(line) is not { } happened) return;
            running = happened.Cell;
            if (happened.Count is null) return;
            Apply(happened, notebook.Cells[happened.Cell - 1]);
            failure ??= happened.Failure;
            progress.CellDone(chapter);
        }

        try
        {
            string file = Path.Combine(folder.Path, $"{chapter.Name}.ipynb");
            notebook.Write(file);
            var environment = new Dictionary<string, string> { [ProgressVariable] = store.Path };
            (int exitCode, string errors) = await ChildProcess.RunAsync(
                ["execute", file], ExistingFolder(chapter), environment, Take, limit.Token).ConfigureAwait(false);
            if (exitCode != 0) failure ??= new CellFailure(running, null, Died(exitCode, errors));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            failure = new CellFailure(running, null, $"still running when the chapter's {limits.Timeout.TotalSeconds:0} s were over (--timeout sets another limit).");
        }

        return new ExecutedChapter(chapter, notebook, failure, watch.Elapsed);
    }

    // The folder of solutions that were never published is still to be made; the cells then run beside it.
    private static string ExistingFolder(Chapter chapter) =>
        Directory.Exists(chapter.Folder) ? chapter.Folder : Path.GetDirectoryName(chapter.Folder)!;

    private static void Clear(Notebook notebook)
    {
        foreach (NotebookCell cell in notebook.CodeCells)
        {
            cell.Outputs = [];
            cell.ExecutionCount = null;
        }
    }

    private static void Apply(CellEvent ended, NotebookCell cell)
    {
        cell.ExecutionCount = ended.Count;
        cell.Outputs = ended.Outputs ?? [];
    }

    private static string Died(int exitCode, string errors)
    {
        string? why = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
        return $"the process that ran it ended with code {exitCode}{(why is null ? "." : $": {why}")}";
    }
}
