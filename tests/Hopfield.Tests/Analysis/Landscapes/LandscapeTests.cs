namespace Hopfield.Tests;

/// <summary>What all kinds of landscape share, on the smallest of them.</summary>
public class LandscapeTests
{
    private static readonly EnergyGrid _grid = EnergyGrid.From([0, 1, 3], [0, 1], new double[,] { { 5, -2, 1 }, { 4, 0, 2 } });

    [Fact]
    public void Marks_go_to_a_landscape_of_their_own()
    {
        EnergyGrid marked = _grid.WithPoints(new LandscapePoint(1, 0, -2, PointKind.Minimum)).WithPath([new(0, 0, 5), new(1, 0, -2)]).WithAxes(x: "a", energy: "height");
        Assert.Empty(_grid.Points);
        Assert.Empty(_grid.Paths);
        Assert.Equal(("x", "y", "energy E"), (_grid.XName, _grid.YName, _grid.EnergyName));
        Assert.Single(marked.Points);
        Assert.Equal(2, marked.Paths.Single().Count);
        Assert.Equal(("a", "y", "height"), (marked.XName, marked.YName, marked.EnergyName));
        Assert.Same(_grid.Energy, marked.Energy);
    }

    [Fact]
    public void Heights_are_changed_for_grid_points_and_paths_alike()
    {
        EnergyGrid changed = _grid.WithPoints(new LandscapePoint(1, 0, -2.5)).WithPath([new(0, 0, 5)]).AboveLowest().Scaled(10);
        Assert.Equal(new double[,] { { 75, 5, 35 }, { 65, 25, 45 } }, changed.Energy);
        Assert.Equal((0, 75), (changed.Points[0].Energy, changed.Paths[0][0].Energy));
        Assert.Equal(-2, _grid.Energy[0, 1]);
    }

    [Fact]
    public void A_state_that_is_marked_later_arrives_at_the_same_height()
    {
        HopfieldNetwork net = Hebbian.From(BinaryPatterns.Random(2, 6, seed: 3));
        StateMap before = StateMap.Of(StateSpace.Of(net)).WithFixedPoints().Shifted(7).Scaled(3);
        StateMap after = StateMap.Of(StateSpace.Of(net)).Shifted(7).Scaled(3).WithFixedPoints();
        Assert.Equal(before.Points, after.Points);
        Assert.NotEmpty(after.Points);
        Assert.All(after.Points, point => Assert.Equal(after.Energy[(int)point.Y, (int)point.X], point.Energy));
    }

    [Fact]
    public void What_is_no_landscape_is_refused()
    {
        Assert.Throws<ArgumentException>("x", () => EnergyGrid.From([0, 0], [0], new double[1, 2]));
        Assert.Throws<ArgumentException>("y", () => EnergyGrid.From([0], [double.NaN], new double[1, 1]));
        Assert.Throws<ArgumentException>("energy", () => EnergyGrid.From([0, 1], [0], new double[2, 1]));
        Assert.Throws<ArgumentException>("energy", () => EnergyGrid.From([0], [0], new[,] { { double.NaN } }));
        Assert.Throws<ArgumentException>("points", () => _grid.WithPoints(new LandscapePoint(0, 0, double.NaN)));
        Assert.Throws<ArgumentException>("path", () => _grid.WithPath([new(double.PositiveInfinity, 0, 0)]));
        Assert.Throws<ArgumentException>("labels", () => _grid.WithLabels("one"));
        Assert.Throws<ArgumentOutOfRangeException>("factor", () => _grid.Scaled(-1));
        Assert.Throws<ArgumentOutOfRangeException>("by", () => _grid.Shifted(double.NaN));
    }
}
