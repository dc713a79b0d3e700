namespace Hopfield.Baselines.Tests;

public class RankTableTests
{
    [Fact]
    public void The_best_has_rank_1_and_equals_share_their_places()
    {
        var table = RankTable.Of([[0.9, 0.7, 0.8], [0.5, 0.5, 0.4], [0.3, 0.3, 0.3]]);
        Assert.Equal([1, 3, 2], table.Ranks[0]);
        Assert.Equal([1.5, 1.5, 3], table.Ranks[1]);
        Assert.Equal([2, 2, 2], table.Ranks[2]);
        Assert.Equal([1.5, 6.5 / 3, 7 / 3.0], table.Means);
        Assert.Equal(0, table.Leader);
        Assert.Equal(1, RankTable.Of([[1, 3, 3], [1, 2, 2]]).Leader);
    }

    [Fact]
    public void Ranks_of_every_set_add_up_to_the_same()
    {
        var random = new SeededRandom(1);
        double[][] scores = [.. Enumerable.Range(0, 50).Select(_ => Enumerable.Range(0, 6).Select(_ => (double)random.Next(4)).ToArray())];
        Assert.All(RankTable.Of(scores).Ranks, ranks => Assert.Equal(21, ranks.Sum())); // 1 + … + 6; halves add without rounding
    }

    // Demšar 2006, table 5 (a): q at the level .05 and at .10, k = 2 … 10, three decimals.
    [Theory, Trait("Kind", "Paper")]
    [InlineData(2, 1.960, 1.645), InlineData(3, 2.343, 2.052), InlineData(4, 2.569, 2.291), InlineData(5, 2.728, 2.459), InlineData(6, 2.850, 2.589)]
    [InlineData(7, 2.949, 2.693), InlineData(8, 3.031, 2.780), InlineData(9, 3.102, 2.855), InlineData(10, 3.164, 2.920)]
    public void The_critical_values_are_the_printed_ones(int methods, double atFive, double atTen)
    {
        // n chosen so that √(k(k+1)/(6n)) is 1 over a known root: the difference times √n is q times it. 0.0005 is half a printed digit, 5e-4 the table's own rounding.
        double unit = Math.Sqrt(methods * (methods + 1) / 6.0);
        Assert.Equal(atFive, RankTable.CriticalDifferenceOf(methods, 1) / unit, 1e-3);
        Assert.Equal(atTen, RankTable.CriticalDifferenceOf(methods, 1, 0.1) / unit, 1e-3);
    }

    [Fact]
    public void Four_times_as_many_sets_halve_the_critical_difference() =>
        Assert.Equal(RankTable.CriticalDifferenceOf(5, 10) / 2, RankTable.CriticalDifferenceOf(5, 40), 1e-12);

    [Fact]
    public void Equally_good_methods_lie_apart_as_often_as_the_level_says()
    {
        var random = new SeededRandom(2);
        int apart = 0;
        for (int trial = 0; trial < 2000; trial++)
        {
            var means = RankTable.Of([.. Enumerable.Range(0, 20).Select(_ => Enumerable.Range(0, 5).Select(_ => random.NextDouble()).ToArray())]).Means;
            if (means.Max() - means.Min() >= RankTable.CriticalDifferenceOf(5, 20)) apart++;
        }
        // 2,000 trials at .05: mean 100, deviation 9.7; the normal approximation at 20 sets is off by less than .015, which is 30.
        Assert.InRange(apart, 100 - 30 - 45, 100 + 30 + 45);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>("scores", () => RankTable.Of([]));
        Assert.Throws<ArgumentException>("scores", () => RankTable.Of([[1]]));
        Assert.Throws<ArgumentException>("scores", () => RankTable.Of([[1, 2], [1, 2, 3]]));
        Assert.Throws<ArgumentException>("scores", () => RankTable.Of([[1, double.NaN]]));
        Assert.Throws<ArgumentOutOfRangeException>("methods", () => RankTable.CriticalDifferenceOf(1, 5));
        Assert.Throws<ArgumentOutOfRangeException>("sets", () => RankTable.CriticalDifferenceOf(5, 0));
        Assert.Throws<ArgumentOutOfRangeException>("level", () => RankTable.CriticalDifferenceOf(5, 5, 1));
    }
}
