namespace Hopfield.Baselines.Tests;

public class RocAreaTests
{
    private static double ByPairs(double[] scores, bool[] positive)
    {
        double won = 0, pairs = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            for (int j = 0; j < scores.Length; j++)
            {
                if (!positive[i] || positive[j]) continue;
                pairs++;
                won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
            }
        }
        return won / pairs;
    }

    [Theory]
    [InlineData(1000), InlineData(3)]
    public void It_is_the_share_of_pairs_in_the_right_order(int values)
    {
        var random = new SeededRandom(values);
        for (int trial = 0; trial < 50; trial++)
        {
            double[] scores = [.. Enumerable.Range(0, 30).Select(_ => (double)random.Next(values))];
            bool[] positive = [.. Enumerable.Range(0, 30).Select(i => i == 0 || (i != 1 && random.Next(3) == 0))];
            Assert.Equal(ByPairs(scores, positive), RocArea.Of(scores, positive), 1e-15); // both count halves exactly and divide once
        }
    }

    [Fact]
    public void A_perfect_order_has_1_its_reverse_0_and_equal_scores_a_half()
    {
        bool[] positive = [false, false, true, true];
        Assert.Equal(1, RocArea.Of([1, 2, 3, 4], positive));
        Assert.Equal(0, RocArea.Of([4, 3, 2, 1], positive));
        Assert.Equal(0.5, RocArea.Of([7, 7, 7, 7], positive));
    }

    [Fact]
    public void Only_the_order_of_scores_counts()
    {
        double[] scores = [-3, 0.2, 1, 5, 5.5];
        bool[] positive = [false, true, false, true, true];
        Assert.Equal(RocArea.Of(scores, positive), RocArea.Of([.. scores.Select(Math.Exp)], positive));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>("positive", () => RocArea.Of([1], [true, false]));
        Assert.Throws<ArgumentException>("positive", () => RocArea.Of([1, 2], [true, true]));
        Assert.Throws<ArgumentException>("scores", () => RocArea.Of([1, double.NaN], [true, false]));
    }
}
