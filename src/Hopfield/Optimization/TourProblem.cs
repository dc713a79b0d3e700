namespace Hopfield;

/// <summary>The travelling salesman as an energy over yes-or-no choices: unit city · n + place is chosen when the city is visited at that place.</summary>
/// <remarks>
/// The cost is the length of the tour, divided by the largest distance so that it is at most n, and a penalty for every city and every place that does
/// not hold exactly one choice: what is called a QUBO, the form that Ising machines take (A. Lucas, "Ising formulations of many NP problems",
/// Frontiers in Physics 2, 2014). Immutable and thread-safe.
/// </remarks>
public sealed class TourProblem
{
    private readonly double _largest;

    /// <summary>States the problem.</summary>
    /// <param name="cities">At least 3 cities.</param>
    /// <exception cref="ArgumentException">There are fewer than 3 cities, or all distances are 0.</exception>
    public TourProblem(CityDistances cities)
    {
        ArgumentNullException.ThrowIfNull(cities);
        if (cities.Count < 3) throw new ArgumentException($"Expected at least 3 cities, got {cities.Count}.", nameof(cities));
        _largest = cities.Distances.Cast<double>().Max();
        if (_largest == 0) throw new ArgumentException("Expected cities apart from each other, got distances of 0 only.", nameof(cities));
        Cities = cities;
    }

    /// <summary>The cities and their distances.</summary>
    public CityDistances Cities { get; }

    /// <summary>The energy over n² choices.</summary>
    /// <param name="penalty">A, positive, in units of the largest distance.</param>
    /// <exception cref="ArgumentOutOfRangeException">The penalty is not positive and finite.</exception>
    public PenaltyEnergy ToEnergy(double penalty)
    {
        int n = Cities.Count;
        var energy = new PenaltyEnergy(n * n);
        for (int k = 0; k < n; k++)
        {
            energy.ExactlyOne([.. Enumerable.Range(0, n).Select(place => k * n + place)], penalty);
            energy.ExactlyOne([.. Enumerable.Range(0, n).Select(city => city * n + k)], penalty);
        }
        for (int x = 0; x < n; x++)
        {
            for (int y = 0; y < n; y++)
            {
                if (x == y) continue;
                for (int place = 0; place < n; place++) energy.Cost(x * n + place, y * n + (place + 1) % n, Cities.Distances[x, y] / _largest);
            }
        }
        return energy;
    }

    /// <summary>The state of a tour: +1 for every city at its place.</summary>
    /// <param name="tour">Every city once.</param>
    /// <exception cref="ArgumentException">The tour is not a permutation of the cities.</exception>
    public sbyte[] ToState(IReadOnlyList<int> tour)
    {
        ArgumentNullException.ThrowIfNull(tour);
        int[] order = [.. tour];
        Cities.TourLength(order); // which refuses what is no tour
        sbyte[] state = Bipolar.Constant(order.Length * order.Length, -1);
        for (int place = 0; place < order.Length; place++) state[order[place] * order.Length + place] = 1;
        return state;
    }

    /// <summary>Reads a state of that energy.</summary>
    /// <param name="state">ξ, shape [n²].</param>
    /// <returns>The tour, or null when a city or a place does not hold exactly one choice.</returns>
    /// <exception cref="ArgumentException">The state is not of length n², or an entry is not ±1.</exception>
    public Tour? Read(ReadOnlySpan<sbyte> state)
    {
        int n = Cities.Count;
        Bipolar.Require(state, n * n, nameof(state));
        if (PermutationMatrix.Read(state, n) is not { } places) return null;
        var tour = new int[n];
        for (int city = 0; city < n; city++) tour[places[city]] = city;
        return new(tour, Cities.TourLength(tour));
    }
}
