using System.Buffers;
using Hopfield.Kernels;

namespace Hopfield;

public sealed partial class CompactHopfield
{
    private CompactHopfield(Rows<BFloat16> rows, int dimension, float beta, double maxNorm)
    {
        (_rows, Dimension, Beta, MaxNorm) = (rows, dimension, beta, maxNorm);
        PatternCount = rows.Values.Length / dimension;
    }

    /// <summary>The same memory with one more pattern, rounded, as a new one; this one stays as it is.</summary>
    /// <remarks>Memories that grow one from the other share their patterns. Cost: O(N); O(P·N) for the first of them, each time P has doubled, and
    /// where another memory has grown from this one already or its last pattern was removed.</remarks>
    /// <param name="pattern">x, shape [N].</param>
    /// <exception cref="ArgumentException">The pattern is not of length N, an entry is not finite or beyond 10¹⁰ in magnitude, or so many patterns do not fit one array.</exception>
    public CompactHopfield Add(ReadOnlySpan<float> pattern)
    {
        Require.Values(pattern, Dimension, nameof(pattern));
        Require.Room(PatternCount + 1L, Dimension, "patterns", nameof(pattern));
        var rounded = new BFloat16[Dimension];
        BFloat16.FromSingle(pattern, rounded);
        using MemoryHandle held = Hold();
        return new CompactHopfield(_rows.Add(rounded, _rows.Values.Span), Dimension, Beta, Math.Max(MaxNorm, Norm.Of(pattern)));
    }

    /// <summary>The same memory without one pattern, as a new one; this one stays as it is.</summary>
    /// <remarks>Cost: O(1) for the first and the last pattern, which memories that share their patterns leave out; O(P·N) for another one, since the
    /// rest is copied.</remarks>
    /// <param name="mu">μ, 0 ≤ μ &lt; P. The patterns behind it move up by one.</param>
    /// <exception cref="ArgumentException">It is the only pattern.</exception>
    /// <exception cref="ArgumentOutOfRangeException">μ lies outside its range.</exception>
    public CompactHopfield Remove(int mu)
    {
        Require.Removable(mu, PatternCount);
        Require.Room(PatternCount - 1L, Dimension, "patterns", nameof(mu));
        using MemoryHandle held = Hold();
        return new CompactHopfield(_rows.Remove(mu * Dimension, Dimension, _rows.Values.Span), Dimension, Beta, MaxNorm);
    }

    /// <summary>The patterns that are most similar to a state, as they are stored, the most similar first; of equal ones the earlier. Cost: O(P·N).</summary>
    /// <param name="state">ξ, shape [N].</param>
    /// <param name="count">How many, 1 ≤ count ≤ P; 1 asks for the argmax.</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count lies outside 1 … P.</exception>
    public PatternMatch[] Nearest(ReadOnlySpan<float> state, int count = 1)
    {
        Require.Values(state, Dimension, nameof(state));
        Require.SomeOf(count, PatternCount);
        float[] z = new float[PatternCount], p = new float[PatternCount];
        using (Hold()) WriteSimilarities(state, z);
        SeparationFunction.Softmax.WeighFinitely(z, Beta, p);
        return PatternMatch.Of(z, p, count);
    }

    // Some rows at a time are widened, exactly, into a buffer that stays in the cache.
    private void WriteSimilarities(ReadOnlySpan<float> state, Span<float> z)
    {
        const int BufferEntries = 1 << 13;
        int rows = Math.Clamp(BufferEntries / Dimension, 1, PatternCount);
        float[] rented = ArrayPool<float>.Shared.Rent(rows * Dimension);
        ReadOnlySpan<BFloat16> patterns = _rows.Values.Span;
        for (int mu = 0; mu < z.Length; mu += rows)
        {
            Span<float> part = z.Slice(mu, Math.Min(rows, z.Length - mu)), wide = rented.AsSpan(0, part.Length * Dimension);
            BFloat16.ToSingle(patterns.Slice(mu * Dimension, wide.Length), wide);
            Similarities.Apply<float>(wide, state, part);
        }
        ArrayPool<float>.Shared.Return(rented);
    }
}
