namespace Hopfield.Tests;

public class CityDistancesTests
{
    private static readonly string _data = DataFolder.Find(AppContext.BaseDirectory);

    public static TheoryData<string> Names => [.. DataSets.CityNames];

    [Theory, MemberData(nameof(Names))]
    public void Distances_are_symmetric_with_a_zero_diagonal(string name)
    {
        var cities = DataSets.Cities(name, _data);
        Assert.EndsWith(cities.Count.ToString(), name);
        Assert.Equal(name, cities.Name);
        for (int i = 0; i < cities.Count; i++)
        {
            Assert.Equal(0, cities.Distances[i, i]);
            for (int j = 0; j < i; j++)
            {
                Assert.Equal(cities.Distances[i, j], cities.Distances[j, i]);
                Assert.True(cities.Distances[i, j] > 0);
            }
        }
        if (cities.Places is { } places) Assert.Equal(cities.Count, places.GetLength(0));
    }

    // Exact dynamic programming proves the optimum; that of ulysses16 (TSPLIB) also proves its geographical distance.
    [Theory, InlineData("uscities10", 7373), InlineData("ulysses16", 6859)]
    public void The_stated_optimum_is_the_length_of_the_shortest_tour(string name, double optimum)
    {
        var cities = DataSets.Cities(name, _data);
        Assert.Equal(optimum, cities.Optimum);
        Assert.Equal(optimum, HeldKarp(cities.Distances));
    }

    [Fact]
    public void The_best_tour_of_the_ten_cities_is_the_one_around_the_country()
    {
        var cities = DataSets.Cities("uscities10", _data);
        string[] tour = ["Atlanta", "Washington", "New York", "Chicago", "Denver", "Seattle", "San Francisco", "Los Angeles", "Houston", "Miami"];
        Assert.Equal(7373, cities.TourLength([.. tour.Select(c => cities.Cities.ToList().IndexOf(c))]));
        Assert.True(cities.Places![0, 0] is > 33 and < 34 && cities.Places[0, 1] is > -85 and < -84, "Atlanta lies at 33.7° N, 84.4° W.");
    }

    [Fact]
    public void Distances_that_are_none_are_refused()
    {
        static string Refused(string name, double[,] distances, double[,]? places = null) =>
            Assert.Throws<ArgumentException>(name, () => new CityDistances("t", ["a", "b"], distances, places, null)).Message;

        Assert.Contains("[2, 2] for 2 cities, got [3, 3]", Refused("distances", new double[3, 3]));
        foreach (double odd in (double[])[-1, double.NaN, double.PositiveInfinity])
            Assert.Contains("between cities 1 and 0", Refused("distances", new[,] { { 0, odd }, { odd, 0 } }));
        Assert.Contains("got 2 and 1 between cities 1 and 0", Refused("distances", new double[,] { { 0, 1 }, { 2, 0 } }));
        Assert.Contains("between cities 1 and 1", Refused("distances", new double[,] { { 0, 1 }, { 1, 3 } }));
        Assert.Contains("[2, 2] for 2 cities, got [2, 3]", Refused("places", new double[2, 2], new double[2, 3]));
        Assert.Throws<ArgumentNullException>("distances", () => new CityDistances("t", ["a"], null!, null, null));
        var sound = new CityDistances("t", ["a", "b"], new double[2, 2], null, null);
        Assert.Throws<ArgumentException>(() => sound with { Distances = new double[1, 1] });
    }

    // best[S, j]: the shortest way from the last city through all of S, ending in j ∈ S.
    private static double HeldKarp(double[,] d)
    {
        int n = d.GetLength(0) - 1;
        var best = new double[1 << n, n];
        for (int s = 1; s < 1 << n; s++)
        {
            for (int j = 0; j < n; j++)
            {
                if ((s >> j & 1) == 0) continue;
                int rest = s & ~(1 << j);
                double shortest = rest == 0 ? d[n, j] : double.PositiveInfinity;
                for (int k = 0; k < n; k++)
                    if ((rest >> k & 1) != 0) shortest = Math.Min(shortest, best[rest, k] + d[k, j]);
                best[s, j] = shortest;
            }
        }
        return Enumerable.Range(0, n).Min(j => best[(1 << n) - 1, j] + d[j, n]);
    }
}
