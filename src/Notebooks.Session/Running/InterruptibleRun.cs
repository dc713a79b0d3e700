using System.Globalization;

namespace Notebooks.Session;

/// <summary>
/// Runs a compiled cell on a thread of its own and stops it when asked to, in two steps a twentieth of a second apart:
/// first its token is cancelled, which libraries watch; then its checkpoints, its waits and its outputs throw, and
/// nothing after an <c>await</c> begins. What still goes on is left behind.
/// </summary>
internal sealed class InterruptibleRun : ICellRunner
{
    /// <summary>
    /// The name under which the running cell's token is found by <see cref="AppContext.GetData"/>. Libraries that know no
    /// kernel ask for it, so it stays what it has always been.
    /// </summary>
    public const string TokenName = "Notebooks.Kernel.CellToken";

    private const int LastPatienceMilliseconds = 100;

    // A recursion of some ten thousand calls, a common exercise, still fits.
    private const int StackBytes = 16 << 20;

    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Runs the cell, and watches it from the calling thread. Nothing here waits for the thread pool, all of whose threads
    /// a parallel loop of the cell may hold: so this returns when the cell has ended, and not before.
    /// </summary>
    public Task<CellEnd> RunAsync(string name, Func<Task> body, Action silence, CancellationToken interrupt)
    {
        // The source is not disposed: an abandoned cell goes on using its token.
        var token = new CancellationTokenSource();
        var context = new Continuations();
        var ended = new TaskCompletionSource<Task>();
        AppContext.SetData(TokenName, token.Token);
        Checkpoint.Close(false);
        var thread = new Thread(() => Execute(body, ended, context), StackBytes) { IsBackground = true, Name = name };
        thread.Start();

        bool stopped = !Ends(ended.Task, interrupt);
        if (stopped)
        {
            // Both of these can block, on a callback of the cell's or on a sink that is slow: never wait for them here.
            Aside(token.Cancel);
            if (!ended.Task.Wait(_patience, CancellationToken.None))
            {
                Aside(silence);
                context.Stop();
                Checkpoint.Close(true);
                thread.Interrupt();
                for (long start = Environment.TickCount64; !ended.Task.IsCompleted && IsBusy() && Environment.TickCount64 - start < LastPatienceMilliseconds;)
                {
                    ended.Task.Wait(TimeSpan.FromMilliseconds(5), CancellationToken.None);
                }
            }
        }
        AppContext.SetData(TokenName, null);
        if (stopped)
        {
            return Task.FromResult(new CellEnd(Interrupted: true, Abandoned: !ended.Task.IsCompleted && IsBusy()));
        }
        // The same stop also ends a cell that is reading a line, perhaps before it was noticed here.
        var error = ErrorOf(ended.Task.Result);
        return Task.FromResult(error is OperationCanceledException && interrupt.IsCancellationRequested ? new CellEnd(Interrupted: true) : new CellEnd(error));

        // A cell that only awaits something is at rest, though its task never ends: what follows the await will not run.
        bool IsBusy() => thread.IsAlive || context.IsBusy;
    }

    private static void Execute(Func<Task> body, TaskCompletionSource<Task> ended, Continuations context)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            body().ContinueWith(ended.SetResult, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
        catch (ThreadInterruptedException)
        {
            // The cell had just ended when the interrupt came.
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
            // The interrupt. The task itself never fails: it says that the cell has ended, not how.
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
            // A callback that the cell registered with its token has failed. The cell, which could be told, has ended.
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
