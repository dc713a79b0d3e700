namespace Hopfield.Baselines.Tests;

public class NearestRowsTests
{
    private static readonly PatternSet<double> _line = PatternSet.From<double>([0], [1], [2.5], [4], [7]);

    [Fact]
    public void One_neighbour_is_the_nearest_neighbour_of_the_engine()
    {
        var (rows, labels) = Draws.Clouds([[0, 0, 0], [1, 1, 0], [0, 1, 2]], 20, 1, seed: 1);
        var nearest = NearestRows.Store(rows, labels);
        foreach (double[] query in Draws.Clouds([[0.5, 0.5, 0.5], [2, 2, 2]], 25, 1, seed: 2).Rows)
            Assert.Equal(labels[NearestNeighbour.Find(rows, query).Mu], nearest.Classify(query));
    }

    [Theory]
    [InlineData(1, 3.4, 1), InlineData(3, 3.4, 1), InlineData(5, 3.4, 0)] // neighbours of 3.4: 4, 2.5, 1, 0, 7 with classes 1 1 0 0 0
    public void Most_of_the_k_nearest_decide(int neighbours, double x, int expected) =>
        Assert.Equal(expected, NearestRows.Store(_line, [0, 0, 1, 1, 0], neighbours).Classify([x]));

    [Fact]
    public void Of_classes_with_equally_many_votes_the_one_with_the_nearest_row_wins()
    {
        var two = NearestRows.Store(_line, [0, 0, 1, 1, 0], neighbours: 2); // 1.6 lies 0.6 from 1 and 0.9 from 2.5
        Assert.Equal(0, two.Classify([1.6]));
        Assert.Equal(1, two.Classify([1.9]));
    }

    [Fact]
    public void Of_rows_equally_near_the_earlier_one_comes_first() => Assert.Equal([1, 2, 0], NearestRows.Store(_line, [0, 0, 0, 0, 0], 3).Find([1.75]));

    [Fact]
    public void With_more_neighbours_than_rows_the_most_frequent_class_wins_everywhere() =>
        Assert.All([-9.0, 2.5, 99], x => Assert.Equal(0, NearestRows.Store(_line, [0, 0, 1, 1, 0], 99).Classify([x])));

    [Fact]
    public void Its_errors_on_its_own_rows_are_none_with_one_neighbour() => Assert.Equal(0, NearestRows.Store(_line, [0, 1, 2, 3, 4]).ErrorRate(_line, [0, 1, 2, 3, 4]));

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("neighbours", () => NearestRows.Store(_line, [0, 0, 0, 0, 0], 0));
        Assert.Throws<ArgumentException>("labels", () => NearestRows.Store(_line, [0, 0]));
        Assert.Throws<ArgumentException>("labels", () => NearestRows.Store(_line, [0, 0, 0, 0, -1]));
        Assert.Throws<ArgumentException>("row", () => NearestRows.Store(_line, [0, 0, 0, 0, 0]).Classify([1, 2]));
    }
}
