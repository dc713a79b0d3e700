namespace Hopfield.Baselines.Tests;

public class SignedRanksTests
{
    // All 2ⁿ choices of signs, one by one: the definition.
    private static double ByEnumeration(double[] differences)
    {
        differences = [.. differences.Where(d => d != 0)];
        int n = differences.Length;
        double[] sizes = [.. differences.Select(Math.Abs)];
        double[] ranks = [.. sizes.Select(d => sizes.Count(other => other < d) + (sizes.Count(other => other == d) + 1) / 2.0)];
        double Apart(Func<int, bool> positive) => Math.Abs(ranks.Select((rank, i) => positive(i) ? rank : -rank).Sum());
        double seen = Apart(i => differences[i] > 0);
        return Enumerable.Range(0, 1 << n).Count(signs => Apart(i => (signs >> i & 1) == 1) >= seen) / Math.Pow(2, n);
    }

    [Fact]
    public void It_is_what_enumeration_gives_with_and_without_equal_differences()
    {
        var random = new SeededRandom(1);
        for (int trial = 0; trial < 60; trial++)
        {
            double[] first = [.. Enumerable.Range(0, 10).Select(_ => (double)random.Next(trial % 2 == 0 ? 1000 : 5))];
            double[] second = [.. Enumerable.Range(0, 10).Select(_ => (double)random.Next(trial % 2 == 0 ? 1000 : 5))];
            Assert.Equal(ByEnumeration([.. first.Zip(second, (a, b) => a - b)]), SignedRanks.PValue(first, second), 1e-12); // counts over 2¹⁰: exact but for sums of 2⁻¹⁰
        }
    }

    [Fact]
    public void One_method_better_on_all_of_n_sets_has_twice_two_to_the_minus_n()
    {
        double[] worse = new double[8], better = [.. Enumerable.Range(1, 8).Select(i => (double)i)];
        Assert.Equal(2 / 256.0, SignedRanks.PValue(better, worse));
        Assert.Equal(2 / 256.0, SignedRanks.PValue(worse, better));
    }

    [Fact]
    public void Sets_that_do_not_tell_the_two_apart_are_left_out()
    {
        Assert.Equal(SignedRanks.PValue([1, 5], [0, 2]), SignedRanks.PValue([1, 7, 5], [0, 7, 2]));
        Assert.Equal(1, SignedRanks.PValue([3, 4], [3, 4]));
    }

    // R, wilcox.test on the paired example of its manual (depression scores of nine patients): V = 40, p-value = 0.0391 two-sided.
    [Fact]
    public void Nine_pairs_with_rank_sum_40_have_p_20_of_512()
    {
        double[] first = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30], second = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];
        Assert.Equal(20 / 512.0, SignedRanks.PValue(first, second));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>("second", () => SignedRanks.PValue([1], [1, 2]));
        Assert.Throws<ArgumentException>("first", () => SignedRanks.PValue([double.NaN], [1]));
    }
}
