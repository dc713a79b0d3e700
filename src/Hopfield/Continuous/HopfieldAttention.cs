using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using Hopfield.Kernels;

namespace Hopfield;

/// <summary>Makes a <see cref="HopfieldAttention{T}"/>; the type of the entries follows from the keys.</summary>
public static partial class HopfieldAttention
{
    /// <inheritdoc cref="HopfieldAttention{T}(PatternSet{T}, PatternSet{T}?, HopfieldAttentionOptions?)"/>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    public static HopfieldAttention<T> Store<T>(PatternSet<T> keys, PatternSet<T>? values = null, HopfieldAttentionOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(keys, values, options);
}

/// <summary>A continuous Hopfield memory as transformers use it: several heads, stored keys, and values of their own as the answer.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>
/// <para>In each head a query is a state: ξ ← Kᵀ softmax(β Kξ), as often as asked, and the answer is Vᵀp with the weights p of the last
/// update. One update with β = 1/√D is the scaled dot-product attention of transformers. A head sees its own D columns of keys and
/// queries and its own columns of the values; the answers of the heads stand side by side.</para>
/// <para>Projections (W_Q, W_K, W_V) are left to the caller: queries, keys and values arrive projected. With values other than the keys
/// there is no energy that the answer descends; the states inside a head still obey that of <see cref="ContinuousHopfield{T}"/> as long
/// as the separation has one and no mask is set.</para>
/// <para>Symbols: keys K [P, H·D], values V [P, H·Dᵥ], queries Q [S, H·D], one a row. Source: Ramsauer et al. (2021). Their reference
/// layers count the updates after the first one and test convergence on the attention weights of all queries at once; here
/// <see cref="HopfieldAttentionOptions.MaxUpdates"/> counts every softmax, and each query stops when its own state does.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed partial class HopfieldAttention<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Each head's columns as a memory of its own, so that kernels run over rows without gaps.
    private readonly PatternSet<T>[] _keys, _values;
    private readonly T[] _beta;

    /// <summary>Stores keys and values.</summary>
    /// <param name="keys">K, shape [P, H·D]: what a query is compared with.</param>
    /// <param name="values">V, shape [P, H·Dᵥ]: what is answered; the keys themselves when left out.</param>
    /// <param name="options">Heads, β, updates, separation; one head, 1/√D, one update and softmax when left out.</param>
    /// <exception cref="ArgumentException">
    /// Keys and values differ in number, a width is no multiple of the number of heads, or there are neither 1 nor H values of β.
    /// </exception>
    public HopfieldAttention(PatternSet<T> keys, PatternSet<T>? values = null, HopfieldAttentionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(keys);
        Options = options ?? new HopfieldAttentionOptions();
        Keys = keys;
        Values = values ?? keys;
        if (Values.PatternCount != keys.PatternCount)
            throw new ArgumentException($"Expected {keys.PatternCount} values, one for each key, got {Values.PatternCount}.", nameof(values));
        int heads = Options.Heads;
        _keys = Split(keys, heads, nameof(keys));
        _values = values is null ? _keys : Split(values, heads, nameof(values));
        HeadBetas beta = Options.Beta ?? 1 / Math.Sqrt(_keys[0].Dimension);
        if (beta.Count != 1 && beta.Count != heads)
            throw new ArgumentException($"Expected 1 or {heads} values of β, got {beta.Count}.", nameof(options));
        _beta = [.. Enumerable.Range(0, heads).Select(h => T.CreateTruncating(beta[beta.Count == 1 ? 0 : h]))];
    }

    /// <summary>K, shape [P, H·D].</summary>
    public PatternSet<T> Keys { get; }

    /// <summary>V, shape [P, H·Dᵥ].</summary>
    public PatternSet<T> Values { get; }

    /// <summary>Heads, β, updates, tolerance and separation.</summary>
    public HopfieldAttentionOptions Options { get; }

    /// <summary>H·D, the width of a query.</summary>
    public int QueryDimension => Keys.Dimension;

    /// <summary>H·Dᵥ, the width of an answer.</summary>
    public int OutputDimension => Values.Dimension;

    /// <summary>The answer to every query. Cost: O(updates · S·P·(D + Dᵥ)·H).</summary>
    /// <param name="queries">Q, shape [S, H·D].</param>
    /// <param name="mask">Which patterns a query may attend to; all, when left out.</param>
    /// <param name="parallelism">The largest number of threads; 0 means one per processor. It never changes the results.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <returns>Shape [S, H·Dᵥ]. A query that may attend to nothing is answered by zeros.</returns>
    /// <exception cref="ArgumentException">The queries are not of width H·D, or the mask does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The parallelism is negative.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    /// <exception cref="InvalidOperationException">The separation does not bound its weights, and the states or answers overflowed.</exception>
    public T[,] Attend(PatternSet<T> queries, AttentionMask? mask = null, int parallelism = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        if (queries.Dimension != QueryDimension)
            throw new ArgumentException($"Expected queries of width {QueryDimension}, got {queries.Dimension}.", nameof(queries));
        Require.Room(queries.PatternCount, OutputDimension, "answers", nameof(queries));
        var output = new T[queries.PatternCount, OutputDimension];
        using HeldPatterns<T> q = queries.Hold();
        Attend(q.Values, MemoryMarshal.CreateSpan(ref output[0, 0], output.Length), mask, parallelism, cancellationToken);
        return output;
    }

    /// <summary>Writes the answer to every query. Cost: O(updates · S·P·(D + Dᵥ)·H); with one thread no allocation.</summary>
    /// <param name="queries">Q row by row, shape [S, H·D].</param>
    /// <param name="output">Receives the answers, shape [S, H·Dᵥ]; must not overlap the queries.</param>
    /// <param name="mask">Which patterns a query may attend to; all, when left out.</param>
    /// <param name="parallelism">The largest number of threads; 0 means one per processor. It never changes the results.</param>
    /// <param name="cancellationToken">Asks to stop; the output is then unfinished.</param>
    /// <exception cref="ArgumentException">
    /// The queries are no multiple of H·D or hold an entry that is not finite or beyond 10¹⁰ in magnitude, the output is not of shape
    /// [S, H·Dᵥ] or overlaps the queries, or the mask does not fit.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The parallelism is negative.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    /// <exception cref="InvalidOperationException">The separation does not bound its weights, and the states or answers overflowed.</exception>
    public unsafe void Attend(
        ReadOnlySpan<T> queries, Span<T> output, AttentionMask? mask = null, int parallelism = 1, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parallelism);
        int count = RequireQueries(queries, mask);
        Require.Length(output.Length, (long)count * OutputDimension, nameof(output));
        if (queries.Overlaps(output)) throw new ArgumentException("Expected memory apart from the queries, got overlapping spans.", nameof(output));

        if (Options.Separation is SoftmaxSeparation)
        {
            AttendFused(queries, output, count, mask, parallelism, cancellationToken);
            return;
        }
        using HeldPatterns<T> keys = Keys.Hold(), values = Values.Hold(); // from the first query to the last
        fixed (T* q = queries, y = output)
            ParallelParts.Run(new Answers(this, q, y, mask, null, CancellationToken.None), count * Options.Heads, parallelism, cancellationToken);
    }

    private Span<T> RequireFinite(Span<T> values)
    {
        foreach (T value in values)
        {
            if (!T.IsFinite(value))
                throw new InvalidOperationException($"The separation '{Options.Separation}' does not bound its weights: the answer overflowed to {value}.");
        }
        return values;
    }

    private int RequireQueries(ReadOnlySpan<T> queries, AttentionMask? mask)
    {
        if (queries.IsEmpty || queries.Length % QueryDimension != 0)
            throw new ArgumentException($"Expected a positive multiple of {QueryDimension} entries, got {queries.Length}.", nameof(queries));
        Require.Values(queries, nameof(queries));
        int count = queries.Length / QueryDimension;
        if (mask is not null && !mask.Fits(Options.Heads, count, Keys.PatternCount))
        {
            throw new ArgumentException(
                $"Expected a mask of shape [{count}, {Keys.PatternCount}], or [{Options.Heads}, {count}, {Keys.PatternCount}], got {mask.Shape}.", nameof(mask));
        }
        return count;
    }

    private static PatternSet<T>[] Split(PatternSet<T> rows, int heads, string name)
    {
        if (heads == 1) return [rows];
        if (rows.Dimension % heads != 0)
            throw new ArgumentException($"Expected a width that {heads} heads divide, got {rows.Dimension}.", name);
        int width = rows.Dimension / heads;
        var split = new PatternSet<T>[heads];
        using HeldPatterns<T> held = rows.Hold();
        for (int head = 0; head < heads; head++)
        {
            Memory<T> values = CacheLine.Allocate<T>(rows.PatternCount * width);
            for (int mu = 0; mu < rows.PatternCount; mu++) held[mu].Slice(head * width, width).CopyTo(values.Span[(mu * width)..]);
            split[head] = new PatternSet<T>(values, width, name);
        }
        return split;
    }
}
