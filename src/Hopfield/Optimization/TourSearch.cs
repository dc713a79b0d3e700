namespace Hopfield;

/// <summary>A tour and what it took to find.</summary>
/// <param name="Tour">The tour.</param>
/// <param name="Evaluations">Lengths or changes of length that were looked at.</param>
public sealed record TourSearchResult(Tour Tour, long Evaluations);

/// <summary>Simple searches for a short tour: the rivals that anybody would try first.</summary>
public static class TourSearch
{
    /// <summary>Goes to the nearest city that has not been visited, again and again. Cost: O(n²).</summary>
    /// <param name="cities">At least one city.</param>
    /// <param name="start">The city to begin at, 0 ≤ start &lt; n.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such city.</exception>
    public static TourSearchResult NearestNeighbour(CityDistances cities, int start = 0)
    {
        ArgumentNullException.ThrowIfNull(cities);
        if ((uint)start >= (uint)cities.Count) throw new ArgumentOutOfRangeException(nameof(start), start, $"Expected a city from 0 to {cities.Count - 1}.");
        var left = Enumerable.Range(0, cities.Count).ToList();
        var tour = new List<int>();
        long evaluations = 0;
        for (int next = start; ; next = left.MinBy(city => cities.Distances[tour[^1], city]))
        {
            tour.Add(next);
            left.Remove(next);
            if (left.Count == 0) break;
            evaluations += left.Count;
        }
        return new(ToTour(cities, [.. tour]), evaluations);
    }

    /// <summary>Reverses pieces of a tour as long as that shortens it, always taking the first that does (2-opt).</summary>
    /// <param name="cities">At least one city; distances must be symmetric.</param>
    /// <param name="tour">Every city once, to begin from; it is not changed.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>A tour that no single reversal shortens.</returns>
    /// <exception cref="ArgumentException">The tour is not a permutation of the cities.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static TourSearchResult TwoOpt(CityDistances cities, IReadOnlyList<int> tour, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cities);
        ArgumentNullException.ThrowIfNull(tour);
        int[] order = [.. tour];
        double least = 1e-12 * cities.TourLength(order); // a gain below rounding might be taken back and forth for ever
        double[,] d = cities.Distances;
        int n = order.Length;
        long evaluations = 0;
        for (bool improved = true; improved;)
        {
            improved = false;
            for (int a = 0; a < n - 2; a++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                for (int b = a + 2; b < n - (a == 0 ? 1 : 0); b++)
                {
                    int p = order[a], q = order[a + 1], r = order[b], s = order[(b + 1) % n];
                    evaluations++;
                    if (d[p, r] + d[q, s] >= d[p, q] + d[r, s] - least) continue;
                    Array.Reverse(order, a + 1, b - a);
                    improved = true;
                }
            }
        }
        return new(ToTour(cities, order), evaluations);
    }

    /// <summary>Every city once, in an order drawn at random.</summary>
    /// <param name="cities">At least one city.</param>
    /// <param name="seed">Equal seeds give equal tours.</param>
    public static TourSearchResult Random(CityDistances cities, int seed)
    {
        ArgumentNullException.ThrowIfNull(cities);
        int[] order = Permutation.Identity(cities.Count);
        Permutation.Shuffle(order, new SeededRandom(seed));
        return new(ToTour(cities, order), 1);
    }

    private static Tour ToTour(CityDistances cities, int[] order) => new(order, cities.TourLength(order));
}
