using System.Numerics.Tensors;
using Hopfield.Kernels;

namespace Hopfield;

/// <summary>Xᵀ as bits: for each unit its value in every pattern, one bit a pattern, 1 for +1; bits beyond P are 0.</summary>
internal sealed class UnitBits
{
    private readonly ulong[] _words;
    private readonly int _stride, _patternCount;

    public UnitBits(BinaryPatterns patterns)
    {
        _patternCount = patterns.PatternCount;
        _stride = BinaryPatterns.WordCount(_patternCount);
        _words = new ulong[checked(patterns.Dimension * _stride)];
        BitPacking.Transpose(patterns.AllWords, _patternCount, patterns.Dimension, _words);
    }

    /// <summary>x_μi of all patterns for one unit, ⌈P/64⌉ words.</summary>
    public ReadOnlySpan<ulong> this[int unit] => _words.AsSpan(unit * _stride, _stride);

    /// <summary>Σ_μ x_μi of one unit.</summary>
    public long Sum(int unit) => 2 * TensorPrimitives.PopCount(this[unit]) - _patternCount;
}
