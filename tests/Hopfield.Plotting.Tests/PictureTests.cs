using System.Text.Json.Nodes;

namespace Hopfield.Plotting.Tests;

public sealed class PictureTests
{
    [Fact]
    public void Patterns_stand_side_by_side_with_a_gap_and_run_downwards()
    {
        Figure figure = Figures.Patterns([[1, -1, -1, 1], [-1, 1, 1, -1]], 2, "Two diagonals.");
        double[][] z = figure.Trace("heatmap")["z"].Rows();
        Assert.Equal([1, -1, double.NaN, -1, 1], z[^2]);
        Assert.Equal([-1, 1, double.NaN, 1, -1], z[^1]);
        double[] range = figure.Layout()["yaxis"]!["range"].Numbers();
        Assert.True(range[0] > range[1]);
    }

    [Fact]
    public void Both_values_have_a_key_and_two_colours_without_anything_between()
    {
        Figure figure = Figures.Patterns([[1, -1]], 2, "A pair.");
        Assert.Equal(["−1", "+1"], figure.Data().Where(trace => (bool?)trace!["showlegend"] == true).Select(trace => (string)trace!["name"]!));
        JsonArray scale = (JsonArray)figure.Trace("heatmap")["colorscale"]!;
        Assert.Equal([0, 0.5, 0.5, 1], scale.Select(stop => (double)stop![0]!));
        Assert.Equal((string?)scale[0]![1], (string?)scale[1]![1]);
    }

    [Fact]
    public void Columns_can_be_chosen()
    {
        Figure figure = Figures.Patterns([[1], [1], [1]], 1, "Three units.", columns: 1);
        Assert.Single(figure.Trace("heatmap")["z"].Rows()[0]);
    }

    [Fact]
    public void Differences_mark_exactly_the_units_that_differ()
    {
        Figure figure = Figures.Differences([[1, 1, 1, 1]], [[1, -1, 1, 1]], 2, "The second unit differs.");
        JsonObject cross = figure.Trace("scatter", figure.Data().Count(trace => (string?)trace!["type"] == "scatter") - 1);
        Assert.Equal("x-thin", (string?)cross["marker"]!["symbol"]);
        Assert.Equal([1], cross["x"].Numbers());
        double[][] z = figure.Trace("heatmap")["z"].Rows();
        Assert.Equal(-1, z[(int)cross["y"].Numbers()[0]][1]);
        Assert.Contains("1 of 4 units differ", figure.Text);
    }

    [Fact]
    public void Images_share_one_scale()
    {
        Figure figure = Figures.Images([[0, 0.25], [0.5, 2]], 2, "Two rows.");
        JsonObject heat = figure.Trace("heatmap");
        Assert.Equal((0, 2), ((double)heat["zmin"]!, (double)heat["zmax"]!));
    }

    [Fact]
    public void Attention_maps_are_in_per_cent()
    {
        Figure figure = Figures.AttentionHeads([new[,] { { 0.25, 0.75 } }], "One query.");
        Assert.Equal([25, 75], figure.Trace("heatmap")["z"].Rows()[^1]);
    }

    [Theory]
    [InlineData(new sbyte[] { 1, 0 }, "unit 1 of pattern 0 is 0")]
    [InlineData(new sbyte[] { 1, 1, 1 }, "multiple of the width 2")]
    [InlineData(new sbyte[0], "multiple of the width 2")]
    public void A_pattern_that_is_none_is_refused(sbyte[] pattern, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => Figures.Patterns([pattern], 2, "A pattern.")).Message);

    [Fact]
    public void Pictures_of_two_sizes_are_refused() =>
        Assert.Contains("picture 1 has length 4", Assert.Throws<ArgumentException>(() => Figures.Images([[0, 1], [0, 1, 2, 3]], 2, "Two sizes.")).Message);

    [Fact]
    public void No_picture_at_all_is_refused() =>
        Assert.Equal("patterns", Assert.Throws<ArgumentException>(() => Figures.Patterns([], 2, "Nothing.")).ParamName);

    [Fact]
    public void A_label_for_each_picture_is_asked_for() =>
        Assert.Equal("labels", Assert.Throws<ArgumentException>(() => Figures.Patterns([[1, 1]], 2, "A row.", ["a", "b"])).ParamName);
}
