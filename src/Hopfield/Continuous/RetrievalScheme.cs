using System.Numerics;

namespace Hopfield;

/// <summary>Similarity, separation, projection: the one form of which the memories of this library are special cases.</summary>
/// <remarks>
/// <para>Retrieval: z_μ = sim(x_μ, ξ), p = sep(β z), y = Yᵀp, where the rows of Y are the patterns themselves (auto-association) or
/// partners of them (hetero-association, the values of attention). After Millidge et al., "Universal Hopfield Networks" (2022).</para>
/// <para>Here any similarity meets any separation; whether the repeated update has an energy is another question, which
/// <see cref="ContinuousHopfield{T}"/> answers for the dot product with a <see cref="FenchelYoungSeparation"/>.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
/// <param name="Similarity">sim, how alike a pattern and a state are.</param>
/// <param name="Separation">sep, which patterns answer.</param>
/// <param name="Beta">Inverse temperature, 10⁻¹⁰ ≤ β ≤ 10¹⁰.</param>
public sealed record RetrievalScheme(Similarity Similarity, SeparationFunction Separation, double Beta = 1)
{
    /// <summary>sim, how alike a pattern and a state are.</summary>
    public Similarity Similarity { get; init; } = Similarity ?? throw new ArgumentNullException(nameof(Similarity));

    /// <summary>sep, which patterns answer.</summary>
    public SeparationFunction Separation { get; init; } = Separation ?? throw new ArgumentNullException(nameof(Separation));

    /// <summary>Inverse temperature, 10⁻¹⁰ ≤ β ≤ 10¹⁰.</summary>
    public double Beta { get; init => field = Require.Beta(value, nameof(Beta)); } = Require.Beta(Beta, nameof(Beta));

    /// <summary>The weight p_μ of every stored pattern, shape [P], in double precision. Cost: O(P·N).</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="stored">X, shape [P, N].</param>
    /// <param name="state">ξ, shape [N].</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    public double[] Weights<T>(PatternSet<T> stored, ReadOnlySpan<T> state)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(stored);
        Require.Values(state, stored.Dimension, nameof(state));
        var weights = new double[stored.PatternCount];
        using HeldPatterns<T> x = stored.Hold();
        string what = $"the similarity '{Similarity}'";
        for (int mu = 0; mu < weights.Length; mu++) weights[mu] = Require.Number(Similarity.Between(x[mu], state), what);
        Separation.WeighFinitely(weights, Beta, weights);
        return weights;
    }

    /// <summary>One retrieval y = Yᵀ sep(β sim(X, ξ)), shape [D], in double precision. Cost: O(P·(N + D)).</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="stored">X, shape [P, N], what the state is compared with.</param>
    /// <param name="state">ξ, shape [N].</param>
    /// <param name="projected">Y, shape [P, D], what is returned; the stored patterns themselves when left out.</param>
    /// <exception cref="ArgumentException">
    /// The state is not of length N, an entry is not finite or beyond 10¹⁰ in magnitude, or X and Y hold different numbers of patterns.
    /// </exception>
    public double[] Retrieve<T>(PatternSet<T> stored, ReadOnlySpan<T> state, PatternSet<T>? projected = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        projected ??= stored;
        double[] weights = Weights(stored, state);
        if (projected.PatternCount != weights.Length)
            throw new ArgumentException($"Expected {weights.Length} projected patterns, got {projected.PatternCount}.", nameof(projected));
        var answer = new double[projected.Dimension];
        using HeldPatterns<T> y = projected.Hold();
        Kernels.WeightedSum.Precise(y.Values, weights, answer);
        return answer;
    }
}
