using System.Numerics;

namespace Hopfield;

/// <summary>For those who just want their pattern back: store, recall, one line. The models behind it have more to say.</summary>
public static class Memory
{
    /// <summary>The stored ±1 pattern that a spoilt one recalls, through an exponential dense memory.</summary>
    /// <remarks>It is <see cref="DenseAssociativeMemory"/> with <see cref="InteractionFunction.Exponential"/>: it holds many and also correlated
    /// patterns, unlike the classical <see cref="HopfieldNetwork"/>. Cost: O(N·(P + N)) per sweep.</remarks>
    /// <param name="patterns">X, shape [P, N].</param>
    /// <param name="query">ξ, the spoilt pattern, shape [N], entries ±1.</param>
    /// <returns>The state at rest, shape [N]: nearly always one of the patterns.</returns>
    /// <exception cref="ArgumentException">The query is not of length N, or an entry is not ±1.</exception>
    public static sbyte[] Recall(BinaryPatterns patterns, ReadOnlySpan<sbyte> query) =>
        new DenseAssociativeMemory(patterns, InteractionFunction.Exponential()).Recall(query).State;

    /// <summary>The stored real-valued pattern that a spoilt one recalls, through softmax attention repeated until it rests.</summary>
    /// <remarks>It is <see cref="ContinuousHopfield{T}"/>.</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="patterns">X, shape [P, N], one pattern a row.</param>
    /// <param name="query">ξ, the spoilt pattern, shape [N].</param>
    /// <param name="beta">Inverse temperature, 10⁻¹⁰ ≤ β ≤ 10¹⁰: large returns one pattern, small an average of similar ones.
    /// A pattern stands alone when β times its separation is well above ln P.</param>
    /// <returns>The state at rest, shape [N].</returns>
    /// <exception cref="ArgumentException">There is no pattern, the query is not of length N, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    /// <exception cref="ArgumentOutOfRangeException">β lies outside its range.</exception>
    public static T[] Recall<T>(T[,] patterns, ReadOnlySpan<T> query, double beta)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ContinuousHopfield.Store(patterns, beta).Recall(query).State;
}
