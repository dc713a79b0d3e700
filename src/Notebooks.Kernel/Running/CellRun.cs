using System.Globalization;

namespace Notebooks.Kernel;

/// <summary>
/// Runs a compiled cell on a thread of its own and stops it when asked to, in two steps a twentieth of a second apart:
/// first its token is cancelled, which libraries watch; then its checkpoints, its waits and its outputs throw, and
/// nothing after an <c>await</c> begins. What still goes on is left behind.
/// </summary>
internal static class CellRun
{
    /// <summary>The name under which the running cell's token is found by <see cref="AppContext.GetData"/>.</summary>
    public const string TokenName = "Notebooks.Kernel.CellToken";

    private static readonly TimeSpan patience = TimeSpan.FromMilliseconds(50);
    private const int lastPatienceMilliseconds = 100;

    // A recursion of some ten thousand calls, a common exercise, still fits.
    private const int StackBytes = 16 << 20;

    /// <summary>How a run ended.</summary>
    /// <param name="Error">What the cell threw, or null.</param>
    /// <param name="Interrupted">True where it was stopped from outside.</param>
    /// <param name="Abandoned">True where it could not be stopped and goes on in the background.</param>
    internal sealed record End(Exception? Error = null, bool Interrupted = false, bool Abandoned = false);

    public static async Task<End> RunAsync(string name, Func<Task> body, CellOutputs outputs, CancellationToken stop)
    {
        // The source is not disposed: an abandoned cell goes on using its token.
        var token = new CancellationTokenSource();
        var context = new CellContext();
        var ended = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        AppContext.SetData(TokenName, token.Token);
        Checkpoint.Close(false);
        var thread = new Thread(() => Execute(body, ended, context), StackBytes) { IsBackground = true, Name = name };
        thread.Start();

        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (stop.Register(stopped.SetResult))
        {
            await Task.WhenAny(ended.Task, stopped.Task);
        }
        bool interrupted = !ended.Task.IsCompleted;
        if (interrupted)
        {
            // Both of these can block, on a callback of the cell's or on a sink that is slow: never wait for them here.
            _ = token.CancelAsync();
            if (!await EndsWithin(ended.Task, patience))
            {
                _ = Task.Run(outputs.Stop, CancellationToken.None);
                context.Stop();
                Checkpoint.Close(true);
                thread.Interrupt();
                for (long start = Environment.TickCount64; !ended.Task.IsCompleted && IsBusy() && Environment.TickCount64 - start < lastPatienceMilliseconds;)
                {
                    await EndsWithin(ended.Task, TimeSpan.FromMilliseconds(5));
                }
            }
        }
        AppContext.SetData(TokenName, null);
        return interrupted
            ? new(Interrupted: true, Abandoned: !ended.Task.IsCompleted && IsBusy())
            : new(await ErrorOf(await ended.Task));

        // A cell that only awaits something is at rest, though its task never ends: what follows the await will not run.
        bool IsBusy() => thread.IsAlive || context.IsBusy;
    }

    private static void Execute(Func<Task> body, TaskCompletionSource<Task> ended, CellContext context)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            body().ContinueWith(ended.SetResult, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
        catch (ThreadInterruptedException)
        {
            // The cell ended in this very moment, and the interrupt caught what comes after it.
            ended.TrySetResult(Task.CompletedTask);
        }
    }

    private static async Task<Exception?> ErrorOf(Task cell)
    {
        try
        {
            await cell;
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private static async Task<bool> EndsWithin(Task task, TimeSpan time) => await Task.WhenAny(task, Task.Delay(time)) == task;
}
