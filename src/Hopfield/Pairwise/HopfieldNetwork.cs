namespace Hopfield;

/// <summary>The classical associative memory: N units of ±1, symmetric weights, an energy that no single-unit update raises.</summary>
/// <remarks>
/// <para>Energy: E(ξ) = −½ ξᵀWξ + θ·ξ. Local field: h_i = Σ_j w_ij ξ_j − θ_i. A unit takes the sign of its field;
/// flipping unit i changes E by 2 ξ_i h_i. W is symmetric with a zero diagonal, so asynchronous updates never raise E.</para>
/// <para>Weights are integers times one scale (w_ij = <see cref="Scale"/>·k_ij), so fields and energies are sums of integers and equal on
/// every machine. Hebb's weights are exact. Real weights that are multiples of a common fraction 1/d, d ≤ 10,000, to 2⁻⁴⁴ of the largest weight into
/// each unit, are taken as these multiples, so that a matrix of your own making ties where it should; other weights are rounded to a binary grid of 2⁻⁶⁰ of the largest
/// row sum or finer, so fine that the largest weight into each unit keeps at least 40 bits. Weights that differ in size too much for that, as 10²⁰
/// and 1 do, take integers of 128 bits.</para>
/// <para>Symbols: W has shape [N, N], θ and ξ have shape [N]; all dimensionless. Hopfield 1982 writes T_ij for w_ij, U_i for θ_i and uses
/// units of 0 and 1; the map is ξ = 2s − 1.</para>
/// <para>Source: J. J. Hopfield, "Neural networks and physical systems with emergent collective computational abilities", PNAS 79, 1982.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed partial class HopfieldNetwork : BipolarModel
{
    private readonly double[] _thresholds;

    /// <summary>A network with real weights.</summary>
    /// <param name="weights">W, shape [N, N], finite, symmetric (to 10⁻¹⁰ of the largest entry in row and column), zero diagonal. A copy is kept.</param>
    /// <param name="thresholds">θ, shape [N], finite; empty or left out means 0.</param>
    /// <exception cref="ArgumentException">W is not square, not finite, not symmetric, or has a non-zero diagonal; its entries differ in size by more than 2⁷⁰;
    /// θ has another length, or weights and thresholds do not add up to a finite sum.</exception>
    public HopfieldNetwork(double[,] weights, ReadOnlySpan<double> thresholds = default)
        : this(IntegerWeights.FromReal(weights, symmetric: true, nameof(weights)), thresholds) { }

    /// <summary>A network with integer weights times a scale.</summary>
    /// <param name="weights">k, shape [N, N], symmetric, zero diagonal; w_ij = scale·k_ij. A copy is kept.</param>
    /// <param name="scale">The positive factor of all weights.</param>
    /// <param name="thresholds">θ, shape [N], finite; empty or left out means 0.</param>
    /// <exception cref="ArgumentException">k is not square, not symmetric, or has a non-zero diagonal; θ has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not positive and finite.</exception>
    public HopfieldNetwork(int[,] weights, double scale = 1, ReadOnlySpan<double> thresholds = default)
        : this(IntegerWeights.FromIntegers(weights, scale, symmetric: true, nameof(weights)), thresholds) { }

    internal HopfieldNetwork(Couplings couplings, ReadOnlySpan<double> thresholds)
    {
        Couplings = couplings;
        _thresholds = IntegerWeights.RequireThresholds(thresholds, couplings, nameof(thresholds));
        Thresholds = Array.AsReadOnly(_thresholds);
    }

    /// <summary>How patterns become weights is the learning rule's to say.</summary>
    /// <param name="patterns">Not accepted.</param>
    [Obsolete("By which rule? Hebbian.From(patterns) is the classical one; PseudoInverse.From(patterns) and Storkey.From(patterns) hold more.", error: true)]
    public static HopfieldNetwork Store(BinaryPatterns patterns) => throw new NotSupportedException();

    /// <summary>A sparse network from its edges; pairs that are not named have weight 0.</summary>
    /// <param name="dimension">N ≥ 1.</param>
    /// <param name="edges">Each connected pair once, in either direction: (unit, other unit, weight).</param>
    /// <param name="thresholds">θ, shape [N], finite; empty or left out means 0.</param>
    /// <exception cref="ArgumentException">An edge names a unit outside 0 … N − 1, joins a unit to itself, appears twice, or is not finite; θ has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">N &lt; 1.</exception>
    public static HopfieldNetwork FromEdges(int dimension, IEnumerable<(int A, int B, double Weight)> edges, ReadOnlySpan<double> thresholds = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentNullException.ThrowIfNull(edges);
        var both = new List<(int, int, double)>();
        foreach ((int a, int b, double weight) in edges)
        {
            if (a == b) throw new ArgumentException($"Expected edges between two different units, got {a}–{b}.", nameof(edges));
            both.Add((a, b, weight));
            both.Add((b, a, weight));
        }
        return new HopfieldNetwork(IntegerWeights.FromEdges(dimension, both, symmetric: true, nameof(edges)), thresholds);
    }

    internal Couplings Couplings { get; }

    /// <summary>Other weights under the same thresholds.</summary>
    internal HopfieldNetwork WithWeights(double[,] weights) => new(weights, _thresholds);

    /// <inheritdoc/>
    public override int Dimension => Couplings.Dimension;

    /// <summary>True: the weights are symmetric.</summary>
    public override bool HasEnergy => true;

    /// <summary>The factor between the integers that the network keeps and its weights: 1/N for Hebb's rule, 1/d or a power of two for real weights.</summary>
    public double Scale => Couplings.Scale;

    /// <summary>θ, shape [N]; zeros when none were given.</summary>
    public IReadOnlyList<double> Thresholds { get; }

    /// <summary>w_ij. Cost: O(P/64) where the weights are Hebb's, O(1) otherwise.</summary>
    /// <param name="i">0 ≤ i &lt; N.</param>
    /// <param name="j">0 ≤ j &lt; N.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside its range.</exception>
    public double Weight(int i, int j)
    {
        RequireUnit(i, nameof(i));
        RequireUnit(j, nameof(j));
        return Couplings.Weight(i, j);
    }

    /// <summary>W as a new array, shape [N, N]. Cost: O(N²), for Hebb's weights O(N²·P/256).</summary>
    public double[,] Weights() => Couplings.Weights();

    /// <summary>The pairs of units whose weight is not zero, A &lt; B, in order. Cost: O(N²).</summary>
    public IEnumerable<(int A, int B, double Weight)> Edges()
    {
        for (int a = 0; a < Dimension; a++)
        {
            for (int b = a + 1; b < Dimension; b++)
            {
                double weight = Couplings.Weight(a, b);
                if (weight != 0) yield return (a, b, weight);
            }
        }
    }

    /// <summary>The same weights with other thresholds.</summary>
    /// <param name="thresholds">θ, shape [N], finite; empty means 0. A constant input b to the units is θ = −b.</param>
    /// <exception cref="ArgumentException">θ has another length, or an entry is not finite.</exception>
    public HopfieldNetwork WithThresholds(ReadOnlySpan<double> thresholds) => new(Couplings, thresholds);

    /// <inheritdoc/>
    public override BipolarState Begin(ReadOnlySpan<sbyte> state) => Couplings.Begin(_thresholds, hasEnergy: true, state);

    private void RequireUnit(int unit, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(unit, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(unit, Dimension, name);
    }
}
