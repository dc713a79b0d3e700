using System.Numerics;

namespace Hopfield.Kernels;

// A block has at most 64 patterns, so what a query may see of it is one word: bit r says whether it may attend to the block's pattern r.
// Ranges and stored bits both become such words. Words of zeros cost no product, words of ones no mask, and the patterns before the first
// and behind the last bit that any query of a panel has are left out of the block.

/// <summary>The mask of one head as the kernels read it: addresses that are good while the mask that gave them is kept.</summary>
/// <typeparam name="E">The type of the scores.</typeparam>
internal unsafe struct MaskView<E>
    where E : unmanaged, IBinaryFloatingPointIeee754<E>
{
    /// <summary>The number of queries whose scores stand side by side in a strip: as many as the longest vector has lanes.</summary>
    public const int StripWidth = 16;

    private const double Log2E = 1.4426950408889634;

    /// <summary>The patterns First[s] … End[s] − 1 are all that query s may attend to; null where there is no such limit.</summary>
    public int* First, End;

    /// <summary>Bits of allowed patterns, with this many words from one query to the next (0 where all share a row); null where all are allowed.</summary>
    public ulong* Words;
    public nint WordStride;

    /// <summary>What is added to the scores β z, row by row in one of two types, and the largest of each row; null where nothing is.</summary>
    public double* Wide, Tops;
    public float* Narrow;

    /// <summary>The same less the row's largest and divided by ln 2, in strips of [P, 16]; null where queries are few.</summary>
    public E* Strips;

    /// <summary>P.</summary>
    public int PatternCount;

    /// <summary>Which row of the mask belongs to each query; null where query s has row s.</summary>
    public int* Rows;

    /// <summary>Whether there may be patterns that a query must not attend to.</summary>
    public readonly bool Forbids => First != null || Words != null;

    /// <summary>Whether something is added to the scores.</summary>
    public readonly bool Adds => Tops != null;

    /// <summary>Leaves away the patterns before the first and behind the last that any of the queries may attend to.</summary>
    public readonly void Tighten(int query, int count, ref int start, ref int end)
    {
        if (First == null) return;
        int low = int.MaxValue, high = 0;
        for (int s = query; s < query + count; s++)
        {
            int row = Row(s);
            if (First[row] >= End[row]) continue;
            low = Math.Min(low, First[row]);
            high = Math.Max(high, End[row]);
        }
        start = Math.Max(start, low);
        end = Math.Min(end, high);
    }

    /// <summary>What some queries may see of at most 64 patterns from the given one on: in the word of each, bit r for the r-th of them.</summary>
    public readonly void Read(int query, int count, int pattern, int patterns, ulong* words)
    {
        ulong every = Below(patterns);
        int shift = pattern & 63;
        ulong* stored = Words + (pattern >> 6);
        for (int s = 0; s < count; s++)
        {
            words[s] = every;
            if (Words == null) continue;
            ulong* at = stored + (Row(query + s) * WordStride);
            words[s] &= shift + patterns > 64 ? at[0] >> shift | at[1] << (64 - shift) : at[0] >> shift;
        }
        if (First == null) return;
        for (int s = 0; s < count; s++)
        {
            int row = Row(query + s), first = First[row] - pattern, end = End[row] - pattern;
            if (first > 0 || end < patterns) words[s] &= Below(end) & ~Below(first);
        }
    }

    /// <summary>
    /// Adds what the mask adds, in units of ln 2, to a query's scores of some patterns, which stand so far apart. A row's largest is taken away
    /// first: it changes no weight, and large entries keep the digits of the score.
    /// </summary>
    public readonly void AddTo(E* scores, nint apart, int query, int pattern, int patterns)
    {
        int row = Row(query);
        nint at = ((nint)row * PatternCount) + pattern;
        double top = Tops[row];
        if (Wide != null)
        {
            for (nint r = 0; r < patterns; r++, scores += apart) *scores += E.CreateTruncating((Wide[at + r] - top) * Log2E);
        }
        else
        {
            E highest = E.CreateTruncating(top), unit = E.CreateTruncating(Log2E);
            for (nint r = 0; r < patterns; r++, scores += apart) *scores += (E.CreateTruncating(Narrow[at + r]) - highest) * unit;
        }
    }

    /// <summary>Where the scores of a query begin that is the first of a vector, for a pattern; the other queries' follow, and the next pattern's stand 16 further on.</summary>
    public readonly E* Strip(int query, int pattern) =>
        Strips + ((((nint)(query / StripWidth) * PatternCount) + pattern) * StripWidth) + (query % StripWidth);

    private readonly int Row(int query) => Rows == null ? query : Rows[query];

    // The lowest bits, so many of them; none where the number is negative, all where it is beyond 64.
    private static ulong Below(int count) => count <= 0 ? 0 : count >= 64 ? ulong.MaxValue : (1UL << count) - 1;
}
