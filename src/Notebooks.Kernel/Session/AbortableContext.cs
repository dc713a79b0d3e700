using System.Runtime;

namespace Notebooks.Kernel;

/// <summary>
/// Runs what follows an <c>await</c> of a cell on a thread of the pool, but in such a way that an interrupt can end it,
/// as it ends what came before the <c>await</c>. Continuations are not serialised: a cell may block on a task of its own.
/// </summary>
internal sealed class AbortableContext(CancellationToken abort) : SynchronizationContext
{
    private int running;

    /// <summary>True while a piece of the cell is executing here.</summary>
    public bool IsBusy => Volatile.Read(ref running) > 0;

    public override void Post(SendOrPostCallback d, object? state) => ThreadPool.QueueUserWorkItem(_ => Send(d, state));

    public override void Send(SendOrPostCallback d, object? state)
    {
        var before = Current;
        SetSynchronizationContext(this);
        Interlocked.Increment(ref running);
        try
        {
            Run(() => d(state), abort);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            // The cell is told by its own end; nobody waits for this piece of it.
        }
        finally
        {
            Interlocked.Decrement(ref running);
            SetSynchronizationContext(before);
        }
    }

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs an action that can be ended at any instruction. The token must be one that can be cancelled: with another the call never returns.</summary>
#pragma warning disable SYSLIB0046 // Ending a loop that asks no token is what a notebook's interrupt is for; there is no other way.
    public static void Run(Action action, CancellationToken abort) => ControlledExecution.Run(action, abort);
#pragma warning restore SYSLIB0046
}
