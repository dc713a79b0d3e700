namespace Notebooks.Session;

/// <summary>
/// Lets the thread pool grow at once. The compiler hands the pool a little work and waits for it; where a cell has left
/// hundreds of sleeping tasks there, the pool would come to it only minutes later, for it grows by a thread or two a second.
/// </summary>
internal readonly ref struct PoolRoom : IDisposable
{
    private const int MaxThreads = 1024;

    private readonly int _workers, _ports;

    public PoolRoom()
    {
        ThreadPool.GetMinThreads(out _workers, out _ports);
        long waiting = ThreadPool.PendingWorkItemCount;
        if (waiting > 0)
        {
            ThreadPool.SetMinThreads((int)Math.Clamp(ThreadPool.ThreadCount + waiting + 2, _workers, MaxThreads), _ports);
        }
    }

    public void Dispose() => ThreadPool.SetMinThreads(_workers, _ports);
}
