using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Hopfield.Kernels;

namespace Hopfield;

// Hebb's weights k_ij = Σ_μ x_μi x_μj need not be written down: N² numbers would not fit for large N, and reading them is what makes a
// large network slow. Everything that a moving state asks for follows from the P similarities and the N·P bits of the patterns; see HebbianState.

/// <summary>The weights of Hebb's rule, k_ij = Σ_μ x_μi x_μj for i ≠ j and 0 on the diagonal, computed from the patterns when asked for.</summary>
internal sealed class HebbianCouplings(BinaryPatterns patterns, double scale) : Couplings(patterns.Dimension, scale)
{
    private readonly Lazy<byte[]> _planes = new(() => Planes(patterns));

    public BinaryPatterns Patterns => patterns;

    /// <summary>Patterns in which two units agree, minus those in which they differ.</summary>
    public override long this[int i, int j] => i == j ? 0 : patterns.PatternCount - 2 * TensorPrimitives.HammingBitDistance(Units[i], Units[j]);

    /// <summary>The patterns by units.</summary>
    public UnitBits Units { get; } = new(patterns);

    /// <summary>The patterns in the order of <see cref="BitFields"/>; made when all fields are first asked for together.</summary>
    public ReadOnlySpan<byte> AllPlanes => _planes.Value;

    public override double[,] Weights()
    {
        var sums = new int[checked(Dimension * Dimension)];
        Hebbian.WriteIntegers(patterns, sums);
        var weights = new double[Dimension, Dimension];
        Span<double> flat = MemoryMarshal.CreateSpan(ref weights[0, 0], sums.Length);
        for (int k = 0; k < flat.Length; k++) flat[k] = Real(sums[k]);
        return weights;
    }

    public override BipolarState Begin(double[] thresholds, ReadOnlySpan<sbyte> state) => new HebbianState(this, thresholds, state);

    private static byte[] Planes(BinaryPatterns patterns)
    {
        var planes = new byte[BitFields.PlaneBytes(patterns.PatternCount, patterns.Dimension)];
        BitFields.WritePlanes(patterns.AllWords, patterns.PatternCount, patterns.Dimension, planes);
        return planes;
    }
}
