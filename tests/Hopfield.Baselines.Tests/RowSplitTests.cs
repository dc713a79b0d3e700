namespace Hopfield.Baselines.Tests;

public class RowSplitTests
{
    private static readonly int[] _labels = [.. Enumerable.Repeat(0, 40), .. Enumerable.Repeat(1, 10), 2];

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public void Every_row_is_in_one_part_and_every_class_has_its_share(int seed)
    {
        var split = RowSplit.ByClass(_labels, 0.25, seed);
        Assert.Equal(Enumerable.Range(0, 51), split.Learn.Concat(split.Test).Order());
        Assert.Equal(split.Learn.Order(), split.Learn);
        Assert.Equal([10, 2, 0], Enumerable.Range(0, 3).Select(c => split.Test.Count(row => _labels[row] == c))); // 10, 2.5 to even, 0.25
    }

    [Fact]
    public void Equal_seeds_split_alike_and_others_do_not()
    {
        Assert.Equal(RowSplit.ByClass(_labels, 0.25, 1).Test, RowSplit.ByClass(_labels, 0.25, 1).Test);
        Assert.NotEqual(RowSplit.ByClass(_labels, 0.25, 1).Test, RowSplit.ByClass(_labels, 0.25, 2).Test);
    }

    [Fact]
    public void A_nested_split_parts_the_rows_that_it_is_given()
    {
        var outer = RowSplit.ByClass(_labels, 0.25, 1);
        var inner = RowSplit.ByClass(_labels, 0.5, new SeededRandom(2), outer.Learn);
        Assert.Equal(outer.Learn, inner.Learn.Concat(inner.Test).Order());
        Assert.Equal(15, inner.Test.Count(row => _labels[row] == 0));
    }

    [Fact]
    public void Every_row_comes_to_be_tested_equally_often()
    {
        int[] drawn = new int[40];
        for (int seed = 0; seed < 400; seed++) foreach (int row in RowSplit.ByClass(_labels, 0.25, seed).Test.Where(row => row < 40)) drawn[row]++;
        // 400 draws at ¼: mean 100, deviation √75 = 8.7; five deviations hold 40 rows but for once in 40 000 choices of seeds.
        Assert.All(drawn, count => Assert.InRange(count, 100 - 44, 100 + 44));
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public void No_cluster_is_torn_apart(int seed)
    {
        // Ten families of six rows; rows resemble each other inside a family alone.
        static double Similarity(int a, int b) => a / 6 == b / 6 ? 1 : 0;
        var split = RowSplit.ByCluster(60, Similarity, atLeast: 0.5, 0.25, new SeededRandom(seed));
        Assert.Equal(Enumerable.Range(0, 60), split.Learn.Concat(split.Test).Order());
        Assert.Equal(18, split.Test.Length); // two families are twelve rows, fewer than fifteen
        Assert.Empty(split.Learn.Select(row => row / 6).Intersect(split.Test.Select(row => row / 6)));
        Assert.NotEqual(split.Test, RowSplit.ByCluster(60, Similarity, atLeast: 0.5, 0.25, new SeededRandom(seed + 3)).Test);
    }

    [Fact]
    public void A_cluster_is_around_its_first_row_and_among_the_rows_given()
    {
        // Numbers resemble each other by nearness: with a reach of 1 no cluster spans more than three of them, and all stay among the even ones.
        int[] even = [.. Enumerable.Range(0, 20).Select(k => 2 * k)];
        var split = RowSplit.ByCluster(40, (a, b) => -Math.Abs(a - b), atLeast: -2, 0.3, new SeededRandom(1), even);
        Assert.Equal(even, split.Learn.Concat(split.Test).Order());
        Assert.InRange(split.Test.Length, 6, 8); // six at least; the last cluster brings at most two more than needed
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("testShare", () => RowSplit.ByCluster(4, (_, _) => 1, 0.5, 1, new SeededRandom(1)));
        Assert.Throws<ArgumentOutOfRangeException>("testShare", () => RowSplit.ByClass(_labels, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("testShare", () => RowSplit.ByClass(_labels, double.NaN, 1));
        Assert.Throws<ArgumentException>("among", () => RowSplit.ByClass(_labels, 0.5, new SeededRandom(1), [51]));
    }
}
