namespace Hopfield.Tests;

public class StateMapTests
{
    private static readonly HopfieldNetwork _net = Hebbian.From(BinaryPatterns.Random(3, 7, seed: 5));
    private static readonly StateSpace _space = StateSpace.Of(_net);
    private static readonly StateMap _map = StateMap.Of(_space);

    [Fact]
    public void Every_state_has_a_place_of_its_own_with_its_own_energy()
    {
        var seen = new HashSet<(double, double)>();
        for (int s = 0; s < _space.Count; s++)
        {
            LandscapePoint place = _map.Place(_space.State(s));
            Assert.True(seen.Add((place.X, place.Y)));
            Assert.Equal(_net.Energy(_space.State(s)), _map.Energy[(int)place.Y, (int)place.X]);
        }
        Assert.Equal((8, 16), (_map.X.Length, _map.Y.Length));
    }

    [Fact]
    public void A_step_to_a_neighbour_changes_one_unit_also_across_the_edges()
    {
        var at = Enumerable.Range(0, _space.Count).Select(_space.State).ToDictionary(s => ((int)_map.Place(s).X, (int)_map.Place(s).Y));
        foreach (((int x, int y), sbyte[] state) in at)
        {
            Assert.Equal(1, Bipolar.HammingDistance(state, at[((x + 1) % 8, y)]));
            Assert.Equal(1, Bipolar.HammingDistance(state, at[(x, (y + 1) % 16)]));
        }
    }

    [Fact]
    public void Fixed_points_are_marked_with_their_names_and_a_recall_ends_in_one()
    {
        StateMap map = _map.WithFixedPoints(NameOf).WithPath(_net.Recall(_space.State(77), record: true));
        Assert.Equal(_space.FixedPoints.Select(s => NameOf(_space.State(s))), map.Points.Select(point => point.Label));
        Assert.All(map.Points, point => Assert.Equal(PointKind.Minimum, point.Kind));
        LandscapePoint end = map.Paths[0][^1];
        Assert.Contains((end.X, end.Y), map.Points.Select(point => (point.X, point.Y)));
        Assert.Empty(_map.Points);
        Assert.Equal(("units 0 to 2", "units 3 to 6"), (_map.XName, _map.YName));

        static string NameOf(sbyte[] state) => Bipolar.Format(state);
    }

    [Fact]
    public void A_model_without_energy_or_of_the_wrong_size_is_refused()
    {
        Assert.Throws<ArgumentException>("space", () => StateMap.Of(StateSpace.Of(new DirectedNetwork(new[,] { { 0, -1 }, { 1, 0 } }))));
        Assert.Throws<ArgumentException>("space", () => StateMap.Of(StateSpace.Of(Hebbian.From(BinaryPatterns.Random(1, 13, seed: 1)))));
    }
}
