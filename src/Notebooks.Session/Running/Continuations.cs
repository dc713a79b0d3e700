namespace Notebooks.Session;

/// <summary>
/// Runs what follows an <c>await</c> of a cell on a thread of the pool, and no longer once the cell was interrupted.
/// Continuations are not put in a row: a cell may block on a task of its own.
/// </summary>
internal sealed class Continuations : SynchronizationContext
{
    private int _running;
    private bool _stopped;

    /// <summary>True while a piece of the cell is running here.</summary>
    public bool IsBusy => Volatile.Read(ref _running) > 0;

    /// <summary>Lets nothing more of the cell begin.</summary>
    public void Stop() => Volatile.Write(ref _stopped, true);

    public override void Post(SendOrPostCallback d, object? state) => ThreadPool.QueueUserWorkItem(_ => Send(d, state));

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (Volatile.Read(ref _stopped))
        {
            return;
        }
        var before = Current;
        SetSynchronizationContext(this);
        Interlocked.Increment(ref _running);
        try
        {
            d(state);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
            SetSynchronizationContext(before);
        }
    }

    public override SynchronizationContext CreateCopy() => this;
}
