using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Hopfield;

// Signal: n N^(n−1). Noise: the other patterns' overlaps to the power n − 1, nearly Gaussian with ⟨z^(2n−2)⟩ = (2n−3)!! N^(n−1).
// A rectified power hears only the positive overlaps, half of them: the noise variance of P patterns is that of P/2 plain ones.

/// <summary>The dense memory with F(z) = zⁿ and random patterns: one-step error and capacities to leading order in N.</summary>
/// <remarks>
/// <para>Source: Krotov and Hopfield, "Dense Associative Memory for Pattern Recognition", NIPS 2016; their K is P here. n = 2 gives the pairwise network.</para>
/// <para>Say which variant runs. With F(z) = max(z, 0)ⁿ only patterns of positive overlap disturb, so P counts as P/2. At a hundred units and fewer
/// the formulas of leading order are a little low where errors are rare: more than half of the gap is the finite size, which
/// <see cref="FiniteOneStepError"/> has, and the rest that the noise has heavier tails than the Gaussian.</para>
/// </remarks>
public static class PolynomialCapacity
{
    /// <summary>The probability that a unit of a stored pattern is wrong after one update: ½ erfc(√(N^(n−1) / (2P(2n−3)!!))); P/2 for P when rectified.</summary>
    /// <param name="dimension">N ≥ 1.</param>
    /// <param name="patternCount">P ≥ 1.</param>
    /// <param name="degree">n ≥ 2.</param>
    /// <param name="rectified">True for F(z) = max(z, 0)ⁿ.</param>
    /// <exception cref="ArgumentOutOfRangeException">N or P is below 1, or n is below 2.</exception>
    public static double OneStepError(int dimension, long patternCount, int degree, bool rectified = false)
    {
        Require.AtLeast(dimension, 1);
        Require.AtLeast(patternCount, 1);
        double noise = 2 * patternCount * Heard(rectified) * OddFactorial(degree);
        return 0.5 * SpecialFunctions.Erfc(Math.Sqrt(Math.Pow(dimension, degree - 1) / noise));
    }

    /// <summary>The same bell curve with the signal and the noise of a network of N units in place of their leading orders.</summary>
    /// <remarks>
    /// Signal F(N) − F(N − 2); noise variance P − 1 times the mean of (F(r + 1) − F(r − 1))², r being a sum of N − 1 random signs. For n = 2 this is
    /// ½ erfc(√((N − 1)/(2(P − 1)))). What still separates it from a measurement is the shape of the noise: powers have heavier tails than a bell curve.
    /// </remarks>
    /// <param name="dimension">N ≥ 2.</param>
    /// <param name="patternCount">P ≥ 1.</param>
    /// <param name="degree">n ≥ 2.</param>
    /// <param name="rectified">True for F(z) = max(z, 0)ⁿ.</param>
    /// <exception cref="ArgumentOutOfRangeException">N or n is below 2, or P is below 1.</exception>
    public static double FiniteOneStepError(int dimension, long patternCount, int degree, bool rectified = false)
    {
        Require.AtLeast(dimension, 2);
        Require.AtLeast(patternCount, 1);
        Require.AtLeast(degree, 2);
        // In units of Nⁿ, so that no power overflows.
        double F(double z) => Math.Pow((rectified ? Math.Max(z, 0) : z) / dimension, degree);
        double Vote(double r) => F(r + 1) - F(r - 1);
        int others = dimension - 1;
        double variance = 0;
        for (int agree = 0; agree <= others; agree++)
        {
            double vote = Vote(2 * agree - others);
            variance += Binomial.PMF(0.5, others, agree) * vote * vote;
        }
        return patternCount == 1 ? 0 : 0.5 * SpecialFunctions.Erfc(Vote(others) / Math.Sqrt(2 * (patternCount - 1) * variance));
    }

    /// <summary>The number of patterns recalled without a wrong unit: N^(n−1) / (2(2n−3)!! ln N); twice that when rectified.</summary>
    /// <param name="dimension">N ≥ 2.</param>
    /// <param name="degree">n ≥ 2.</param>
    /// <param name="rectified">True for F(z) = max(z, 0)ⁿ.</param>
    /// <exception cref="ArgumentOutOfRangeException">N is below 2, or n is below 2.</exception>
    public static double ErrorFree(int dimension, int degree, bool rectified = false)
    {
        Require.AtLeast(dimension, 2);
        return Math.Pow(dimension, degree - 1) / (2 * Heard(rectified) * OddFactorial(degree) * Math.Log(dimension));
    }

    /// <summary>α_n of the capacity α_n N^(n−1) at which one update leaves a given share of wrong units.</summary>
    /// <param name="degree">n ≥ 2.</param>
    /// <param name="error">The allowed share, strictly between 0 and ½; the usual choice is 0.005.</param>
    /// <param name="rectified">True for F(z) = max(z, 0)ⁿ.</param>
    /// <returns>1 / (2 (2n−3)!! erfc⁻¹(2·error)²), twice that when rectified. At 0.5 %: 0.1507, 0.0502, 0.01005, 0.00144 for n = 2 … 5.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n is below 2, or the error is not strictly between 0 and ½.</exception>
    public static double SmallErrorCoefficient(int degree, double error = 0.005, bool rectified = false) =>
        Hopfield.OneStepError.LoadAt(error) / (Heard(rectified) * OddFactorial(degree));

    private static double Heard(bool rectified) => rectified ? 0.5 : 1;

    // (2n − 3)!! = 1 · 3 · 5 ⋯ (2n − 3)
    private static double OddFactorial(int degree)
    {
        Require.AtLeast(degree, 2);
        double product = 1;
        for (int k = 3; k <= 2 * degree - 3; k += 2) product *= k;
        return product;
    }
}
