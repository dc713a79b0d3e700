namespace Hopfield.Tests;

public class StateMapTests
{
    private static readonly HopfieldNetwork Net = Hebbian.From(BinaryPatterns.Random(3, 7, seed: 5));
    private static readonly StateSpace Space = StateSpace.Of(Net);
    private static readonly StateMap Map = StateMap.Of(Space);

    [Fact]
    public void Every_state_has_a_place_of_its_own_with_its_own_energy()
    {
        var seen = new HashSet<(double, double)>();
        for (int s = 0; s < Space.Count; s++)
        {
            LandscapePoint place = Map.Place(Space.State(s));
            Assert.True(seen.Add((place.X, place.Y)));
            Assert.Equal(Net.Energy(Space.State(s)), Map.Energy[(int)place.Y, (int)place.X]);
        }
        Assert.Equal((8, 16), (Map.X.Length, Map.Y.Length));
    }

    [Fact]
    public void A_step_to_a_neighbour_changes_one_unit_also_across_the_edges()
    {
        var at = Enumerable.Range(0, Space.Count).Select(Space.State).ToDictionary(s => ((int)Map.Place(s).X, (int)Map.Place(s).Y));
        foreach (((int x, int y), sbyte[] state) in at)
        {
            Assert.Equal(1, Bipolar.HammingDistance(state, at[((x + 1) % 8, y)]));
            Assert.Equal(1, Bipolar.HammingDistance(state, at[(x, (y + 1) % 16)]));
        }
    }

    [Fact]
    public void Fixed_points_are_marked_with_their_names_and_a_recall_ends_in_one()
    {
        StateMap map = Map.WithFixedPoints(NameOf).WithPath(Net.Recall(Space.State(77), record: true));
        Assert.Equal(Space.FixedPoints.Select(s => NameOf(Space.State(s))), map.Points.Select(point => point.Label));
        Assert.All(map.Points, point => Assert.Equal(PointKind.Minimum, point.Kind));
        LandscapePoint end = map.Paths[0][^1];
        Assert.Contains((end.X, end.Y), map.Points.Select(point => (point.X, point.Y)));
        Assert.Empty(Map.Points);
        Assert.Equal(("units 0 to 2", "units 3 to 6"), (Map.XName, Map.YName));

        static string NameOf(sbyte[] state) => Bipolar.Format(state);
    }

    [Fact]
    public void A_model_without_energy_or_of_the_wrong_size_is_refused()
    {
        Assert.Throws<ArgumentException>("space", () => StateMap.Of(StateSpace.Of(new DirectedNetwork(new[,] { { 0, -1 }, { 1, 0 } }))));
        Assert.Throws<ArgumentException>("space", () => StateMap.Of(StateSpace.Of(Hebbian.From(BinaryPatterns.Random(1, 13, seed: 1)))));
    }
}
