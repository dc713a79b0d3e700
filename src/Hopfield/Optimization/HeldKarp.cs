using System.Numerics;

namespace Hopfield;

/// <summary>A closed tour through all cities.</summary>
/// <param name="Cities">Every city once, in order.</param>
/// <param name="Length">The length of the closed tour.</param>
public sealed record Tour(int[] Cities, double Length);

/// <summary>The shortest tour, proven: the judge of every heuristic.</summary>
/// <remarks>Source: Held and Karp (1962) and Bellman (1962): the best path to a city depends on the set of cities behind it, not on their order.</remarks>
public static class HeldKarp
{
    /// <summary>The largest number of cities.</summary>
    public const int MaxCount = 16;

    /// <summary>Finds a shortest tour; it begins at city 0. Cost: O(n²·2ⁿ), about a tenth of a second for 16 cities.</summary>
    /// <param name="cities">At most <see cref="MaxCount"/> cities.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ArgumentException">There are too many cities.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static Tour Solve(CityDistances cities, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cities);
        if (cities.Count > MaxCount) throw new ArgumentException($"Expected at most {MaxCount} cities for a proven optimum, got {cities.Count}.", nameof(cities));
        int others = cities.Count - 1;
        if (others <= 0) return new([.. Enumerable.Range(0, cities.Count)], 0);
        double[,] d = cities.Distances;

        // best[set · others + last]: the shortest path from city 0 through the set (of cities 1 …) that ends at its member last.
        var best = new double[(1 << others) * others];
        Array.Fill(best, double.PositiveInfinity);
        for (int last = 0; last < others; last++) best[(1 << last) * others + last] = d[0, last + 1];
        for (int set = 1; set < 1 << others; set++)
        {
            if ((set & 0xFFF) == 1) cancellationToken.ThrowIfCancellationRequested();
            for (int members = set; members != 0; members &= members - 1)
            {
                int last = BitOperations.TrailingZeroCount(members);
                double sofar = best[set * others + last];
                for (int next = 0; next < others; next++)
                {
                    if ((set >> next & 1) == 1) continue;
                    ref double entry = ref best[(set | 1 << next) * others + next];
                    entry = Math.Min(entry, sofar + d[last + 1, next + 1]);
                }
            }
        }
        return Trace(cities, best, others);
    }

    // Backwards: at every set the last city is the one through which the rest is cheapest.
    private static Tour Trace(CityDistances cities, double[] best, int others)
    {
        var tour = new int[others + 1];
        int set = (1 << others) - 1, after = 0;
        for (int place = others; place >= 1; place--)
        {
            int last = Enumerable.Range(0, others).Where(k => (set >> k & 1) == 1).MinBy(k => best[set * others + k] + cities.Distances[k + 1, after]);
            tour[place] = last + 1;
            after = last + 1;
            set ^= 1 << last;
        }
        return new(tour, cities.TourLength(tour));
    }
}
