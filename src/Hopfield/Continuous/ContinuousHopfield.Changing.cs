using Hopfield.Kernels;

namespace Hopfield;

public sealed partial class ContinuousHopfield<T>
{
    /// <summary>The same memory with one more pattern, as a new one; this one stays as it is. Cost: that of <see cref="PatternSet{T}.Add"/>, O(N) as memories grow.</summary>
    /// <param name="pattern">x, shape [N].</param>
    /// <exception cref="ArgumentException">The pattern is not of length N, an entry is not finite or beyond 10¹⁰ in magnitude, or so many patterns do not fit one array.</exception>
    public ContinuousHopfield<T> Add(ReadOnlySpan<T> pattern) => new(Patterns.Add(pattern), Beta, Separation);

    /// <summary>The same memory without one pattern, as a new one; this one stays as it is. Cost: that of <see cref="PatternSet{T}.Remove"/>, O(N) where the oldest goes.</summary>
    /// <param name="mu">μ, 0 ≤ μ &lt; P. The patterns behind it move up by one.</param>
    /// <exception cref="ArgumentException">It is the only pattern.</exception>
    /// <exception cref="ArgumentOutOfRangeException">μ lies outside its range.</exception>
    public ContinuousHopfield<T> Remove(int mu) => new(Patterns.Remove(mu), Beta, Separation);
}

public sealed partial class HopfieldAttention<T>
{
    private HopfieldAttention(HopfieldAttention<T> of, PatternSet<T> keys, PatternSet<T> values, PatternSet<T>[] headKeys, PatternSet<T>[] headValues) =>
        (Options, _beta, Keys, Values, _keys, _values) = (of.Options, of._beta, keys, values, headKeys, headValues);

    /// <summary>
    /// The same memory with one more key and value, as a new one; this one stays as it is: what a decoder adds for each token. Cost: that of
    /// <see cref="PatternSet{T}.Add"/>, O(H·(D + Dᵥ)) as memories grow.
    /// </summary>
    /// <param name="key">Shape [H·D].</param>
    /// <param name="value">Shape [H·Dᵥ]; left out where the keys are the values.</param>
    /// <exception cref="ArgumentException">
    /// Key or value are not of their length, an entry is not finite or beyond 10¹⁰ in magnitude, a value is missing or one too many, or so many
    /// patterns do not fit one array.
    /// </exception>
    public HopfieldAttention<T> Add(ReadOnlySpan<T> key, ReadOnlySpan<T> value = default)
    {
        Require.Values(key, QueryDimension, nameof(key));
        bool own = Values == Keys;
        Require.Values(value, own ? 0 : OutputDimension, nameof(value));
        PatternSet<T> keys = Keys.Add(key), values = own ? keys : Values.Add(value);
        if (Options.Heads == 1) return new HopfieldAttention<T>(this, keys, values, [keys], [values]);
        PatternSet<T>[] headKeys = Columns(_keys, key), headValues = own ? headKeys : Columns(_values, value);
        return new HopfieldAttention<T>(this, keys, values, headKeys, headValues);
    }

    /// <summary>
    /// The same memory without one key and its value, as a new one; this one stays as it is: a window that slides over the latest tokens removes
    /// the first. Cost: that of <see cref="PatternSet{T}.Remove"/>, O(H·(D + Dᵥ)) where the oldest goes.
    /// </summary>
    /// <param name="mu">μ, 0 ≤ μ &lt; P. The keys and values behind it move up by one.</param>
    /// <exception cref="ArgumentException">It is the only one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">μ lies outside its range.</exception>
    public HopfieldAttention<T> Remove(int mu)
    {
        bool own = Values == Keys;
        PatternSet<T> keys = Keys.Remove(mu), values = own ? keys : Values.Remove(mu);
        if (Options.Heads == 1) return new HopfieldAttention<T>(this, keys, values, [keys], [values]);
        PatternSet<T>[] headKeys = Array.ConvertAll(_keys, head => head.Remove(mu)), headValues = own ? headKeys : Array.ConvertAll(_values, head => head.Remove(mu));
        return new HopfieldAttention<T>(this, keys, values, headKeys, headValues);
    }

    /// <summary>The keys that are most similar to a query, for each head the most similar first; of equal ones the earlier. Cost: O(P·D·H).</summary>
    /// <param name="query">ξ, shape [H·D].</param>
    /// <param name="count">How many of each head, 1 ≤ count ≤ P; 1 asks for the argmax.</param>
    /// <returns>Shape [H][count]; the weights are those of the first update, without a mask.</returns>
    /// <exception cref="ArgumentException">The query is not of length H·D, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count lies outside 1 … P.</exception>
    public PatternMatch[][] Nearest(ReadOnlySpan<T> query, int count = 1)
    {
        Require.Values(query, QueryDimension, nameof(query));
        Require.SomeOf(count, Keys.PatternCount);
        var matches = new PatternMatch[Options.Heads][];
        T[] z = new T[Keys.PatternCount], p = new T[z.Length];
        for (int head = 0; head < matches.Length; head++)
        {
            int width = _keys[head].Dimension;
            using HeldPatterns<T> keys = _keys[head].Hold();
            Similarities.Apply(keys.Values, query.Slice(head * width, width), z);
            Options.Separation.WeighFinitely(z, _beta[head], p);
            matches[head] = PatternMatch.Of(z, p, count);
        }
        return matches;
    }

    private static PatternSet<T>[] Columns(PatternSet<T>[] heads, ReadOnlySpan<T> row)
    {
        var grown = new PatternSet<T>[heads.Length];
        for (int head = 0; head < heads.Length; head++) grown[head] = heads[head].Add(row.Slice(head * heads[head].Dimension, heads[head].Dimension));
        return grown;
    }
}
