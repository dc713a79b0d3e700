namespace Hopfield.Tests;

public class NearestNeighbourTests
{
    private static readonly BinaryPatterns _patterns = BinaryPatterns.Random(20, 70, seed: 1);

    [Fact]
    public void Finds_the_smallest_distance_of_a_plain_loop()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            sbyte[] query = Bipolar.Random(70, seed + 100);
            int[] distances = [.. _patterns.Select(x => Bipolar.HammingDistance(x, query))];
            (int mu, int distance) = NearestNeighbour.Find(_patterns, query);

            Assert.Equal(distances.Min(), distance);
            Assert.Equal(Array.IndexOf(distances, distance), mu);
            Assert.Equal(_patterns.Pattern(mu), NearestNeighbour.Recall(_patterns, query));
        }
    }

    [Fact]
    public void Finds_the_smallest_euclidean_distance_of_a_plain_loop()
    {
        PatternSet<double> patterns = PatternSet.OnSphere<double>(30, 7, 2, seed: 3);
        for (int mu = 0; mu < 30; mu++)
        {
            double[] query = Array.ConvertAll(patterns.Pattern(mu).ToArray(), x => 0.6 * x + 0.2);
            double[] distances = [.. patterns.Select(x => Math.Sqrt(x.Zip(query, (a, b) => (a - b) * (a - b)).Sum()))];
            (int found, double distance) = NearestNeighbour.Find(patterns, query);

            Assert.Equal(distances.Min(), distance, 1e-14); // seven squares of numbers below 3, and a root
            Assert.Equal(distances[found], distance, 1e-14);
        }
        Assert.Equal((0, 0), NearestNeighbour.Find(PatternSet.From([1f, 2], [1f, 2]), [1f, 2]));
        Assert.Throws<ArgumentException>("query", () => NearestNeighbour.Find(patterns, [1.0, 2]));
        Assert.Throws<ArgumentException>("query", () => NearestNeighbour.Find(PatternSet.From([1.0]), [double.NaN]));
    }

    [Fact]
    public void Hidden_units_do_not_count()
    {
        int[] known = [.. Enumerable.Range(0, 35)];
        sbyte[] half = Corruption.Mask(_patterns.Pattern(13), 35..);

        Assert.Equal((13, 0), NearestNeighbour.Find(_patterns, half, known));
        Assert.Equal((0, 0), NearestNeighbour.Find(_patterns, half, []));
    }

    [Fact]
    public void Refuses_queries_that_do_not_fit()
    {
        Assert.Throws<ArgumentException>("query", () => NearestNeighbour.Find(_patterns, [1]));
        Assert.Throws<ArgumentException>("known", () => NearestNeighbour.Find(_patterns, _patterns.Pattern(0), [70]));
        Assert.Throws<ArgumentNullException>("patterns", () => NearestNeighbour.Find(null!, [1]));
    }
}
