using System.Text;

namespace Notebooks.Session;

/// <summary>
/// Everything that a cell sends goes through here: this keeps the order between console text and displays, and gathers
/// console text for a twentieth of a second, so that a loop of small writes becomes a few messages.
/// </summary>
internal sealed class CellOutputs : IDisposable
{
    private const int MaxMilliseconds = 50;
    private const int MaxCharacters = 8192;

    // Flows with the cell's own threads and tasks, so that a late write still finds the cell that it belongs to.
    private static readonly AsyncLocal<CellOutputs?> _current = new();

    private readonly Lock _gate = new();
    private readonly IOutputSink _sink;
    private readonly Timer _flushLater;
    private readonly StringBuilder _pending = new();
    private string _pendingStream = "stdout";
    private long _pendingSince;
    private bool _stopped;

    public CellOutputs(IOutputSink sink)
    {
        _sink = sink;
        _flushLater = new Timer(_ => FlushLate());
    }

    /// <summary>The outputs of the cell that the calling code belongs to, or null outside cells.</summary>
    public static CellOutputs? Current
    {
        get => _current.Value;
        set => _current.Value = value;
    }

    /// <summary>
    /// The outputs of the newest cell, for text from a thread of which nobody can say what cell it belongs to; null where the
    /// host itself writes to the console.
    /// </summary>
    public static CellOutputs? OfStrays { get; set; }

    /// <summary>Asks the front end for a line of text; null where it offers no input.</summary>
    public string? Ask(string prompt, bool hidden)
    {
        Flush();
        return (_sink as IInputSource)?.Ask(prompt, hidden);
    }

    public void Write(string stream, ReadOnlySpan<char> text)
    {
        lock (_gate)
        {
            ThrowIfStopped();
            if (stream != _pendingStream)
            {
                FlushPending(all: true);
                _pendingStream = stream;
            }
            if (_pending.Length == 0)
            {
                _pendingSince = Environment.TickCount64;
                _flushLater.Change(MaxMilliseconds, Timeout.Infinite);
            }
            _pending.Append(text);
            // In a process with one thread the timer cannot fire while the cell computes.
            if (_pending.Length >= MaxCharacters || Environment.TickCount64 - _pendingSince >= MaxMilliseconds)
            {
                FlushPending(all: false);
            }
        }
    }

    public void Publish(CellOutput output)
    {
        lock (_gate)
        {
            ThrowIfStopped();
            FlushPending(all: true);
            Send(output);
        }
    }

    /// <summary>
    /// From here on every write and display of the cell throws. That ends a cell that writes in a loop, and a task that it
    /// left behind. When this returns, no thread of the cell is in the middle of sending something.
    /// </summary>
    public void Stop()
    {
        lock (_gate)
        {
            FlushLast();
            _stopped = true;
        }
    }

    /// <summary>Sends what the session has to say about the end of the cell.</summary>
    public void PublishEnd(CellError error)
    {
        lock (_gate)
        {
            FlushLast();
            Send(new ErrorOutput(error));
        }
    }

    public void Flush()
    {
        lock (_gate)
        {
            FlushPending(all: true);
        }
    }

    // The cell has ended. What one of its tasks writes later is still sent: when a piece is full, or by the timer of the next write.
    public void Dispose()
    {
        lock (_gate)
        {
            FlushLast();
        }
    }

    private void ThrowIfStopped()
    {
        if (_stopped)
        {
            throw new OperationCanceledException("The cell was interrupted.");
        }
    }

    private void FlushLate()
    {
        lock (_gate)
        {
            FlushLast(all: false);
        }
    }

    // A front end that reads slowly may hold text back until the cell is interrupted: then the text is not sent at all.
    private void FlushLast(bool all = true)
    {
        try
        {
            FlushPending(all);
        }
        catch (OperationCanceledException)
        {
            _pending.Clear();
        }
    }

    // Where more may come, the first half of a letter waits for the second.
    private void FlushPending(bool all)
    {
        int length = _pending.Length;
        length -= !all && length > 0 && char.IsHighSurrogate(_pending[length - 1]) ? 1 : 0;
        if (length > 0)
        {
            string text = _pending.ToString(0, length);
            _pending.Remove(0, length);
            Send(new StreamOutput(_pendingStream, text));
        }
    }

    // When a sink writes to the console, it means the real one, not the cell's.
    private void Send(CellOutput output)
    {
        var cell = Current;
        Current = null;
        try
        {
            _sink.Publish(output);
        }
        finally
        {
            Current = cell;
        }
    }
}
