using System.Numerics;
using System.Numerics.Tensors;

namespace Hopfield;

// Every pairwise network keeps its weights as integers k_ij times one positive scale, w_ij = scale·k_ij.
// Plain Hebbian weights are integers by nature (scale 1/N), and so are the multiples of any common fraction. Other weights are
// rounded to a binary grid so fine that a row of them still adds up exactly. Fields are then integers: the same on every machine, in every
// order of addition, and after any number of incremental updates, so a tie is a tie and an energy that must not rise does not rise.

/// <summary>The weights of a pairwise network as integers k_ij, with w_ij = scale·k_ij.</summary>
internal abstract class Couplings(int dimension, double scale)
{
    // 1/scale where that is a whole number but for rounding: 3/10 is the number that a reader writes as 0.3, and 3·(1/10) is not.
    private readonly double _divisor = Math.Abs(1 / scale - Math.Round(1 / scale)) <= Math.ScaleB(1 / scale, -51) ? Math.Round(1 / scale) : 0;

    public int Dimension { get; } = dimension;

    public double Scale { get; } = scale;

    /// <summary>No less than Σ_ij |w_ij|: no energy lies farther from 0. Cost: that of going through the weights.</summary>
    public abstract double Sum { get; }

    /// <summary>scale·k.</summary>
    public double Real(double k) => _divisor > 0 ? k / _divisor : Scale * k;

    /// <summary>w_ij, the effect of unit j on unit i.</summary>
    public abstract double Weight(int i, int j);

    /// <summary>w_ij of all pairs as a new array, shape [N, N].</summary>
    public virtual double[,] Weights()
    {
        var weights = new double[Dimension, Dimension];
        for (int i = 0; i < Dimension; i++)
        {
            for (int j = 0; j < Dimension; j++) weights[i, j] = Weight(i, j);
        }
        return weights;
    }

    /// <summary>Begins at a state, in the way that suits how the weights are kept.</summary>
    public abstract BipolarState Begin(double[] thresholds, bool hasEnergy, ReadOnlySpan<sbyte> state);
}

/// <summary>Weights that are written down, one column a unit: a moving state keeps all fields, and a flip adds one column to them.</summary>
/// <typeparam name="K"><see cref="long"/>, or <see cref="Int128"/> where the weights of different units differ in size too much for it.</typeparam>
internal abstract class StoredCouplings<K>(int dimension, double scale) : Couplings(dimension, scale)
    where K : unmanaged, IBinaryInteger<K>, ISignedNumber<K>
{
    public override BipolarState Begin(double[] thresholds, bool hasEnergy, ReadOnlySpan<sbyte> state) => new PairwiseState<K>(this, thresholds, hasEnergy, state);

    /// <summary>All k_ij that are written down, column by column.</summary>
    public abstract ReadOnlySpan<K> Integers { get; }

    public override double Sum
    {
        get
        {
            double sum = 0;
            foreach (K k in Integers) sum += Math.Abs(double.CreateTruncating(k));
            return Scale * sum;
        }
    }

    /// <summary>Writes H_i = Σ_j k_ij ξ_j for all units.</summary>
    public void Fields(ReadOnlySpan<sbyte> state, Span<K> fields)
    {
        fields.Clear();
        for (int j = 0; j < state.Length; j++) AddColumn(j, state[j], fields);
    }

    /// <summary>Adds factor·k_ij to H_i for all i, where j is the given unit: what a change of ξ_j by the factor does.</summary>
    public abstract void AddColumn(int unit, int factor, Span<K> fields);
}

/// <summary>All N² weights, kept by column: the effects of one unit on all others lie side by side.</summary>
internal sealed class DenseCouplings<K>(K[] columns, int dimension, double scale) : StoredCouplings<K>(dimension, scale)
    where K : unmanaged, IBinaryInteger<K>, ISignedNumber<K>
{
    /// <summary>k_ij at j·N + i.</summary>
    public override ReadOnlySpan<K> Integers => columns;

    public override double Weight(int i, int j) => Real(double.CreateTruncating(columns[j * Dimension + i]));

    public override void AddColumn(int unit, int factor, Span<K> fields) =>
        TensorPrimitives.MultiplyAdd(columns.AsSpan(unit * Dimension, fields.Length), K.CreateTruncating(factor), fields, fields);
}

/// <summary>Only the weights that are not zero, kept by column.</summary>
/// <param name="starts">Where each column starts in the two lists below, shape [N + 1].</param>
/// <param name="targets">The units i that a column reaches, ascending within the column.</param>
/// <param name="weights">Their k_ij.</param>
/// <param name="scale">The positive factor of all weights.</param>
internal sealed class SparseCouplings<K>(int[] starts, int[] targets, K[] weights, double scale) : StoredCouplings<K>(starts.Length - 1, scale)
    where K : unmanaged, IBinaryInteger<K>, ISignedNumber<K>
{
    public ReadOnlySpan<int> Starts => starts;

    public ReadOnlySpan<int> Targets => targets;

    /// <summary>k_ij of each target.</summary>
    public override ReadOnlySpan<K> Integers => weights;

    /// <summary>k_ij.</summary>
    public K this[int i, int j] => Array.BinarySearch(targets, starts[j], starts[j + 1] - starts[j], i) is >= 0 and var at ? weights[at] : K.Zero;

    public override double Weight(int i, int j) => Real(double.CreateTruncating(this[i, j]));

    public override void AddColumn(int unit, int factor, Span<K> fields)
    {
        var times = K.CreateTruncating(factor);
        for (int at = starts[unit]; at < starts[unit + 1]; at++) fields[targets[at]] += times * weights[at];
    }
}
