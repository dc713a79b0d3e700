using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Hopfield;

/// <summary>A measured number with its uncertainty: the value, its standard error, and a confidence interval.</summary>
/// <param name="Value">The mean of the samples, or the share of successes.</param>
/// <param name="StandardError">The standard error of the value; NaN for a single sample.</param>
/// <param name="Low">Lower end of the confidence interval; NaN for a single sample.</param>
/// <param name="High">Upper end of the confidence interval; NaN for a single sample.</param>
/// <param name="Count">How many samples or trials stand behind it.</param>
public sealed record Estimate(double Value, double StandardError, double Low, double High, long Count)
{
    /// <summary>The mean of independent samples, with Student's t interval.</summary>
    /// <param name="samples">At least one finite number. Units of one network are correlated: take one sample per network, not per unit.</param>
    /// <param name="confidence">The probability that the interval covers the true mean, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentException">There is no sample, or one is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not strictly between 0 and 1.</exception>
    public static Estimate OfMean(IReadOnlyCollection<double> samples, double confidence = 0.95)
    {
        Require.NotEmpty(samples);
        Require.StrictlyWithin(confidence, 0, 1);
        foreach (double sample in samples)
            if (!double.IsFinite(sample)) throw new ArgumentException($"Expected finite samples, got {sample}.", nameof(samples));
        var (mean, deviation) = samples.MeanStandardDeviation();
        double error = deviation / Math.Sqrt(samples.Count);
        double reach = samples.Count < 2 ? double.NaN : error * StudentT.InvCDF(0, 1, samples.Count - 1, 0.5 + confidence / 2);
        return new(mean, error, mean - reach, mean + reach, samples.Count);
    }

    /// <summary>A share of successes, with Wilson's interval, which stays within [0, 1] and is right at 0 and at 1 too.</summary>
    /// <param name="successes">Between 0 and the number of trials.</param>
    /// <param name="trials">At least 1 independent trial.</param>
    /// <param name="confidence">The probability that the interval covers the true share, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Estimate OfShare(long successes, long trials, double confidence = 0.95)
    {
        Require.AtLeast(trials, 1);
        Require.Within(successes, 0, trials);
        Require.StrictlyWithin(confidence, 0, 1);
        double n = trials, share = successes / n, z = Normal.InvCDF(0, 1, 0.5 + confidence / 2), z2 = z * z;
        double centre = (share + z2 / (2 * n)) / (1 + z2 / n);
        double reach = z / (1 + z2 / n) * Math.Sqrt(share * (1 - share) / n + z2 / (4 * n * n));
        // At 0 and at 1 the end of the interval is exact; rounding must not push it outside.
        return new(share, Math.Sqrt(share * (1 - share) / n), successes == 0 ? 0 : centre - reach, successes == trials ? 1 : centre + reach, trials);
    }

    /// <summary>The share of numbered trials that succeed, with Wilson's interval: <c>Estimate.OfTrials(400, k => ComesBack(k))</c>.</summary>
    /// <param name="trials">At least 1.</param>
    /// <param name="succeeds">Trial k of 0 … <paramref name="trials"/> − 1, asked in this order. Let k seed whatever is random, so that the trials
    /// are independent and repeat.</param>
    /// <param name="confidence">The probability that the interval covers the true share, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Estimate OfTrials(int trials, Func<int, bool> succeeds, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(succeeds);
        Require.AtLeast(trials, 1);
        Require.StrictlyWithin(confidence, 0, 1);
        return OfShare(Enumerable.Range(0, trials).Count(succeeds), trials, confidence);
    }

    /// <summary>The same estimate of a quantity that cannot lie outside a range, such as a share: the interval ends where the range does.</summary>
    /// <remarks>It covers the truth exactly as often as before, since what is cut off was impossible. Student's interval knows of no range.</remarks>
    /// <param name="least">The least possible value, at most <see cref="Value"/>.</param>
    /// <param name="most">The greatest possible value, at least <see cref="Value"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside the range.</exception>
    public Estimate Within(double least, double most)
    {
        if (!(least <= Value)) throw new ArgumentOutOfRangeException(nameof(least), least, $"Expected at most the value {Value}, got {least}.");
        if (!(most >= Value)) throw new ArgumentOutOfRangeException(nameof(most), most, $"Expected at least the value {Value}, got {most}.");
        return this with { Low = Math.Max(Low, least), High = Math.Min(High, most) };
    }

    /// <summary>For example "0.1800 (0.1170 … 0.2667, n = 100)".</summary>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Value:G4} ({Low:G4} … {High:G4}, n = {Count})");
}
