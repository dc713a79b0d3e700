using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hopfield.Kernels;

// A panel is one to three vectors of queries side by side. Within a panel queries and answers are transposed: entry i of all its queries,
// then entry i + 1. A panel whose first query is number `lane` of its group begins at lane · N, or at lane · D.

/// <summary>The scratch memory of a group of queries.</summary>
internal unsafe struct QueryScratch<W, V, E, S>(Retrieval<E, S> task, int lanes)
    where W : ILanes<V, E>
    where V : unmanaged
    where E : unmanaged, IBinaryFloatingPointIeee754<E>
    where S : unmanaged
{
    /// <summary>The number of patterns that are looked at together.</summary>
    public const int BlockRows = 64;

    /// <summary>The number of vectors of queries in a panel; the last ones of a group may have fewer.</summary>
    public const int PanelVectors = 3;

    /// <summary>Queries and answers, transposed in panels.</summary>
    public E* Queries, Answers;

    /// <summary>The largest score so far and the sum of weights relative to it, shape [lanes].</summary>
    public E* Largest, Sums;

    /// <summary>The bits of a block that a mask forbids, see <see cref="MaskTile{W,V,E}"/>.</summary>
    public E* Flags;

    /// <summary>The scores, then the weights of a block, shape [64, width]; and what earlier sums are multiplied by, shape [width].</summary>
    public E* Scores, Factor;

    /// <summary>0 … N − 1, and the places of the values that have weight, shape [64].</summary>
    public nint* Units, Active;

    /// <summary>The first query of the group, and their number.</summary>
    public int First, Count;

    private E* _widened, _widenedValues;

    /// <summary>The number of lanes, the queries of the group rounded up to whole vectors.</summary>
    public readonly int Lanes => lanes;

    /// <summary>The number of entries that it takes.</summary>
    public readonly long Entries =>
        (lanes * (task.Dimension + (long)task.ValueDimension + 2)) + ((BlockRows + 1 + MaskTile<W, V, E>.Sets) * PanelVectors * W.Count)
        + (Stored ? 0 : BlockRows * (task.Dimension + (long)task.ValueDimension)) + (CacheLine.Bytes / sizeof(E));

    // Patterns are read where they are when they are stored in the type of the arithmetic.
    private static bool Stored => typeof(S) == typeof(E);

    /// <summary>The vectors of the next panel: threes, and a rest of four as two twos, since single ones leave the arithmetic waiting for loads.</summary>
    public static int NextPanel(int lanesLeft) => (lanesLeft / W.Count) switch { 1 => 1, 2 or 4 => 2, _ => PanelVectors };

    /// <summary>Takes its place in memory.</summary>
    public void Place(E* memory, nint* places, int first, int count)
    {
        (First, Count) = (first, count);
        Queries = memory;
        Answers = Queries + ((nint)lanes * task.Dimension);
        Largest = Answers + ((nint)lanes * task.ValueDimension);
        Sums = Largest + lanes;
        Scores = Sums + lanes;
        Factor = Scores + (BlockRows * PanelVectors * W.Count);
        Flags = Factor + (PanelVectors * W.Count);
        _widened = Flags + (MaskTile<W, V, E>.Sets * PanelVectors * W.Count);
        _widenedValues = _widened + ((nint)BlockRows * task.Dimension);
        Units = places;
        Active = places + task.Dimension;
    }

    /// <summary>Transposes the queries, scaled by β / ln 2; lanes without a query hold zeros. No answer yet.</summary>
    public readonly void Begin()
    {
        E scale = task.Scale;
        for (int i = 0; i < task.Dimension; i++) Units[i] = i;
        for (int lane = 0; lane < lanes; lane++) Largest[lane] = W.Lowest;
        Clear();
        for (int lane = 0, width; lane < lanes; lane += width)
        {
            width = NextPanel(lanes - lane) * W.Count;
            E* panel = Queries + ((nint)lane * task.Dimension);
            for (int s = 0; s < width; s++)
            {
                E* query = task.Queries + ((First + lane + s) * task.QueryStride);
                bool present = lane + s < Count;
                for (int i = 0; i < task.Dimension; i++) panel[(i * (nint)width) + s] = present ? scale * query[i] : E.Zero;
            }
        }
    }

    /// <summary>Hands the sums so far over; the largest scores stay, so that what is far below them still has no weight.</summary>
    public readonly void Empty(int chunk, Partials partials)
    {
        for (int lane = 0, width; lane < lanes; lane += width)
        {
            width = NextPanel(lanes - lane) * W.Count;
            E* panel = Answers + ((nint)lane * task.ValueDimension);
            for (int s = 0; s < width && lane + s < Count; s++)
                partials.Add(First + lane + s, chunk, panel + s, width, Largest[lane + s], Sums[lane + s]);
        }
        Clear();
    }

    private readonly void Clear()
    {
        new Span<E>(Sums, lanes).Clear();
        new Span<E>(Answers, lanes * task.ValueDimension).Clear();
    }

    /// <summary>A block of patterns, and of their values, in the type of the arithmetic.</summary>
    public readonly void Read(int row, int rows, out E* x, out E* v)
    {
        S* patterns = task.Patterns + ((nint)row * task.Dimension), values = task.Values + ((nint)row * task.ValueDimension);
        x = Widen(patterns, rows * task.Dimension, _widened);
        v = values == patterns ? x : Widen(values, rows * task.ValueDimension, _widenedValues);
    }

    private static E* Widen(S* from, int count, E* to)
    {
        if (Stored) return (E*)from;
        int i = 0;
        for (; i + W.Count <= count; i += W.Count) W.Store(W.Load((BFloat16*)from + i), to + i);
        for (; i < count; i++) to[i] = E.CreateTruncating(((BFloat16*)from)[i].ToSingle());
        return to;
    }
}
