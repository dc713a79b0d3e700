using MathNet.Numerics;
using MathNet.Numerics.RootFinding;

namespace Hopfield;

// At T = 0 the mean-field equations shrink to one line in y = m/√(2αr): g(y) = √(2α) with g(y) = erf(y)/y − (2/√π) e^(−y²).
// g rises to one maximum at y_c and falls to 0 beyond it. A load below α_c = g(y_c)²/2 has a root on each side; the right-hand
// one is the memory, the left-hand one its saddle.

/// <summary>
/// What becomes of a stored pattern in the Hebbian network at temperature 0 and load α, for N → ∞: the replica-symmetric
/// mean field of Amit, Gutfreund and Sompolinsky (1985). For T &gt; 0 see <see cref="PhaseDiagram"/>.
/// </summary>
/// <remarks>Weights carry 1/N and the diagonal is zero, so a single pattern has energy −½ per unit.</remarks>
public static class MeanField
{
    private const double EdgeOfRetrieval = 1.511218556327656576; // y_c, where g is largest

    /// <summary>α_c ≈ 0.137906: above this load no state near a stored pattern is left. The "0.138" and "0.14" of the literature.</summary>
    public const double CriticalLoad = 0.13790556649493173784;

    /// <summary>m_c ≈ 0.967417: the overlap of the memory just before it vanishes, 1.63 % wrong units.</summary>
    public const double CriticalOverlap = 0.96741711568529159198;

    /// <summary>α ≈ 0.05185: below this load the stored patterns are the deepest states of all; above it, spin-glass states lie deeper.</summary>
    public const double DeepestLoad = 0.051854330918917056669;

    /// <summary>m, the overlap of the settled state with the stored pattern it belongs to.</summary>
    /// <param name="load">α = P/N ≥ 0.</param>
    /// <returns>m between <see cref="CriticalOverlap"/> and 1, or 0 above <see cref="CriticalLoad"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">α is negative or not finite.</exception>
    public static double Overlap(double load)
    {
        Require.NonNegativeFinite(load);
        if (load > CriticalLoad) return 0;
        return load == 0 ? 1 : SpecialFunctions.Erf(Root(load));
    }

    /// <summary>The share of wrong units in the settled state, (1 − m)/2; ½ above <see cref="CriticalLoad"/>.</summary>
    /// <param name="load">α = P/N ≥ 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">α is negative or not finite.</exception>
    public static double WrongShare(double load)
    {
        Require.NonNegativeFinite(load);
        if (load > CriticalLoad) return 0.5;
        // erfc keeps the digits that 1 − erf would lose at small loads.
        return load == 0 ? 0 : 0.5 * SpecialFunctions.Erfc(Root(load));
    }

    /// <summary>Energy per unit of the memory: −½m² + ½α(1 − r), with r the variance of the crosstalk overlaps in units of 1/N.</summary>
    /// <param name="load">α between 0 and <see cref="CriticalLoad"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">α lies outside that range.</exception>
    public static double RetrievalEnergy(double load)
    {
        Require.Within(load, 0, CriticalLoad);
        if (load == 0) return -0.5;
        double y = Root(load), m = SpecialFunctions.Erf(y), alphaR = m * m / (2 * y * y);
        return -0.5 * m * m + 0.5 * (load - alphaR);
    }

    /// <summary>Energy per unit of the spin-glass states (m = 0), replica-symmetric: −1/π − √(2α/π).</summary>
    /// <param name="load">α ≥ 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">α is negative or not finite.</exception>
    public static double SpinGlassEnergy(double load)
    {
        Require.NonNegativeFinite(load);
        return -1 / Math.PI - Math.Sqrt(2 * load / Math.PI);
    }

    // The right-hand root. Between y_c and 1/√(2α) + 1 the difference changes its sign: g(y) < 1/y on all of it.
    private static double Root(double load)
    {
        double target = Math.Sqrt(2 * load);
        double Difference(double y) => SpecialFunctions.Erf(y) / y - 2 / Math.Sqrt(Math.PI) * Math.Exp(-y * y) - target;
        // At α_c itself the root is y_c, and rounding decides the sign of the difference there.
        return Difference(EdgeOfRetrieval) <= 0 ? EdgeOfRetrieval : Brent.FindRoot(Difference, EdgeOfRetrieval, 1 / target + 1, 1e-15, 200);
    }
}
