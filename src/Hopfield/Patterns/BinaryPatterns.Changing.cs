using Hopfield.Kernels;

namespace Hopfield;

public sealed partial class BinaryPatterns
{
    private BinaryPatterns(Rows<ulong> rows, int dimension)
    {
        (_rows, Dimension) = (rows, dimension);
        PatternCount = rows.Values.Length / WordCount(dimension);
    }

    /// <summary>The same patterns and one more behind them, as a new set; this one stays as it is.</summary>
    /// <remarks>Sets that grow one from the other share their memory. Cost: O(N); O(P·N/64) for the first of them, each time P has doubled, and
    /// where another set has grown from this one already or its last pattern was removed.</remarks>
    /// <param name="pattern">Shape [N], entries ±1.</param>
    /// <exception cref="ArgumentException">The pattern is not of length N, an entry is not ±1, or so many patterns do not fit one array.</exception>
    public BinaryPatterns Add(ReadOnlySpan<sbyte> pattern)
    {
        ulong[] bits = PackState(pattern, nameof(pattern));
        Room(PatternCount + 1, Dimension, nameof(pattern));
        return new BinaryPatterns(_rows.Add(bits, AllWords), Dimension);
    }

    /// <summary>The patterns without one, in the same order, as a new set; this one stays as it is.</summary>
    /// <remarks>Cost: O(1) for the first and the last pattern, which sets that share their memory leave out; O(P·N/64), about that of one similarity
    /// with every pattern, for another one, since the rest is copied.</remarks>
    /// <param name="mu">μ, 0 ≤ μ &lt; P. The patterns behind it move up by one.</param>
    /// <exception cref="ArgumentException">It is the only pattern.</exception>
    /// <exception cref="ArgumentOutOfRangeException">μ lies outside its range.</exception>
    public BinaryPatterns Remove(int mu)
    {
        Require.Removable(mu, PatternCount);
        int stride = WordCount(Dimension);
        return new BinaryPatterns(_rows.Remove(mu * stride, stride, AllWords), Dimension);
    }

    /// <summary>The patterns that are most similar to a state, the most similar first; of equal ones the earlier. Cost: O(P·N/64).</summary>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <param name="count">How many, 1 ≤ count ≤ P; 1 asks for the argmax.</param>
    /// <returns>μ and z_μ = x_μ·ξ of each; they differ in (N − z_μ)/2 units.</returns>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not ±1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count lies outside 1 … P.</exception>
    public (int Mu, int Similarity)[] Nearest(ReadOnlySpan<sbyte> state, int count = 1)
    {
        int[] z = Similarities(state);
        Require.SomeOf(count, PatternCount);
        return Array.ConvertAll(Largest.Few<int>(z, count), mu => (mu, z[mu]));
    }
}
