using System.Globalization;

namespace Notebooks.Kernel;

/// <summary>
/// Runs a compiled cell on a thread of its own and stops it when asked to, in four steps a twentieth of a second apart:
/// its token is cancelled, which libraries watch; its waits and its outputs throw; its code is aborted; what still
/// goes on is left behind.
/// </summary>
internal static class CellRun
{
    private static readonly TimeSpan patience = TimeSpan.FromMilliseconds(50);

    // A recursion of some ten thousand calls, a common exercise, still fits.
    private const int StackBytes = 16 << 20;

    /// <summary>The name under which the running cell's token is found by <see cref="AppContext.GetData"/>.</summary>
    public const string TokenName = "Notebooks.Kernel.CellToken";

    /// <summary>How a run ended.</summary>
    /// <param name="Error">What the cell threw, or null.</param>
    /// <param name="Interrupted">True where it was stopped from outside.</param>
    /// <param name="Abandoned">True where it could not be stopped and goes on in the background.</param>
    internal sealed record End(Exception? Error = null, bool Interrupted = false, bool Abandoned = false);

    public static async Task<End> RunAsync(string name, Func<Task> body, CellOutputs outputs, CancellationToken stop)
    {
        // Neither source is disposed: an abandoned cell goes on using both.
        var token = new CancellationTokenSource();
        var abort = new CancellationTokenSource();
        var ended = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        var context = new AbortableContext(abort.Token);
        AppContext.SetData(TokenName, token.Token);
        var thread = new Thread(() => Execute(body, ended, context, abort.Token), StackBytes) { IsBackground = true, Name = name };
        thread.Start();

        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (stop.Register(stopped.SetResult))
        {
            await Task.WhenAny(ended.Task, stopped.Task);
        }
        bool interrupted = !ended.Task.IsCompleted;
        if (interrupted)
        {
            // Cancelling can block, on a callback of the cell's or on a thread that is not to be aborted just now: never wait for it here.
            _ = token.CancelAsync();
            if (!await EndsWithin(ended.Task, patience))
            {
                var silenced = Task.Run(outputs.Stop, CancellationToken.None);
                // A wait ends by an exception of its own. An abort on top of it would catch the runtime in the middle of its work.
                if (thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin))
                {
                    thread.Interrupt();
                }
                if (!await EndsWithin(ended.Task, patience) && silenced.IsCompleted)
                {
                    _ = abort.CancelAsync();
                    await EndsWithin(ended.Task, patience);
                }
            }
        }
        AppContext.SetData(TokenName, null);
        // A cell that only awaits something is stopped, though its task never ends: what follows the await will not run.
        return interrupted ? new(Interrupted: true, Abandoned: !ended.Task.IsCompleted && (thread.IsAlive || context.IsBusy)) : new(await ErrorOf(await ended.Task));
    }

    private static void Execute(Func<Task> body, TaskCompletionSource<Task> ended, AbortableContext context, CancellationToken abort)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            AbortableContext.Run(
                () => _ = body().ContinueWith(done => ended.TrySetResult(done), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default),
                abort);
        }
        catch (Exception e)
        {
            ended.TrySetResult(Task.FromException(e));
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
