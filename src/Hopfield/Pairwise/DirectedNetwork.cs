namespace Hopfield;

/// <summary>A network of ±1 units whose weights need not be symmetric: the same updates as <see cref="HopfieldNetwork"/>, but no energy and no promise to settle.</summary>
/// <remarks>
/// <para>Local field: h_i = Σ_j w_ij ξ_j − θ_i, where w_ij is the effect of unit j on unit i; self-weights w_ii are allowed.
/// What it is for: sequences, rules that learn each unit's inputs alone, and counterexamples to the convergence proof.</para>
/// <para>Weights are kept as integers times a scale, as in <see cref="HopfieldNetwork"/>. Immutable and thread-safe.</para>
/// </remarks>
public sealed partial class DirectedNetwork : BipolarModel
{
    private readonly Couplings _couplings;
    private readonly double[] _thresholds;

    /// <summary>A network with real weights.</summary>
    /// <param name="weights">W, shape [N, N], finite; w_ij is the effect of j on i. A copy is kept.</param>
    /// <param name="thresholds">θ, shape [N], finite; empty or left out means 0.</param>
    /// <exception cref="ArgumentException">W is not square or not finite; θ has another length.</exception>
    public DirectedNetwork(double[,] weights, ReadOnlySpan<double> thresholds = default)
        : this(IntegerWeights.FromReal(weights, symmetric: false, nameof(weights)), thresholds) { }

    /// <summary>A network with integer weights times a scale.</summary>
    /// <param name="weights">k, shape [N, N]; w_ij = scale·k_ij. A copy is kept.</param>
    /// <param name="scale">The positive factor of all weights.</param>
    /// <param name="thresholds">θ, shape [N], finite; empty or left out means 0.</param>
    /// <exception cref="ArgumentException">k is not square; θ has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not positive and finite.</exception>
    public DirectedNetwork(int[,] weights, double scale = 1, ReadOnlySpan<double> thresholds = default)
        : this(IntegerWeights.FromIntegers(weights, scale, symmetric: false, nameof(weights)), thresholds) { }

    private DirectedNetwork(Couplings couplings, ReadOnlySpan<double> thresholds)
    {
        _couplings = couplings;
        _thresholds = IntegerWeights.RequireThresholds(thresholds, couplings, nameof(thresholds));
        Thresholds = Array.AsReadOnly(_thresholds);
    }

    /// <summary>A sparse network from its arrows.</summary>
    /// <param name="dimension">N ≥ 1.</param>
    /// <param name="edges">Each arrow once: (from unit j, to unit i, weight w_ij).</param>
    /// <param name="thresholds">θ, shape [N], finite; empty or left out means 0.</param>
    /// <exception cref="ArgumentException">An arrow names a unit outside 0 … N − 1, appears twice, or is not finite; θ has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">N &lt; 1.</exception>
    public static DirectedNetwork FromEdges(int dimension, IEnumerable<(int From, int To, double Weight)> edges, ReadOnlySpan<double> thresholds = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentNullException.ThrowIfNull(edges);
        return new DirectedNetwork(IntegerWeights.FromEdges(dimension, edges, symmetric: false, nameof(edges)), thresholds);
    }

    /// <inheritdoc/>
    public override int Dimension => _couplings.Dimension;

    /// <summary>False: nothing forbids a directed network to go round in circles.</summary>
    public override bool HasEnergy => false;

    /// <summary>θ, shape [N]; zeros when none were given.</summary>
    public IReadOnlyList<double> Thresholds { get; }

    /// <summary>w_ij, the effect of unit j on unit i.</summary>
    /// <param name="i">0 ≤ i &lt; N.</param>
    /// <param name="j">0 ≤ j &lt; N.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside its range.</exception>
    public double Weight(int i, int j)
    {
        RequireUnit(i, nameof(i));
        RequireUnit(j, nameof(j));
        return _couplings.Weight(i, j);
    }

    /// <summary>W as a new array, shape [N, N].</summary>
    public double[,] Weights() => _couplings.Weights();

    /// <inheritdoc/>
    public override BipolarState Begin(ReadOnlySpan<sbyte> state) => _couplings.Begin(_thresholds, hasEnergy: false, state);

    private void RequireUnit(int unit, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(unit, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(unit, Dimension, name);
    }
}
