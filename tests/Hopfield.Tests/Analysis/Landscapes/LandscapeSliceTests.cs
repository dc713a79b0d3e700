
namespace Hopfield.Tests;

public class LandscapeSliceTests
{
    private static readonly BinaryPatterns _patterns = BinaryPatterns.Random(3, 80, seed: 1);
    private static readonly HopfieldNetwork _network = Hebbian.From(_patterns);

    [Fact]
    public void The_whole_path_of_a_recall_lies_on_the_surface()
    {
        RecallResult<sbyte[]> recall = _network.Recall(Corruption.Flip(_patterns.Pattern(0), 0.25, seed: 2), UpdateOrder.Random(3), record: true);
        LandscapeSlice slice = LandscapeSlice.AlongRecall(_network, recall, margin: 5);

        IReadOnlyList<LandscapePoint> path = slice.Paths.Single();
        Assert.Equal(recall.Trajectory!.Energies, path.Select(p => p.Energy));
        Assert.All(path, p => Assert.Equal(p.Energy, Height(slice, p)));
        Assert.Equal(recall.Trajectory.States.Select(state => slice.Place(state)), path);
        Assert.Equal(new LandscapePoint(0, 0, recall.Trajectory.Energies[0]), path[0]);
        Assert.Equal(recall.Trajectory.Energies.Count - 1, path[^1].X + path[^1].Y);
        Assert.Equal(path[^1] with { Kind = PointKind.Minimum }, slice.Points.Single());
        Assert.Equal((-5, -5), (slice.X[0], slice.Y[0]));
        Assert.Equal((path[^1].X + 5, path[^1].Y + 5), (slice.X[^1], slice.Y[^1]));
    }

    // Every height is the energy of a real state, so neighbours differ by 2ξh of one flip, and |h| is at most the sum of |w| into the unit.
    [Fact]
    public void Neighbours_on_the_grid_differ_by_one_flip_at_most()
    {
        RecallResult<sbyte[]> path = _network.Recall(Bipolar.Random(80, seed: 4), record: true);
        LandscapeSlice slice = LandscapeSlice.AlongRecall(_network, path);
        double largest = 2 * Enumerable.Range(0, 80).Max(i => Enumerable.Range(0, 80).Sum(j => Math.Abs(_network.Weight(i, j))));

        for (int row = 0; row < slice.Y.Length; row++)
        {
            for (int column = 1; column < slice.X.Length; column++)
                Assert.InRange(slice.Energy[row, column] - slice.Energy[row, column - 1], -largest, largest);
        }
    }

    [Fact]
    public void A_unit_that_flips_twice_and_steps_of_many_units_stay_on_the_surface()
    {
        sbyte[][] states = [[1, 1, 1, 1, 1], [-1, 1, 1, 1, 1], [-1, -1, 1, 1, 1], [1, -1, 1, 1, 1], [1, 1, -1, -1, 1]];
        LandscapeSlice slice = LandscapeSlice.AlongRecall(FiveNeurons.Network, Passing(states));

        Assert.Equal(states.Select(s => FiveNeurons.Network.Energy(s)), slice.Paths[0].Select(p => p.Energy));
        Assert.All(slice.Paths[0], p => Assert.Equal(p.Energy, Height(slice, p)));
    }

    [Fact]
    public void Three_memories_and_their_mixture_are_points_of_one_slice()
    {
        sbyte[] a = _patterns.Pattern(0), b = _patterns.Pattern(1), c = _patterns.Pattern(2);
        LandscapeSlice slice = LandscapeSlice.Through(_network, a, b, c, seed: 5, maxPoints: 200);
        sbyte[] mixture = [.. _patterns.UnitSums().Select(sum => (sbyte)Math.Sign(sum))];

        Assert.Equal([_network.Energy(a), _network.Energy(b), _network.Energy(c)], slice.Points.Select(p => p.Energy));
        Assert.Equal(["A", "B", "C"], slice.WithLabels("A", "B", "C").Points.Select(p => p.Label));
        Assert.All(slice.Points, p => Assert.Equal(PointKind.Stored, p.Kind));
        Assert.All(slice.Points, p => Assert.Equal(p.Energy, Height(slice, p)));
        Assert.Equal(Bipolar.HammingDistance(a, b), slice.Points[1].X);
        Assert.Equal(Bipolar.HammingDistance(a, c), slice.Points[2].X + slice.Points[2].Y);
        Assert.Equal(_network.Energy(mixture), Height(slice, new LandscapePoint(slice.Points[2].X, 0, 0)));
    }

