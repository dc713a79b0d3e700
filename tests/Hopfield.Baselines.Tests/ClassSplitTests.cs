namespace Hopfield.Baselines.Tests;

public class ClassSplitTests
{
    private static readonly int[] _labels = [.. Enumerable.Repeat(0, 40), .. Enumerable.Repeat(1, 10), 2];

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public void Every_row_is_in_one_part_and_every_class_has_its_share(int seed)
    {
        var split = ClassSplit.Draw(_labels, 0.25, seed);
        Assert.Equal(Enumerable.Range(0, 51), split.Learn.Concat(split.Test).Order());
        Assert.Equal(split.Learn.Order(), split.Learn);
        Assert.Equal([10, 2, 0], Enumerable.Range(0, 3).Select(c => split.Test.Count(row => _labels[row] == c))); // 10, 2.5 to even, 0.25
    }

    [Fact]
    public void Equal_seeds_split_alike_and_others_do_not()
    {
        Assert.Equal(ClassSplit.Draw(_labels, 0.25, 1).Test, ClassSplit.Draw(_labels, 0.25, 1).Test);
        Assert.NotEqual(ClassSplit.Draw(_labels, 0.25, 1).Test, ClassSplit.Draw(_labels, 0.25, 2).Test);
    }

    [Fact]
    public void A_nested_split_parts_the_rows_that_it_is_given()
    {
        var outer = ClassSplit.Draw(_labels, 0.25, 1);
        var inner = ClassSplit.Draw(_labels, 0.5, new SeededRandom(2), outer.Learn);
        Assert.Equal(outer.Learn, inner.Learn.Concat(inner.Test).Order());
        Assert.Equal(15, inner.Test.Count(row => _labels[row] == 0));
    }

    [Fact]
    public void Every_row_comes_to_be_tested_equally_often()
    {
        int[] drawn = new int[40];
        for (int seed = 0; seed < 400; seed++) foreach (int row in ClassSplit.Draw(_labels, 0.25, seed).Test.Where(row => row < 40)) drawn[row]++;
        // 400 draws at ¼: mean 100, deviation √75 = 8.7; five deviations hold 40 rows but for once in 40 000 choices of seeds.
        Assert.All(drawn, count => Assert.InRange(count, 100 - 44, 100 + 44));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("testShare", () => ClassSplit.Draw(_labels, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("testShare", () => ClassSplit.Draw(_labels, double.NaN, 1));
        Assert.Throws<ArgumentException>("among", () => ClassSplit.Draw(_labels, 0.5, new SeededRandom(1), [51]));
    }
}
