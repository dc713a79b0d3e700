using System.Text.Json.Nodes;

namespace Hopfield.Plotting.Tests;

public sealed class CurveTests
{
    [Fact]
    public void Theory_is_a_line_and_measurement_is_markers_of_the_same_colour_when_they_share_a_group()
    {
        Figure figure = Figures.Curves([Series.Theory("law", [1, 2], [3, 4], group: "error"), Series.Measured("measured", [1, 2], [3, 4], group: "error")], "x", "y", "A line through its points.");
        JsonObject law = figure.Trace("scatter"), measured = figure.Trace("scatter", 1);
        Assert.Equal(("lines", "markers"), ((string?)law["mode"], (string?)measured["mode"]));
        Assert.Equal((string?)law["line"]!["color"], (string?)measured["marker"]!["color"]);
    }

    [Fact]
    public void Series_without_a_group_differ_in_colour_dash_and_symbol()
    {
        Figure figure = Figures.Curves([Series.Theory("a", [1], [1]), Series.Theory("b", [1], [1]), Series.Measured("c", [1], [1]), Series.Measured("d", [1], [1])], "x", "y", "Four points.");
        JsonObject[] traces = [.. figure.Data().Select(trace => (JsonObject)trace!)];
        Assert.NotEqual((string?)traces[0]["line"]!["dash"], (string?)traces[1]["line"]!["dash"]);
        Assert.NotEqual((string?)traces[0]["line"]!["color"], (string?)traces[1]["line"]!["color"]);
        Assert.NotEqual((string?)traces[2]["marker"]!["symbol"], (string?)traces[3]["marker"]!["symbol"]);
    }

    [Fact]
    public void A_band_goes_up_one_side_and_back_on_the_other()
    {
        Figure figure = Figures.Curves([Series.Measured("m", [1, 2, 3], [5, 6, 7], [4, 5, 6], [6, 7, 9])], "x", "y", "A band.");
        JsonObject band = figure.Trace("scatter");
        Assert.Equal("toself", (string?)band["fill"]);
        Assert.Equal([1, 2, 3, 3, 2, 1], band["x"].Numbers());
        Assert.Equal([4, 5, 6, 9, 7, 6], band["y"].Numbers());
    }

    [Fact]
    public void Estimates_are_drawn_with_their_intervals()
    {
        Estimate[] two = [new(5, 0.5, 4, 6, 10), new(6, 0.5, 5, 8, 10)];
        Assert.Equal(
            Figures.Curves([Series.Measured("m", [1, 2], [5, 6], [4, 5], [6, 8])], "x", "y", "A band.").Data().ToJsonString(),
            Figures.Curves([Series.Measured("m", [1, 2], two)], "x", "y", "A band.").Data().ToJsonString());
        Assert.Contains("finite", Assert.Throws<ArgumentException>(() => Series.Measured("m", [1], [Estimate.OfMean([5])])).Message);
    }

    [Fact]
    public void A_law_and_a_measurement_are_taken_at_every_position()
    {
        double[] axis = [0, 1, 2, 3], squares = [0, 1, 4, 9];
        int calls = 0;
        Assert.Equal(
            Figures.Curves([Series.Theory("law", axis, squares, group: "g"), Series.Measured("m", axis, squares, group: "g")], "x", "y", "Squares.").Data().ToJsonString(),
            Figures.Curves([Series.Theory("law", axis, x => x * x, "g"), Series.Measured("m", axis, Squared, "g")], "x", "y", "Squares.").Data().ToJsonString());
        Assert.Equal(4, calls);
        Assert.Contains("finite", Assert.Throws<ArgumentException>(() => Series.Theory("law", [-1], Math.Sqrt)).Message);

        double Squared(double x)
        {
            calls++;
            return x * x;
        }
    }

    [Fact]
    public void A_capacity_curve_is_drawn_over_an_axis_of_ones_own()
    {
        CapacityCurve curve = new(CapacityCriterion.ExactRecall, [
            new(new(20, 5, 0), new(0.9, 0.1, 0.7, 1, 10)),
            new(new(20, 10, 0), new(0.5, 0.1, 0.3, 0.7, 10))]);
        Assert.Equal(
            Figures.Curves([Series.Measured("m", [5, 10], [0.9, 0.5], [0.7, 0.3], [1, 0.7])], "P", "y", "A fall.").Data().ToJsonString(),
            Figures.Curves([Series.Measured("m", [5, 10], curve)], "P", "y", "A fall.").Data().ToJsonString());
        Assert.Throws<ArgumentException>(() => Series.Measured("m", [5], curve));
    }

