namespace Hopfield;

/// <summary>A travelling-salesman instance: cities and the distances between them.</summary>
/// <param name="Name">The instance's name.</param>
/// <param name="Cities">The name of each city.</param>
/// <param name="Distances">Symmetric, finite, none negative, zero diagonal, shape [n, n], in the instance's own unit.</param>
/// <param name="Places">Where to draw each city, shape [n, 2], when known: for uscities10 latitude and longitude in degrees, otherwise as the TSPLIB file gives them.</param>
/// <param name="Optimum">The length of the shortest tour, when it is known.</param>
public sealed record CityDistances(string Name, IReadOnlyList<string> Cities, double[,] Distances, double[,]? Places, double? Optimum)
{
    /// <summary>Symmetric, finite, none negative, zero diagonal, shape [n, n], in the instance's own unit.</summary>
    public double[,] Distances { get; init => field = Checked(value, Cities); } = Checked(Distances, Cities);

    /// <summary>Where to draw each city, shape [n, 2], when known.</summary>
    public double[,]? Places { get; init => field = CheckedPlaces(value, Cities); } = CheckedPlaces(Places, Cities);

    /// <summary>n, the number of cities.</summary>
    public int Count => Cities.Count;

    /// <summary>The length of a closed tour.</summary>
    /// <param name="tour">Every city once, as positions 0 … n − 1.</param>
    /// <exception cref="ArgumentException">The tour is not a permutation of the cities.</exception>
    public double TourLength(ReadOnlySpan<int> tour)
    {
        if (tour.Length != Count) throw new ArgumentException($"The tour visits {tour.Length} of {Count} cities.", nameof(tour));
        var seen = new bool[Count];
        foreach (int city in tour)
        {
            if ((uint)city >= (uint)Count || seen[city])
                throw new ArgumentException($"The tour goes to city {city}; each of 0 to {Count - 1} must occur once.", nameof(tour));
            seen[city] = true;
        }
        double length = 0;
        for (int step = 0; step < tour.Length; step++) length += Distances[tour[step], tour[(step + 1) % tour.Length]];
        return length;
    }

    private static double[,] Checked(double[,] distances, IReadOnlyList<string> cities)
    {
        ArgumentNullException.ThrowIfNull(cities);
        ArgumentNullException.ThrowIfNull(distances);
        RequireShape(distances, cities.Count, cities.Count, nameof(distances));
        for (int i = 0; i < cities.Count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double there = distances[i, j], back = distances[j, i];
                if (!(there >= 0 && double.IsFinite(there)) || there != back || (i == j && there != 0))
                {
                    throw new ArgumentException(
                        $"Expected distances that are finite, not negative, the same in both directions and 0 from a city to itself, got {there} and {back} between cities {i} and {j}.",
                        nameof(distances));
                }
            }
        }
        return distances;
    }

    private static double[,]? CheckedPlaces(double[,]? places, IReadOnlyList<string> cities)
    {
        if (places is not null) RequireShape(places, cities.Count, 2, nameof(places));
        return places;
    }

    private static void RequireShape(double[,] values, int rows, int columns, string name)
    {
        if (values.GetLength(0) != rows || values.GetLength(1) != columns)
            throw new ArgumentException($"Expected the shape [{rows}, {columns}] for {rows} cities, got [{values.GetLength(0)}, {values.GetLength(1)}].", name);
    }
}
