using System.Numerics;

namespace Hopfield.Kernels;

/// <summary>What a mask adds to the scores, in the type in which it was given; what a kernel reads is made of it when it is first asked for.</summary>
internal sealed unsafe class MaskScores
{
    private const int MinQueries = 8; // fewer would leave too much of a strip empty

    private readonly FixedArray<double>? _wide;
    private readonly FixedArray<float>? _narrow;
    private readonly FixedArray<double> _tops;
    private readonly int _queries, _patterns;
    private readonly Lazy<FixedArray<float>?> _singles;
    private readonly Lazy<FixedArray<double>?> _doubles;

    private MaskScores(int heads, int queries, int patterns, bool wide, string name)
    {
        (Heads, _queries, _patterns) = (heads, queries, patterns);
        long count = Require.Room((long)heads * queries, patterns, "scores", name);
        if (wide) _wide = new(count, "a mask", name);
        else _narrow = new(count, "a mask", name);
        _tops = new((long)heads * queries, "a mask", name);
        _singles = new(ToStrips<float>);
        _doubles = new(ToStrips<double>);
    }

    /// <summary>The number of heads that have rows of their own; 1 where all share them.</summary>
    public int Heads { get; }

    /// <summary>Takes scores of shape [H, S, P]; those of patterns that the bits do not allow become 0.</summary>
    public static MaskScores From<T>(ReadOnlySpan<T> scores, int heads, int queries, int patterns, MaskBits? bits, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var made = new MaskScores(heads, queries, patterns, typeof(T) == typeof(double), name);
        for (int row = 0; row < heads * queries; row++)
        {
            ReadOnlySpan<ulong> allowed = bits is null ? default : bits.Row(row / queries, row % queries);
            ReadOnlySpan<T> from = scores.Slice(row * patterns, patterns);
            for (int mu = 0; mu < patterns; mu++) made.Set(row, mu, IsAllowed(allowed, mu) ? double.CreateTruncating(from[mu]) : 0);
            made.FindTop(row, allowed);
        }
        return made;
    }

    /// <summary>The sums of two masks' scores; the bits say what both together allow.</summary>
    public static MaskScores Sum(MaskScores a, MaskScores b, MaskBits? bits, string name)
    {
        var sum = new MaskScores(Math.Max(a.Heads, b.Heads), a._queries, a._patterns, a._wide is not null || b._wide is not null, name);
        for (int row = 0; row < sum.Heads * sum._queries; row++)
        {
            int first = a.Heads == 1 ? row % a._queries : row, second = b.Heads == 1 ? row % b._queries : row;
            for (int mu = 0; mu < sum._patterns; mu++) sum.Set(row, mu, a[first, mu] + b[second, mu]);
            sum.FindTop(row, bits is null ? default : bits.Row(row / sum._queries, row % sum._queries));
        }
        return sum;
    }

    /// <summary>What is added for one query, without the head's own rows where all heads share them.</summary>
    public double this[int row, int mu] => _wide is not null ? _wide.Start[((nint)row * _patterns) + mu] : _narrow!.Start[((nint)row * _patterns) + mu];

    /// <summary>The row of a query.</summary>
    public int Row(int head, int query) => (Heads == 1 ? 0 : head * _queries) + query;

    /// <summary>Lets a kernel see the scores of a head.</summary>
    public void Show<E>(ref MaskView<E> view, int head)
        where E : unmanaged, IBinaryFloatingPointIeee754<E>
    {
        nint row = Row(head, 0), entry = row * _patterns;
        view.Tops = _tops.Start + row;
        if (_wide is not null) view.Wide = _wide.Start + entry;
        else view.Narrow = _narrow!.Start + entry;
        void* strips = typeof(E) == typeof(float)
            ? _singles.Value is { } singles ? singles.Start : null
            : _doubles.Value is { } doubles ? doubles.Start : null;
        if (strips != null) view.Strips = (E*)strips + ((Heads == 1 ? 0 : head) * StripEntries);
    }

    private nint StripEntries => (nint)((_queries + (MaskView<float>.StripWidth - 1L)) / MaskView<float>.StripWidth) * MaskView<float>.StripWidth * _patterns;

    private void Set(int row, int mu, double score)
    {
        nint at = ((nint)row * _patterns) + mu;
        if (_wide is not null) _wide.Start[at] = score;
        else _narrow!.Start[at] = (float)score;
    }

    private static bool IsAllowed(ReadOnlySpan<ulong> words, int mu) => words.IsEmpty || (words[mu >> 6] >> (mu & 63) & 1) == 1;

    private void FindTop(int row, ReadOnlySpan<ulong> allowed)
    {
        double top = double.NegativeInfinity;
        for (int mu = 0; mu < _patterns; mu++)
        {
            if (IsAllowed(allowed, mu)) top = Math.Max(top, this[row, mu]);
        }
        _tops.Start[row] = double.IsNegativeInfinity(top) ? 0 : top;
    }

    // Sixteen queries side by side, pattern below pattern. Null where they are few, or where an array does not hold so many.
    private FixedArray<E>? ToStrips<E>()
        where E : unmanaged, IBinaryFloatingPointIeee754<E>
    {
        const int Width = MaskView<E>.StripWidth;
        long entries = Heads * (long)StripEntries;
        if (_queries < MinQueries || entries > Array.MaxLength - CacheLine.Bytes) return null;
        var strips = new FixedArray<E>(entries, "a mask", "mask");
        strips.Span.Clear();
        for (int head = 0; head < Heads; head++)
        {
            var natural = new MaskView<E> { PatternCount = _patterns, Tops = _tops.Start + Row(head, 0) };
            if (_wide is not null) natural.Wide = _wide.Start + ((nint)Row(head, 0) * _patterns);
            else natural.Narrow = _narrow!.Start + ((nint)Row(head, 0) * _patterns);
            E* start = strips.Start + (head * StripEntries);
            for (int s = 0; s < _queries; s++)
            {
                E* to = start + ((nint)(s / Width) * _patterns * Width) + (s % Width);
                natural.AddTo(to, Width, s, 0, _patterns);
            }
        }
        return strips;
    }
}