    [Fact]
    public void A_share_below_counts_the_values_that_are_strictly_smaller()
    {
        Assert.Equal(
            Figures.Curves([Series.Theory("m", [-1, 0, 1, 2], [0, 0.25, 0.75, 1])], "x", "y", "A line that rises.").Data().ToJsonString(),
            Figures.Curves([Series.ShareBelow("m", [1, -0.5, 0, 0.5], [-1, 0, 1, 2])], "x", "y", "A line that rises.").Data().ToJsonString());
        Assert.Throws<ArgumentException>(() => Series.ShareBelow("m", [], [1]));
        Assert.Throws<ArgumentException>(() => Series.ShareBelow("m", [double.NaN], [1]));
    }

    [Fact]
    public void A_band_that_reaches_zero_is_cut_off_below_a_logarithmic_axis()
    {
        Figure figure = Figures.Curves([Series.Measured("m", [1, 2], [0.1, 0], [0, 0], [0.2, 0.05])], "x", "y", "Rare errors.", logY: true);
        Assert.All(figure.Trace("scatter")["y"].Numbers(), value => Assert.True(value > 0));
        Assert.Contains("values of 0, below the logarithmic axis: 1", figure.Text);
        Assert.Equal("log", (string?)figure.Layout()["yaxis"]!["type"]);
    }

    [Fact]
    public void A_guide_on_a_logarithmic_axis_stands_where_its_text_stands()
    {
        Figure figure = Figures.Curves([Series.Theory("a", [1, 1000], [1, 2])], "x", "y", "A line.", logX: true, guides: [new Guide(100, "here")]);
        Assert.Equal(100, (double)figure.Layout()["shapes"]![0]!["x0"]!);
        JsonNode name = figure.Layout()["annotations"]![0]!;
        Assert.Equal(2, (double)name["x"]!);
        // Above the frame, where no curve runs through it.
        Assert.Equal(("paper", 1.0, "bottom"), ((string)name["yref"]!, (double)name["y"]!, (string)name["yanchor"]!));
    }

    [Fact]
    public void Runs_are_one_bundle_with_gaps()
    {
        Figure figure = Figures.Curves([Series.Runs("runs", [0, 1], [[1, 2], [3, 4]])], "t", "y", "Two runs.");
        Assert.Equal([1, 2, double.NaN, 3, 4, double.NaN], figure.Trace("scatter")["y"].Numbers());
    }

    [Fact]
    public void Axes_of_a_slider_stay_and_hold_all_steps()
    {
        Figure figure = Figures.CurvesSlider([new("1", [Series.Theory("a", [0, 1], [0, 1])]), new("2", [Series.Theory("a", [0, 1], [0, 10])])], "n", "x", "y", "A line that grows steep.");
        double[] range = figure.Layout()["yaxis"]!["range"].Numbers();
        Assert.True(range[0] <= 0 && range[1] >= 10);
    }

    [Fact]
    public void Many_energy_traces_without_names_become_one()
    {
        Figure figure = Figures.EnergyTrace([.. Enumerable.Range(0, 7).Select(run => new double[] { run, run - 1 })], "Seven recalls.");
        Assert.Single(figure.Data());
        Assert.Contains("from 6 to 5 in 1 steps", figure.Text);
    }

    [Fact]
    public void Energy_traces_grow_on_the_axes_of_all_their_steps()
    {
        double[][] energies = [[4, 2, 1], [3, -1]];
        Figure Until(int? upTo) => Figures.EnergyTrace(energies, "Two recalls.", upTo: upTo);
        Assert.Equal([4, 2], Until(1).Data()[0]!["y"].Numbers());
        Assert.Equal(Until(null).Data().ToJsonString(), Until(2).Data().ToJsonString());
        double[] x = Until(1).Layout()["xaxis"]!["range"].Numbers(), y = Until(1).Layout()["yaxis"]!["range"].Numbers();
        Assert.True(x[0] <= 0 && x[1] >= 2 && y[0] <= -1 && y[1] >= 4);
        Assert.Equal(Until(1).Layout()["xaxis"]!["range"].Numbers(), Until(2).Layout()["xaxis"]!["range"].Numbers());
        Assert.Contains("in 1 steps", Until(1).Text);
        Assert.Contains("at least one step", Assert.Throws<ArgumentOutOfRangeException>(() => Until(0)).Message);
    }

    [Fact]
    public void Recalls_bring_their_energies()
    {
        RecallResult<sbyte[]>[] recalls = [.. Enumerable.Range(0, 3).Select(k => FiveUnits.Network.Recall(FiveUnits.State(10 * k), record: true))];
        Assert.Equal(
            Figures.EnergyTrace([.. recalls.Select(recall => recall.Trajectory!.Energies.ToArray())], "Three recalls.").Data().ToJsonString(),
            Figures.EnergyTrace(recalls, "Three recalls.").Data().ToJsonString());
    }

