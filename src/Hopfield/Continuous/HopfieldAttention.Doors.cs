using System.Numerics;

namespace Hopfield;

public static partial class HopfieldAttention
{
    /// <summary>Stores copies of keys and values.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="keys">K, shape [P, H·D]: what a query is compared with.</param>
    /// <param name="values">V, shape [P, H·Dᵥ]: what is answered; the keys themselves when left out.</param>
    /// <param name="options">Heads, β, updates, separation; one head, 1/√D, one update and softmax when left out.</param>
    /// <exception cref="ArgumentException">
    /// An array is empty or has an entry that is not finite or beyond 10¹⁰ in magnitude, keys and values differ in number, a width is no
    /// multiple of the number of heads, or there are neither 1 nor H values of β.
    /// </exception>
    public static HopfieldAttention<T> Store<T>(T[,] keys, T[,]? values = null, HopfieldAttentionOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(PatternSet.From(keys), values is null ? null : PatternSet.From(values), options);
}

public sealed partial class HopfieldAttention<T>
{
    /// <summary>The answer to every query. Cost: O(updates · S·P·(D + Dᵥ)·H).</summary>
    /// <param name="queries">Q, shape [S, H·D], one query a row.</param>
    /// <param name="mask">Which patterns a query may attend to; all, when left out.</param>
    /// <param name="parallelism">The largest number of threads; 0 means one per processor. It never changes the results.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <returns>Shape [S, H·Dᵥ]. A query that may attend to nothing is answered by zeros.</returns>
    /// <exception cref="ArgumentException">
    /// There is no query, they are not of width H·D, an entry is not finite or beyond 10¹⁰ in magnitude, or the mask does not fit.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The parallelism is negative.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    /// <exception cref="InvalidOperationException">The separation does not bound its weights, and the states or answers overflowed.</exception>
    public T[,] Attend(T[,] queries, AttentionMask? mask = null, int parallelism = 1, CancellationToken cancellationToken = default) =>
        Attend(PatternSet.From(queries), mask, parallelism, cancellationToken);

    /// <summary>The answer to one query.</summary>
    /// <param name="query">ξ, shape [H·D].</param>
    /// <param name="mask">Which patterns it may attend to, shape [1, P]; all, when left out.</param>
    /// <returns>Shape [H·Dᵥ].</returns>
    /// <exception cref="ArgumentException">The query is not of length H·D, an entry is not finite or beyond 10¹⁰ in magnitude, or the mask does not fit.</exception>
    /// <exception cref="InvalidOperationException">The separation does not bound its weights, and the state or answer overflowed.</exception>
    public T[] Attend(ReadOnlySpan<T> query, AttentionMask? mask = null)
    {
        Require.Length(query.Length, QueryDimension, nameof(query));
        var answer = new T[OutputDimension];
        Attend(query, answer, mask);
        return answer;
    }

    /// <summary>The answer to every query together with the attention weights, the number of updates and how each query's state came to rest.</summary>
    /// <param name="queries">Q, shape [S, H·D], one query a row.</param>
    /// <param name="mask">Which patterns a query may attend to; all, when left out.</param>
    /// <param name="parallelism">The largest number of threads; 0 means one per processor. It never changes the results.</param>
    /// <param name="cancellationToken">Ends every query at its next update with <see cref="StopReason.Cancelled"/>.</param>
    /// <exception cref="ArgumentException">
    /// There is no query, they are not of width H·D, an entry is not finite or beyond 10¹⁰ in magnitude, or the mask does not fit.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The parallelism is negative.</exception>
    /// <exception cref="InvalidOperationException">The separation does not bound its weights, and the states or answers overflowed.</exception>
    public AttentionResult<T> Recall(T[,] queries, AttentionMask? mask = null, int parallelism = 1, CancellationToken cancellationToken = default) =>
        Recall(PatternSet.From(queries), mask, parallelism, cancellationToken);
}
