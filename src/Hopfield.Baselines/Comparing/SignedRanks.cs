namespace Hopfield.Baselines;

/// <summary>Wilcoxon's signed-rank test of two methods on the same data sets.</summary>
public static class SignedRanks
{
    /// <summary>
    /// The share of all ways to give the differences signs in which the rank sums lie at least as far apart as they do: what "these two are equally
    /// good" would have to explain. Exact, by counting; sets on which both score the same are left out.
    /// </summary>
    /// <param name="first">The scores of one method, one for each set.</param>
    /// <param name="second">The scores of the other. Compared as they are: round what rounding has made differ.</param>
    /// <returns>The two-sided p, above 0 and at most 1; 1 where no set tells the two apart.</returns>
    /// <exception cref="ArgumentException">The numbers of scores differ, or one is not finite.</exception>
    public static double PValue(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != second.Count) throw new ArgumentException($"Expected {first.Count} scores, got {second.Count}.", nameof(second));
        double[] differences = [.. first.Zip(second, (a, b) => a - b).Where(d => d != 0)];
        if (!differences.All(double.IsFinite)) throw new ArgumentException("Expected finite scores.", nameof(first));
        // Twice the ranks are whole numbers also where equal differences share places. The largest difference has the largest rank.
        double[] downwards = RankTable.RanksOf([.. differences.Select(Math.Abs)]);
        int[] ranks = [.. downwards.Select(rank => (int)Math.Round(2 * (differences.Length + 1 - rank)))];
        int total = ranks.Sum(), positive = ranks.Where((_, i) => differences[i] > 0).Sum();
        var ways = new double[total + 1]; // how many choices of signs give the positive ones this sum, as a share of all
        ways[0] = 1;
        foreach (int rank in ranks)
        {
            for (int sum = total; sum >= 0; sum--) ways[sum] = (ways[sum] + (sum >= rank ? ways[sum - rank] : 0)) / 2;
        }
        int apart = Math.Abs((2 * positive) - total);
        return Math.Min(1, ways.Where((_, sum) => Math.Abs((2 * sum) - total) >= apart).Sum());
    }
}
