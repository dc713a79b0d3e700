namespace Hopfield.Tests;

public class ThreePatternMapTests
{
    private static readonly BinaryPatterns _three = BinaryPatterns.Random(3, 12, seed: 8);

    /// <summary>The oracle is the list of all 4,096 states: each in its place, with its own energy.</summary>
    [Theory, InlineData(0), InlineData(0.2), InlineData(1.5)]
    public void The_height_of_every_place_is_what_its_states_add_up_to(double temperature)
    {
        ThreePatternMap map = ThreePatternMap.Of(_three, temperature);
        StateSpace space = StateSpace.Of(Hebbian.From(_three));
        var places = Enumerable.Range(0, space.Count).GroupBy(s => map.Place(space.State(s)) is var p ? (p.X, p.Y, p.Energy) : default).ToList();

        Assert.All(places, place =>
        {
            double[] energies = [.. place.Select(s => space.Energies[s])];
            double free = temperature == 0 ? energies.Min() : -temperature * Math.Log(energies.Sum(e => Math.Exp(-e / temperature)));
            Assert.Equal(free, place.Key.Energy, 1e-12);
        });
        double highest = places.Max(place => place.Key.Energy);
        int empty = map.X.Length * map.Y.Length - places.Count;
        Assert.Equal(empty, map.Energy.Cast<double>().Count(height => height == highest) - places.Count(place => place.Key.Energy == highest));
    }

    [Fact]
    public void The_place_tells_two_differences_of_overlaps()
    {
        ThreePatternMap map = ThreePatternMap.Of(_three, 0.5);
        for (int seed = 0; seed < 100; seed++)
        {
            sbyte[] state = Bipolar.Random(12, seed);
            double[] m = _three.Overlaps(state);
            Assert.Equal(m[0] - m[1], map.Place(state).X, 1e-15);
            Assert.Equal(m[0] - m[2], map.Place(state).Y, 1e-15);
        }
    }

    [Fact]
    public void A_state_and_its_mirror_lie_opposite_and_equally_high()
    {
        ThreePatternMap map = ThreePatternMap.Of(_three, 0.3);
        LandscapePoint place = map.Place(_three.Pattern(1)), opposite = map.Place(Bipolar.Mirror(_three.Pattern(1)));
        Assert.Equal((-place.X, -place.Y), (opposite.X, opposite.Y));
        Assert.Equal(place.Energy, opposite.Energy, 1e-12);
    }

    // Glauber dynamics visits places with probabilities e^(−F/T): 2,000 runs, one state of each after 50 sweeps, so that the states are independent. For each
    // place the number of visits is binomial; five standard deviations and one visit allow for chance over the 49 places and more.
    [Fact]
    public void A_warm_network_is_at_a_place_as_often_as_the_height_says()
    {
        const int runs = 2000;
        const double temperature = 1;
        ThreePatternMap map = ThreePatternMap.Of(_three, temperature);
        HopfieldNetwork net = Hebbian.From(_three);
        double[] warm = TemperatureSchedule.Constant(temperature, 50);
        LandscapePoint[] seen = Trials.Run(runs, 1, random => map.Place(net.Glauber(Bipolar.Random(12, random), warm, random.Next()).State));

        foreach (var place in seen.GroupBy(point => (point.X, point.Y, point.Energy)))
        {
            double share = Math.Exp(-place.Key.Energy / temperature) / Total();
            Assert.InRange(place.Count(), runs * share - 5 * Math.Sqrt(runs * share) - 1, runs * share + 5 * Math.Sqrt(runs * share) + 1);
        }

        double Total() => StateSpace.Of(net).Energies.Sum(e => Math.Exp(-e / temperature));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>("patterns", () => ThreePatternMap.Of(BinaryPatterns.Random(2, 12, seed: 1), 0.1));
        Assert.Throws<ArgumentException>("patterns", () => ThreePatternMap.Of(BinaryPatterns.From(_three.Pattern(0), _three.Pattern(1), _three.Pattern(0)), 0.1));
        Assert.Throws<ArgumentException>("patterns", () => ThreePatternMap.Of(BinaryPatterns.Random(3, 4000, seed: 1), 0.1));
        Assert.Throws<ArgumentOutOfRangeException>("temperature", () => ThreePatternMap.Of(_three, -1));
        Assert.Throws<ArgumentException>("state", () => ThreePatternMap.Of(_three, 0.1).Place(Bipolar.Random(11, seed: 1)));
    }
}