    [Fact]
    public void What_was_measured_brings_its_axis_and_its_intervals()
    {
        var curve = new CapacityCurve(CapacityCriterion.ExactRecall, [new(new(10, 1, 0), new(0.9, 0.01, 0.8, 1, 5)), new(new(10, 2, 0), new(0.5, 0.01, 0.4, 0.6, 5))]);
        Assert.Equal(
            Figures.Curves([Series.Measured("m", [0.1, 0.2], [0.9, 0.5], [0.8, 0.4], [1, 0.6])], "x", "y", "A fall.").Data().ToJsonString(),
            Figures.Curves([Series.Measured("m", curve)], "x", "y", "A fall.").Data().ToJsonString());
        var fall = new Avalanche([0, 0.2], [0, 0.1], [0, 0.3], [[0, 0.1], [0, 0.3]]);
        Assert.Equal(
            Figures.Curves([Series.Runs("r", [0, 1], fall.Runs), Series.Measured("m", [0, 1], fall.WrongShare, fall.Low, fall.High)], "x", "y", "A rise.").Data().ToJsonString(),
            Figures.Curves([Series.Runs("r", fall), Series.Measured("m", fall)], "x", "y", "A rise.").Data().ToJsonString());
    }

    /// <summary>Two opposite patterns of norm 1: the average splits at β = 1.</summary>
    [Fact]
    public void A_followed_branch_is_cut_where_minima_turn_into_saddles()
    {
        FixedPointBranch middle = Continuation.Follow(PatternSet.OnCircle(0, 180), [0, 0], 0.25, 4);
        Figure figure = Figures.Bifurcation([("average", middle)], "A line that becomes unstable.");
        Assert.Equal(["solid", "dot"], figure.Data().Select(trace => (string)trace!["line"]!["dash"]!));
        Assert.Equal("ξ₁ at rest", (string?)figure.Layout()["yaxis"]!["title"]!["text"]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Figures.Bifurcation([("average", middle)], "A line.", unit: 2));
    }

    [Fact]
    public void A_histogram_is_a_density()
    {
        Figure figure = Figures.Histogram([0, 1, 1, 2, 2, 2, 3, 4], "x", "A hill.", bins: 4);
        JsonObject bars = figure.Trace("bar");
        Assert.Equal([0.5, 1.5, 2.5, 3.5], bars["x"].Numbers());
        Assert.Equal([1 / 8.0, 2 / 8.0, 3 / 8.0, 2 / 8.0], bars["y"].Numbers());
    }

    [Fact]
    public void A_violin_of_a_large_sample_keeps_its_quantiles()
    {
        Figure figure = Figures.Violins(["line"], [[.. Enumerable.Range(0, 1001).Select(i => (double)i)]], "y", "An even spread.");
        double[] drawn = figure.Trace("violin")["y"].Numbers();
        Assert.Equal(200, drawn.Length);
        Assert.Equal((0, 1000), (drawn[0], drawn[^1]));
        Assert.Contains("median 500, quartiles 250 and 750", figure.Text);
    }

    [Fact]
    public void Stable_branches_are_full_lines_and_unstable_ones_are_not()
    {
        Figure figure = Figures.Bifurcation([new([0, 1], [0, 0], true), new([1, 2], [0, 0], false), new([1, 2], [0, 1], true)], "β", "m", "A fork.");
        Assert.Equal(["solid", "dot", "solid"], figure.Data().Select(trace => (string)trace!["line"]!["dash"]!));
        Assert.Equal(2, figure.Data().Count(trace => (bool)trace!["showlegend"]!));
    }

    [Fact]
    public void A_named_branch_has_one_entry_and_a_symbol_of_its_own()
    {
        Figure figure = Figures.Bifurcation(
            [new([1, 2], [0, 0], false, "a"), new([1, 2], [1, 1], true, "a"), new([1, 2], [2, 2], true, "b"), new([1, 2], [3, 3], true, "b")], "β", "m", "Two names.");
        Assert.Equal([false, true, true, false], figure.Data().Select(trace => (bool)trace!["showlegend"]!));
        Assert.Equal([null, "circle", "square", "square"], figure.Data().Select(trace => (string?)trace!["marker"]?["symbol"]));
    }

