using System.Numerics;
using System.Runtime.InteropServices;
using Hopfield.Kernels;

namespace Hopfield;

public sealed unsafe partial class AttentionMask
{
    /// <summary>True means: this query may attend to this pattern.</summary>
    /// <param name="allowed">Shape [S, P], for all heads.</param>
    /// <exception cref="ArgumentException">The mask is empty, or beyond one array.</exception>
    public static AttentionMask Allow(bool[,] allowed) => FromFlags(allowed, allowing: true, nameof(allowed));

    /// <summary>True means: this query may attend to this pattern, for each head its own.</summary>
    /// <param name="allowed">Shape [H, S, P].</param>
    /// <exception cref="ArgumentException">The mask is empty, or beyond one array.</exception>
    public static AttentionMask Allow(bool[,,] allowed) => FromFlags(allowed, allowing: true, nameof(allowed));

    /// <summary>True means: this query must not attend to this pattern.</summary>
    /// <param name="forbidden">Shape [S, P], for all heads.</param>
    /// <exception cref="ArgumentException">The mask is empty, or beyond one array.</exception>
    public static AttentionMask Forbid(bool[,] forbidden) => FromFlags(forbidden, allowing: false, nameof(forbidden));

    /// <summary>True means: this query must not attend to this pattern, for each head its own.</summary>
    /// <param name="forbidden">Shape [H, S, P].</param>
    /// <exception cref="ArgumentException">The mask is empty, or beyond one array.</exception>
    public static AttentionMask Forbid(bool[,,] forbidden) => FromFlags(forbidden, allowing: false, nameof(forbidden));

    /// <summary>True means: every query may attend to this pattern. What lies on the false ones is padding.</summary>
    /// <param name="allowed">Shape [P], for all heads and any number of queries.</param>
    /// <exception cref="ArgumentException">The mask is empty.</exception>
    public static AttentionMask AllowPatterns(params ReadOnlySpan<bool> allowed)
    {
        Require.Any(allowed.Length, nameof(allowed));
        var bits = new MaskBits(1, 0, allowed.Length, nameof(allowed));
        bits.Set(0, 0, allowed, allowing: true);
        return new AttentionMask(1, 0, allowed.Length, nameof(allowed), bits: bits);
    }

    /// <summary>Bits: 1 means that this query may attend to this pattern.</summary>
    /// <param name="words">Row by row, shape [S, ⌈P/64⌉]: bit μ mod 64 of a row's word ⌊μ/64⌋, the lowest first. Bits beyond P are not looked at.</param>
    /// <param name="queryCount">S ≥ 1.</param>
    /// <param name="patternCount">P ≥ 1.</param>
    /// <exception cref="ArgumentException">There are not S·⌈P/64⌉ words.</exception>
    /// <exception cref="ArgumentOutOfRangeException">S or P is below 1.</exception>
    public static AttentionMask AllowBits(ReadOnlySpan<ulong> words, int queryCount, int patternCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(queryCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(patternCount, 1);
        int rowWords = MaskBits.RowWords(patternCount);
        Require.Length(words.Length, (long)queryCount * rowWords, nameof(words));
        var bits = new MaskBits(1, queryCount, patternCount, nameof(words));
        for (int s = 0; s < queryCount; s++)
        {
            Span<ulong> row = bits.Row(0, s);
            words.Slice(s * rowWords, rowWords).CopyTo(row);
            if (patternCount % 64 is var last and > 0) row[^1] &= (1UL << last) - 1;
        }
        return new AttentionMask(1, queryCount, patternCount, nameof(words), bits: bits);
    }

    /// <summary>Each query may attend to a run of patterns: its window, or the part of them that is not padding.</summary>
    /// <param name="patternCount">P ≥ 1.</param>
    /// <param name="allowed">Shape [S]: the run of each query, as in <c>2..5</c> for the patterns 2, 3 and 4; an empty one allows nothing.</param>
    /// <exception cref="ArgumentException">There is no range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">P &lt; 1, or a range reaches beyond the patterns.</exception>
    public static AttentionMask AllowRanges(int patternCount, params ReadOnlySpan<Range> allowed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patternCount, 1);
        Require.Any(allowed.Length, nameof(allowed));
        var (first, end) = Ranges(allowed.Length);
        for (int s = 0; s < allowed.Length; s++)
        {
            (first.Start[s], int count) = Require.Part(allowed[s], patternCount, nameof(allowed));
            end.Start[s] = first.Start[s] + count;
        }
        return new AttentionMask(1, allowed.Length, patternCount, nameof(allowed), first, end);
    }

