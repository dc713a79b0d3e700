using System.Numerics;

namespace Hopfield.Layers;

/// <summary>Which stored patterns the queries of a bag may read: no padding, nothing that the mask forbids, not themselves.</summary>
internal readonly ref struct ScoreMask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ReadOnlySpan<int> _hiddenSelves; // the stored pattern that each query is itself, −1 for none
    private readonly int _length, _count, _queries;
    private readonly AttentionMask? _mask;

    public ScoreMask(AssociationTrace<T> trace, int bag)
    {
        BagBatch<T> stored = trace.StoredInput;
        _count = stored.BagSize;
        _length = stored.Length(trace.StoredBags == 1 ? 0 : bag);
        _queries = trace.QueryCount;
        _mask = trace.Mask;
        _hiddenSelves = trace.HidesSelves ? trace.HiddenSelves.Of(trace.RowCount).Span : default;
    }

    /// <summary>Whether nothing is masked.</summary>
    public bool IsEmpty => _mask is null && _length == _count && _hiddenSelves.IsEmpty;

    /// <summary>Masks the scores of one query: −∞ for what it may not read. Appended patterns may always be read.</summary>
    public void Apply(Span<T> scores, int head, int query)
    {
        // Where stored patterns serve all bags, the queries of all bags stand below each other.
        _mask?.AddTo(scores[.._count], head, query % _queries, T.One);
        scores[_length.._count].Fill(T.NegativeInfinity);
        if (!_hiddenSelves.IsEmpty && _hiddenSelves[query] >= 0) scores[_hiddenSelves[query]] = T.NegativeInfinity;
    }
}
