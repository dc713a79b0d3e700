namespace Hopfield;

/// <summary>How many random patterns on a sphere the continuous network is promised to store, and the constants of that theorem.</summary>
/// <remarks>
/// <para>The theorem: with a = (2/(N−1))(1 + ln(2βK²p(N−1))), b = 2K²β/5 and c = b/W₀(exp(a + ln b)), if c ≥ (2/√p)^(4/(N−1)) then
/// at least √p·c^((N−1)/4) random patterns can be stored.</para>
/// <para>Source: Ramsauer et al., "Hopfield Networks is All You Need", ICLR 2021, Theorem 3. Their d is N here and their N is P.
/// It is a promise with probability 1 − p: over many draws, failures are to be counted against p. Measured storage lies far above it.</para>
/// </remarks>
public sealed record SphereCapacity
{
    /// <summary>Names the setting; the properties below are the theorem's constants for it.</summary>
    /// <param name="beta">β &gt; 0, the inverse temperature.</param>
    /// <param name="radiusFactor">K &gt; 0, which sets the radius of the sphere, M = K√(N−1).</param>
    /// <param name="dimension">N ≥ 2, the dimension of a pattern.</param>
    /// <param name="failureProbability">p, strictly between 0 and 1: the statement holds with probability 1 − p over the draw of the patterns.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is out of its range.</exception>
    public SphereCapacity(double beta, double radiusFactor, int dimension, double failureProbability)
    {
        Require.PositiveFinite(beta);
        Require.PositiveFinite(radiusFactor);
        Require.AtLeast(dimension, 2);
        Require.StrictlyWithin(failureProbability, 0, 1);
        (Beta, RadiusFactor, Dimension, FailureProbability) = (beta, radiusFactor, dimension, failureProbability);
    }

    /// <summary>β, the inverse temperature.</summary>
    public double Beta { get; }

    /// <summary>K, the factor of the radius.</summary>
    public double RadiusFactor { get; }

    /// <summary>N, the dimension of a pattern.</summary>
    public int Dimension { get; }

    /// <summary>p, the probability with which the promise may fail.</summary>
    public double FailureProbability { get; }

    /// <summary>M = K√(N−1), the radius of the sphere on which the patterns lie.</summary>
    public double Radius => RadiusFactor * Math.Sqrt(Dimension - 1);

    /// <summary>a = (2/(N−1))(1 + ln(2βK²p(N−1))).</summary>
    public double A => 2.0 / (Dimension - 1) * (1 + Math.Log(2 * Beta * RadiusFactor * RadiusFactor * FailureProbability * (Dimension - 1)));

    /// <summary>b = 2K²β/5.</summary>
    public double B => 2 * RadiusFactor * RadiusFactor * Beta / 5;

    /// <summary>c = b/W₀(exp(a + ln b)), the base of the exponential growth.</summary>
    public double C => B / LambertW.PrincipalOfExp(A + Math.Log(B));

    /// <summary>(2/√p)^(4/(N−1)): the theorem speaks only where c is at least this.</summary>
    public double RequiredC => Math.Pow(2 / Math.Sqrt(FailureProbability), 4.0 / (Dimension - 1));

    /// <summary>True when c ≥ <see cref="RequiredC"/>.</summary>
    public bool Holds => C >= RequiredC;

    /// <summary>√p·c^((N−1)/4), the number of patterns promised where <see cref="Holds"/>.</summary>
    public double Patterns => Math.Sqrt(FailureProbability) * Math.Pow(C, (Dimension - 1) / 4.0);
}
