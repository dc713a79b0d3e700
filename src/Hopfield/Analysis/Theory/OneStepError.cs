using MathNet.Numerics;

namespace Hopfield;

// In a Hebbian net with zero diagonal a unit of a stored pattern feels its own pattern with strength N − 1 and the crosstalk
// C = Σ over (P−1)(N−1) independent signs. It is wrong after one step when N − 1 + C < 0, that is, when a symmetric binomial
// variable B falls below ((P−1)(N−1) − (N−1))/2. The tail is summed by ratios from the centre: both the tail and the whole
// carry the same unknown factor, which cancels. No Gamma function is needed, so none of its rounding (about n·ε) comes in.

/// <summary>How often one step away from a stored pattern sets a unit wrong, in the pairwise Hebbian network with random patterns.</summary>
/// <remarks>
/// This is the error of the first step only. The state then moves on, and errors feed on errors: at α = 0.138 one step gives 0.36 %
/// wrong units, the settled state 1.63 % (<see cref="MeanField"/>).
/// </remarks>
public static class OneStepError
{
    /// <summary>The exact probability that a unit of a stored pattern is wrong after one synchronous step.</summary>
    /// <param name="dimension">N ≥ 1, the number of units.</param>
    /// <param name="patternCount">P ≥ 1, independent random ±1 patterns stored by Hebb's rule with zero diagonal.</param>
    /// <param name="ties">What a unit with field 0 does. With <see cref="TieRule.Keep"/> a tie is no error; with the other two rules it is one half of the time.</param>
    /// <returns>
    /// Pr[B &lt; (n − (N−1))/2] with n = (P−1)(N−1) and B binomial (n, ½), to a relative error below 1e-12;
    /// 0 when it is below the smallest double (about 1e-308). No limit of large N is taken. Cost: O(N + √n).
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">N or P is below 1.</exception>
    public static double Exact(int dimension, int patternCount, TieRule ties = TieRule.Keep)
    {
        Require.AtLeast(dimension, 1);
        Require.AtLeast(patternCount, 1);
        long n = ((long)patternCount - 1) * (dimension - 1);
        long doubledEdge = n - (dimension - 1);
        if (doubledEdge < 0) return 0;

        long edge = doubledEdge / 2;
        bool edgeIsTie = doubledEdge % 2 == 0;
        var (below, at, total) = SumFromCentre(n, edge);
        if (!edgeIsTie) return (below + at) / total;
        return ties == TieRule.Keep ? below / total : (below + 0.5 * at) / total;
    }

    /// <summary>The limit N → ∞ at fixed load: P_err = ½ erfc(√(1/(2α))).</summary>
    /// <param name="load">α = P/N &gt; 0. For a finite network (P−1)/(N−1) is closer.</param>
    /// <remarks>Where ties can occur (P even or N odd) the exact law of a finite network lies half a lattice step lower, about 1–2 % of the error.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">α is not positive and finite.</exception>
    public static double Gaussian(double load)
    {
        Require.PositiveFinite(load);
        return 0.5 * SpecialFunctions.Erfc(Math.Sqrt(1 / (2 * load)));
    }

    /// <summary>The load at which the limit law reaches a given error: the inverse of <see cref="Gaussian"/>.</summary>
    /// <param name="error">P_err, strictly between 0 and ½.</param>
    /// <returns>α; for example 0.1507 at an error of 0.5 %.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The error is not strictly between 0 and ½.</exception>
    public static double LoadAt(double error)
    {
        Require.StrictlyWithin(error, 0, 0.5);
        double x = SpecialFunctions.ErfcInv(2 * error);
        return 1 / (2 * x * x);
    }

    // Weights of the binomial (n, ½) relative to its largest one: below the edge, at the edge, and of the whole.
    private static (double Below, double At, double Total) SumFromCentre(long n, long edge)
    {
        long centre = n / 2;
        double weight = 1, half = 0, below = 0, at = 0;
        for (long k = centre; k >= 0 && weight > 0; k--)
        {
            if (k == edge) at = weight;
            if (k < edge) below += weight;
            if (k < centre) half += weight;
            else if (n % 2 == 1) half += 1;
            // Ratios shrink as k falls, so once a term cannot move the sums, nothing after it can.
            if (k < edge && weight < 1e-18 * below) break;
            weight *= (double)k / (n - k + 1);
        }
        double total = n % 2 == 1 ? 2 * half : 2 * half + 1;
        return (below, at, total);
    }
}
