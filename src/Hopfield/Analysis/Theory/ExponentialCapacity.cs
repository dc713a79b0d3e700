namespace Hopfield;

/// <summary>The dense memory with F(z) = exp(z) and random patterns: how the number of patterns grows, and how it pays for wide basins.</summary>
/// <remarks>
/// Source: Demircigil, Heusel, Löwe, Upgang and Vermet, "On a model of associative memory with huge storage capacity",
/// J. Stat. Phys. 168 (2017); their M is P here.
/// </remarks>
public static class ExponentialCapacity
{
    /// <summary>
    /// The exponent per unit, in bits: P = 2^(N·exponent) random patterns can be repaired from ρN flipped units in one sweep, for N → ∞.
    /// </summary>
    /// <param name="flipFraction">ρ, the share of flipped units, 0 ≤ ρ ≤ ½.</param>
    /// <returns>I(1 − 2ρ)/(2 ln 2): 0.5 at ρ = 0 (the famous 2^(N/2)), 0.2655 at ρ = 0.1, 0 at ½.</returns>
    /// <exception cref="ArgumentOutOfRangeException">ρ is not between 0 and ½.</exception>
    public static double BitsPerUnit(double flipFraction = 0)
    {
        Require.Within(flipFraction, 0, 0.5);
        return Rate(1 - 2 * flipFraction) / (2 * Math.Log(2));
    }

    /// <summary>The number of patterns at that exponent, 2^(N·exponent).</summary>
    /// <param name="dimension">N ≥ 1.</param>
    /// <param name="flipFraction">ρ, 0 ≤ ρ ≤ ½.</param>
    /// <returns>P as a real number; +∞ beyond about 1e308.</returns>
    /// <exception cref="ArgumentOutOfRangeException">N is below 1, or ρ is not between 0 and ½.</exception>
    public static double Patterns(int dimension, double flipFraction = 0)
    {
        Require.AtLeast(dimension, 1);
        return Math.Pow(2, dimension * BitsPerUnit(flipFraction));
    }

    /// <summary>I(a) = ½[(1 + a) ln(1 + a) + (1 − a) ln(1 − a)], the cost in nats per unit of an overlap a by chance.</summary>
    /// <param name="overlap">a, −1 ≤ a ≤ 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">a is not between −1 and 1.</exception>
    public static double Rate(double overlap)
    {
        Require.Within(overlap, -1, 1);
        return 0.5 * (XLogX(1 + overlap) + XLogX(1 - overlap));
    }

    private static double XLogX(double x) => x == 0 ? 0 : x * Math.Log(x);
}
