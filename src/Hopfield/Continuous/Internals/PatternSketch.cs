using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hopfield.Kernels;

namespace Hopfield;

// A pattern x is kept as x̂ = s (k − 8), k in four bits an entry, with its error e ≥ ‖x − x̂‖; a query q as q̂, in bytes. Then
//     |x·q − x̂·q̂| ≤ ‖x − x̂‖ ‖q‖ + ‖x̂‖ ‖q − q̂‖ ≤ e (‖q‖ + ‖δ‖) + M ‖δ‖,    δ = q − q̂,
// which bounds every similarity from both sides. With L the largest lower bound, a pattern whose upper bound lies below L − c/β has a weight below
// e⁻ᶜ of the largest one, and with c = ln P + 25 ln 2 all such patterns together have less than 2⁻²⁵. Only the others are read.

/// <summary>Small pictures of patterns that tell, for one query, which of them can matter.</summary>
internal sealed class PatternSketch
{
    // Beyond this share of blocks to be read, reading all of them in a row is as fast.
    private const int FewestSkipped = 32;

    // Sums of products of 8 · 127 each stay within 32 bits.
    private const int LongestRow = 1 << 20;

    private readonly ReadOnlyMemory<byte> _blocks;
    private readonly int _groups, _blockCount, _patternCount, _dimension;
    private readonly double _maxNorm;

    private PatternSketch(ReadOnlyMemory<byte> blocks, int groups, int blockCount, int patternCount, int dimension, double maxNorm) =>
        (_blocks, _groups, _blockCount, _patternCount, _dimension, _maxNorm) = (blocks, groups, blockCount, patternCount, dimension, maxNorm);

    /// <summary>Draws the patterns; nothing where they would not fit one array. Cost: O(P·N).</summary>
    public static PatternSketch? Of<T>(PatternSet<T> patterns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = patterns.Dimension, groups = (n + NibbleBounds.GroupEntries - 1) / NibbleBounds.GroupEntries;
        int blockCount = (patterns.PatternCount + NibbleBounds.Rows - 1) / NibbleBounds.Rows;
        if (n > LongestRow || !Require.TryRoom(blockCount, (32L * groups) + 64, out int bytes)) return null;
        Memory<byte> blocks = CacheLine.Allocate<byte>(bytes);
        blocks.Span.Clear();
        int blockBytes = NibbleBounds.BlockBytes(groups);
        using HeldPatterns<T> held = patterns.Hold();
        for (int at = 0; at < blockCount * NibbleBounds.Rows; at++)
        {
            (int b, int row) = Math.DivRem(at, NibbleBounds.Rows);
            Draw(held[Math.Min(at, patterns.PatternCount - 1)], blocks.Span.Slice(b * blockBytes, blockBytes), row, groups); // the last one again, to fill its block
        }
        return new PatternSketch(blocks, groups, blockCount, patterns.PatternCount, n, patterns.MaxNorm);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Draw<T>(ReadOnlySpan<T> pattern, Span<byte> block, int row, int groups)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double largest = 0, error = 0;
        foreach (T entry in pattern) largest = Math.Max(largest, Math.Abs(double.CreateTruncating(entry)));
        float scale = (float)(largest / (NibbleBounds.Middle - 0.5));
        double perEntry = scale > 0 ? 1.0 / scale : 0; // all in the middle where there is nothing, or nearly
        for (int i = 0; i < NibbleBounds.GroupEntries * groups; i++)
        {
            double entry = i < pattern.Length ? double.CreateTruncating(pattern[i]) : 0;
            int nibble = Math.Clamp((int)Math.Floor((entry * perEntry) + (NibbleBounds.Middle + 0.5)), 0, 15);
            NibbleBounds.Put(block, row, i, nibble);
            double off = entry - (scale * (double)(nibble - NibbleBounds.Middle));
            error += off * off;
        }
        Span<float> numbers = MemoryMarshal.Cast<byte, float>(block[NibbleBounds.ScalesAt(groups)..]);
        numbers[row] = scale;
        numbers[NibbleBounds.Rows + row] = (float)(Math.Sqrt(error) * (1 + 1e-6)); // rounded up
    }

    /// <summary>
    /// Writes the next state of softmax from the patterns that can matter, unless they are too many for that to be worth it. The weights of those
    /// left out are less than 2⁻²⁵ in sum.
    /// </summary>
    public bool TryUpdate<T>(ReadOnlySpan<T> patterns, ReadOnlySpan<T> state, T beta, Span<T> next)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        float[] tops = ArrayPool<float>.Shared.Rent(_blockCount);
        T[]? rows = null;
        try
        {
            Span<float> top = tops.AsSpan(0, _blockCount);
            float least = Bound(state, double.CreateTruncating(beta), top);
            int blocks = 0;
            foreach (float bound in top) blocks += bound >= least ? 1 : 0;
            if (blocks > _blockCount / FewestSkipped) return false;
            rows = ArrayPool<T>.Shared.Rent(blocks * NibbleBounds.Rows * _dimension);
            int count = 0;
            for (int b = 0; b < top.Length; b++)
            {
                if (!(top[b] >= least)) continue;
                int first = b * NibbleBounds.Rows, here = Math.Min(NibbleBounds.Rows, _patternCount - first);
                patterns.Slice(first * _dimension, here * _dimension).CopyTo(rows.AsSpan(count * _dimension));
                count += here;
            }
            ReadOnlySpan<T> read = rows.AsSpan(0, count * _dimension);
            Attend.Apply(state, read, read, count, _dimension, beta, next);
            return true;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(tops);
            if (rows is not null) ArrayPool<T>.Shared.Return(rows);
        }
    }

    /// <summary>Writes the upper bound of each block; returns the least one that matters.</summary>
    internal float Bound<T>(ReadOnlySpan<T> state, double beta, Span<float> tops)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double largest = 0, norm = 0, off = 0;
        foreach (T entry in state) largest = Math.Max(largest, Math.Abs(double.CreateTruncating(entry)));
        float scale = (float)(largest / 127);
        sbyte[] rented = ArrayPool<sbyte>.Shared.Rent(NibbleBounds.GroupEntries * _groups);
        Span<sbyte> query = rented.AsSpan(0, NibbleBounds.GroupEntries * _groups);
        query.Clear();
        for (int i = 0; i < state.Length; i++)
        {
            double entry = double.CreateTruncating(state[i]);
            query[i] = scale > 0 ? (sbyte)Math.Clamp(Math.Round(entry / scale), -127, 127) : (sbyte)0;
            double rest = entry - (scale * (double)query[i]);
            norm += entry * entry;
            off += rest * rest;
        }
        (norm, off) = (Math.Sqrt(norm), Math.Sqrt(off));
        // The products are exact; the four roundings of a bound in single precision are at most 2⁻²² of M ‖q‖ and its errors, here 2⁻¹⁸.
        double common = (_maxNorm * off) + (Math.ScaleB(1, -18) * 2 * _maxNorm * (norm + off));
        float largestBelow = NibbleBounds.Apply(_blocks.Span, _groups, query, scale, (float)((norm + off) * (1 + 1e-6)), tops);
        ArrayPool<sbyte>.Shared.Return(rented);
        double cut = (Math.Log(_patternCount) + (25 * Math.Log(2))) / beta;
        return (float)(largestBelow - (2 * common) - cut - (1e-6 * Math.Abs(largestBelow)));
    }
}