    /// <summary>Each query may attend to the first patterns, so many of them; the others are padding.</summary>
    /// <param name="patternCount">P ≥ 1.</param>
    /// <param name="lengths">Shape [S], each between 0 and P.</param>
    /// <exception cref="ArgumentException">There is no length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">P &lt; 1, or a length lies outside 0 … P.</exception>
    public static AttentionMask AllowFirst(int patternCount, params ReadOnlySpan<int> lengths)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patternCount, 1);
        Require.Any(lengths.Length, nameof(lengths));
        var (first, end) = Ranges(lengths.Length);
        for (int s = 0; s < lengths.Length; s++)
        {
            if (lengths[s] < 0 || lengths[s] > patternCount)
                throw new ArgumentOutOfRangeException(nameof(lengths), lengths[s], $"Expected lengths between 0 and P = {patternCount}, got {lengths[s]} for query {s}.");
            (first.Start[s], end.Start[s]) = (0, lengths[s]);
        }
        return new AttentionMask(1, lengths.Length, patternCount, nameof(lengths), first, end);
    }

    /// <summary>Query s may attend to the patterns 0 … s: what a transformer that writes text uses.</summary>
    /// <param name="length">S = P ≥ 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is below 1.</exception>
    public static AttentionMask Causal(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return Causal(length, length, offset: 0);
    }

    /// <summary>Query s may attend to the patterns 0 … s + offset.</summary>
    /// <remarks>
    /// Libraries disagree on where the diagonal lies when S ≠ P, so it is named here: P − S where the queries are the last S positions, as
    /// in a decoder that keeps the earlier keys; 0 where both begin together. Queries with s + offset &lt; 0 may attend to nothing.
    /// </remarks>
    /// <param name="queryCount">S ≥ 1.</param>
    /// <param name="patternCount">P ≥ 1.</param>
    /// <param name="offset">How far query 0 sees; any number.</param>
    /// <exception cref="ArgumentOutOfRangeException">S or P is below 1.</exception>
    public static AttentionMask Causal(int queryCount, int patternCount, int offset)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(queryCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(patternCount, 1);
        var (first, end) = Ranges(queryCount);
        first.Span.Clear();
        for (int s = 0; s < queryCount; s++) end.Start[s] = (int)Math.Clamp(s + 1L + offset, 0, patternCount);
        return new AttentionMask(1, queryCount, patternCount, nameof(queryCount), first, end);
    }

    /// <summary>Values that are added to the scores β z of all heads.</summary>
    /// <param name="scores">Shape [S, P], at most 10¹⁰. −∞ forbids, and so does whatever is below −10¹⁰: other libraries write their lowest number for it.</param>
    /// <exception cref="ArgumentException">The mask is empty, beyond one array, or an entry is NaN or above 10¹⁰.</exception>
    public static AttentionMask Add(double[,] scores) => FromScores<double>(scores, nameof(scores));

    /// <inheritdoc cref="Add(double[,])"/>
    public static AttentionMask Add(float[,] scores) => FromScores<float>(scores, nameof(scores));

    /// <summary>Values that are added to the scores β z, for each head its own.</summary>
    /// <param name="scores">Shape [H, S, P], at most 10¹⁰. −∞ forbids, and so does whatever is below −10¹⁰: other libraries write their lowest number for it.</param>
    /// <exception cref="ArgumentException">The mask is empty, beyond one array, or an entry is NaN or above 10¹⁰.</exception>
    public static AttentionMask Add(double[,,] scores) => FromScores<double>(scores, nameof(scores));

    /// <inheritdoc cref="Add(double[,,])"/>
    public static AttentionMask Add(float[,,] scores) => FromScores<float>(scores, nameof(scores));

    private static (FixedArray<int> First, FixedArray<int> End) Ranges(int queryCount) =>
        (new(queryCount, "a mask", nameof(queryCount)), new(queryCount, "a mask", nameof(queryCount)));

    private static (int Heads, int Queries, int Patterns) ShapeOf(Array entries, string name)
    {
        ArgumentNullException.ThrowIfNull(entries, name);
        if (entries.LongLength == 0) throw new ArgumentException("Expected at least one entry, got none.", name);
        int heads = entries.Rank == 3 ? entries.GetLength(0) : 1;
        return (heads, entries.GetLength(entries.Rank - 2), entries.GetLength(entries.Rank - 1));
    }

    // A row of an array of two or three axes.
    private static ReadOnlySpan<T> RowOf<T>(Array entries, long row, int length) =>
        MemoryMarshal.CreateReadOnlySpan(ref System.Runtime.CompilerServices.Unsafe.Add(
            ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(entries)), (nint)(row * length)), length);

    private static AttentionMask FromFlags(Array flags, bool allowing, string name)
    {
        var (heads, queries, patterns) = ShapeOf(flags, name);
        var bits = new MaskBits(heads, queries, patterns, name);
        for (int row = 0; row < heads * queries; row++) bits.Set(row / queries, row % queries, RowOf<bool>(flags, row, patterns), allowing);
        return new AttentionMask(heads, queries, patterns, name, bits: bits);
    }

    private static AttentionMask FromScores<T>(Array scores, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (heads, queries, patterns) = ShapeOf(scores, name);
        int count = Require.Room((long)heads * queries, patterns, "scores", name);
        ReadOnlySpan<T> all = RowOf<T>(scores, 0, count);
        T lowest = T.CreateTruncating(-Require.MaxMagnitude), highest = T.CreateTruncating(Require.MaxMagnitude);
        bool forbids = false, adds = false;
        foreach (T score in all)
        {
            if (!(score <= highest)) throw new ArgumentException($"Expected entries of at most 1e10, or −∞, got {score}.", name);
            if (score < lowest) forbids = true;
            else adds |= score != T.Zero;
        }
        MaskBits? bits = null;
        if (forbids)
        {
            bits = new MaskBits(heads, queries, patterns, name);
            var allowed = new bool[patterns];
            for (int row = 0; row < heads * queries; row++)
            {
                for (int mu = 0; mu < patterns; mu++) allowed[mu] = all[(row * patterns) + mu] >= lowest;
                bits.Set(row / queries, row % queries, allowed, allowing: true);
            }
        }
        return new AttentionMask(heads, queries, patterns, name, bits: bits, scores: adds ? MaskScores.From(all, heads, queries, patterns, bits, name) : null);
    }
}
