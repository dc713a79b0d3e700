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
    public void All_similarities_are_those_of_each_pair()
    {
        // Lengths around a word of 64 bits, an empty one among them.
        var random = new Random(1);
        foreach (int length in new[] { 1, 63, 64, 65, 200 })
        {
            Molecule[] drawn = [Of(new bool[length]), .. Enumerable.Range(0, 6).Select(_ => Of(random.GetItems([false, true], length)))];
            double[][] all = Fingerprints.Similarities(drawn);
            for (int a = 0; a < drawn.Length; a++)
            {
                for (int b = 0; b < drawn.Length; b++) Assert.Equal(Fingerprints.Similarity(drawn[a], drawn[b]), all[a][b]);
            }
        }
        Assert.Empty(Fingerprints.Similarities([]));
        Assert.Throws<ArgumentException>("molecules", () => Fingerprints.Similarities([Of(true), Of(true, false)]));
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
