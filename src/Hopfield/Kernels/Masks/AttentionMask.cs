using System.Numerics;
using Hopfield.Kernels;

namespace Hopfield;

/// <summary>Which stored patterns each query may attend to, and how much it is drawn to them beforehand.</summary>
/// <remarks>
/// <para>A mask is added to the scores β z: −∞ forbids, 0 changes nothing, other values favour or disfavour. It is added again at every
/// update. A query that may attend to nothing gets the zero vector as its answer (and zero weights), not NaN.</para>
/// <para>Libraries disagree on whether "true" allows or forbids, so the doors here have names. What is forbidden is kept as a range or as
/// a bit for each pattern, and costs next to nothing: patterns that no query of a block may attend to are not even multiplied. Masks of
/// one shape are put together by <see cref="And"/>. Immutable and thread-safe.</para>
/// </remarks>
public sealed unsafe partial class AttentionMask
{
    private readonly FixedArray<int>? _first, _end;
    private readonly MaskBits? _bits;
    private readonly MaskScores? _scores;

    private AttentionMask(int heads, int queryCount, int patternCount, string name,
        FixedArray<int>? first = null, FixedArray<int>? end = null, MaskBits? bits = null, MaskScores? scores = null)
    {
        Require.Any(patternCount, name);
        (Heads, QueryCount, PatternCount, _first, _end, _bits, _scores) = (heads, queryCount, patternCount, first, end, bits, scores);
    }

    /// <summary>The number of heads the mask tells apart; 1 means the same mask for every head.</summary>
    public int Heads { get; }

    /// <summary>S, the number of queries; 0 means the same mask for every query, whatever their number.</summary>
    public int QueryCount { get; }

    /// <summary>P, the number of stored patterns.</summary>
    public int PatternCount { get; }

    /// <summary>Whether the mask serves so many heads, queries and patterns.</summary>
    /// <param name="heads">H.</param>
    /// <param name="queryCount">S.</param>
    /// <param name="patternCount">P.</param>
    public bool Fits(int heads, int queryCount, int patternCount) =>
        PatternCount == patternCount && (QueryCount == 0 || QueryCount == queryCount) && (Heads == 1 || Heads == heads);

    /// <summary>Both masks at once: allowed is what both allow, and what they add to a score is added up. Cost: that of the larger mask.</summary>
    /// <param name="other">A mask of the same P, and of the same S and H where both tell queries and heads apart.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public AttentionMask And(AttentionMask other)
    {
        ArgumentNullException.ThrowIfNull(other);
        bool queriesFit = QueryCount == other.QueryCount || QueryCount == 0 || other.QueryCount == 0, headsFit = Heads == other.Heads || Heads == 1 || other.Heads == 1;
        if (PatternCount != other.PatternCount || !queriesFit || !headsFit)
            throw new ArgumentException($"Expected a mask that goes with one of shape {Shape}, got one of {other.Shape}.", nameof(other));
        FixedArray<int>? first = _first ?? other._first, end = _end ?? other._end;
        if (_first is not null && other._first is not null)
        {
            (first, end) = (new(QueryCount, "a mask", nameof(other)), new(QueryCount, "a mask", nameof(other)));
            for (int s = 0; s < QueryCount; s++) (first.Start[s], end.Start[s]) = (Math.Max(_first.Start[s], other._first.Start[s]), Math.Min(_end!.Start[s], other._end!.Start[s]));
        }
        MaskBits? bits = _bits is null || other._bits is null ? _bits ?? other._bits : MaskBits.Both(_bits, other._bits, PatternCount, nameof(other));
        MaskScores? scores = _scores is null || other._scores is null ? _scores ?? other._scores : MaskScores.Sum(_scores, other._scores, bits, nameof(other));
        return new AttentionMask(Math.Max(Heads, other.Heads), Math.Max(QueryCount, other.QueryCount), PatternCount, nameof(other), first, end, bits, scores);
    }

    /// <summary>Adds the mask, in units of 1/β, to the similarities of one query, so that β z holds its scores.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="z">Similarities, shape [P].</param>
    /// <param name="head">0 ≤ h &lt; H; any, where all heads have the same mask.</param>
    /// <param name="query">0 ≤ s &lt; S; any from 0 up, where all queries have the same mask.</param>
    /// <param name="beta">β.</param>
    /// <exception cref="ArgumentException">There are not P similarities.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such head or query.</exception>
    public void AddTo<T>(Span<T> z, int head, int query, T beta)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require.Length(z.Length, PatternCount, nameof(z));
        ArgumentOutOfRangeException.ThrowIfNegative(query);
        if (QueryCount > 0) ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(query, QueryCount);
        if (Heads > 1) ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)head, (uint)Heads, nameof(head));
        if (_scores is not null)
        {
            int row = _scores.Row(head, query);
            for (int mu = 0; mu < z.Length; mu++) z[mu] += T.CreateTruncating(_scores[row, mu]) / beta;
        }
        if (_first is not null)
        {
            int first = Math.Min(_first.Start[query], z.Length), end = Math.Max(first, _end!.Start[query]);
            z[..first].Fill(T.NegativeInfinity);
            z[end..].Fill(T.NegativeInfinity);
        }
        if (_bits is null) return;
        Span<ulong> words = _bits.Row(head, query);
        for (int w = 0; w < words.Length; w++)
        {
            ulong forbidden = ~words[w];
            if (forbidden == 0) continue;
            for (int mu = 64 * w; mu < Math.Min(z.Length, 64 * (w + 1)); mu++, forbidden >>= 1)
            {
                if ((forbidden & 1) == 1) z[mu] = T.NegativeInfinity;
            }
        }
    }

    /// <summary>[S, P] or [H, S, P], for messages; S is "any" where every query has the same mask.</summary>
    internal string Shape => $"[{(Heads == 1 ? "" : $"{Heads}, ")}{(QueryCount == 0 ? "any" : QueryCount)}, {PatternCount}]";

    /// <summary>The mask of a head as kernels read it. The addresses are good while this object is kept.</summary>
    internal MaskView<E> View<E>(int head)
        where E : unmanaged, IBinaryFloatingPointIeee754<E>
    {
        var view = new MaskView<E> { PatternCount = PatternCount };
        if (_first is not null)
        {
            view.First = _first.Start;
            view.End = _end!.Start;
        }
        if (_bits is not null) view.Words = _bits.Start(head, out view.WordStride);
        _scores?.Show(ref view, head);
        return view;
    }
}
