using System.Globalization;

namespace Notebooks.Session;

/// <summary>
/// Runs cells where there is one thread and nothing may wait, as in a page of a browser. While a cell computes, its checkpoints ask
/// whether it is to stop, and send what it has written; while it awaits something, the interrupt does.
/// </summary>
/// <param name="isStopWanted">Asked some thirty times a second while a cell computes. True stops it.</param>
public sealed class OneThreadRun(Func<bool> isStopWanted) : ICellRunner
{
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    public async Task<CellEnd> RunAsync(string name, Func<Task> body, Action silence, CancellationToken interrupt)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(silence);
        if (interrupt.IsCancellationRequested)
        {
            return new CellEnd(Interrupted: true);
        }
        // The source is not disposed: what a cell leaves behind goes on using its token.
        var token = new CancellationTokenSource();
        var context = new Continuations();
        var interrupted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = interrupt.Register(() => interrupted.TrySetResult());
        bool stopped = false;
        AppContext.SetData(InterruptibleRun.TokenName, token.Token);
        Checkpoint.Ask(() =>
        {
            CellOutputs.Current?.Flush();
            if (!interrupt.IsCancellationRequested && !isStopWanted())
            {
                return false;
            }
            stopped = true;
            Cancel(token);
            return true;
        });
        var cell = Begin(body, context);
        if (await Task.WhenAny(cell, interrupted.Task) != cell)
        {
            stopped = true;
            Cancel(token);
            if (await Task.WhenAny(cell, Task.Delay(_patience, CancellationToken.None)) != cell)
            {
                // It awaits something; what follows does not begin.
                silence();
                context.Stop();
            }
        }
        Checkpoint.Close(stopped);
        AppContext.SetData(InterruptibleRun.TokenName, null);
        var error = cell.Exception?.InnerException ?? (cell.IsCanceled ? new OperationCanceledException() : null);
        return stopped && (!cell.IsCompleted || error is OperationCanceledException) ? new CellEnd(Interrupted: true) : new CellEnd(error);
    }

    private static Task Begin(Func<Task> body, Continuations context)
    {
        var (before, culture, words) = (SynchronizationContext.Current, CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            return body();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, words);
        }
    }

    private static void Cancel(CancellationTokenSource token)
    {
        try
        {
            token.Cancel();
        }
        catch (AggregateException)
        {
            // A callback that the cell registered with its token has failed; the cell ends all the same.
        }
    }
}
