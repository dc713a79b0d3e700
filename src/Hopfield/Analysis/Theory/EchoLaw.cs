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
/// <para>All three are one law, <see cref="Ring"/>: r = (1 + Uᵏ)/((1 − U²)(1 − Uᵏ)), where k is the number of steps after which a push is back where it
/// was. It is derived here as well: with own noise g in each of k places, n_s = g_s + U n_(s−1) around the ring.</para>
/// <para>U is the C of the first paper, T = 0 and the memory replica-symmetric.</para>
/// </remarks>
public sealed class EchoLaw
{
    private readonly double _length;
    private readonly double _edge;

    private EchoLaw(string name, double length)
    {
        (Name, _length) = (name, length);
        // At y = ½ α rises for all three, and at y = 3 it falls like y⁻². The difference misses the top by about its squared step, 1e-10.
        _edge = Brent.FindRoot(y => Math.Log(Load(y + 1e-5) / Load(y - 1e-5)), 0.5, 3, 1e-12, 200);
        CriticalLoad = Load(_edge);
        CriticalOverlap = SpecialFunctions.Erf(_edge);
    }

    /// <summary>One symmetric network: α_c ≈ 0.1379.</summary>
    public static EchoLaw Network { get; } = new("network", 1);

    /// <summary>Two sides of equal size that answer each other: α_c ≈ 0.1998 pairs a unit of one side.</summary>
    public static EchoLaw Bidirectional { get; } = new("bidirectional memory", 2);

    /// <summary>A sequence that is played all units at once: α_c ≈ 0.2691.</summary>
    public static EchoLaw Sequence { get; } = new("sequence", double.PositiveInfinity);

    /// <summary>
    /// Many short tunes instead of one long sequence: each pattern recalls the next, the k-th the first, all units at once. One is the network, two the
    /// bidirectional memory, and for long tunes it is the sequence; k rooms of N units that answer each other in a circle obey the same law.
    /// </summary>
    /// <param name="length">k ≥ 1, the patterns of one tune; the load counts all patterns of all tunes.</param>
    /// <exception cref="ArgumentOutOfRangeException">k &lt; 1.</exception>
    public static EchoLaw Ring(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return new($"ring of {length}", length);
    }

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
        return NoiseAt(echo);
    }

    /// <summary>U, how much of a push on one unit the others give back at the settled state: the argument of <see cref="Noise"/> there.</summary>
    /// <param name="load">α, 0 ≤ α ≤ <see cref="CriticalLoad"/>.</param>
    /// <returns>U, 0 at load 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">α is negative, not finite, or above the capacity, where nothing settles near a pattern.</exception>
    public double Echo(double load)
    {
        Require.NonNegativeFinite(load);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(load, CriticalLoad);
        return load == 0 ? 0 : EchoAt(Root(load));
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
        return SpecialFunctions.Erf(Root(load));
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    // y at a load up to α_c. m ≤ 1 ≤ r, so that y is at most 1/√(2α). At α_c itself the root is the edge, and rounding decides the sign there.
    private double Root(double load) =>
        load == CriticalLoad ? _edge : Brent.FindRoot(y => Load(y) - load, _edge, 1 / Math.Sqrt(2 * load) + 1, 1e-14, 200);

    private double Load(double y)
    {
        double m = SpecialFunctions.Erf(y);
        return m * m / (2 * y * y * NoiseAt(EchoAt(y)));
    }

    private static double EchoAt(double y) => 2 * y * Math.Exp(-y * y) / (Math.Sqrt(Math.PI) * SpecialFunctions.Erf(y));

    private double NoiseAt(double echo)
    {
        double home = double.IsPositiveInfinity(_length) ? 0 : Math.Pow(echo, _length);
        return (1 + home) / ((1 - echo * echo) * (1 - home));
    }
}
