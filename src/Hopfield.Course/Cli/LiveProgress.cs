using System.Collections.Concurrent;
using Spectre.Console;

namespace Hopfield.Course;

/// <summary>Progress as a table that moves, for a terminal.</summary>
internal sealed class LiveProgress : IRunProgress
{
    private readonly ConcurrentDictionary<string, ProgressTask> tasks = new();

    private LiveProgress(ProgressContext context, IReadOnlyList<Chapter> chapters)
    {
        foreach (Chapter chapter in chapters)
            tasks[chapter.Label] = context.AddTask(Markup.Escape(chapter.Label), autoStart: false);
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
        ProgressTask task = tasks[chapter.Label];
        task.MaxValue = Math.Max(cells, 1);
        task.StartTask();
    }

    /// <inheritdoc/>
    public void CellDone(Chapter chapter) => tasks[chapter.Label].Increment(1);

    /// <inheritdoc/>
    public void Finished(ExecutedChapter result)
    {
        ProgressTask task = tasks[result.Chapter.Label];
        if (result.Failure is null) task.Value = task.MaxValue;
        else task.Description = $"[red]{Markup.Escape(result.Chapter.Label)}[/]";
        task.StopTask();
    }
}
