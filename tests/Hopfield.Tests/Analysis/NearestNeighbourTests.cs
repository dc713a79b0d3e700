namespace Hopfield.Tests;

public class NearestNeighbourTests
{
    private static readonly BinaryPatterns Patterns = BinaryPatterns.Random(20, 70, seed: 1);

    [Fact]
    public void Finds_the_smallest_distance_of_a_plain_loop()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            sbyte[] query = Bipolar.Random(70, seed + 100);
            int[] distances = [.. Patterns.Select(x => Bipolar.HammingDistance(x, query))];
            (int mu, int distance) = NearestNeighbour.Find(Patterns, query);

            Assert.Equal(distances.Min(), distance);
            Assert.Equal(Array.IndexOf(distances, distance), mu);
            Assert.Equal(Patterns.Pattern(mu), NearestNeighbour.Recall(Patterns, query));
        }
    }

    [Fact]
    public void Hidden_units_do_not_count()
    {
        int[] known = [.. Enumerable.Range(0, 35)];
        sbyte[] half = Corruption.Mask(Patterns.Pattern(13), 35..);

        Assert.Equal((13, 0), NearestNeighbour.Find(Patterns, half, known));
        Assert.Equal((0, 0), NearestNeighbour.Find(Patterns, half, []));
    }

    [Fact]
    public void Refuses_queries_that_do_not_fit()
    {
        Assert.Throws<ArgumentException>("query", () => NearestNeighbour.Find(Patterns, [1]));
        Assert.Throws<ArgumentException>("known", () => NearestNeighbour.Find(Patterns, Patterns.Pattern(0), [70]));
        Assert.Throws<ArgumentNullException>("patterns", () => NearestNeighbour.Find(null!, [1]));
    }
}
