using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Hopfield;

// A span does not keep memory that does not belong to .NET: a mapped file could be let go between two rows of a loop, and the process would
// die. So whatever the engine computes from patterns, it reads through this.

/// <summary>Stored patterns as they are read: they cannot go away before this is disposed.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly ref struct HeldPatterns<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly MemoryHandle _held;
    private readonly int _dimension;

    /// <summary>Holds rows of the given length.</summary>
    /// <exception cref="ObjectDisposedException">They are gone already.</exception>
    public unsafe HeldPatterns(ReadOnlyMemory<T> values, int dimension)
    {
        _dimension = dimension;
        if (MemoryMarshal.TryGetArray(values, out ArraySegment<T> array))
        {
            Values = array; // a span keeps an array
            return;
        }
        _held = values.Pin();
        Values = new ReadOnlySpan<T>(_held.Pointer, values.Length);
    }

    /// <summary>X row by row, P·N entries.</summary>
    public ReadOnlySpan<T> Values { get; }

    /// <summary>x_μ, shape [N].</summary>
    public ReadOnlySpan<T> this[int mu] => Values.Slice(mu * _dimension, _dimension);

    /// <summary>Lets the patterns go.</summary>
    public void Dispose() => _held.Dispose();
}
