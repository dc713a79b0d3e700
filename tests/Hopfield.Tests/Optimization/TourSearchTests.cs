namespace Hopfield.Tests;

public class TourSearchTests
{
    private static readonly CityDistances _us = DataSets.Cities("uscities10");

    [Fact]
    public void The_nearest_neighbour_is_the_nearest_of_those_left()
    {
        for (int start = 0; start < _us.Count; start++)
        {
            TourSearchResult found = TourSearch.NearestNeighbour(_us, start);
            int[] tour = found.Tour.Cities;
            Assert.Equal(start, tour[0]);
            for (int step = 1; step < tour.Length; step++)
                Assert.Equal(tour[step..].Min(city => _us.Distances[tour[step - 1], city]), _us.Distances[tour[step - 1], tour[step]]);
            Assert.Equal(_us.TourLength(tour), found.Tour.Length);
            Assert.Equal(9 * 10 / 2, found.Evaluations);
        }
    }

    // No reversal of a piece, each looked at by its full length, shortens the result.
    [Fact]
    public void Two_opt_ends_where_no_reversal_helps()
    {
        foreach (CityDistances cities in new[] { _us, DataSets.Cities("ulysses22") })
        {
            for (int seed = 0; seed < 10; seed++)
            {
                Tour start = TourSearch.Random(cities, seed).Tour, end = TourSearch.TwoOpt(cities, start.Cities).Tour;
                Assert.True(end.Length <= start.Length);
                Assert.Equal(cities.TourLength(end.Cities), end.Length);
                for (int a = 0; a < cities.Count; a++)
                {
                    for (int b = a + 2; b <= cities.Count; b++)
                    {
                        int[] other = [.. end.Cities];
                        Array.Reverse(other, a, b - a);
                        Assert.True(cities.TourLength(other) >= end.Length * (1 - 1e-12));
                    }
                }
            }
        }
    }

    [Fact]
    public void Equal_seeds_draw_equal_tours()
    {
        Assert.Equal(TourSearch.Random(_us, 3).Tour.Cities, TourSearch.Random(_us, 3).Tour.Cities);
        Assert.NotEqual(TourSearch.Random(_us, 3).Tour.Cities, TourSearch.Random(_us, 4).Tour.Cities);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("start", () => TourSearch.NearestNeighbour(_us, 10));
        Assert.Throws<ArgumentException>("tour", () => TourSearch.TwoOpt(_us, [0, 1]));
        Assert.Throws<OperationCanceledException>(() => TourSearch.TwoOpt(_us, TourSearch.Random(_us, 1).Tour.Cities, new CancellationToken(true)));
    }
}