    [Fact]
    public void A_long_path_is_drawn_at_every_second_or_third_state()
    {
        RecallResult<sbyte[]> path = _network.Recall(Bipolar.Random(80, seed: 4), record: true);
        LandscapeSlice fine = LandscapeSlice.AlongRecall(_network, path), coarse = LandscapeSlice.AlongRecall(_network, path, maxPoints: 7);

        Assert.InRange(coarse.X.Length, 2, 7);
        Assert.InRange(coarse.Y.Length, 2, 7);
        Assert.Equal(fine.Points, coarse.Points);
        Assert.Equal(fine.Paths[0], coarse.Paths[0]);
        Assert.Equal((fine.X[^1], fine.Y[^1]), (coarse.X[^1], coarse.Y[^1]));
        for (int row = 0; row < coarse.Y.Length; row++)
        {
            for (int column = 0; column < coarse.X.Length; column++)
                Assert.Equal(Height(fine, new LandscapePoint(coarse.X[column], coarse.Y[row], 0)), coarse.Energy[row, column]);
        }
    }

    [Fact]
    public void Refuses_paths_that_do_not_fit()
    {
        RecallResult<sbyte[]> one = Passing(_patterns.Pattern(0));
        Assert.Throws<ArgumentException>("recall", () => LandscapeSlice.AlongRecall(_network, _network.Recall(_patterns.Pattern(0))));
        Assert.Throws<ArgumentException>("recall", () => LandscapeSlice.AlongRecall(FiveNeurons.Network, one));
        Assert.Throws<ArgumentOutOfRangeException>("margin", () => LandscapeSlice.AlongRecall(_network, one, margin: -1));
        Assert.Throws<ArgumentOutOfRangeException>("maxPoints", () => LandscapeSlice.AlongRecall(_network, one, maxPoints: 1));
        Assert.Throws<ArgumentException>("b", () => LandscapeSlice.Through(_network, _patterns.Pattern(0), [1], _patterns.Pattern(1)));
        Assert.Throws<NotSupportedException>(() => LandscapeSlice.AlongRecall(Sequences.From(_patterns), one));
    }

    [Fact]
    public void A_state_outside_the_slice_has_no_place_in_it()
    {
        LandscapeSlice slice = LandscapeSlice.Through(_network, _patterns.Pattern(0), _patterns.Pattern(1), _patterns.Pattern(2));
        Assert.Throws<ArgumentException>("state", () => slice.Place(Bipolar.Random(80, seed: 9)));
        Assert.Throws<ArgumentException>("state", () => slice.Place([1]));
    }

    [Fact]
    public void A_place_that_is_marked_again_keeps_the_later_mark()
    {
        RecallResult<sbyte[]> recall = _network.Recall(Corruption.Flip(_patterns.Pattern(0), 0.1, seed: 2), record: true);
        LandscapeSlice slice = LandscapeSlice.AlongRecall(_network, recall).WithPoint(recall.State, PointKind.Stored, "a memory");
        Assert.Equal((PointKind.Stored, "a memory"), (slice.Points.Single().Kind, slice.Points[0].Label));
    }

    private static RecallResult<sbyte[]> Passing(params sbyte[][] states) =>
        new(states[^1], StopReason.StepLimit, states.Length, new Trajectory<sbyte[]>(states, []));

    private static double Height(LandscapeSlice slice, LandscapePoint at) =>
        slice.Energy[Array.IndexOf(slice.Y, at.Y), Array.IndexOf(slice.X, at.X)];
}
