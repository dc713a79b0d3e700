using MathNet.Numerics;
using MathNet.Numerics.Optimization;

namespace Hopfield;

// A stored pattern against P others drawn on the same sphere. The others' weights add up to P·E[e^{κq}], as the levels of a random-energy model
// add up to its partition function; where that sum equals the pattern's own e^κ, the pattern holds half of the attention.

/// <summary>How many random patterns on a sphere a continuous memory tells apart: the law that one number, P/P*, decides.</summary>
/// <remarks>
/// <para>P patterns lie at random on a sphere of radius M in d dimensions, κ = βM². A pattern's overlap q with an independent one has the density
/// (1 − q²)^((d−3)/2) up to a factor, and ln E e^{κq} = ln ₀F₁(; d/2; κ²/4). What is computed replaces the sum over the others by its mean, which is
/// right while many of them count, and breaks down where the largest of them decides alone.</para>
/// <para>The formulas are our own derivation; C. Lucibello and M. Mézard, "Exponential capacity of dense associative memories", Physical Review
/// Letters 132, 2024, treat the same model, with N for our d, through the random-energy model of B. Derrida (1981).</para>
/// </remarks>
public sealed class RandomEnergy
{
    /// <summary>The law for one sphere and one sharpness.</summary>
    /// <param name="dimension">d ≥ 2.</param>
    /// <param name="kappa">κ = βM², positive and finite; the cost of every member grows with it.</param>
    /// <exception cref="ArgumentOutOfRangeException">d &lt; 2, or κ is not positive and finite.</exception>
    public RandomEnergy(int dimension, double kappa)
    {
        Require.AtLeast(dimension, 2);
        Require.PositiveFinite(kappa);
        (Dimension, Kappa) = (dimension, kappa);
    }

    /// <summary>d.</summary>
    public int Dimension { get; }

    /// <summary>κ = βM².</summary>
    public double Kappa { get; }

    /// <summary>ln P*: at P = P* other patterns the own pattern holds half of the weight after one update. P* = e^κ / E e^{κq}.</summary>
    public double LogHalfPatterns => Kappa - LogMean(Kappa);

    /// <summary>The weight of the own pattern after one update that starts in it: 1/(1 + P/P*).</summary>
    /// <param name="patternCount">P, the number of other patterns, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">P is negative or not finite.</exception>
    public double OwnWeight(double patternCount)
    {
        Require.NonNegativeFinite(patternCount);
        return patternCount == 0 ? 1 : SpecialFunctions.Logistic(LogHalfPatterns - Math.Log(patternCount));
    }

    /// <summary>ln of the largest P at which a fixed point beside the pattern is left, when the update is repeated; null where the memory fades without an end.</summary>
    /// <remarks>
    /// A state beside the pattern has the length u (in units of M) along it. The others pull it to their weighted mean, which lies along the state at the
    /// length L′(κu) with L = ln E e^{κq}; with the own weight m therefore u = m + (1 − m) L′(κu), and m itself demands
    /// ln P = κu − L(κu) − ln(m/(1 − m)). From u = 1 downwards this P rises to its largest value, where the fixed point meets a saddle. Where κ is so
    /// small that it rises on and on, no fixed point ever vanishes: the pattern's slides into the mean of all.
    /// </remarks>
    public double? LogFixedPointPatterns
    {
        get
        {
            // In t = −ln(1 − u), since the end lies near 1 − u = 1/κ.
            double LogPatterns(double t)
            {
                double u = 1 - Math.Exp(-t), pull = MeanOverlap(Kappa * u), others = Math.Exp(-t) / (1 - pull);
                return others < 1 ? Kappa * u - LogMean(Kappa * u) - Math.Log((1 - others) / others) : double.PositiveInfinity;
            }
            const double Step = 0.02;
            double here = Math.Log(Kappa + 1) + 10, value = LogPatterns(here);
            while (here > Step && LogPatterns(here - Step) is var next && next > value) (here, value) = (here - Step, next);
            if (here <= Step || double.IsPositiveInfinity(value)) return null;
            return -ObjectiveMinimum(t => -LogPatterns(t), here - Step, here + Step);
        }
    }

    /// <summary>
    /// α(λ) = lim ln P*/d for d → ∞ at λ = κ/d: λ(1 − q̂) − ½ ln(1 − q̂²) with q̂ = (√(1 + 4λ²) − 1)/(2λ), the overlap of the others that count.
    /// </summary>
    /// <param name="lambda">λ, positive and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">λ is not positive and finite.</exception>
    public static double Exponent(double lambda)
    {
        Require.PositiveFinite(lambda);
        // √(1 + 4λ²) − 1 without the loss of digits at small λ.
        double overlap = 2 * lambda / (Math.Sqrt(1 + 4 * lambda * lambda) + 1);
        return lambda * (1 - overlap) - 0.5 * SpecialFunctions.Log1p(-overlap * overlap);
    }

    private static double ObjectiveMinimum(Func<double, double> function, double low, double high) =>
        function(GoldenSectionMinimizer.Minimum(ObjectiveFunction.ScalarValue(function), low, high, 1e-9).MinimizingPoint);

    // L(κ) = ln ₀F₁(; d/2; κ²/4).
    private double LogMean(double kappa) => LogSeries(0.5 * Dimension, kappa);

    // L′(κ) = (κ/d) ₀F₁(; d/2 + 1; κ²/4) / ₀F₁(; d/2; κ²/4).
    private double MeanOverlap(double kappa) => kappa / Dimension * Math.Exp(LogSeries(0.5 * Dimension + 1, kappa) - LogSeries(0.5 * Dimension, kappa));

    // ln Σ_k (κ/2)^{2k} / (k! · b(b+1)…(b+k−1)). All terms are positive; they rise while k(k + b) < κ²/4 and are counted from the largest one, so that
    // nothing overflows.
    private static double LogSeries(double b, double kappa)
    {
        double x = 0.25 * kappa * kappa;
        double Ratio(double k) => x / ((k + 1) * (k + b)); // of term k + 1 to term k
        int top = (int)Math.Max(0, Math.Ceiling(0.5 * (Math.Sqrt((b - 1) * (b - 1) + 4 * x) - b - 1)));
        double sum = 1, term = 1;
        for (int k = top; term > 1e-17 * sum; k++) sum += term *= Ratio(k);
        term = 1;
        for (int k = top - 1; k >= 0 && term > 1e-17 * sum; k--) sum += term /= Ratio(k);
        double logTop = top * Math.Log(x) - SpecialFunctions.GammaLn(top + 1) - SpecialFunctions.GammaLn(top + b) + SpecialFunctions.GammaLn(b);
        return logTop + Math.Log(sum);
    }
}
