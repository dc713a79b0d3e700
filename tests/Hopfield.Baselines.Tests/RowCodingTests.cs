namespace Hopfield.Baselines.Tests;

public class RowCodingTests
{
    private static readonly LabelledTable _table = new("test", ["size", "colour", "always"], new[,]
    {
        { 1.0, 2, 5 }, { 3, 1, 5 }, { double.NaN, 3, 5 }, { 5, double.NaN, 5 }, { 100, 9, 6 },
    }, [0, 0, 1, 1, 0], ["a", "b"]);

    [Fact]
    public void Numbers_have_mean_0_and_variance_1_over_the_training_rows()
    {
        LabelledTable iris = DataSets.Uci("iris");
        int[] rows = RowSplit.ByClass(iris.Labels, 0.25, seed: 1).Learn;
        var coding = RowCoding.From(iris, rows);
        Assert.Equal(4, coding.Dimension);
        double[][] coded = [.. coding.Code(iris, rows)];
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(0, coded.Average(row => row[i]), 1e-12); // sums of 112 numbers below 10: 112 · 10 · 2⁻⁵² is 2.5e-13
            Assert.Equal(1, coded.Average(row => row[i] * row[i]), 1e-12);
        }
    }

    [Fact]
    public void Rows_that_were_not_seen_change_nothing()
    {
        var coding = RowCoding.From(_table, [0, 1, 2, 3]);
        Assert.Equal(2, coding.Dimension); // "always" never changes among the first four
        // 1, 3 and 5: mean 3, variance 8/3.
        Assert.Equal(-2 / Math.Sqrt(8 / 3.0), coding.Code(_table.Row(0))[0], 1e-15);
        Assert.Equal(97 / Math.Sqrt(8 / 3.0), coding.Code(_table.Row(4))[0], 1e-13);
    }

    [Fact]
    public void Categories_become_a_column_each_and_missing_or_unknown_ones_are_nowhere()
    {
        var coding = RowCoding.From(_table, [0, 1, 2, 3], name => name == "colour");
        Assert.Equal(4, coding.Dimension); // size, and the colours 1, 2, 3
        double[][] expected = [[0, 1, 0], [1, 0, 0], [0, 0, 1], [0, 0, 0], [0, 0, 0]];
        for (int row = 0; row < 5; row++) Assert.Equal(expected[row], coding.Code(_table.Row(row))[1..]);
    }

    [Fact]
    public void A_missing_number_counts_as_the_mean() => Assert.Equal(0, RowCoding.From(_table, [0, 1, 2, 3]).Code(_table.Row(2))[0]);

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>("rows", () => RowCoding.From(_table, []));
        Assert.Throws<ArgumentException>("rows", () => RowCoding.From(_table, [0])); // one row: nothing changes
        Assert.Throws<ArgumentOutOfRangeException>("index", () => RowCoding.From(_table, [5]));
        Assert.Throws<ArgumentException>("row", () => RowCoding.From(_table, [0, 1]).Code([1, 2]));
    }
}
