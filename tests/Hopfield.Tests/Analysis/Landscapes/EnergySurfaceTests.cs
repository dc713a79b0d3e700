namespace Hopfield.Tests;

public class EnergySurfaceTests
{
    [Fact]
    public void Grid_heights_are_the_energies_of_the_states_below_them()
    {
        var memory = new ContinuousHopfield<double>(FivePoints.Patterns, 4);
        EnergySurface surface = EnergySurface.Of(memory, points: 7);

        Assert.Equal((7, 7, 1.5), (surface.X.Length, surface.Y.Length, surface.X[^1]));
        for (int row = 0; row < 7; row++)
            for (int column = 0; column < 7; column++)
                Assert.Equal(memory.Energy([surface.X[column], surface.Y[row]]), surface.Energy[row, column], 1e-14);
    }

    [Fact]
    public void A_recall_path_lies_on_the_surface_and_runs_downhill()
    {
        var memory = new ContinuousHopfield<float>(PatternSet.From([1f, 0f], [0f, 1f], [-1f, -1f]), 6);
        EnergySurface surface = EnergySurface.Of(memory, points: 5);

        IReadOnlyList<LandscapePoint> path = surface.Path(memory.Recall([0.3f, 0.2f], record: true).Trajectory!);

        Assert.Equal((0.3f, 0.2f), ((float)path[0].X, (float)path[0].Y));
        Assert.Equal(memory.Energy([0.3f, 0.2f]), path[0].Energy, 1e-12);
        for (int k = 1; k < path.Count; k++) Assert.True(path[k].Energy <= path[k - 1].Energy + 1e-6);
        Assert.True(path.Count > 2);
    }

    [Fact]
    public void A_plane_through_three_states_holds_them()
    {
        double[] a = [1, 2, 3, 4], b = [2, 2, 0, 1], c = [0, 0, 1, 5];
        StatePlane plane = StatePlane.Through(a, b, c);

        Assert.Equal((0, 0), plane.Coordinates(a));
        Assert.Equal(Math.Sqrt(19), plane.Coordinates(b).X, 1e-12);
        Assert.Equal(0, plane.Coordinates(b).Y, 1e-12);
        Assert.True(plane.Coordinates(c).Y > 0);
        foreach (double[] state in new[] { a, b, c })
        {
            var (x, y) = plane.Coordinates(state);
            Assert.Equal(0, plane.Distance(state), 1e-12);
            Assert.Equal(state, plane.State(x, y), (p, q) => Math.Abs(p - q) < 1e-12);
        }
        Assert.Equal(3, plane.Distance([.. plane.State(0.3, 0.1).Zip(Normal(plane), (s, n) => s + 3 * n)]), 1e-12);
    }

    // Points on a line x·e₁ with a little spread along e₃: the principal plane is spanned by e₁ and e₃.
    [Fact]
    public void The_default_plane_shows_the_directions_of_most_variance()
    {
        var patterns = PatternSet.From([5.0, 0, 0.3], [-5.0, 0, 0.3], [5.0, 0, -0.3], [-5.0, 0, -0.3]);
        StatePlane plane = StatePlane.Of(patterns);
        Assert.Equal((5, 0.3), (Math.Round(plane.Coordinates([5, 0, 0.3]).X, 12), Math.Round(plane.Coordinates([5, 0, 0.3]).Y, 12)));
        Assert.Equal(2, plane.Distance([0, 2, 0]), 1e-12);
    }

    [Fact]
    public void Patterns_that_span_less_than_a_plane_still_get_one()
    {
        StatePlane line = StatePlane.Of(PatternSet.From([1.0, 1, 1], [2.0, 2, 2]));
        Assert.Equal(0, line.Distance([0, 0, 0]), 1e-12);
        StatePlane point = StatePlane.Of(PatternSet.From<double>([1.0, 1, 1]));
        Assert.Equal((0, 0), point.Coordinates([1, 1, 1]));
        Assert.Equal((1, 0), (Math.Round(point.Coordinates([2, 1, 1]).X, 12), Math.Round(point.Coordinates([2, 1, 1]).Y, 12)));
    }

    [Fact]
    public void Any_energy_of_real_states_can_be_drawn()
    {
        StatePlane plane = StatePlane.Through([0, 0, 0], [1, 0, 0], [0, 0, 1]);
        EnergySurface bowl = EnergySurface.Of(s => s[0] * s[0] + 10 * s[1] + s[2], plane, reach: 2, points: 3);
        Assert.Equal(new double[,] { { 2, -2, 2 }, { 4, 0, 4 }, { 6, 2, 6 } }, bowl.Energy);
        Assert.Equal(new LandscapePoint(1, 2, 53), bowl.Place(1.0, 5, 2));
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentException>("along", () => StatePlane.Through([0, 0], [0, 0], [1, 0]));
        Assert.Throws<ArgumentException>("aside", () => StatePlane.Through([0, 0], [1, 1], [2, 2]));
        Assert.Throws<ArgumentException>("aside", () => StatePlane.Through([0, 0], [1, 1], [2, 2, 3]));
        Assert.Throws<ArgumentException>("origin", () => StatePlane.Through([double.NaN, 0], [1, 1], [2, 0]));
        Assert.Throws<ArgumentException>("patterns", () => StatePlane.Of(PatternSet.From<double>([1.0])));
        StatePlane plane = StatePlane.Through([0, 0], [1, 0], [0, 1]);
        Assert.Throws<ArgumentOutOfRangeException>("reach", () => EnergySurface.Of(_ => 0, plane, 0));
        Assert.Throws<ArgumentOutOfRangeException>("points", () => EnergySurface.Of(_ => 0, plane, 1, 1));
        Assert.Throws<ArgumentException>("state", () => plane.Coordinates([1, 2, 3]));
    }

    private static double[] Normal(StatePlane plane)
    {
        // Any vector minus its projection, normalised.
        double[] seed = [0.2, 0.9, -0.4, 0.1];
        var (x, y) = plane.Coordinates([.. plane.State(0, 0).Zip(seed, (o, s) => o + s)]);
        double[] rest = [.. plane.State(0, 0).Zip(seed, (o, s) => o + s).Zip(plane.State(x, y), (s, p) => s - p)];
        double norm = Math.Sqrt(rest.Sum(r => r * r));
        return [.. rest.Select(r => r / norm)];
    }
}
