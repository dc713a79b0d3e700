using System.Buffers;
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

    public override double Sum => Scale * SumOf(patterns);

    /// <summary>No less than Σ_ij |k_ij|.</summary>
    public static double SumOf(BinaryPatterns patterns) => (double)patterns.PatternCount * patterns.Dimension * patterns.Dimension;

    public override double Weight(int i, int j) => Real(this[i, j]);

    /// <summary>k_ij: patterns in which two units agree, minus those in which they differ.</summary>
    public long this[int i, int j] => i == j ? 0 : patterns.PatternCount - 2 * TensorPrimitives.HammingBitDistance(Units[i], Units[j]);

    /// <summary>The patterns by units.</summary>
    public UnitBits Units { get; } = new(patterns);

    /// <summary>The patterns in the order of <see cref="BitFields"/>; made when all fields are first asked for together.</summary>
    public ReadOnlySpan<byte> AllPlanes => _planes.Value;

    public override double[,] Weights()
    {
        if (!Require.TryRoom(Dimension, Dimension, out int count))
            throw new InvalidOperationException($"The {Dimension} × {Dimension} weights do not fit one array; ask for single ones.");
        var sums = new int[count];
        Hebbian.WriteIntegers(patterns, sums);
        var weights = new double[Dimension, Dimension];
        Span<double> flat = MemoryMarshal.CreateSpan(ref weights[0, 0], sums.Length);
        for (int k = 0; k < flat.Length; k++) flat[k] = Real(sums[k]);
        return weights;
    }

    public override BipolarState Begin(double[] thresholds, bool hasEnergy, ReadOnlySpan<sbyte> state) => new HebbianState(this, thresholds, state);

    private static byte[] Planes(BinaryPatterns patterns)
    {
        var planes = new byte[BitFields.PlaneBytes(patterns.PatternCount, patterns.Dimension)];
        BitFields.WritePlanes(patterns.AllWords, patterns.PatternCount, patterns.Dimension, planes);
        return planes;
    }
}

// A network of N units and P patterns can be moved in two ways. With its N² weights written down, a flip adds a column of N weights to
// all fields. From its patterns, the field is H_i = Σ_j k_ij ξ_j = Σ_μ x_μi z_μ − P ξ_i with the similarities z_μ = x_μ·ξ: asking a unit
// costs P additions, a flip changes P similarities by ±2, and nothing of size N² exists. A network works well below P = 0.14 N, and there
// the second way also wins: similarities and bits stay in the caches, weights have to come from memory.

/// <summary>A moving state of a network with Hebb's weights: the similarities stay up to date. A field and a flip cost O(P) each.</summary>
internal sealed class HebbianState : BipolarState
{
    private readonly HebbianCouplings _couplings;
    private readonly double[] _thresholds;
    private readonly sbyte[] _state;
    private readonly int[] _similarities; // 64 to a word of bits; those beyond P are never selected
    private long _sum;                    // Σ_μ z_μ

    public HebbianState(HebbianCouplings couplings, double[] thresholds, ReadOnlySpan<sbyte> state)
    {
        Bipolar.Require(state, couplings.Dimension, nameof(state));
        _couplings = couplings;
        _thresholds = thresholds;
        _state = state.ToArray();
        _similarities = new int[64 * BinaryPatterns.WordCount(couplings.Patterns.PatternCount)];
        couplings.Patterns.WriteSimilarities(state, Stored);
        foreach (int z in Stored) _sum += z;
    }

    private Span<int> Stored => _similarities.AsSpan(0, _couplings.Patterns.PatternCount);

    public override ReadOnlySpan<sbyte> State => _state;

    public override double LocalField(int unit)
    {
        long plus = SelectedSum.Of(_couplings.Units[unit], _similarities, largest: _state.Length);
        return Field(unit, 2 * plus - _sum);
    }

    public override void LocalFields(Span<double> fields)
    {
        int[] sums = ArrayPool<int>.Shared.Rent(_state.Length);
        bool all = TryAllSums(sums.AsSpan(0, _state.Length));
        for (int i = 0; i < fields.Length; i++) fields[i] = all ? Field(i, sums[i]) : LocalField(i);
        ArrayPool<int>.Shared.Return(sums);
    }

    public override void FieldSigns(Span<sbyte> signs)
    {
        int[] sums = ArrayPool<int>.Shared.Rent(_state.Length);
        bool all = !_thresholds.ContainsAnyExcept(0) && TryAllSums(sums.AsSpan(0, _state.Length));
        int patternCount = _couplings.Patterns.PatternCount;
        for (int i = 0; i < signs.Length; i++) signs[i] = (sbyte)(all ? Math.Sign(sums[i] - patternCount * _state[i]) : FieldSign(i));
        ArrayPool<int>.Shared.Return(sums);
    }

    public override void Flip(int unit)
    {
        _state[unit] = (sbyte)-_state[unit];
        SignedAdd.Apply(_couplings.Units[unit], 2 * _state[unit], _similarities);
        _sum += 2 * _state[unit] * _couplings.Units.Sum(unit);
    }

    // Σ_i ξ_i H_i = Σ_μ z_μ² − P N.
    public override double Energy
    {
        get
        {
            Int128 pairs = -(Int128)_state.Length * _couplings.Patterns.PatternCount;
            foreach (int z in Stored) pairs += (long)z * z;
            double bias = 0;
            for (int i = 0; i < _thresholds.Length; i++) bias += _thresholds[i] * _state[i];
            return bias - _couplings.Real((double)(pairs / 2)); // each pair was counted twice
        }
    }

    // Σ_μ x_μi z_μ of all units, where even the largest is sure to fit 32 bits.
    private bool TryAllSums(Span<int> sums)
    {
        int patternCount = _couplings.Patterns.PatternCount;
        if ((_state.Length + 1L) * patternCount > int.MaxValue || !BitFields.Fits(patternCount, _state.Length)) return false;
        BitFields.Apply(_couplings.AllPlanes, Stored, sums);
        return true;
    }

    // As in PairwiseState: with thresholds of zero the sign is that of an integer, with others it is one fixed comparison for each integer.
    private double Field(int unit, long sum) => _couplings.Real(sum - (long)_couplings.Patterns.PatternCount * _state[unit]) - _thresholds[unit];
}
