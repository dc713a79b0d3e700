using System.Text.Json.Nodes;

namespace Hopfield.Plotting.Tests;

public sealed class LandscapeTests
{
    private static readonly double[] _x = [-1, 0, 1], _y = [0, 2];

    /// <summary>The bowl E = x² + y at the corners of the grid: rows are y, columns are x.</summary>
    private static readonly double[,] _heights = { { 1, 0, 1 }, { 3, 2, 3 } };

    private static readonly EnergyGrid _bowl = EnergyGrid.From(_x, _y, _heights);

    [Fact]
    public void Rows_of_the_surface_are_y_and_columns_are_x()
    {
        JsonObject surface = Figures.Landscape(_bowl, "A bowl.").Trace("surface");
        Assert.Equal(_x, surface["x"].Numbers());
        Assert.Equal(_y, surface["y"].Numbers());
        Assert.Equal([[1, 0, 1], [3, 2, 3]], surface["z"].Rows());
    }

    [Fact]
    public void The_text_names_the_lowest_point_and_the_marked_ones()
    {
        string text = Figures.Landscape(_bowl.WithPoints(new LandscapePoint(0, 0, 0, PointKind.Minimum, "the bottom")), "A bowl.").Text;
        Assert.Contains("lowest grid point 0 at (0, 0)", text);
        Assert.Contains("minimum at (0, 0), energy E 0: the bottom", text);
    }

    [Fact]
    public void Contours_are_projected_on_a_floor_below_the_surface()
    {
        JsonObject layout = Figures.Landscape(_bowl, "A bowl.").Layout();
        JsonNode contours = layout["template"]!["data"]!["surface"]![0]!["contours"]!["z"]!;
        Assert.True((bool)contours["project"]!["z"]!);
        Assert.True(layout["scene"]!["zaxis"]!["range"].Numbers()[0] < 0);
    }

    [Fact]
    public void Marked_points_and_paths_lie_above_the_surface_but_not_by_much()
    {
        Figure figure = Figures.Landscape(_bowl.WithPoints(new LandscapePoint(0, 0, 0, PointKind.Stored, "x")).WithPath([new(1, 2, 3), new(0, 0, 0)]), "A bowl.");
        double[] path = figure.Trace("scatter3d")["z"].Numbers();
        Assert.InRange(path[1], 0.01, 0.3);    // at most a tenth of the span of 3
        Assert.True(double.IsNaN(path[^1]));
        Assert.InRange(figure.Trace("scatter3d", 1)["z"].Numbers()[0], 0.05, 0.3);
    }

    [Fact]
    public void Each_kind_of_point_has_a_marker_of_its_own()
    {
        Figure figure = Figures.Landscape(_bowl.WithPoints(new(0, 0, 0, PointKind.Minimum), new(1, 0, 1, PointKind.Stored), new(0, 2, 2)), "A bowl.");
        string[] symbols = [.. figure.Data().Skip(1).Select(trace => (string)trace!["marker"]!["symbol"]!)];
        Assert.Equal(["circle", "circle-open", "diamond-open"], symbols);
    }

    /// <summary>The slope of the line of sight: its height over its length in the plane.</summary>
    [Fact]
    public void A_rough_landscape_can_be_looked_at_from_higher_up()
    {
        static double Slope(Figure figure)
        {
            JsonNode eye = figure.Layout()["scene"]!["camera"]!["eye"]!;
            return (double)eye["z"]! / Math.Sqrt(Math.Pow((double)eye["x"]!, 2) + Math.Pow((double)eye["y"]!, 2));
        }
        Assert.True(Slope(Figures.Landscape(_bowl, "A bowl.", fromAbove: true)) > 2 * Slope(Figures.Landscape(_bowl, "A bowl.")));
    }

    [Fact]
    public void A_landscape_brings_the_names_of_its_axes() =>
        Assert.Equal(
            ["a", "b", "c"],
            Figures.Landscape(_bowl.WithAxes("a", "b", "c"), "A bowl.").Layout()["scene"] is { } scene
                ? new[] { "xaxis", "yaxis", "zaxis" }.Select(axis => (string)scene[axis]!["title"]!["text"]!)
                : []);

