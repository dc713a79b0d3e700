using MathNet.Numerics;

namespace Hopfield;

// A symmetric mixture of n patterns at low load obeys one equation in its common overlap m: with z the sum of n fair signs,
// m = ⟨(z/n) tanh(m z/T)⟩. Averages over z are sums of n + 1 binomial terms.

/// <summary>States that are equally like n stored patterns at once, at low load (P ≪ N, N → ∞): overlaps, energies, and when they melt.</summary>
/// <remarks>Source: Amit, Gutfreund and Sompolinsky, Phys. Rev. A 32 (1985). Mixtures of an even number of patterns are never stable.</remarks>
public static class MixtureTheory
{
    /// <summary>The overlap of sgn(x_1 + … + x_n) with each of its n patterns.</summary>
    /// <param name="count">n ≥ 1, odd.</param>
    /// <returns>2^(1−n) · C(n−1, (n−1)/2): 1 for one pattern, 0.5 for three, 0.375 for five.</returns>
    /// <exception cref="ArgumentException">n is not odd and positive.</exception>
    public static double Overlap(int count)
    {
        RequireOdd(count);
        double m = 1;
        for (int k = 1; k <= (count - 1) / 2; k++) m *= (2 * k - 1.0) / (2 * k);
        return m;
    }

    /// <summary>Energy per unit of that state, with weights 1/N: −½ n m². −0.5 for a pure pattern, −0.375 for three, about −0.3516 for five.</summary>
    /// <param name="count">n ≥ 1, odd.</param>
    /// <exception cref="ArgumentException">n is not odd and positive.</exception>
    public static double EnergyPerUnit(int count)
    {
        double m = Overlap(count);
        return -0.5 * count * m * m;
    }

    /// <summary>The common overlap of a mixture at temperature T: the largest solution of m = ⟨(z/n) tanh(m z/T)⟩.</summary>
    /// <param name="count">n ≥ 1, odd; 1 gives the stored pattern itself, m = tanh(m/T).</param>
    /// <param name="temperature">T ≥ 0.</param>
    /// <returns>m; 0 for T ≥ 1.</returns>
    /// <exception cref="ArgumentException">n is not odd and positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException">T is negative or not finite.</exception>
    public static double Overlap(int count, double temperature)
    {
        RequireOdd(count);
        Require.NonNegativeFinite(temperature);
        if (temperature == 0) return Overlap(count);
        if (temperature >= 1) return 0;
        var signs = SumOfSigns(count);
        double Mapped(double m) => signs.Average(z => z / count * Math.Tanh(m * z / temperature));
        // The map is increasing and concave for m > 0 with slope 1/T > 1 at 0: one positive fixed point, bracketed by halving.
        double low = 0, high = 1;
        while (high - low > 1e-16 && 0.5 * (low + high) is var mid && mid > low && mid < high)
            if (Mapped(mid) > mid) low = mid; else high = mid;
        return 0.5 * (low + high);
    }

    /// <summary>The temperature below which a mixture is a minimum of the free energy.</summary>
    /// <param name="count">n ≥ 1, odd.</param>
    /// <returns>1 for a stored pattern, 0.4598 for three, 0.3847 for five: heat melts mixtures before memories.</returns>
    /// <exception cref="ArgumentException">n is not odd and positive.</exception>
    public static double StabilityTemperature(int count)
    {
        RequireOdd(count);
        if (count == 1) return 1;
        double low = 0, high = 1;
        while (0.5 * (low + high) is var mid && mid > low && mid < high)
            if (SmallestCurvature(count, mid) > 0) low = mid; else high = mid;
        return low;
    }

    /// <summary>
    /// The smallest eigenvalue of the free energy's Hessian at a mixture: 1 − (1 − q + Q)/T with q = ⟨tanh²(mz/T)⟩ and
    /// Q = ⟨ξ_1 ξ_2 tanh²(mz/T)⟩. Positive means stable.
    /// </summary>
    /// <param name="count">n ≥ 1, odd.</param>
    /// <param name="temperature">T &gt; 0.</param>
    /// <exception cref="ArgumentException">n is not odd and positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException">T is not positive and finite.</exception>
    public static double SmallestCurvature(int count, double temperature)
    {
        Require.PositiveFinite(temperature);
        double m = Overlap(count, temperature);
        var signs = SumOfSigns(count);
        double TanhSquared(double z) => Math.Tanh(m * z / temperature) is var t ? t * t : 0;
        double q = signs.Average(TanhSquared);
        double pair = count == 1 ? 0 : (signs.Average(z => z * z * TanhSquared(z)) - count * q) / (count * (count - 1.0));
        return 1 - (1 - q + pair) / temperature;
    }

    private static void RequireOdd(int count)
    {
        if (count < 1 || count % 2 == 0)
            throw new ArgumentException($"Expected an odd number of patterns, at least 1, got {count}: even mixtures are not stable.", nameof(count));
    }

    private static SignSum SumOfSigns(int count) =>
        new(count, [.. Enumerable.Range(0, count + 1).Select(k => Math.Exp(SpecialFunctions.BinomialLn(count, k) - count * Math.Log(2)))]);

    // The distribution of the sum z of n fair signs: z = 2k − n with weight C(n, k)/2ⁿ.
    private sealed record SignSum(int Count, double[] Weights)
    {
        public double Average(Func<double, double> f)
        {
            double sum = 0;
            for (int k = 0; k < Weights.Length; k++) sum += Weights[k] * f(2 * k - Count);
            return sum;
        }
    }
}
