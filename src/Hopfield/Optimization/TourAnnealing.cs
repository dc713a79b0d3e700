namespace Hopfield;

/// <summary>Simulated annealing of tours by reversing pieces of them (2-opt moves): the plain rival of the Hopfield–Tank network.</summary>
/// <remarks>Source of the method: Kirkpatrick, Gelatt and Vecchi, Science 220, 1983; of the move: Croes (1958).</remarks>
public static class TourAnnealing
{
    /// <summary>Anneals from a random tour; the temperature falls geometrically from a mean distance to a hundredth of it.</summary>
    /// <param name="cities">At least one city; distances must be symmetric.</param>
    /// <param name="evaluations">The budget: how many changes of length are looked at, at least 1.</param>
    /// <param name="seed">Equal seeds give equal tours.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>The best tour seen.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The budget is below 1.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static Tour Solve(CityDistances cities, long evaluations, int seed, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cities);
        Require.AtLeast(evaluations, 1);
        int n = cities.Count;
        double[,] d = cities.Distances;
        var random = new SeededRandom(seed);
        int[] tour = Permutation.Identity(n);
        Permutation.Shuffle(tour, random);
        double length = cities.TourLength(tour);
        Tour best = new([.. tour], length);
        if (n < 4) return best; // three cities have one tour

        double mean = d.Cast<double>().Sum() / (n * (n - 1.0));
        for (long k = 0; k < evaluations; k++)
        {
            if ((k & 0xFFFF) == 0) cancellationToken.ThrowIfCancellationRequested();
            double temperature = mean * Math.Pow(0.01, (double)k / evaluations);
            // Reversing tour[from … to] replaces the two roads at its ends.
            int from = random.Next(n), to = (from + 1 + random.Next(n - 3)) % n;
            int before = tour[(from + n - 1) % n], first = tour[from], last = tour[to], after = tour[(to + 1) % n];
            double change = d[before, last] + d[first, after] - d[before, first] - d[last, after];
            if (change > 0 && random.NextDouble() >= Math.Exp(-change / temperature)) continue;
            Reverse(tour, from, to);
            length += change;
            if (length < best.Length - 1e-9 * mean) best = new([.. tour], length);
        }
        return new(best.Cities, cities.TourLength(best.Cities));
    }

    private static void Reverse(int[] tour, int from, int to)
    {
        int n = tour.Length, swaps = ((to - from + n) % n + 1) / 2;
        for (int k = 0; k < swaps; k++)
        {
            int a = (from + k) % n, b = (to - k + n) % n;
            (tour[a], tour[b]) = (tour[b], tour[a]);
        }
    }
}
