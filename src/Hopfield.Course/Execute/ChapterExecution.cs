using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Hopfield.Exercises;
using Notebooks.Kernel;

namespace Hopfield.Course;

/// <summary>Runs chapters, each in a child process of its own, and gathers what their cells showed.</summary>
internal sealed class ChapterExecution(ExecutionLimits limits, IRunProgress progress)
{
    /// <summary>Tells the child that its standard input stands for its parent's life.</summary>
    public const string TiedOption = "--tied";

    /// <summary>Tells the child to turn the knobs.</summary>
    public const string KnobsOption = "--knobs";

    /// <summary>Tells the child which draw of the chapter to run.</summary>
    public const string DrawOption = "--draw";

    /// <summary>The variable that names the folder of a learner's progress.</summary>
    public const string ProgressVariable = "HOPFIELD_PROGRESS";

    /// <summary>Which draw of the chapters to run; null for a run for its own sake, which a false claim or number fails.</summary>
    public int? Draw { get; init; }

    /// <summary>Whether to turn the knobs that the chapters suggest, when all cells have run.</summary>
    public bool TurnKnobs { get; init; }

    /// <summary>What bounds the children beyond time; null for the course's own code.</summary>
    public Confinement? Confinement { get; init; }

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
            results[i] = await RunAsync(notebooks[i].Chapter, notebooks[i].Notebook, token);
            progress.Finished(results[i]);
        });
        return results;
    }

    private async Task<ExecutedChapter> RunAsync(Chapter chapter, Notebook source, CancellationToken cancellationToken)
    {
        Notebook notebook = source.Clone();
        Clear(notebook);
        progress.Started(chapter, notebook.CodeCells.Count());

        using var folder = new TemporaryFolder();
        var watch = Stopwatch.StartNew();
        int running = 0;
        CellFailure? failure = null;
        var claims = new Dictionary<int, IReadOnlyList<Statement>>();
        var numbers = new Dictionary<int, IReadOnlyList<NumberValue>>();
        var knobs = new Dictionary<int, IReadOnlyList<KnobTurn>>();

        void Take(string line)
        {
            if (CellEvent.Parse(line) is not { } happened) return;
            running = happened.Cell;
            failure ??= happened.Failure;
            if (happened.Numbers.Count > 0) numbers[running] = happened.Numbers;
            if (happened.Knobs.Count > 0) knobs[running] = happened.Knobs;
            if (happened.Count is null) return;
            Apply(happened, notebook.Cells[happened.Cell - 1]);
            claims[running] = happened.Claims;
            progress.CellDone(chapter);
        }

        try
        {
            string file = Path.Combine(folder.Path, $"{chapter.Name}.ipynb");
            notebook.Write(file);
            string store = Directory.CreateDirectory(Path.Combine(folder.Path, "progress")).FullName;
            string program = Host();
            IEnumerable<string> arguments = [typeof(ChapterExecution).Assembly.Location, "execute", file, TiedOption, .. Options()];
            Dictionary<string, string?> environment = new([new(ProgressVariable, store), .. Confinement?.Environment(folder.Path) ?? []]);
            if (Confinement is not null) (program, arguments) = Confinement.Around(program, arguments, folder.Path);
            ProcessResult end = await ProcessRun.RunAsync(program, arguments, Take, ExistingFolder(chapter), environment: environment, timeout: limits.Timeout, token: cancellationToken);
            if (end.ExitCode != 0) failure ??= new CellFailure(running, null, Died(end.ExitCode, end.Error));
        }
        catch (TimeoutException)
        {
            failure = new CellFailure(running, null, $"still running when the chapter's {limits.Timeout.TotalSeconds:0} s were over (--timeout sets another limit).");
        }

        return new ExecutedChapter(chapter, notebook, failure, watch.Elapsed) { Claims = claims, Numbers = numbers, Knobs = knobs };
    }

    private IEnumerable<string> Options() =>
        [.. Draw is { } draw ? [DrawOption, draw.ToString(CultureInfo.InvariantCulture)] : Array.Empty<string>(), .. TurnKnobs ? [KnobsOption] : Array.Empty<string>()];

    // The shared host rather than this program's own executable: tests and the command line then start the same child.
    private static string Host()
    {
        string file = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", file));
        return File.Exists(beside) ? beside : file;
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

/// <summary>A chapter after its run.</summary>
/// <param name="Chapter">The chapter.</param>
/// <param name="Notebook">A copy of its notebook with the outputs of this run; cells that did not run have none.</param>
/// <param name="Failure">What stopped it, or null where every cell ran.</param>
/// <param name="Duration">Wall-clock time of the child process.</param>
public sealed record ExecutedChapter(Chapter Chapter, Notebook Notebook, CellFailure? Failure, TimeSpan Duration)
{
    /// <summary>What each cell of code claimed, in its order, by the cell's number.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<Statement>> Claims { get; init; } = new Dictionary<int, IReadOnlyList<Statement>>();

    /// <summary>The knobs that a cell of text suggests, after they were turned, by the cell's number; none where they were not.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<KnobTurn>> Knobs { get; init; } = new Dictionary<int, IReadOnlyList<KnobTurn>>();

    /// <summary>The values of the numbers that a cell of text binds, in its order, by the cell's number.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<NumberValue>> Numbers { get; init; } = new Dictionary<int, IReadOnlyList<NumberValue>>();
}

/// <summary>What bounds a run.</summary>
/// <param name="Timeout">The longest a chapter may run.</param>
/// <param name="AtOnce">The number of chapters that run at the same time.</param>
public sealed record ExecutionLimits(TimeSpan Timeout, int AtOnce)
{
    /// <summary>Five minutes a chapter, two at once: a chapter uses one core most of its time, and learners' machines have two.</summary>
    public static ExecutionLimits Default { get; } = new(TimeSpan.FromMinutes(5), AtOnce: 2);
}

/// <summary>Hears how a run goes; called from several threads.</summary>
internal interface IRunProgress
{
    /// <summary>A chapter's process has started.</summary>
    /// <param name="chapter">The chapter.</param>
    /// <param name="cells">Its number of code cells.</param>
    void Started(Chapter chapter, int cells);

    /// <summary>One more cell of a chapter has ended.</summary>
    /// <param name="chapter">The chapter.</param>
    void CellDone(Chapter chapter);

    /// <summary>A chapter has ended, well or not.</summary>
    /// <param name="result">Its end.</param>
    void Finished(ExecutedChapter result);
}
