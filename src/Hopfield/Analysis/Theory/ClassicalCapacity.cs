namespace Hopfield;

/// <summary>How many random patterns the pairwise Hebbian network recalls without a single wrong unit (N → ∞, leading order).</summary>
/// <remarks>
/// Source: McEliece, Posner, Rodemich and Venkatesh, IEEE Trans. Inform. Theory 33 (1987). These are not the 0.138 N of
/// <see cref="MeanField"/>, which allows 1.6 % wrong units: "capacity" always needs its criterion.
/// </remarks>
public static class ClassicalCapacity
{
    /// <summary>N/(2 ln N): nearly every stored pattern is exact. 40.2 for N = 500.</summary>
    /// <param name="dimension">N ≥ 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">N is below 2.</exception>
    public static double MostPatternsExact(int dimension)
    {
        Require.AtLeast(dimension, 2);
        return dimension / (2 * Math.Log(dimension));
    }

    /// <summary>N/(4 ln N): all stored patterns are exact at once, with probability near 1. 20.1 for N = 500.</summary>
    /// <param name="dimension">N ≥ 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">N is below 2.</exception>
    public static double AllPatternsExact(int dimension) => MostPatternsExact(dimension) / 2;
}
