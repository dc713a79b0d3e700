using Hopfield.Kernels;

namespace Hopfield;

public sealed partial class PatternSet<T>
{
    private PatternSet(Rows<T> rows, int dimension, double maxNorm)
    {
        (_rows, Dimension, MaxNorm) = (rows, dimension, maxNorm);
        PatternCount = rows.Values.Length / dimension;
    }

    /// <summary>The same patterns and one more behind them, as a new set; this one stays as it is.</summary>
    /// <remarks>Sets that grow one from the other share their memory. Cost: O(N); O(P·N) for the first of them, each time P has doubled, and where
    /// another set has grown from this one already or its last pattern was removed.</remarks>
    /// <param name="pattern">x, shape [N].</param>
    /// <exception cref="ArgumentException">The pattern is not of length N, an entry is not finite or beyond 10¹⁰ in magnitude, or so many patterns do not fit one array.</exception>
    public PatternSet<T> Add(ReadOnlySpan<T> pattern)
    {
        Require.Values(pattern, Dimension, nameof(pattern));
        Require.Room(PatternCount + 1L, Dimension, "patterns", nameof(pattern));
        using HeldPatterns<T> held = Hold();
        return new PatternSet<T>(_rows.Add(pattern, held.Values), Dimension, Math.Max(MaxNorm, Kernels.Norm.Of(pattern)));
    }

    /// <summary>The patterns without one, in the same order, as a new set; this one stays as it is.</summary>
    /// <remarks>Cost: O(N) for the first and the last pattern, which sets that share their memory leave out; O(P·N), about that of one similarity
    /// with every pattern, for another one, since the rest is copied, and where the longest pattern goes.</remarks>
    /// <param name="mu">μ, 0 ≤ μ &lt; P. The patterns behind it move up by one.</param>
    /// <exception cref="ArgumentException">It is the only pattern.</exception>
    /// <exception cref="ArgumentOutOfRangeException">μ lies outside its range.</exception>
    public PatternSet<T> Remove(int mu)
    {
        Require.Removable(mu, PatternCount);
        Require.Room(PatternCount - 1L, Dimension, "patterns", nameof(mu));
        using HeldPatterns<T> held = Hold();
        double norm = Kernels.Norm.Of(held[mu]), longest = norm < MaxNorm ? MaxNorm : 0;
        for (int nu = 0; nu < PatternCount && longest < MaxNorm; nu++)
        {
            if (nu != mu) longest = Math.Max(longest, Kernels.Norm.Of(held[nu]));
        }
        return new PatternSet<T>(_rows.Remove(mu * Dimension, Dimension, held.Values), Dimension, longest);
    }

    /// <summary>The patterns that are most similar to a state, the most similar first; of equal ones the earlier. Cost: O(P·N).</summary>
    /// <param name="state">ξ, shape [N].</param>
    /// <param name="count">How many, 1 ≤ count ≤ P; 1 asks for the argmax.</param>
    /// <returns>μ and z_μ = x_μ·ξ of each.</returns>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count lies outside 1 … P.</exception>
    public (int Mu, double Similarity)[] Nearest(ReadOnlySpan<T> state, int count = 1)
    {
        Require.Values(state, Dimension, nameof(state));
        Require.SomeOf(count, PatternCount);
        var z = new T[PatternCount];
        using HeldPatterns<T> held = Hold();
        Similarities.Apply(held.Values, state, z);
        return Array.ConvertAll(Largest.Few<T>(z, count), mu => (mu, double.CreateTruncating(z[mu])));
    }
}
