using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hopfield.Kernels;

// One query over many patterns is bound by reading them, so each pattern is read once. For a block of rows that fits the first-level
// cache: scores; if one exceeds the largest so far, the sums so far are scaled down to it; weights; weighted sum (an online softmax).
// Rows are read from four places of a chunk in step: more requests to the memory are under way at a time than one stream makes.

/// <summary>Answers queries one by one, in chunks of patterns.</summary>
internal readonly unsafe struct RetrieveOne<W, V, E, S>(Retrieval<E, S> task, int chunks, Partials partials)
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
        task.Dimension + (2L * task.ValueDimension) + (3 * W.Count) + (4 * MaxSteps) + (CacheLine.Bytes / sizeof(E));

    /// <summary>Does one part of the work; any thread may.</summary>
    public void Run(int part)
    {
        int query = part / chunks, chunk = part % chunks;
        int first = (int)((long)task.PatternCount * chunk / chunks), end = (int)((long)task.PatternCount * (chunk + 1) / chunks);
        task.Mask.Tighten(query, 1, ref first, ref end);
        int rows = Math.Max(0, end - first);
        int n = RowVectors<W, V, E, S>.Padded(task.Dimension), d = RowVectors<W, V, E, S>.Padded(task.ValueDimension);
        E[] scratch = ArrayPool<E>.Shared.Rent((int)Room(task));
        fixed (E* start = scratch)
        {
            var room = new Running { Query = CacheLine.Align(start), Largest = W.Lowest };
            room.Sums = room.Query + n;
            room.Weights = room.Sums + d;
            room.Answer = room.Weights + (4 * MaxSteps);
            RowVectors<W, V, E, S>.Pad(task.Queries + (query * task.QueryStride), task.Dimension, task.Scale, room.Query);
            new Span<E>(room.Sums, d).Clear();
            partials.Begin(query, chunk);

            int most = (int)Math.Clamp(BlockBytes / (4 * (nint)task.Dimension * sizeof(S)), 1, MaxSteps), blocks = 0;
            int stream = rows / 4;
            for (int at = 0; at < stream; at += most)
            {
                Block(ref room, query, first + at, stream, Math.Min(most, stream - at), present: 4);
                if (++blocks % Partials.Blocks == 0) Empty(ref room, query, chunk);
            }
            // The last rows side by side; what would lie beyond them is the first of them again, without weight.
            if (rows % 4 is var left and > 0) Block(ref room, query, first + (4 * stream), apart: 1, steps: 1, left);
            Empty(ref room, query, chunk);
        }
        ArrayPool<E>.Shared.Return(scratch);
    }

    // Rows from a pattern on, and from three others that lie so far apart from each other.
    private void Block(ref Running room, int query, int first, int apart, int steps, int present)
    {
        (nint n, nint d) = (task.Dimension, task.ValueDimension);
        ulong* seen = stackalloc ulong[4];
        ulong some = 0, all = ulong.MaxValue;
        if (task.Mask.Forbids)
        {
            for (int place = 0; place < present; place++)
            {
                task.Mask.Read(query, 1, first + (place * apart), steps, seen + place);
                some |= seen[place];
                all &= seen[place] | (ulong.MaxValue << steps);
            }
            if (some == 0) return;
        }
        int rows = 4 * steps, padded = (rows + W.Count - 1) / W.Count * W.Count;
        E* weights = room.Weights;
        RowVectors<W, V, E, S>.Dots(new(task.Patterns + (first * n), apart * n, n, present), steps, room.Query, task.Dimension, weights);
        for (int r = steps == 1 ? present : rows; r < padded; r++) weights[r] = E.NegativeInfinity;
        if (all != ulong.MaxValue || task.Mask.Adds) Mask(weights, query, first, apart, steps, present, task.Mask.Forbids ? seen : null);

        room.Sum = Weigh(weights, padded, room.Sum, ref room.Largest, out E factor, out bool any);
        if (any) RowVectors<W, V, E, S>.AddWeighted(new(task.Values + (first * d), apart * d, d, present), steps, weights, task.ValueDimension, factor, room.Sums);
    }

    // The score of a step at a place stands beside those of the other places. Bits are looked up, since a processor can't guess them.
    private void Mask(E* scores, int query, int first, int apart, int steps, int present, ulong* seen)
    {
        E* added = stackalloc E[2];
        (added[0], added[1]) = (E.NegativeInfinity, E.Zero);
        for (int place = 0; place < present; place++, scores++)
        {
            for (int step = 0; step < steps && seen != null; step++) scores[4 * step] += added[seen[place] >> step & 1];
            if (task.Mask.Adds) task.Mask.AddTo(scores, 4, query, first + (place * apart), steps);
        }
    }

    // The sums so far go on in double precision.
    private void Empty(ref Running room, int query, int chunk)
    {
        RowVectors<W, V, E, S>.Unpad(room.Sums, task.ValueDimension, room.Answer);
        partials.Add(query, chunk, room.Answer, 1, room.Largest, room.Sum);
        new Span<E>(room.Sums, RowVectors<W, V, E, S>.Padded(task.ValueDimension)).Clear();
        room.Sum = E.Zero;
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

    /// <summary>What a query has met of a chunk: its vectors, the sums relative to the largest score so far, and room for a block.</summary>
    private struct Running
    {
        public E* Query, Sums, Weights, Answer;
        public E Largest, Sum;
    }
}
