using Hopfield.Kernels;

namespace Hopfield;

// A set of patterns never changes, and yet a pattern can be added without copying the others: sets that grew from each other lie in one piece
// of memory, and each looks at its own run of rows. A row is written once, before the set that owns it exists, and no row that any set looks at
// is ever written again. So threads read without a lock, and what a set holds cannot depend on what grew from it.
//
// The same rule decides what a removal costs. The first and the last row leave by looking at a shorter run. A row in between could only go by
// writing over it what comes behind, which older sets still look at: so the rest is copied, in order.

/// <summary>Rows that stay as they are, in a run of memory that other runs may share.</summary>
/// <typeparam name="T">The type of the entries.</typeparam>
internal readonly struct Rows<T>
    where T : unmanaged
{
    private readonly Room? _room;
    private readonly int _end; // of this run in its room

    /// <summary>Rows in memory that nobody changes.</summary>
    public Rows(ReadOnlyMemory<T> values) => Values = values;

    private Rows(ReadOnlyMemory<T> values, Room? room, int end) => (Values, _room, _end) = (values, room, end);

    /// <summary>The entries, row by row.</summary>
    public ReadOnlyMemory<T> Values { get; }

    /// <summary>The rows and one more. Cost: that of the row, unless the next place is taken or there is none: then that of all rows.</summary>
    /// <param name="row">The new row.</param>
    /// <param name="held">The entries, held by the caller.</param>
    public Rows<T> Add(ReadOnlySpan<T> row, ReadOnlySpan<T> held)
    {
        int entries = held.Length + row.Length;
        if (_room is { } shared && shared.TryAppend(_end, row)) return new Rows<T>(shared.Run(_end - held.Length, entries), shared, _end + row.Length);
        var own = new Room(Twice(entries));
        own.TryAppend(0, held);
        own.TryAppend(held.Length, row);
        return new Rows<T>(own.Run(0, entries), own, entries);
    }

    /// <summary>The rows without some entries. Cost: nothing at either end, that of all rows in between.</summary>
    /// <param name="at">Where they begin.</param>
    /// <param name="count">Their number, less than there are.</param>
    /// <param name="held">The entries, held by the caller.</param>
    public Rows<T> Remove(int at, int count, ReadOnlySpan<T> held)
    {
        int left = held.Length - count;
        if (at == 0) return new Rows<T>(Values[count..], _room, _end);
        if (at == left) return new Rows<T>(Values[..left], _room, _end - count);
        var own = new Room(Twice(left));
        own.TryAppend(0, held[..at]);
        own.TryAppend(at, held[(at + count)..]);
        return new Rows<T>(own.Run(0, left), own, left);
    }

    private static int Twice(int entries) => Math.Max(entries, (int)Math.Min(2L * entries, Array.MaxLength - CacheLine.Bytes));

    // Memory that several runs share. Only what lies behind its used part is ever written.
    private sealed class Room(int capacity)
    {
        private readonly Memory<T> _memory = CacheLine.Allocate<T>(capacity);
        private readonly Lock _lock = new();
        private int _used;

        public ReadOnlyMemory<T> Run(int start, int count) => _memory.Slice(start, count);

        /// <summary>Appends behind so many entries, unless others have been appended there or there is no room.</summary>
        public bool TryAppend(int behind, ReadOnlySpan<T> entries)
        {
            lock (_lock)
            {
                if (_used != behind || _memory.Length - behind < entries.Length) return false;
                entries.CopyTo(_memory.Span[behind..]);
                _used += entries.Length;
                return true;
            }
        }
    }
}
