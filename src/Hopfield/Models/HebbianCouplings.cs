using System.Numerics;

namespace Hopfield;

// Hebb's weights k_ij = Σ_μ x_μi x_μj are never written down: N² numbers would not fit for large N.
// Fields start from the P overlaps, z_μ = x_μ·ξ and H_i = Σ_μ x_μi z_μ − P ξ_i; one column is N population counts over P bits.

/// <summary>The weights of Hebb's rule, k_ij = Σ_μ x_μi x_μj for i ≠ j and 0 on the diagonal, computed from the patterns when asked for.</summary>
internal sealed class HebbianCouplings(BinaryPatterns patterns, double scale) : Couplings(patterns.Dimension, scale)
{
    private readonly ulong[] _units = patterns.UnitWords();
    private readonly int _stride = BinaryPatterns.WordCount(patterns.PatternCount);

    public BinaryPatterns Patterns => patterns;

    public override long this[int i, int j] => i == j ? 0 : Agreement(Unit(i), Unit(j));

    public override void Fields(ReadOnlySpan<sbyte> state, Span<long> fields)
    {
        for (int i = 0; i < fields.Length; i++) fields[i] = -(long)patterns.PatternCount * state[i];
        int[] similarities = patterns.Similarities(state);
        for (int mu = 0; mu < similarities.Length; mu++)
        {
            ReadOnlySpan<ulong> bits = patterns.Words(mu);
            for (int i = 0; i < fields.Length; i++)
            {
                long sign = (long)((bits[i >> 6] >> (i & 63) & 1) << 1) - 1;
                fields[i] += sign * similarities[mu];
            }
        }
    }

    public override void AddColumn(int unit, long factor, Span<long> fields)
    {
        ReadOnlySpan<ulong> bits = Unit(unit);
        for (int i = 0; i < fields.Length; i++) fields[i] += factor * Agreement(bits, Unit(i));
        fields[unit] -= factor * patterns.PatternCount;
    }

    private ReadOnlySpan<ulong> Unit(int i) => _units.AsSpan(i * _stride, _stride);

    // Patterns in which two units agree, minus those in which they differ.
    private int Agreement(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        int differ = 0;
        for (int w = 0; w < a.Length; w++) differ += BitOperations.PopCount(a[w] ^ b[w]);
        return patterns.PatternCount - 2 * differ;
    }
}
