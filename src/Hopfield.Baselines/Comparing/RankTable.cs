using MathNet.Numerics.Distributions;
using MathNet.Numerics.Integration;
using MathNet.Numerics.RootFinding;

namespace Hopfield.Baselines;

/// <summary>Methods ranked on every data set, 1 for the best; of equal scores each gets the mean of their places.</summary>
/// <remarks>Source: J. Demšar, "Statistical comparisons of classifiers over multiple data sets", Journal of Machine Learning Research 7 (2006). Immutable and thread-safe.</remarks>
public sealed class RankTable
{
    private readonly double[][] _ranks;

    private RankTable(double[][] ranks) => _ranks = ranks;

    /// <summary>Ranks methods by their scores.</summary>
    /// <param name="scores">Shape [sets][methods], larger is better, for example shares of right answers. Compared as they are: round what rounding has made differ.</param>
    /// <exception cref="ArgumentException">There is no set or fewer than two methods, lengths differ, or a score is not a number.</exception>
    public static RankTable Of(IReadOnlyList<double[]> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (scores.Count == 0) throw new ArgumentException("Expected at least one data set, got none.", nameof(scores));
        int methods = scores[0].Length;
        if (methods < 2) throw new ArgumentException($"Expected at least two methods, got {methods}.", nameof(scores));
        if (scores.Any(row => row.Length != methods)) throw new ArgumentException($"Expected {methods} scores on every data set.", nameof(scores));
        if (scores.Any(row => row.Any(double.IsNaN))) throw new ArgumentException("Expected numbers, got NaN.", nameof(scores));
        return new([.. scores.Select(RanksOf)]);
    }

    /// <summary>The number of data sets.</summary>
    public int SetCount => _ranks.Length;

    /// <summary>The number of methods.</summary>
    public int MethodCount => _ranks[0].Length;

    /// <summary>The rank of each method on each set, shape [sets][methods].</summary>
    public double[][] Ranks => [.. _ranks.Select(row => (double[])row.Clone())];

    /// <summary>The mean rank of each method over all sets, shape [methods].</summary>
    public double[] Means => [.. Enumerable.Range(0, MethodCount).Select(m => _ranks.Average(row => row[m]))];

    /// <summary>The number of the method with the least mean rank, of equal ones the first.</summary>
    public int Leader => Array.IndexOf(Means, Means.Min());

    /// <summary>Nemenyi's critical difference of these mean ranks.</summary>
    /// <inheritdoc cref="CriticalDifferenceOf"/>
    public double CriticalDifference(double level = 0.05) => CriticalDifferenceOf(MethodCount, SetCount, level);

    /// <summary>
    /// Nemenyi's critical difference, q √(k(k+1)/(6n)) for k methods and n sets: if all methods were equally good, any two mean ranks would lie
    /// farther apart in a share <paramref name="level"/> of collections of sets. √2 q is the quantile of the range of k standard normal numbers.
    /// </summary>
    /// <param name="methods">k ≥ 2.</param>
    /// <param name="sets">n ≥ 1; the approximation by normal numbers wants some ten or more.</param>
    /// <param name="level">Between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static double CriticalDifferenceOf(int methods, int sets, double level = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(methods, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(sets, 1);
        if (!(level is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(level), level, "Expected a level between 0 and 1.");
        // The range of k normal numbers is below r with probability k ∫ φ(x) (Φ(x) − Φ(x − r))^(k − 1) dx, x being the largest of them.
        double Below(double range) => methods * GaussLegendreRule.Integrate(
            x => Normal.PDF(0, 1, x) * Math.Pow(Normal.CDF(0, 1, x) - Normal.CDF(0, 1, x - range), methods - 1), -9, 9, order: 128);
        double quantile = Brent.FindRoot(range => Below(range) - (1 - level), 0, 18);
        return quantile / Math.Sqrt(2) * Math.Sqrt(methods * (methods + 1) / (6.0 * sets));
    }

    /// <summary>The ranks of some values, 1 for the largest; of equal values each gets the mean of their places.</summary>
    internal static double[] RanksOf(double[] values) =>
        [.. values.Select(v => values.Count(other => other > v) + (values.Count(other => other == v) + 1) / 2.0)];
}