    [Theory, InlineData(1e-8, 1), InlineData(1e-9, 2)]
    public void A_logarithmic_axis_of_many_powers_marks_every_second(double lowest, int step)
    {
        Figure figure = Figures.Curves([Series.Theory("a", [1, 2], [1, lowest])], "x", "y", "A fall.", logY: true);
        Assert.Equal(step, (int)figure.Layout()["yaxis"]!["dtick"]!);
    }

    [Fact]
    public void A_single_measurement_has_a_bar_and_several_have_a_band()
    {
        Series[] series = [Series.Measured("one", [1], [5], [3], [6]), Series.Measured("two", [1, 2], [5, 5], [3, 4], [6, 7])];
        Figure figure = Figures.Curves(series, "x", "y", "A bar and a band.");
        Assert.Single(figure.Data(), trace => trace!["fill"] is not null);
        JsonObject one = figure.Data().Single(trace => (string?)trace!["name"] == "one")!.AsObject();
        Assert.Equal([1.0], one["error_y"]!["array"].Numbers());
        Assert.Equal([2.0], one["error_y"]!["arrayminus"].Numbers());
    }

    [Fact]
    public void Bars_carry_both_arms_of_their_interval()
    {
        JsonObject bars = Figures.Bars(["a", "b"], [2, 4], "y", "Two bars.", [1, 3.5], [4, 5]).Trace("bar");
        Assert.Equal([2, 1], bars["error_y"]!["array"].Numbers());
        Assert.Equal([1, 0.5], bars["error_y"]!["arrayminus"].Numbers());
    }

    [Fact]
    public void The_roof_bends_at_its_ridge()
    {
        JsonObject roof = Figures.Roofline([new("k", 1, 0.1)], [new("memory", 4)], "One kernel.").Trace("scatter");
        double[] x = roof["x"].Numbers(), y = roof["y"].Numbers();
        Assert.Equal((4, 1), (x[1], y[1]));
        Assert.Equal(x[0] / 4, y[0], 1e-4);
    }

    [Fact]
    public void A_kernel_under_the_roof_may_have_an_interval()
    {
        JsonObject kernels = Figures.Roofline([new("slow", 1, 0.2, 0.1, 0.5), new("above", 9, 2, 1.5, 3)], [new("memory", 4)], "Two kernels.").Data()[^1]!.AsObject();
        Assert.Equal([0.3, 1.0], kernels["error_y"]!["array"].Numbers());
        Assert.Equal([0.1, 0.5], kernels["error_y"]!["arrayminus"].Numbers());
        Assert.Equal(["bottom right", "top center"], kernels["textposition"]!.AsArray().Select(place => (string)place!));
        Assert.Null(Figures.Roofline([new("k", 1, 0.1)], [new("memory", 4)], "One.").Data()[^1]!["error_y"]);
    }

    public static TheoryData<Action, string> Refused => new()
    {
        { () => Series.Theory("a", [1, double.NaN], [1, 2]), "item 1 is NaN" },
        { () => Series.Theory("a", [1, 2], [1]), "Expected 2 items; 1 came" },
        { () => Series.Measured("a", [1], [1], low: [0]), "one is missing" },
        { () => Series.Measured("a", [1], [1], [2], [1]), "low ≤ high" },
        { () => Figures.Curves([], "x", "y", "Nothing."), "at least one" },
        { () => Figures.Curves([Series.Theory("a", [0], [1])], "x", "y", "A point.", logX: true), "positive positions" },
        { () => Figures.Curves([Series.Theory("a", [1], [-1])], "x", "y", "A point.", logY: true), "negative" },
        { () => Figures.EnergyTrace([[1, double.PositiveInfinity]], "A jump."), "item 1 is Infinity" },
        { () => Figures.Histogram([], "x", "Nothing."), "at least one" },
        { () => Figures.Histogram([1], "x", "One.", bins: 0), "1 to 200" },
        { () => Figures.Violins(["a"], [[1], [2]], "y", "Two."), "Expected 2 items" },
        { () => Figures.Bars(["a"], [1, 2], "y", "Two."), "Expected 1 items" },
        { () => Figures.CriticalDifference(["a", "b"], [1, 3], 1, "Ranks."), "from 1 to 2" },
        { () => Figures.CriticalDifference(["a"], [1], 0, "Ranks."), "positive" },
        { () => Figures.Roofline([new("k", 0, 1)], [new("m", 1)], "One."), "positive intensity" },
        { () => Figures.Roofline([new("k", 1, 1, Low: 0.5)], [new("m", 1)], "One."), "one is missing" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void What_cannot_be_drawn_is_refused_with_a_reason(Action draw, string reason) =>
        Assert.Contains(reason, Assert.ThrowsAny<ArgumentException>(draw).Message);
}
