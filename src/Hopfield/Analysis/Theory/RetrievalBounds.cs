using System.Numerics;
using System.Numerics.Tensors;

namespace Hopfield;

// Both theorems rest on one line: x_μ·ξ − x_ν·ξ ≥ Δ_μ − 2M‖ξ − x_μ‖, so all the other weights together are at most
// (P − 1) exp(−β(Δ_μ − 2M‖ξ − x_μ‖)). Everything here is that exponential with a factor in front.

/// <summary>What theory promises about retrieving each pattern of a set with the continuous network: separation, spheres, and error bounds.</summary>
/// <remarks>
/// <para>Source: Ramsauer et al., "Hopfield Networks is All You Need", ICLR 2021, Theorems 4 and 5 and the definition of stored patterns.
/// Their N is P here (the number of patterns), their d is N.</para>
/// <para>The bounds are theorems. A computed error above one of them is rounding, or a mistake: compare with bound + <see cref="Rounding"/>,
/// because a bound of e^(−400) lies below the last bit of a double.</para>
/// <para>Immutable and thread-safe. All results are in double precision, whatever the type of the patterns.</para>
/// </remarks>
public sealed class RetrievalBounds
{
    private readonly double[][] _patterns;
    private readonly double[] _separations;

    private RetrievalBounds(double[][] patterns, double[] separations, double maxNorm, double beta) =>
        (_patterns, _separations, MaxNorm, Beta) = (patterns, separations, maxNorm, beta);

    /// <summary>Computes the separations of a pattern set. Cost: O(P²N).</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="patterns">X, shape [P, N].</param>
    /// <param name="beta">β &gt; 0, the inverse temperature.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <exception cref="ArgumentOutOfRangeException">β is not positive and finite.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static RetrievalBounds Of<T>(PatternSet<T> patterns, double beta, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(patterns);
        Require.PositiveFinite(beta);
        double[][] rows = [.. Enumerable.Range(0, patterns.PatternCount).Select(mu => Array.ConvertAll(patterns.CopyOf(mu), double.CreateTruncating))];
        var separations = new double[rows.Length];
        for (int mu = 0; mu < separations.Length; mu++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            separations[mu] = patterns.Separation(mu);
        }
        return new(rows, separations, patterns.MaxNorm, beta);
    }

    /// <summary>P, the number of patterns.</summary>
    public int PatternCount => _patterns.Length;

    /// <summary>M, the largest norm of a pattern.</summary>
    public double MaxNorm { get; }

    /// <summary>β, the inverse temperature.</summary>
    public double Beta { get; }

    /// <summary>Δ_μ of every pattern, shape [P].</summary>
    public IReadOnlyList<double> Separations => _separations;

    /// <summary>1/(βPM), the radius of the sphere around a pattern in which a stored pattern has its fixed point.</summary>
    public double SphereRadius => 1 / (Beta * PatternCount * MaxNorm);

    /// <summary>2/(βP) + β⁻¹ ln(2(P−1)PβM²): a pattern with at least this separation is stored. −∞ for a single pattern.</summary>
    public double RequiredSeparation =>
        2 / (Beta * PatternCount) + Math.Log(2.0 * (PatternCount - 1) * PatternCount * Beta * MaxNorm * MaxNorm) / Beta;

    /// <summary>1/(2βM): the last bound (<see cref="RetrievalError"/>) needs the state and the fixed point within this distance of the pattern.</summary>
    public double ErrorRadius => 1 / (2 * Beta * MaxNorm);

    /// <summary>A rounding allowance for one update in double precision: 8 ε P M with ε = 2⁻⁵².</summary>
    public double Rounding => 8 * Math.ScaleB(1, -52) * PatternCount * MaxNorm;

    /// <summary>True when Δ_μ ≥ <see cref="RequiredSeparation"/>: the pattern is certainly stored. False proves nothing.</summary>
    /// <param name="mu">μ, 0 ≤ μ &lt; P.</param>
    /// <exception cref="ArgumentOutOfRangeException">μ lies outside its range.</exception>
    public bool IsSeparated(int mu) => _separations[Checked(mu)] >= RequiredSeparation;

    /// <summary>Theorem 4: an upper bound of the factor by which one update shrinks the distance to the fixed point near x_μ.</summary>
    /// <param name="mu">μ, 0 ≤ μ &lt; P.</param>
    /// <param name="state">ξ before the update, shape [N].</param>
    /// <param name="fixedPoint">x_μ*, the fixed point near the pattern, shape [N].</param>
    /// <returns>2βPM²(P−1) exp(−β(Δ_μ − 2M·max{‖ξ − x_μ‖, ‖x_μ* − x_μ‖})); so ‖f(ξ) − x_μ*‖ is at most this times ‖ξ − x_μ*‖.</returns>
    /// <exception cref="ArgumentException">A vector is not of length N.</exception>
    /// <exception cref="ArgumentOutOfRangeException">μ lies outside its range.</exception>
    public double Contraction(int mu, ReadOnlySpan<double> state, ReadOnlySpan<double> fixedPoint) =>
        Beta * PatternCount * MaxNorm * UpdateError(mu, state, fixedPoint);

    /// <summary>Theorem 5: an upper bound of the distance from the pattern after one update.</summary>
    /// <param name="mu">μ, 0 ≤ μ &lt; P.</param>
    /// <param name="state">ξ before the update, shape [N].</param>
    /// <param name="fixedPoint">x_μ*, the fixed point near the pattern, shape [N].</param>
    /// <returns>2(P−1)M exp(−β(Δ_μ − 2M·max{‖ξ − x_μ‖, ‖x_μ* − x_μ‖})), which bounds ‖f(ξ) − x_μ‖.</returns>
    /// <exception cref="ArgumentException">A vector is not of length N.</exception>
    /// <exception cref="ArgumentOutOfRangeException">μ lies outside its range.</exception>
    public double UpdateError(int mu, ReadOnlySpan<double> state, ReadOnlySpan<double> fixedPoint)
    {
        double distance = Math.Max(Distance(mu, state), Distance(mu, fixedPoint));
        return PatternCount == 1 ? 0 : 2 * (PatternCount - 1) * MaxNorm * Math.Exp(-Beta * (_separations[mu] - 2 * distance * MaxNorm));
    }

    /// <summary>Theorem 5, second part: 2e(P−1)M exp(−βΔ_μ), which bounds ‖x_μ − x_μ*‖ where state and fixed point lie within <see cref="ErrorRadius"/>.</summary>
    /// <param name="mu">μ, 0 ≤ μ &lt; P.</param>
    /// <exception cref="ArgumentOutOfRangeException">μ lies outside its range.</exception>
    public double RetrievalError(int mu) =>
        2 * Math.E * (PatternCount - 1) * MaxNorm * Math.Exp(-Beta * _separations[Checked(mu)]);

    /// <summary>‖ξ − x_μ‖.</summary>
    /// <param name="mu">μ, 0 ≤ μ &lt; P.</param>
    /// <param name="state">ξ, shape [N].</param>
    /// <exception cref="ArgumentException">The state is not of length N.</exception>
    /// <exception cref="ArgumentOutOfRangeException">μ lies outside its range.</exception>
    public double Distance(int mu, ReadOnlySpan<double> state)
    {
        double[] pattern = _patterns[Checked(mu)];
        if (state.Length != pattern.Length) throw new ArgumentException($"Expected a state of length {pattern.Length}, got {state.Length}.", nameof(state));
        return TensorPrimitives.Distance<double>(pattern, state);
    }

    private int Checked(int mu)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mu);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(mu, PatternCount);
        return mu;
    }
}
