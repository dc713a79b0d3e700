namespace Hopfield.Tests;

/// <summary>How far rounding may carry an answer of attention.</summary>
internal static class Bounds
{
    /// <summary>A bound for every entry of the answer to one query.</summary>
    public static double Of(ReadOnlySpan<double> query, double[] patterns, double[] values, double beta, double roundoff)
    {
        // A score is a sum of N products, each of rounded factors (the query is scaled first): at most N + 2 roundoffs of Σ β |q x|. The
        // largest such error moves all weights relative to each other by at most twice itself. On top come, for each weight that is not
        // negligible, the rounding of its exponent (which is at most 90 in size, or 750 in double precision; smaller weights do not
        // matter), 1 ulp of the exponential, and the rounding of sums of P positive terms and of the products, in numerator and denominator.
        int n = query.Length, count = patterns.Length / n;
        double score = 0, largest = 0;
        for (int mu = 0; mu < count; mu++)
        {
            double size = 0;
            for (int i = 0; i < n; i++) size += Math.Abs(beta * query[i] * patterns[(mu * n) + i]);
            score = Math.Max(score, size);
        }
        foreach (double value in values) largest = Math.Max(largest, Math.Abs(value));
        double exponents = 2 * (n + 2) * score * roundoff, rest = (2 * 750 * roundoff) + (2 * (count + 40) * roundoff);
        return largest * Math.Min(2, (2 * Math.Tanh(exponents)) + rest);
    }
}
