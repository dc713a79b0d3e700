using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hopfield.Kernels;

// Many queries are bound by arithmetic. Queries lie along the lanes (each group is transposed once), so largest scores, weights, sums and
// rescaling run straight down the lanes, and both products are tiles of registers over patterns as they are stored (see Tile). A group
// of queries meets the patterns block by block, while the block is in the cache: scores, weights, answers, an online softmax as for one
// query. Patterns to which no query of a panel gives any weight are left out of the second product: in sharp retrieval nearly all.

/// <summary>Answers groups of queries, in chunks of patterns.</summary>
internal readonly unsafe struct RetrieveMany<W, V, E, S>(Retrieval<E, S> task, int chunks, Partials partials)
    where W : ILanes<V, E>
    where V : unmanaged
    where E : unmanaged, IBinaryFloatingPointIeee754<E>
    where S : unmanaged
{
    private const int BlockRows = QueryScratch<W, V, E, S>.BlockRows, PanelVectors = QueryScratch<W, V, E, S>.PanelVectors;

    private const int TileRows = 8, MaxPanels = 4, MinRows = 1024, MinParts = 8, GoodParts = 16;

    /// <summary>The number of groups of queries: of four panels where patterns come from far, else of fewer while there are few groups.</summary>
    public static int Groups(in Retrieval<E, S> task)
    {
        int panels = 1 + ((Vectors(task.QueryCount) - 1) / PanelVectors);
        int together = task.IsLarge ? MaxPanels : Math.Clamp(panels / GoodParts, 1, MaxPanels);
        return (panels + together - 1) / together;
    }

    /// <summary>
    /// The number of chunks of patterns: one where a head has groups enough to share among threads. A chunk knows the largest score of its
    /// own patterns only, so where retrieval is sharp, chunks without the pattern that is looked for have weights to multiply all the same.
    /// </summary>
    public static int Chunks(in Retrieval<E, S> task) =>
        Math.Clamp(task.PatternCount / MinRows, 1, (MinParts + Groups(task) - 1) / Groups(task));

    /// <summary>The number of entries of scratch memory that a part takes.</summary>
    public static long Room(in Retrieval<E, S> task)
    {
        int groups = Groups(task);
        return new QueryScratch<W, V, E, S>(task, (Vectors(task.QueryCount) + groups - 1) / groups * W.Count).Entries;
    }

    private static int Vectors(int queryCount) => (int)((queryCount + (W.Count - 1L)) / W.Count);

    /// <summary>Does one part of the work; any thread may.</summary>
    public void Run(int part)
    {
        int groups = Groups(task), vectors = Vectors(task.QueryCount), group = part % groups, chunk = part / groups;
        int from = (int)((long)vectors * group / groups), to = (int)((long)vectors * (group + 1) / groups);
        int lanes = (to - from) * W.Count, first = from * W.Count, count = Math.Min(lanes, task.QueryCount - first);
        int start = (int)((long)task.PatternCount * chunk / chunks), end = (int)((long)task.PatternCount * (chunk + 1) / chunks);

        var room = new QueryScratch<W, V, E, S>(task, lanes);
        E[] scratch = ArrayPool<E>.Shared.Rent((int)room.Entries);
        nint[] steps = ArrayPool<nint>.Shared.Rent(task.Dimension + BlockRows);
        fixed (E* memory = scratch)
        fixed (nint* places = steps)
        {
            room.Place(CacheLine.Align(memory), places, first, count);
            room.Begin();
            for (int s = 0; s < count; s++) partials.Begin(first + s, chunk);
            task.Mask.Tighten(first, count, ref start, ref end);
            for (int row = start, blocks = 1; row < end; row += BlockRows, blocks++)
            {
                Block(in room, row, Math.Min(BlockRows, end - row), end);
                if (blocks % Partials.Blocks == 0 || row + BlockRows >= end) room.Empty(chunk, partials);
            }
        }
        ArrayPool<nint>.Shared.Return(steps);
        ArrayPool<E>.Shared.Return(scratch);
    }

    private void Block(in QueryScratch<W, V, E, S> room, int row, int rows, int end)
    {
        room.Read(row, rows, out E* x, out E* v);
        int next = row + rows, coming = task.IsLarge ? Math.Min(BlockRows, end - next) : 0, asked = 0;
        for (int lane = 0, vectors; lane < room.Lanes; lane += vectors * W.Count)
        {
            vectors = QueryScratch<W, V, E, S>.NextPanel(room.Lanes - lane);
            // A share of the next block is asked for before each panel: all at once would stop the loads of this one.
            for (int share = coming * (lane + vectors * W.Count) / room.Lanes; asked < share; asked++) task.Prefetch(next + asked);
            switch (vectors)
            {
                case 1: Panel<One>(in room, lane, x, v, row, rows); break;
                case 2: Panel<Two>(in room, lane, x, v, row, rows); break;
                default: Panel<Three>(in room, lane, x, v, row, rows); break;
            }
        }
    }

    private void Panel<C>(in QueryScratch<W, V, E, S> room, int lane, E* x, E* v, int row, int rows)
        where C : INumber
    {
        int width = C.Value * W.Count, query = room.First + lane, count = Math.Min(width, room.Count - lane);
        bool some = false;
        if (task.Mask.Forbids)
        {
            some = MaskTile<W, V, E>.Read(in task.Mask, query, count, width, row, ref rows, room.Flags, out int skipped);
            if (rows == 0) return;
            row += skipped;
            x += (nint)skipped * task.Dimension;
            v += (nint)skipped * task.ValueDimension;
        }
        E* q = room.Queries + (nint)lane * task.Dimension, answers = room.Answers + (nint)lane * task.ValueDimension;
        // What a mask adds is asked for a little at a time, tile by tile: all at once would stop the loads of this block.
        int together = task.Mask.Adds ? TileRows : rows;
        for (int r = 0; r < rows; r += together)
        {
            int next = Math.Min(together, rows - r);
            if (task.Mask.Adds) MaskTile<W, V, E>.Prefetch<C>(in task.Mask, query, row + r, next);
            RegisterTiles<W, V, E, C>.Sum(x + ((nint)r * task.Dimension), task.Dimension, room.Units, task.Dimension, q, null, room.Scores + (r * width), width, next, W.Count);
        }
        if (some) MaskTile<W, V, E>.Forbid<C>(room.Scores, rows, room.Flags);
        if (task.Mask.Adds) MaskTile<W, V, E>.Add<C>(in task.Mask, query, count, row, rows, room.Scores);
        int active = Weigh<C>(room.Scores, rows, room.Largest + lane, room.Sums + lane, room.Factor, room.Active, task.ValueDimension);
        if (active > 0) RegisterTiles<W, V, E, C>.Sum(v, 1, room.Active, active, room.Scores, room.Factor, answers, width, task.ValueDimension, W.Count);
    }

    // Turns scores into weights and keeps the rows that have any, close together; notes where their values stand. Returns their number.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Weigh<C>(E* scores, int rows, E* largest, E* sums, E* factor, nint* places, nint stride)
        where C : INumber
    {
        int width = C.Value * W.Count, b = C.Value > 1 ? W.Count : 0, c = C.Value > 2 ? 2 * W.Count : 0;
        E* score = scores;
        V top0 = W.Load(score), top1 = W.Load(score + b), top2 = W.Load(score + c);
        for (int r = 1; r < rows; r++)
        {
            score += width;
            top0 = W.AtLeast(top0, W.Load(score));
            if (C.Value > 1) top1 = W.AtLeast(top1, W.Load(score + b));
            if (C.Value > 2) top2 = W.AtLeast(top2, W.Load(score + c));
        }
        V old0 = W.Load(largest), old1 = W.Load(largest + b), old2 = W.Load(largest + c), none = W.Broadcast(W.MinExponent);
        V max0 = W.AtLeast(old0, top0), max1 = W.AtLeast(old1, top1), max2 = W.AtLeast(old2, top2);
        V near = W.AtLeast(W.Subtract(top0, max0), W.AtLeast(W.Subtract(top1, max1), W.Subtract(top2, max2)));
        if (W.AllBelow(near, none)) return 0; // far below what has been seen: no weight in the whole block

        V sum0 = W.Broadcast(E.Zero), sum1 = sum0, sum2 = sum0;
        E* kept = score = scores;
        int active = 0;
        for (int r = 0; r < rows; r++, score += width)
        {
            V exponent0 = W.Subtract(W.Load(score), max0), highest = exponent0, exponent1 = exponent0, exponent2 = exponent0;
            if (C.Value > 1) highest = W.AtLeast(highest, exponent1 = W.Subtract(W.Load(score + b), max1));
            if (C.Value > 2) highest = W.AtLeast(highest, exponent2 = W.Subtract(W.Load(score + c), max2));
            if (W.AllBelow(highest, none)) continue;
            V weight = W.Exp2(exponent0);
            sum0 = W.Add(sum0, weight);
            W.Store(weight, kept);
            if (C.Value > 1)
            {
                weight = W.Exp2(exponent1);
                sum1 = W.Add(sum1, weight);
                W.Store(weight, kept + b);
            }
            if (C.Value > 2)
            {
                weight = W.Exp2(exponent2);
                sum2 = W.Add(sum2, weight);
                W.Store(weight, kept + c);
            }
            kept += width;
            places[active++] = r * stride;
        }
        Settle(old0, max0, sum0, largest, sums, factor);
        if (C.Value > 1) Settle(old1, max1, sum1, largest + b, sums + b, factor + b);
        if (C.Value > 2) Settle(old2, max2, sum2, largest + c, sums + c, factor + c);
        return active;
    }

    // What has been summed so far counts relative to the old largest score: it shrinks by 2^(old − new).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Settle(V old, V now, V sum, E* largest, E* sums, E* factor)
    {
        V shrink = W.Exp2(W.Subtract(old, now));
        W.Store(now, largest);
        W.Store(W.MultiplyAdd(W.Load(sums), shrink, sum), sums);
        W.Store(shrink, factor);
    }
}
