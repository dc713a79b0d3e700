using Hopfield.Kernels;

namespace Hopfield;

// A set never changes, and yet a pattern can be added without copying the others: sets that grew from each other lie in one piece of memory,
// and each looks at its own first rows. A row is written once, before the set that owns it exists.

public sealed partial class PatternSet<T>
{
    private readonly GrowingRows<T>? _growing;

    private PatternSet(GrowingRows<T> growing, int patternCount, int dimension, double maxNorm)
    {
        (_growing, _values) = (growing, growing.Rows(patternCount * dimension));
        (PatternCount, Dimension, MaxNorm) = (patternCount, dimension, maxNorm);
    }

    /// <summary>
    /// The same patterns and one more, as a new set; this one stays as it is. Cost: O(N) where sets grow one from the other, since they share
    /// their memory; O(P·N) for the first, and each time P has doubled.
    /// </summary>
    /// <param name="pattern">x, shape [N].</param>
    /// <exception cref="ArgumentException">The pattern is not of length N, an entry is not finite or beyond 10¹⁰ in magnitude, or so many patterns do not fit one array.</exception>
    public PatternSet<T> Add(ReadOnlySpan<T> pattern)
    {
        Require.Values(pattern, Dimension, nameof(pattern));
        int count = PatternCount + 1, entries = Require.Room(count, Dimension, "patterns", nameof(pattern));
        double maxNorm = Math.Max(MaxNorm, Kernels.Norm.Of(pattern));
        if (_growing is { } shared && shared.TryAppend(entries - Dimension, pattern)) return new PatternSet<T>(shared, count, Dimension, maxNorm);
        using HeldPatterns<T> held = Hold();
        var own = new GrowingRows<T>(held.Values, (int)Math.Clamp(2L * entries, entries, Array.MaxLength - CacheLine.Bytes));
        own.TryAppend(entries - Dimension, pattern);
        return new PatternSet<T>(own, count, Dimension, maxNorm);
    }
}

/// <summary>Memory that several sets of patterns share, each its first part.</summary>
internal sealed class GrowingRows<T>
    where T : unmanaged
{
    private readonly Memory<T> _memory;
    private readonly Lock _lock = new();
    private int _used;

    /// <summary>Takes memory for so many entries, of which the first ones are copied.</summary>
    public GrowingRows(ReadOnlySpan<T> first, int capacity)
    {
        _memory = CacheLine.Allocate<T>(Math.Max(capacity, first.Length));
        first.CopyTo(_memory.Span);
        _used = first.Length;
    }

    /// <summary>The first entries.</summary>
    public ReadOnlyMemory<T> Rows(int count) => _memory[..count];

    /// <summary>Appends a row behind so many entries, unless another has been appended there or there is no room.</summary>
    public bool TryAppend(int behind, ReadOnlySpan<T> row)
    {
        lock (_lock)
        {
            if (_used != behind || _memory.Length - behind < row.Length) return false;
            row.CopyTo(_memory.Span[behind..]);
            _used += row.Length;
            return true;
        }
    }
}