    [Fact]
    public void The_basins_of_a_memory_are_drawn_with_their_names()
    {
        EnergySurface surface = EnergySurface.Of(ContinuousHopfield.Store(PatternSet.OnCircle(0, 180), 8.0), points: 5).WithMinima();
        Figure figure = Figures.Basins(surface.Basins(), "Two halves of a plane.");
        Assert.Equal(2, figure.Text.Split('\n').Count(line => line.StartsWith("single pattern, k = 1.0: ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_slider_relabels_the_points_of_its_step()
    {
        Figure figure = Figures.LandscapeSlider("β", [1, 2], beta => _bowl.WithPoints(new LandscapePoint(beta - 1, 0, beta - 1, PointKind.Minimum, beta == 1 ? "wide" : "narrow")), "Two bowls.", start: 1);
        Assert.Equal("narrow", (string?)figure.Layout()["scene"]!["annotations"]![0]!["text"]);
        JsonNode first = figure.Layout()["sliders"]![0]!["steps"]![0]!;
        Assert.Equal("update", (string?)first["method"]);
        Assert.Equal("wide", (string?)first["args"]![1]!["scene.annotations"]![0]!["text"]);
    }

    [Fact]
    public void Steps_share_height_and_colour_unless_they_are_told_not_to()
    {
        double[,] high = { { 10, 0, 10 }, { 30, 20, 30 } };
        Landscape Bowls(int n) => n == 1 ? _bowl : EnergyGrid.From(_x, _y, high);
        Figure shared = Figures.LandscapeSlider("n", [1, 2], Bowls, "Two bowls.");
        Assert.Equal(30, (double)shared.Layout()["template"]!["data"]!["surface"]![0]!["cmax"]!);
        Figure own = Figures.LandscapeSlider("n", [1, 2], Bowls, "Two bowls.", sharedScale: false);
        Assert.Equal((3, 30), ((double)own.Trace("surface")["cmax"]!, (double)own.Trace("surface", 1)["cmax"]!));
    }

    [Fact]
    public void A_ceiling_gives_the_colours_to_the_valleys()
    {
        JsonObject layout = Figures.Landscape(_bowl, "A bowl.", ceiling: 1).Layout();
        Assert.Equal(1, (double)layout["template"]!["data"]!["surface"]![0]!["cmax"]!);
        Assert.Equal(1, layout["scene"]!["zaxis"]!["range"].Numbers()[1]);
    }

    [Fact]
    public void A_flat_landscape_can_be_drawn() =>
        Assert.NotNull(Figures.Landscape(EnergyGrid.From(_x, _y, new double[2, 3]), "A plain.").ToJson());

    [Fact]
    public void Names_of_basins_stand_inside_them()
    {
        // A ring around a core: the middle of the ring is in the core, its name must not be.
        var ends = new int[5, 5];
        for (int row = 1; row < 4; row++)
            for (int column = 1; column < 4; column++) ends[row, column] = 1;
        double[] axis = [0, 1, 2, 3, 4];
        JsonArray names = (JsonArray)Figures.Basins(EnergyGrid.From(axis, axis, new double[5, 5]), ends, ["ring", "core"], "A ring.").Layout()["annotations"]!;
        Assert.Equal(0, ends[(int)names[0]!["y"]!, (int)names[0]!["x"]!]);
        Assert.Equal(1, ends[(int)names[1]!["y"]!, (int)names[1]!["x"]!]);
    }

    // The energy is a function of the caller's own: what it answers is no argument.
    [Fact]
    public void A_hole_in_a_landscape_is_refused() => Assert.Contains("finite energies", Assert.Throws<InvalidOperationException>(
        () => EnergySurface.Of(_ => double.NaN, StatePlane.Through([0, 0], [1, 0], [0, 1]), reach: 1, points: 2)).Message, StringComparison.Ordinal);

    public static TheoryData<Action, string> Refused => new()
    {
        { () => Figures.Landscape(_bowl, "A bowl.", ceiling: -1), "above the lowest energy" },
        { () => Figures.LandscapeSlider("β", [.. Enumerable.Range(0, 16)], _ => _bowl, "Too many."), "at most 15" },
        { () => Figures.LandscapeSlider("β", [1, 2], n => EnergyGrid.From([0, n], [0, 1], new double[2, 2]), "Two places."), "the same positions" },
        { () => Figures.Basins(_bowl, new int[2, 3], [], "None."), "at least one" },
        { () => Figures.Basins(_bowl, new[,] { { 0, 1, 0 }, { 0, 0, 0 } }, ["a"], "One."), "[0, 1] is 1" },
        { () => Figures.HeatMap(_x, _y, new double[1, 1], "x", "y", "z", "One."), "Expected shape" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void What_is_no_landscape_is_refused_with_a_reason(Action draw, string reason) =>
        Assert.Contains(reason, Assert.ThrowsAny<ArgumentException>(draw).Message);
}
