using System.Collections.Concurrent;
using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace Hopfield.Course;

/// <summary>What the verbs that execute chapters have in common: which chapters, for how long, and the run itself with its progress.</summary>
internal sealed class ChapterRun
{
    private readonly Argument<string[]> _chapters = new("NN")
    {
        Description = "Numbers of chapters; all where none is named.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<double> _timeout = Timeout("chapter", ExecutionLimits.Default.Timeout);

    private readonly Option<DirectoryInfo?> _course = Course();

    private readonly Option<bool> _executed = new("--executed")
    {
        Description = "Execute nothing: take what the last run of the same code by the same program has kept in artifacts/executed.",
    };

    /// <summary>Adds the arguments of a command that executes nothing: chapters and the course's folder.</summary>
    /// <param name="command">The command.</param>
    public ChapterRun(Command command)
    {
        command.Add(_chapters);
        command.Add(_course);
    }

    /// <summary>Adds the arguments to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="mayBeExecuted">Whether the command can do with an earlier run.</param>
    public ChapterRun(Command command, bool mayBeExecuted)
        : this(command)
    {
        command.Add(_timeout);
        if (mayBeExecuted) command.Add(_executed);
    }

    /// <summary>The option that asks for the knobs to be turned, which takes an execution; null where the command has none.</summary>
    public Option<bool>? Knobs { get; init; }

    /// <summary>The option that bounds a run.</summary>
    /// <param name="what">What runs so long at most.</param>
    /// <param name="usual">How long where nothing is said.</param>
    public static Option<double> Timeout(string what, TimeSpan usual)
    {
        var option = new Option<double>("--timeout") { Description = $"Seconds that one {what} may run.", DefaultValueFactory = _ => usual.TotalSeconds };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and < 1e6)) result.AddError("--timeout must be a number of seconds above 0.");
        });
        return option;
    }

    /// <summary>The option that names the course's folder.</summary>
    public static Option<DirectoryInfo?> Course() =>
        new("--course") { Description = "The course's folder; found by walking up from the working directory where it is not named." };

    /// <summary>The course's folders.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="course">The option that names the folder.</param>
    public static CourseTree Tree(ParseResult parsed, Option<DirectoryInfo?> course) =>
        CourseTree.Find(parsed.GetValue(course)?.FullName ?? Directory.GetCurrentDirectory());

    /// <inheritdoc cref="Tree(ParseResult, Option{DirectoryInfo?})"/>
    public CourseTree Tree(ParseResult parsed) => Tree(parsed, _course);

    /// <summary>The chapters that were named.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="tree">The course's folders.</param>
    public IReadOnlyList<Chapter> Wanted(ParseResult parsed, CourseTree tree) => Chapter.Select(tree.Chapters, parsed.GetValue(_chapters)!);

    /// <summary>What bounds the run.</summary>
    /// <param name="parsed">The command line.</param>
    public ExecutionLimits Limits(ParseResult parsed) => ExecutionLimits.Default with { Timeout = TimeSpan.FromSeconds(parsed.GetValue(_timeout)) };

    /// <summary>Runs notebooks, or finds what an earlier run of them has kept, as the command line says.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="tree">The course's folders.</param>
    /// <param name="notebooks">The notebooks, each with the place it belongs to.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="NotebookException">An earlier run is wanted, and there is none that fits.</exception>
    public async Task<IReadOnlyList<ExecutedChapter>> ExecuteOrFindAsync(
        ParseResult parsed, CourseTree tree, IReadOnlyList<(Chapter Chapter, Notebook Notebook)> notebooks, CancellationToken cancellationToken) =>
        parsed.GetValue(_executed) && !AsksForKnobs(parsed)
            ? new ExecutionRecords(tree).Find(notebooks)
            : await ExecuteAsync(parsed, notebooks, cancellationToken);

    /// <summary>Runs notebooks under a progress that suits the output, and says at the end which failed, and where.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="notebooks">The notebooks, each with the place it belongs to.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <param name="isTrial">Whether the chapters were changed for a trial, so that what they claim need not hold.</param>
    public async Task<IReadOnlyList<ExecutedChapter>> ExecuteAsync(
        ParseResult parsed, IReadOnlyList<(Chapter Chapter, Notebook Notebook)> notebooks, CancellationToken cancellationToken, bool isTrial = false)
    {
        ExecutionLimits limits = Limits(parsed);
        TextWriter output = parsed.InvocationConfiguration.Output;
        Task<IReadOnlyList<ExecutedChapter>> Work(IRunProgress progress) =>
            new ChapterExecution(limits, progress) { TurnKnobs = AsksForKnobs(parsed), Draw = isTrial ? 0 : null }.RunAsync(notebooks, cancellationToken);

        bool terminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive;
        IReadOnlyList<ExecutedChapter> results = terminal
            ? await LiveProgress.ShowAsync(AnsiConsole.Console, [.. notebooks.Select(item => item.Chapter)], Work)
            : await Work(new PlainProgress(output));
        foreach (ExecutedChapter result in results)
        {
            if (result.Failure is { } failure) await output.WriteLineAsync($"{result.Chapter.Label}, {failure}");
        }

        return results;
    }

    private bool AsksForKnobs(ParseResult parsed) => Knobs is not null && parsed.GetValue(Knobs);
}

/// <summary>Progress as lines, for logs and pipes: one when a chapter starts, one when it ends.</summary>
internal sealed class PlainProgress(TextWriter output) : IRunProgress
{
    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public void Started(Chapter chapter, int cells) => Write($"{chapter.Label}: {cells} code cells");

    /// <inheritdoc/>
    public void CellDone(Chapter chapter)
    {
    }

    /// <inheritdoc/>
    public void Finished(ExecutedChapter result) => Write(string.Create(
        CultureInfo.InvariantCulture,
        $"{result.Chapter.Label}: {(result.Failure is null ? "done" : "FAILED")} after {result.Duration.TotalSeconds:0.0} s"));

    private void Write(string line)
    {
        lock (_gate) output.WriteLine(line);
    }
}

/// <summary>Progress as a table that moves, for a terminal.</summary>
internal sealed class LiveProgress : IRunProgress
{
    private readonly ConcurrentDictionary<string, ProgressTask> _tasks = new();

    private LiveProgress(ProgressContext context, IReadOnlyList<Chapter> chapters)
    {
        foreach (Chapter chapter in chapters)
            _tasks[chapter.Label] = context.AddTask(Markup.Escape(chapter.Label), autoStart: false);
    }

    /// <summary>Shows the table while some work runs.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="chapters">The rows.</param>
    /// <param name="work">The work; it is handed the progress to report to.</param>
    public static Task<T> ShowAsync<T>(IAnsiConsole console, IReadOnlyList<Chapter> chapters, Func<IRunProgress, Task<T>> work) =>
        console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
            .StartAsync(context => work(new LiveProgress(context, chapters)));

    /// <inheritdoc/>
    public void Started(Chapter chapter, int cells)
    {
        ProgressTask task = _tasks[chapter.Label];
        task.MaxValue = Math.Max(cells, 1);
        task.StartTask();
    }

    /// <inheritdoc/>
    public void CellDone(Chapter chapter) => _tasks[chapter.Label].Increment(1);

    /// <inheritdoc/>
    public void Finished(ExecutedChapter result)
    {
        ProgressTask task = _tasks[result.Chapter.Label];
        if (result.Failure is null) task.Value = task.MaxValue;
        else task.Description = $"[red]{Markup.Escape(result.Chapter.Label)}[/]";
        task.StopTask();
    }
}
