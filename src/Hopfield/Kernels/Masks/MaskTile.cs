using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Hopfield.Kernels;

// Scores of a block lie as [patterns, queries], queries along the lanes. Bits of a query therefore lie in its lane too, the last pattern's
// at the sign: a pass from the last pattern to the first looks at the signs and shifts by one. A lane of single precision has room for 32
// patterns, so there are two sets of bits, one below the other; a lane of double precision takes all 64.

/// <summary>Masks the scores of one panel of queries and one block of patterns.</summary>
internal static unsafe class MaskTile<W, V, E>
    where W : ILanes<V, E>
    where V : unmanaged
    where E : unmanaged, IBinaryFloatingPointIeee754<E>
{
    private const int BlockRows = 64;

    /// <summary>The sets of bits that a block takes.</summary>
    public static int Sets => BlockRows / Places;

    private static int Places => 8 * sizeof(E);

    /// <summary>
    /// Writes the bits of a panel, after leaving away the patterns at both ends to which none of its queries may attend.
    /// </summary>
    /// <param name="mask">The mask.</param>
    /// <param name="query">The first query of the panel.</param>
    /// <param name="count">The number of its queries; lanes behind them are left unmasked.</param>
    /// <param name="width">The number of its lanes.</param>
    /// <param name="pattern">The first pattern of the block.</param>
    /// <param name="rows">The number of its patterns; receives how many are left, 0 where no query may attend to any.</param>
    /// <param name="flags">Receives the bits, shape [sets, width].</param>
    /// <param name="skipped">How many patterns at the beginning are left away.</param>
    /// <returns>True where a query must not attend to one of those that are left.</returns>
    public static bool Read(in MaskView<E> mask, int query, int count, int width, int pattern, ref int rows, E* flags, out int skipped)
    {
        ulong* words = stackalloc ulong[width];
        ulong any = 0, all = ulong.MaxValue;
        mask.Read(query, count, pattern, rows, words);
        for (int s = 0; s < count; s++)
        {
            any |= words[s];
            all &= words[s];
        }
        skipped = BitOperations.TrailingZeroCount(any) & 63;
        rows = any == 0 ? 0 : BlockRows - BitOperations.LeadingZeroCount(any) - skipped;
        if (rows == 0 || all >> skipped == ulong.MaxValue >> (BlockRows - rows)) return false;

        for (int set = 0; set * Places < rows; set++)
        {
            int first = skipped + (set * Places), behind = Places - Math.Min(Places, rows - (set * Places));
            for (int s = 0; s < width; s++)
            {
                ulong bits = (s < count ? words[s] : ulong.MaxValue) >> first << behind;
                if (sizeof(E) == sizeof(uint)) ((uint*)flags)[(set * width) + s] = (uint)bits;
                else ((ulong*)flags)[(set * width) + s] = bits;
            }
        }
        return true;
    }

    /// <summary>Makes the scores of forbidden patterns −∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forbid<C>(E* scores, int rows, E* flags)
        where C : INumber
    {
        int width = C.Value * W.Count, b = C.Value > 1 ? W.Count : 0, c = C.Value > 2 ? 2 * W.Count : 0;
        V none = W.Broadcast(E.NegativeInfinity);
        for (int low = 0; low < rows; low += Places, flags += width)
        {
            V signs0 = W.Load(flags), signs1 = W.Load(flags + b), signs2 = W.Load(flags + c);
            int high = Math.Min(rows, low + Places);
            E* score = scores + ((high - 1) * width);
            for (int r = high; r > low; r--, score -= width)
            {
                W.Store(W.Select(signs0, W.Load(score), none), score);
                signs0 = W.ShiftLeft(signs0);
                if (C.Value > 1)
                {
                    W.Store(W.Select(signs1, W.Load(score + b), none), score + b);
                    signs1 = W.ShiftLeft(signs1);
                }
                if (C.Value > 2)
                {
                    W.Store(W.Select(signs2, W.Load(score + c), none), score + c);
                    signs2 = W.ShiftLeft(signs2);
                }
            }
        }
    }

    /// <summary>Asks for what the mask adds to a few patterns: it is read once and comes from far.</summary>
    public static void Prefetch<C>(in MaskView<E> mask, int query, int pattern, int rows)
        where C : INumber
    {
        if (!Sse.IsSupported || mask.Strips == null || mask.Rows != null) return;
        for (int lane = 0; lane < C.Value * W.Count; lane += W.Count)
        {
            byte* at = (byte*)mask.Strip(query + lane, pattern), end = at + ((nint)rows * MaskView<E>.StripWidth * sizeof(E));
            for (; at < end; at += CacheLine.Bytes) Sse.Prefetch1(at);
        }
    }

    /// <summary>Adds what the mask adds to the scores of its queries.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<C>(in MaskView<E> mask, int query, int count, int pattern, int rows, E* scores)
        where C : INumber
    {
        int width = C.Value * W.Count, b = C.Value > 1 ? W.Count : 0, c = C.Value > 2 ? 2 * W.Count : 0;
        if (mask.Strips == null || mask.Rows != null)
        {
            for (int s = 0; s < count; s++) mask.AddTo(scores + s, width, query + s, pattern, rows);
            return;
        }
        E* added0 = mask.Strip(query, pattern), added1 = mask.Strip(query + b, pattern), added2 = mask.Strip(query + c, pattern);
        for (nint r = 0, at = 0; r < rows; r++, at += MaskView<E>.StripWidth, scores += width)
        {
            W.Store(W.Add(W.Load(added0 + at), W.Load(scores)), scores);
            if (C.Value > 1) W.Store(W.Add(W.Load(added1 + at), W.Load(scores + b)), scores + b);
            if (C.Value > 2) W.Store(W.Add(W.Load(added2 + at), W.Load(scores + c)), scores + c);
        }
    }
}
