namespace Hopfield.Baselines.Tests;

public class FingerprintsTests
{
    private static Molecule Of(params bool[] bits) => new("m", "C", 5, bits);

    [Fact]
    public void Similarity_is_the_share_of_bits_of_either_that_both_have()
    {
        Assert.Equal(1 / 3.0, Fingerprints.Similarity(Of(true, true, false, false), Of(true, false, true, false)));
        Assert.Equal(1, Fingerprints.Similarity(Of(true, false), Of(true, false)));
        Assert.Equal(0, Fingerprints.Similarity(Of(true, false), Of(false, true)));
        Assert.Equal(1, Fingerprints.Similarity(Of(false, false), Of(false, false)));
        Assert.Throws<ArgumentException>("b", () => Fingerprints.Similarity(Of(true), Of(true, false)));
    }

    [Fact]
    public void A_table_keeps_the_columns_that_are_named_in_their_order()
    {
        LabelledTable iris = DataSets.Uci("iris"), two = iris.WithColumns("Petal.Length", "Sepal.Width");
        Assert.Equal(["Petal.Length", "Sepal.Width"], two.FeatureNames);
        Assert.Equal(iris.Labels, two.Labels);
        for (int row = 0; row < 150; row += 49) Assert.Equal([iris.Row(row)[2], iris.Row(row)[1]], two.Row(row));
        Assert.Throws<ArgumentException>("names", () => iris.WithColumns("Petal"));
        Assert.Throws<ArgumentException>("names", () => iris.WithColumns());
    }
}
