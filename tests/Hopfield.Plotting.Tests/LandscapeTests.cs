using System.Text.Json.Nodes;

namespace Hopfield.Plotting.Tests;

public sealed class LandscapeTests
{
    private static readonly double[] X = [-1, 0, 1], Y = [0, 2];

    /// <summary>The bowl E = x² + y at the corners of the grid: rows are y, columns are x.</summary>
    private static readonly double[,] Bowl = { { 1, 0, 1 }, { 3, 2, 3 } };

    [Fact]
    public void Rows_of_the_surface_are_y_and_columns_are_x()
    {
        JsonObject surface = Figures.Landscape(X, Y, Bowl, "A bowl.").Trace("surface");
        Assert.Equal(X, surface["x"].Numbers());
        Assert.Equal(Y, surface["y"].Numbers());
        Assert.Equal([[1, 0, 1], [3, 2, 3]], surface["z"].Rows());
    }

    [Fact]
    public void The_text_names_the_lowest_point_and_the_marked_ones()
    {
        string text = Figures.Landscape(X, Y, Bowl, "A bowl.", [new Spot(0, 0, 0, SpotKind.Minimum, "the bottom")]).Text;
        Assert.Contains("lowest grid point 0 at (0, 0)", text);
        Assert.Contains("minimum at (0, 0), energy E 0: the bottom", text);
    }

    [Fact]
    public void Contours_are_projected_on_a_floor_below_the_surface()
    {
        JsonObject layout = Figures.Landscape(X, Y, Bowl, "A bowl.").Layout();
        JsonNode contours = layout["template"]!["data"]!["surface"]![0]!["contours"]!["z"]!;
        Assert.True((bool)contours["project"]!["z"]!);
        Assert.True(layout["scene"]!["zaxis"]!["range"].Numbers()[0] < 0);
    }

    [Fact]
    public void Marked_points_and_paths_lie_above_the_surface_but_not_by_much()
    {
        Figure figure = Figures.Landscape(X, Y, Bowl, "A bowl.", [new Spot(0, 0, 0, SpotKind.Stored, "x")], [new Track([1, 0], [2, 0], [3, 0])]);
        double[] path = figure.Trace("scatter3d")["z"].Numbers();
        Assert.InRange(path[1], 0.01, 0.3);    // at most a tenth of the span of 3
        Assert.True(double.IsNaN(path[^1]));
        Assert.InRange(figure.Trace("scatter3d", 1)["z"].Numbers()[0], 0.05, 0.3);
    }

    [Fact]
    public void Each_kind_of_point_has_a_marker_of_its_own()
    {
        Figure figure = Figures.Landscape(X, Y, Bowl, "A bowl.", [new(0, 0, 0, SpotKind.Minimum), new(1, 0, 1, SpotKind.Stored), new(0, 2, 2, SpotKind.State)]);
        string[] symbols = [.. figure.Data().Skip(1).Select(trace => (string)trace!["marker"]!["symbol"]!)];
        Assert.Equal(["circle", "circle-open", "diamond-open"], symbols);
    }

    [Fact]
    public void A_slider_relabels_the_points_of_its_step()
    {
        Figure figure = Figures.LandscapeSlider(X, Y, [new("1", Bowl, [new(0, 0, 0, SpotKind.Minimum, "wide")]), new("2", Bowl, [new(1, 0, 1, SpotKind.Minimum, "narrow")])], "β", "Two bowls.", start: 1);
        Assert.Equal("narrow", (string?)figure.Layout()["scene"]!["annotations"]![0]!["text"]);
        JsonNode first = figure.Layout()["sliders"]![0]!["steps"]![0]!;
        Assert.Equal("update", (string?)first["method"]);
        Assert.Equal("wide", (string?)first["args"]![1]!["scene.annotations"]![0]!["text"]);
    }

    [Fact]
    public void Steps_share_height_and_colour_unless_they_are_told_not_to()
    {
        double[,] high = { { 10, 0, 10 }, { 30, 20, 30 } };
        Figure shared = Figures.LandscapeSlider(X, Y, [new("1", Bowl), new("2", high)], "n", "Two bowls.");
        Assert.Equal(30, (double)shared.Layout()["template"]!["data"]!["surface"]![0]!["cmax"]!);
        Figure own = Figures.LandscapeSlider(X, Y, [new("1", Bowl), new("2", high)], "n", "Two bowls.", sharedScale: false);
        Assert.Equal((3, 30), ((double)own.Trace("surface")["cmax"]!, (double)own.Trace("surface", 1)["cmax"]!));
    }

    [Fact]
    public void A_ceiling_gives_the_colours_to_the_valleys()
    {
        JsonObject layout = Figures.Landscape(X, Y, Bowl, "A bowl.", ceiling: 1).Layout();
        Assert.Equal(1, (double)layout["template"]!["data"]!["surface"]![0]!["cmax"]!);
        Assert.Equal(1, layout["scene"]!["zaxis"]!["range"].Numbers()[1]);
    }

    [Fact]
    public void A_flat_landscape_can_be_drawn() =>
        Assert.NotNull(Figures.Landscape(X, Y, new double[2, 3], "A plain.").ToJson());

    [Fact]
    public void Names_of_basins_stand_inside_them()
    {
        // A ring around a core: the middle of the ring is in the core, its name must not be.
        var ends = new int[5, 5];
        for (int row = 1; row < 4; row++)
            for (int column = 1; column < 4; column++) ends[row, column] = 1;
        double[] axis = [0, 1, 2, 3, 4];
        JsonArray names = (JsonArray)Figures.Basins(axis, axis, ends, ["ring", "core"], "A ring.").Layout()["annotations"]!;
        Assert.Equal(0, ends[(int)names[0]!["y"]!, (int)names[0]!["x"]!]);
        Assert.Equal(1, ends[(int)names[1]!["y"]!, (int)names[1]!["x"]!]);
    }

    public static TheoryData<Action, string> Refused => new()
    {
        { () => Figures.Landscape([0, 0], Y, new double[2, 2], "A step."), "numbers that rise" },
        { () => Figures.Landscape(X, Y, new double[3, 2], "A turn."), "Expected shape [2, 3]" },
        { () => Figures.Landscape(X, Y, new[,] { { 1, 0, 1 }, { double.NaN, 2, 3 } }, "A hole."), "[1, 0] is NaN" },
        { () => Figures.Landscape(X, Y, Bowl, "A bowl.", tracks: [new Track([0], [0, 1], [0])]), "Expected 1 items; 2 came" },
        { () => Figures.Landscape(X, Y, Bowl, "A bowl.", ceiling: -1), "above the lowest energy" },
        { () => Figures.LandscapeSlider(X, Y, [.. Enumerable.Range(0, 16).Select(i => new LandscapeStep($"{i}", Bowl))], "β", "Too many."), "at most 15" },
        { () => Figures.Basins(X, Y, new int[2, 3], [], "None."), "at least one" },
        { () => Figures.Basins(X, Y, new[,] { { 0, 1, 0 }, { 0, 0, 0 } }, ["a"], "One."), "[0, 1] is 1" },
        { () => Figures.HeatMap(X, Y, new double[1, 1], "x", "y", "z", "One."), "Expected shape" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void What_is_no_landscape_is_refused_with_a_reason(Action draw, string reason) =>
        Assert.Contains(reason, Assert.ThrowsAny<ArgumentException>(draw).Message);
}
