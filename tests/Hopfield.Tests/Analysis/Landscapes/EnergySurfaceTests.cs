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
        {
            for (int column = 0; column < 7; column++)
                Assert.Equal(memory.Energy([surface.X[column], surface.Y[row]]), surface.Energy[row, column]);
        }
    }

    [Fact]
    public void A_recall_path_lies_on_the_surface_and_runs_downhill()
    {
        var memory = new ContinuousHopfield<float>(PatternSet.From([1f, 0f], [0f, 1f], [-1f, -1f]), 6);
        EnergySurface surface = EnergySurface.Of(memory, points: 5);

        IReadOnlyList<LandscapePoint> path = surface.WithPath(memory.Recall([0.3f, 0.2f], record: true)).Paths[0];

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
        Assert.Equal(new LandscapePoint(1, 2, 53), bowl.Place(1.0, 5.0, 2.0));
    }

    [Fact]
    public void Patterns_minima_and_flows_are_marked_where_the_memory_has_them()
    {
        var memory = ContinuousHopfield.Store(PatternSet.OnCircle(80, 90, 100, 210, 330), 12.0);
        EnergySurface surface = EnergySurface.Of(memory, reach: 1.25, points: 5).WithPatterns(mu => $"x{mu}").WithMinima().WithFlows(6);
        FixedPointSet found = FixedPoints.Find(memory);

        LandscapePoint[] stored = [.. surface.Points.Where(point => point.Kind == PointKind.Stored)];
        Assert.Equal(["x0", "x1", "x2", "x3", "x4"], stored.Select(point => point.Label));
        Assert.Equal(memory.Energy(memory.Patterns.Pattern(3)), stored[3].Energy);
        LandscapePoint[] minima = [.. surface.Points.Where(point => point.Kind == PointKind.Minimum)];
        Assert.Equal(found.Minima.Select(m => (m.State[0], m.State[1], found.Describe(m))), minima.Select(point => (point.X, point.Y, point.Label)));
        Assert.Equal(3, minima.Length);
        Assert.Contains("metastable, k = 3.0", minima.Select(point => point.Label));

        Assert.Equal(6, surface.Paths.Count);
        Assert.All(surface.Paths, path => Assert.Equal(1.2, Math.Sqrt(path[0].X * path[0].X + path[0].Y * path[0].Y), 1e-12));
        Assert.All(surface.Paths, path => Assert.True(path.Count <= 6));
        Assert.Equal(("ξ₁", "ξ₂", "energy E"), (surface.XName, surface.YName, surface.EnergyName));
    }

    [Fact]
    public void A_rectangle_shows_what_lies_within_it()
    {
        var memory = ContinuousHopfield.Store(PatternSet.OnCircle(80, 90, 100, 210, 330), 200.0);
        double[] x = [-0.3, 0, 0.3], y = [0.9, 1, 1.1, 1.2];
        EnergySurface near = EnergySurface.Of(memory, x, y).WithPatterns().WithMinima((m, words) => m.State[0] > 0.1 ? words : "");
        Assert.Equal((4, 3), (near.Energy.GetLength(0), near.Energy.GetLength(1)));
        Assert.Equal(memory.Energy([0.3, 1.1]), near.Energy[2, 2]);
        Assert.Equal(3, near.Points.Count(point => point.Kind == PointKind.Stored));
        LandscapePoint[] minima = [.. near.Points.Where(point => point.Kind == PointKind.Minimum)];
        Assert.Equal(3, minima.Length);
        Assert.StartsWith("single pattern, k = ", Assert.Single(minima, point => point.Label.Length > 0).Label);
    }

    [Fact]
    public void A_memory_in_single_precision_has_the_minima_of_its_patterns()
    {
        var memory = ContinuousHopfield.Store(PatternSet.From([1f, 0f], [-1f, 0f]), 8f);
        LandscapePoint[] minima = [.. EnergySurface.Of(memory, points: 3).WithMinima().Points];
        Assert.Equal(2, minima.Length);
        Assert.All(minima, minimum => Assert.Equal(1, Math.Abs(minimum.X), 1e-5));   // tanh 8 differs from 1 by 2e-7
    }

    [Fact]
    public void Every_start_of_a_basin_flows_to_the_minimum_on_its_side()
    {
        EnergySurface surface = EnergySurface.Of(ContinuousHopfield.Store(PatternSet.OnCircle(0, 180), 4.0), points: 6);
        SurfaceBasins basins = surface.Basins();
        Assert.Equal(2, basins.Minima.Count);
        for (int row = 0; row < 6; row++)
        {
            for (int column = 0; column < 6; column++)
                Assert.Equal(Math.Sign(surface.X[column]), Math.Sign(basins.Minima[basins.EndOf[row, column]].State[0]));
        }
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
        var memory = ContinuousHopfield.Store(FivePoints.Patterns, 4.0);
        Assert.Throws<ArgumentException>("y", () => EnergySurface.Of(memory, [0, 1], [1, 0]));
        Assert.Throws<ArgumentException>("x", () => EnergySurface.Of(memory, [0], [0, 1]));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => EnergySurface.Of(memory, points: 2).WithFlows(0));
        Assert.Throws<ArgumentException>("recall", () => EnergySurface.Of(memory, points: 2).WithPath(memory.Recall([1.0, 0])));
        EnergySurface formula = EnergySurface.Of(_ => 0, plane, 1, 2);
        Assert.Throws<InvalidOperationException>(() => formula.WithPatterns());
        Assert.Throws<InvalidOperationException>(() => formula.WithMinima());
        Assert.Throws<InvalidOperationException>(() => formula.WithFlows(1));
        Assert.Throws<InvalidOperationException>(formula.Basins);
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
