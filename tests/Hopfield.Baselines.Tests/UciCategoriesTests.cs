namespace Hopfield.Baselines.Tests;

public class UciCategoriesTests
{
    [Theory]
    [InlineData("breast-cancer", 9)]
    [InlineData("congressional-voting", 16)]
    [InlineData("molec-biol-promoter", 57)]
    [InlineData("soybean", 35)]
    [InlineData("tic-tac-toe", 9)]
    [InlineData("st-german-credit", 13)]
    [InlineData("iris", 0)]
    public void Categories_are_whole_numbers_and_as_many_columns_as_the_table_has_of_them(string set, int expected)
    {
        LabelledTable table = DataSets.Uci(set);
        int[] columns = [.. Enumerable.Range(0, table.Dimension).Where(c => UciCategories.Of(set)(table.FeatureNames[c]))];
        Assert.Equal(expected, columns.Length);
        Assert.All(columns, c => Assert.All(Enumerable.Range(0, table.Count), row =>
            Assert.True(double.IsNaN(table.Features[row, c]) || double.IsInteger(table.Features[row, c]))));
    }
}
