using System.Globalization;

namespace Notebooks.Session;

/// <summary>
/// Runs a compiled cell on a thread of its own and stops it when asked to, in two steps a twentieth of a second apart:
/// first its token is cancelled, which libraries watch; then its checkpoints, its waits and its outputs throw, and
/// nothing after an <c>await</c> begins. What still goes on is left behind.
/// </summary>
internal static class InterruptibleRun
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

    // Nothing here waits for the thread pool: a parallel loop of the cell may hold all of its threads.
    public static End Run(string name, Func<Task> body, CellOutputs outputs, CancellationToken stop)
    {
        // The source is not disposed: an abandoned cell goes on using its token.
        var token = new CancellationTokenSource();
        var context = new CellContext();
        var ended = new TaskCompletionSource<Task>();
        AppContext.SetData(TokenName, token.Token);
        Checkpoint.Close(false);
        var thread = new Thread(() => Execute(body, ended, context), StackBytes) { IsBackground = true, Name = name };
        thread.Start();

        bool interrupted = !Ends(ended.Task, stop);
        if (interrupted)
        {
            // Both of these can block, on a callback of the cell's or on a sink that is slow: never wait for them here.
            Aside(token.Cancel);
            if (!ended.Task.Wait(patience, CancellationToken.None))
            {
                Aside(outputs.Stop);
                context.Stop();
                Checkpoint.Close(true);
                thread.Interrupt();
                for (long start = Environment.TickCount64; !ended.Task.IsCompleted && IsBusy() && Environment.TickCount64 - start < lastPatienceMilliseconds;)
                {
                    ended.Task.Wait(TimeSpan.FromMilliseconds(5), CancellationToken.None);
                }
            }
        }
        AppContext.SetData(TokenName, null);
        if (interrupted)
        {
            return new(Interrupted: true, Abandoned: !ended.Task.IsCompleted && IsBusy());
        }
        // Reading a line, for one, is broken off by the same stop, and may have ended the cell before it was noticed here.
        var error = ErrorOf(ended.Task.Result);
        return error is OperationCanceledException && stop.IsCancellationRequested ? new(Interrupted: true) : new(error);

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

    private static bool Ends(Task cell, CancellationToken stop)
    {
        try
        {
            cell.Wait(stop);
        }
        catch (OperationCanceledException)
        {
            // The stop; the task itself only says that the cell has ended, however it did.
        }
        return cell.IsCompleted;
    }

    private static void Aside(Action work) => new Thread(() =>
    {
        try
        {
            work();
        }
        catch (AggregateException)
        {
            // What a cell has registered with its token has failed, and there is nobody left to tell.
        }
    }) { IsBackground = true, Name = "interrupt" }.Start();

    private static Exception? ErrorOf(Task cell)
    {
        try
        {
            cell.GetAwaiter().GetResult();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }
}
