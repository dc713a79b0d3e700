using System.Numerics;
using Hopfield.Kernels;

namespace Hopfield;

/// <summary>A stored pattern as a query sees it.</summary>
/// <param name="Mu">μ, its number.</param>
/// <param name="Similarity">z_μ = x_μ·ξ.</param>
/// <param name="Weight">p_μ, its share of the answer.</param>
public readonly record struct PatternMatch(int Mu, double Similarity, double Weight)
{
    /// <summary>Those of the largest similarities, the largest first.</summary>
    internal static PatternMatch[] Of<T>(T[] similarities, T[] weights, int count)
        where T : unmanaged, INumber<T> => Array.ConvertAll(
            Largest.Few<T>(similarities, count), mu => new PatternMatch(mu, double.CreateTruncating(similarities[mu]), double.CreateTruncating(weights[mu])));
}

public sealed partial class ContinuousHopfield<T>
{
    /// <summary>The patterns that are most similar to a state, the most similar first; of equal ones the earlier. Cost: O(P·N).</summary>
    /// <param name="state">ξ, shape [N].</param>
    /// <param name="count">How many, 1 ≤ count ≤ P. With 1 it is the argmax: the pattern that answers alone as β grows.</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count lies outside 1 … P.</exception>
    public PatternMatch[] Nearest(ReadOnlySpan<T> state, int count = 1)
    {
        Require.Values(state, Dimension, nameof(state));
        Require.SomeOf(count, PatternCount);
        T[] z = new T[PatternCount], p = new T[PatternCount];
        using HeldPatterns<T> x = Patterns.Hold();
        Similarities.Apply(x.Values, state, z);
        Separation.WeighFinitely(z, Beta, p);
        return PatternMatch.Of(z, p, count);
    }

    /// <summary>What these patterns know of the next state, to be merged with what others know. Cost: O(P·N).</summary>
    /// <param name="state">ξ, shape [N].</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    /// <exception cref="NotSupportedException">The separation is not <see cref="SeparationFunction.Softmax"/>: others have no sums that merge.</exception>
    public PartialAnswer Partial(ReadOnlySpan<T> state)
    {
        Require.Values(state, Dimension, nameof(state));
        return Parts(state, 1, CancellationToken.None)[0];
    }

    /// <summary>What these patterns know of the next states of a batch, to be merged with what others know. Cost: O(S·P·N).</summary>
    /// <param name="states">S states, shape [S, N].</param>
    /// <param name="parallelism">The largest number of threads; 0 means one per processor. It never changes the results.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <returns>One part for each state, in the same order.</returns>
    /// <exception cref="ArgumentException">The states are not of length N.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The parallelism is negative.</exception>
    /// <exception cref="NotSupportedException">The separation is not <see cref="SeparationFunction.Softmax"/>: others have no sums that merge.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public PartialAnswer[] Partials(PatternSet<T> states, int parallelism = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(states);
        if (states.Dimension != Dimension)
            throw new ArgumentException($"Expected states of length N = {Dimension}, got {states.Dimension}.", nameof(states));
        using HeldPatterns<T> held = states.Hold();
        return Parts(held.Values, parallelism, cancellationToken);
    }

    private PartialAnswer[] Parts(ReadOnlySpan<T> states, int parallelism, CancellationToken cancellationToken)
    {
        if (Separation is not SoftmaxSeparation)
            throw new NotSupportedException($"Only the weights of softmax are sums that merge; those of '{Separation}' depend on all patterns at once.");
        int width = Dimension + 2, count = states.Length / Dimension;
        var parts = new double[Require.Room(count, width, "partial answers", nameof(states))];
        using HeldPatterns<T> x = Patterns.Hold();
        Attend.Parts(states, x.Values, PatternCount, Dimension, Beta, parts, parallelism, cancellationToken);
        return [.. Enumerable.Range(0, count).Select(s => PartialAnswer.From(parts.AsSpan(s * width, width)))];
    }
}
