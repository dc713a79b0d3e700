namespace Notebooks.Kernel;

/// <summary>What waits to be sent over one connection. It holds a sender back while there is much, and gives up where nothing is taken.</summary>
/// <param name="patience">How long a sender waits while nothing at all is taken.</param>
internal sealed class Outbox(TimeSpan patience)
{
    // Above the first a sender waits that can; at the second whoever does not read loses the connection.
    private const int PatientBytes = 4 << 20, MaxBytes = 128 << 20, PieceBytes = 64 << 10;

    private readonly Queue<byte[]> _messages = new();
    private long _bytes, _movedAt;
    private bool _closed;

    /// <summary>True when nothing is left to be sent.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_messages)
            {
                return _bytes == 0 || _closed;
            }
        }
    }

    /// <summary>Adds a message. False where the other side has stopped reading, so that the connection is to be ended.</summary>
    /// <param name="message">The message.</param>
    /// <param name="patient">True to wait while the other side has much to read already; what must be said in any case does not wait.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was ended; the message was not added.</exception>
    public bool Add(byte[] message, bool patient, CancellationToken stop)
    {
        using var waking = patient && stop.CanBeCanceled ? stop.UnsafeRegister(static box => ((Outbox)box!).Wake(), this) : default;
        lock (_messages)
        {
            while (patient && !_closed && _bytes > PatientBytes)
            {
                stop.ThrowIfCancellationRequested();
                long rest = _movedAt + (long)patience.TotalMilliseconds - Environment.TickCount64;
                if (rest <= 0)
                {
                    return false;
                }
                Monitor.Wait(_messages, (int)rest);
            }
            if (_closed)
            {
                return true;
            }
            if (_bytes == 0)
            {
                _movedAt = Environment.TickCount64;
            }
            _messages.Enqueue(message);
            _bytes += message.Length;
            Monitor.PulseAll(_messages);
            return _bytes <= MaxBytes;
        }
    }

    /// <summary>Sends what there is and what comes, until it is closed.</summary>
    /// <param name="send">Sends bytes; waits as long as the other side does not take them.</param>
    public void SendAll(Action<ReadOnlyMemory<byte>> send)
    {
        while (Next() is { } message)
        {
            // In pieces, so that it is seen how a long message moves.
            for (int sent = 0; sent < message.Length; sent += PieceBytes)
            {
                var piece = message.AsMemory(sent, Math.Min(PieceBytes, message.Length - sent));
                send(piece);
                lock (_messages)
                {
                    _bytes -= piece.Length;
                    _movedAt = Environment.TickCount64;
                    Monitor.PulseAll(_messages);
                }
            }
        }
    }

    /// <summary>Lets nothing more be sent, and nobody wait any longer.</summary>
    public void Close()
    {
        lock (_messages)
        {
            _closed = true;
            Monitor.PulseAll(_messages);
        }
    }

    private byte[]? Next()
    {
        lock (_messages)
        {
            while (_messages.Count == 0 && !_closed)
            {
                Monitor.Wait(_messages);
            }
            return _closed ? null : _messages.Dequeue();
        }
    }

    private void Wake()
    {
        lock (_messages)
        {
            Monitor.PulseAll(_messages);
        }
    }
}
