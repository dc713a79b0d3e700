using System.Numerics.Tensors;
using Hopfield.Kernels;

namespace Hopfield;

/// <summary>Xᵀ as bits: for each unit its value in every pattern, one bit a pattern, 1 for +1.</summary>
/// <remarks>The bits beyond P in a unit's last word are 0, unless patterns were added: they may be those of patterns that other sets hold, in the
/// same memory. Whoever adds patterns reads no bit beyond P, or nothing that depends on one.</remarks>
internal sealed class UnitBits
{
    private readonly Table _table;
    private readonly int _patternCount;

    public UnitBits(BinaryPatterns patterns)
    {
        _patternCount = patterns.PatternCount;
        _table = new Table(patterns.Dimension, BinaryPatterns.WordCount(_patternCount), _patternCount);
        BitPacking.Transpose(patterns.AllWords, _patternCount, patterns.Dimension, _table.Words);
    }

    private UnitBits(Table table, int patternCount) => (_table, _patternCount) = (table, patternCount);

    /// <summary>x_μi of all patterns for one unit, ⌈P/64⌉ words.</summary>
    public ReadOnlySpan<ulong> this[int unit] => _table.Words.AsSpan(unit * _table.Stride, BinaryPatterns.WordCount(_patternCount));

    /// <summary>Σ_μ x_μi of one unit, where no patterns were added.</summary>
    public long Sum(int unit) => 2 * TensorPrimitives.PopCount(this[unit]) - _patternCount;

    /// <summary>One pattern more. Cost: O(N), unless the next column is taken or there is none: then O(N·P/64).</summary>
    public UnitBits Add(ReadOnlySpan<sbyte> pattern)
    {
        if (!_table.TryAdd(_patternCount, pattern))
        {
            // Room for as many again, where an array has it.
            int exact = BinaryPatterns.WordCount(_patternCount + 1), stride = Require.TryRoom(pattern.Length, 2L * exact, out _) ? 2 * exact : exact;
            Require.Room(pattern.Length, stride, "bits", nameof(pattern));
            var own = new Table(pattern.Length, stride, _patternCount);
            for (int i = 0; i < pattern.Length; i++) CopyTo(own, i);
            own.TryAdd(_patternCount, pattern);
            return new UnitBits(own, _patternCount + 1);
        }
        return new UnitBits(_table, _patternCount + 1);
    }

    /// <summary>One pattern less. Cost: O(N·P/64), nothing for the last.</summary>
    public UnitBits Remove(int mu)
    {
        int left = _patternCount - 1, units = _table.Words.Length / _table.Stride;
        if (mu == left) return new UnitBits(_table, left);
        var own = new Table(units, _table.Stride, left);
        for (int i = 0; i < units; i++)
        {
            Span<ulong> row = CopyTo(own, i);
            ulong below = (1UL << (mu & 63)) - 1, word = row[mu >> 6];
            // The bits above the one that goes move down by one, through all words.
            row[mu >> 6] = (word & below) | ((word >> 1) & ~below);
            for (int w = (mu >> 6) + 1; w < row.Length; w++)
            {
                row[w - 1] |= row[w] << 63;
                row[w] >>= 1;
            }
        }
        return new UnitBits(own, left);
    }

    // One unit's bits, and zeros where others' may lie.
    private Span<ulong> CopyTo(Table to, int unit)
    {
        ReadOnlySpan<ulong> from = this[unit];
        Span<ulong> row = to.Words.AsSpan(unit * to.Stride, from.Length);
        from.CopyTo(row);
        if (_patternCount % 64 != 0) row[^1] &= (1UL << (_patternCount & 63)) - 1;
        return row;
    }

    // One row of words a unit. Columns that are in use do not change; a column is taken once.
    private sealed class Table(int units, int stride, int used)
    {
        private readonly Lock _lock = new();
        private int _used = used;

        public ulong[] Words { get; } = new ulong[Require.Room(units, stride, "bits", "patterns")];

        public int Stride => stride;

        /// <summary>Takes the column behind so many, unless another pattern has or there is none.</summary>
        public bool TryAdd(int behind, ReadOnlySpan<sbyte> pattern)
        {
            lock (_lock)
            {
                if (_used != behind || behind == 64L * stride) return false;
                _used++;
                for (int i = 0; i < pattern.Length; i++)
                {
                    if (pattern[i] > 0) Words[i * stride + (behind >> 6)] |= 1UL << (behind & 63);
                }
                return true;
            }
        }
    }
}
