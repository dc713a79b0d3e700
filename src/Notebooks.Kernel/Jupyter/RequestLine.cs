namespace Notebooks.Kernel;

/// <summary>Requests that wait for their turn. Where thousands wait already, whoever brings another waits too.</summary>
/// <typeparam name="T">A request, with what is kept beside it.</typeparam>
internal sealed class RequestLine<T>
{
    private const int MaxWaiting = 10_000;

    private readonly Queue<T> _waiting = new();
    private bool _ended;

    public void Add(T request)
    {
        lock (_waiting)
        {
            while (_waiting.Count >= MaxWaiting && !_ended)
            {
                Monitor.Wait(_waiting);
            }
            _waiting.Enqueue(request);
            Monitor.PulseAll(_waiting);
        }
    }

    /// <summary>Lets <see cref="InTurn"/> end after those that wait now.</summary>
    public void End()
    {
        lock (_waiting)
        {
            _ended = true;
            Monitor.PulseAll(_waiting);
        }
    }

    /// <summary>One after the other, as they come, until the end.</summary>
    public IEnumerable<T> InTurn()
    {
        while (Next(out var request))
        {
            yield return request;
        }
    }

    private bool Next(out T request)
    {
        lock (_waiting)
        {
            while (_waiting.Count == 0 && !_ended)
            {
                Monitor.Wait(_waiting);
            }
            bool found = _waiting.TryDequeue(out request!);
            Monitor.PulseAll(_waiting);
            return found;
        }
    }
}
