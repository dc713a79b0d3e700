using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hopfield.Kernels;

// One query over many patterns is bound by reading them, so each pattern is read once. For a block of rows that fits the first-level
// cache: scores; if one exceeds the largest so far, the sums so far are scaled down to it; weights; weighted sum (an online softmax).
// Rows are read from four places of a chunk in step: more requests to the memory are under way at a time than one stream makes.

/// <summary>Answers queries one by one, in chunks of patterns.</summary>
internal readonly unsafe struct RetrieveOne<W, V, E, S>(Retrieval<E, S> task, int chunks, Partials<E> partials)
    where W : ILanes<V, E>
    where V : unmanaged
    where E : unmanaged, IBinaryFloatingPointIeee754<E>
    where S : unmanaged
{
    private const int MaxSteps = 16, BlockBytes = 8 * 1024, MinRows = 512, MaxChunks = 64;

    /// <summary>The number of chunks of P patterns: none too small to be worth a merge, and few enough to keep the partial answers small.</summary>
    public static int Chunks(int patternCount) => Math.Clamp(patternCount / MinRows, 1, MaxChunks);

    /// <summary>The number of entries of scratch memory that a part takes.</summary>
    public static long Room(in Retrieval<E, S> task) =>
        (long)task.Dimension + task.ValueDimension + (2 * W.Count) + (4 * MaxSteps) + (CacheLine.Bytes / sizeof(E));

    /// <summary>Does one part of the work; any thread may.</summary>
    public void Run(int part)
    {
        int query = part / chunks, chunk = part % chunks;
        long first = (long)task.PatternCount * chunk / chunks, rows = (long)task.PatternCount * (chunk + 1) / chunks - first;
        int n = RowVectors<W, V, E, S>.Padded(task.Dimension), d = RowVectors<W, V, E, S>.Padded(task.ValueDimension);
        E[] scratch = ArrayPool<E>.Shared.Rent((int)Room(task));
        fixed (E* start = scratch)
        {
            E* q = CacheLine.Align(start), sums = q + n, weights = sums + d;
            RowVectors<W, V, E, S>.Pad(task.Queries + query * task.QueryStride, task.Dimension, task.Scale, q);
            new Span<E>(sums, d).Clear();
            (E largest, E sum) = Read(first, rows, q, sums, weights);
            RowVectors<W, V, E, S>.Unpad(sums, task.ValueDimension, partials.Of(query, chunk));
            partials.Note(query, chunk, largest, sum);
        }
        ArrayPool<E>.Shared.Return(scratch);
    }

    private (E Largest, E Sum) Read(long first, long rows, E* q, E* sums, E* weights)
    {
        (nint n, nint d) = (task.Dimension, task.ValueDimension);
        int most = (int)Math.Clamp(BlockBytes / (4 * n * sizeof(S)), 1, MaxSteps);
        long stream = rows / 4;
        E largest = E.NegativeInfinity, sum = E.Zero;
        for (long at = 0; at < stream; at += most)
        {
            int steps = (int)Math.Min(most, stream - at);
            S* x = task.Patterns + (first + at) * n, v = task.Values + (first + at) * d;
            Block(new(x, (nint)stream * n, n), new(v, (nint)stream * d, d), steps, 4, q, sums, weights, ref largest, ref sum);
        }
        if (rows % 4 is var left and > 0) // the last rows side by side; what would lie beyond them is the first of them again, without weight
        {
            S* x = task.Patterns + (first + 4 * stream) * n, v = task.Values + (first + 4 * stream) * d;
            Block(new(x, n, n, (int)left), new(v, d, d, (int)left), 1, (int)left, q, sums, weights, ref largest, ref sum);
        }
        return (largest, sum);
    }

    private void Block(
        FourRows<S> x, FourRows<S> v, int steps, int present, E* q, E* sums, E* weights, ref E largest, ref E sum)
    {
        int rows = 4 * steps, padded = (rows + W.Count - 1) / W.Count * W.Count;
        RowVectors<W, V, E, S>.Dots(x, steps, q, task.Dimension, weights);
        for (int r = steps == 1 ? present : rows; r < padded; r++) weights[r] = E.NegativeInfinity;

        sum = Weigh(weights, padded, sum, ref largest, out E factor, out bool any);
        if (any) RowVectors<W, V, E, S>.AddWeighted(v, steps, weights, task.ValueDimension, factor, sums);
    }

    // Replaces scores by weights and returns the sum of all weights so far, relative to the largest score so far; what was summed before
    // shrinks by the factor. Blocks whose weights are all zero need no second look at their rows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static E Weigh(E* scores, int count, E sum, ref E largest, out E factor, out bool any)
    {
        V highest = W.Load(scores);
        for (int i = W.Count; i < count; i += W.Count) highest = W.AtLeast(highest, W.Load(scores + i));
        E top = W.Largest(highest);
        factor = E.One;
        if (top > largest)
        {
            factor = E.Exp2(largest - top); // 0 for the first block, where nothing has been summed yet
            largest = top;
        }
        any = !W.AllBelow(W.Subtract(highest, W.Broadcast(largest)), W.Broadcast(W.MinExponent));
        if (!any) return sum;
        V shift = W.Broadcast(largest), sums = W.Broadcast(E.Zero);
        for (int i = 0; i < count; i += W.Count)
        {
            V weight = W.Exp2(W.Subtract(W.Load(scores + i), shift));
            W.Store(weight, scores + i);
            sums = W.Add(sums, weight);
        }
        return (sum * factor) + W.Sum(sums);
    }
}
