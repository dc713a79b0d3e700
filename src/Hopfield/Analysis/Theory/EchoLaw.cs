using MathNet.Numerics;
using MathNet.Numerics.RootFinding;

namespace Hopfield;

// At T = 0 a settled unit is +1 or −1 against a Gaussian of the variance αr, so that m = erf(y) with y = m/√(2αr). A small push on one unit turns
// others, with the susceptibility U = 2y e^(−y²)/(√π m), and comes back as an echo. What differs between the memories is r(U) alone:
// α(y) = m²/(2y² r(U)) rises to one maximum, the capacity, and falls beyond it.

/// <summary>
/// Why a network holds 0.138 N patterns, a bidirectional memory 0.2 and a sequence 0.269: what one unit does to the others comes back to it as noise,
/// and each memory echoes in its own way. Mean field for N → ∞ at temperature 0 and plain Hebbian weights.
/// </summary>
/// <remarks>
/// <para>Network: r = 1/(1 − U)², every push echoes again and again; this is <see cref="MeanField"/> (Amit, Gutfreund and Sompolinsky 1985). Sequence:
/// r = 1/(1 − U²), the echo returns to another pattern (A. Düring, A. C. C. Coolen and D. Sherrington, "Phase diagram and storage capacity of
/// sequence processing neural networks", Journal of Physics A 31, 1998). Bidirectional memory with two sides of N units:
/// r = (1 + U²)/(1 − U²)², the echo needs two steps; this one is derived for this library in the same way.</para>
/// <para>U is the C of the first paper, T = 0 and the memory replica-symmetric.</para>
/// </remarks>
public sealed class EchoLaw
{
    private readonly Func<double, double> _noise;
    private readonly double _edge;

    private EchoLaw(string name, Func<double, double> noise)
    {
        (Name, _noise) = (name, noise);
        // At y = ½ α rises for all three, and at y = 3 it falls like y⁻². The difference misses the top by about its squared step, 1e-10.
        _edge = Brent.FindRoot(y => Math.Log(Load(y + 1e-5) / Load(y - 1e-5)), 0.5, 3, 1e-12, 200);
        CriticalLoad = Load(_edge);
        CriticalOverlap = SpecialFunctions.Erf(_edge);
    }

    /// <summary>One symmetric network: α_c ≈ 0.1379.</summary>
    public static EchoLaw Network { get; } = new("network", u => 1 / ((1 - u) * (1 - u)));

    /// <summary>Two sides of equal size that answer each other: α_c ≈ 0.1998 pairs a unit of one side.</summary>
    public static EchoLaw Bidirectional { get; } = new("bidirectional memory", u => (1 + u * u) / ((1 - u * u) * (1 - u * u)));

    /// <summary>A sequence that is played all units at once: α_c ≈ 0.2691.</summary>
    public static EchoLaw Sequence { get; } = new("sequence", u => 1 / (1 - u * u));

    /// <summary>What the memory is called.</summary>
    public string Name { get; }

    /// <summary>α_c: above this load nothing is left near a stored pattern. To twelve digits.</summary>
    public double CriticalLoad { get; }

    /// <summary>m_c: the overlap just below α_c. To nine digits.</summary>
    public double CriticalOverlap { get; }

    /// <summary>r, the variance of the noise that other patterns make, in units of the load; 1 where nothing comes back.</summary>
    /// <param name="echo">U, how much of a push on one unit the others give back, 0 ≤ U &lt; 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">U lies outside that range.</exception>
    public double Noise(double echo)
    {
        Require.NonNegativeFinite(echo);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(echo, 1);
        return _noise(echo);
    }

    /// <summary>m, the overlap of the settled state (of the played one for a sequence) with its stored pattern.</summary>
    /// <param name="load">α ≥ 0.</param>
    /// <returns>m between <see cref="CriticalOverlap"/> and 1, or 0 above <see cref="CriticalLoad"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">α is negative or not finite.</exception>
    public double Overlap(double load)
    {
        Require.NonNegativeFinite(load);
        if (load == 0) return 1;
        if (load > CriticalLoad) return 0;
        // m ≤ 1 ≤ r, so that y is at most 1/√(2α). At α_c itself the root is the edge, and rounding decides the sign there.
        return SpecialFunctions.Erf(load == CriticalLoad ? _edge : Brent.FindRoot(y => Load(y) - load, _edge, 1 / Math.Sqrt(2 * load) + 1, 1e-14, 200));
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private double Load(double y)
    {
        double m = SpecialFunctions.Erf(y), echo = 2 * y * Math.Exp(-y * y) / (Math.Sqrt(Math.PI) * m);
        return m * m / (2 * y * y * _noise(echo));
    }
}
