namespace Hopfield;

public sealed partial class ContinuousHopfield<T>
{
    /// <summary>The same memory with one more pattern, as a new one; this one stays as it is. Cost: that of <see cref="PatternSet{T}.Add"/>, O(N) as memories grow.</summary>
    /// <param name="pattern">x, shape [N].</param>
    /// <exception cref="ArgumentException">The pattern is not of length N, an entry is not finite or beyond 10¹⁰ in magnitude, or so many patterns do not fit one array.</exception>
    public ContinuousHopfield<T> Add(ReadOnlySpan<T> pattern) => new(Patterns.Add(pattern), Beta, Separation);
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

    private static PatternSet<T>[] Columns(PatternSet<T>[] heads, ReadOnlySpan<T> row)
    {
        var grown = new PatternSet<T>[heads.Length];
        for (int head = 0; head < heads.Length; head++) grown[head] = heads[head].Add(row.Slice(head * heads[head].Dimension, heads[head].Dimension));
        return grown;
    }
}
