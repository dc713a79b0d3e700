using System.Diagnostics;
using System.Text.Json.Nodes;
using Hopfield.Course.Notebooks;

namespace Hopfield.Course.Execution;

/// <summary>Runs chapters, each in a child process of its own, and gathers what their cells showed.</summary>
internal sealed class ChapterExecution(ExecutionLimits limits, IRunProgress progress)
{
    /// <summary>The variable that names the folder of a learner's progress.</summary>
    public const string ProgressVariable = "HOPFIELD_PROGRESS";

    /// <summary>Runs chapters. One that fails does not keep the others from running.</summary>
    /// <param name="chapters">The chapters.</param>
    /// <param name="cancellationToken">Ends all children.</param>
    /// <returns>One result a chapter, in the order given.</returns>
    public async Task<IReadOnlyList<ExecutedChapter>> RunAsync(IReadOnlyList<Chapter> chapters, CancellationToken cancellationToken)
    {
        // Read before anything runs: a file that is no notebook is told at once.
        List<Notebook> notebooks = [.. chapters.Select(chapter => Notebook.Read(chapter.Path))];
        var results = new ExecutedChapter[chapters.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = limits.AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, chapters.Count, parallel, async (i, token) =>
        {
            results[i] = await RunAsync(chapters[i], notebooks[i], token).ConfigureAwait(false);
            progress.Finished(results[i]);
        }).ConfigureAwait(false);
        return results;
    }

    private async Task<ExecutedChapter> RunAsync(Chapter chapter, Notebook source, CancellationToken cancellationToken)
    {
        Notebook notebook = source.Clone();
        Clear(notebook);
        progress.Started(chapter, notebook.CodeCells.Count());

        using var store = new TemporaryFolder();
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
            var environment = new Dictionary<string, string> { [ProgressVariable] = store.Path };
            (int exitCode, string errors) = await ChildProcess.RunAsync(
                ["execute", Path.GetFullPath(chapter.Path)], chapter.Folder, environment, Take, limit.Token).ConfigureAwait(false);
            if (exitCode != 0) failure ??= new CellFailure(running, null, Died(exitCode, errors));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            failure = new CellFailure(running, null, $"still running when the chapter's {limits.Timeout.TotalSeconds:0} s were over (--timeout sets another limit).");
        }

        return new ExecutedChapter(chapter, notebook, failure, watch.Elapsed);
    }

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
