using System.Text.Json.Nodes;

namespace Hopfield.Plotting.Tests;

public sealed class GraphTests
{
    private static readonly int[] Ends = [.. Enumerable.Range(0, 32).Where(code => FiveUnits.Moves(code).Length == 0)];

    /// <summary>The area of a wedge tells its probability: the shoelace formula over what is drawn for a state.</summary>
    [Fact]
    public void Wedges_have_areas_in_proportion_to_their_probabilities()
    {
        double[,] shares = { { 0.25, 0.75 } };
        Figure figure = Figures.StateGraph(["s"], [0], ["A", "B"], [new StateGraphView("rule", shares, [])], "One state.");
        JsonObject[] wedges = [.. figure.Data().Select(trace => (JsonObject)trace!).Where(trace => (string?)trace["fill"] == "toself")];
        double a = Area(wedges[0]), b = Area(wedges[1]);
        Assert.Equal(3, b / a, 0.03);   // chords of 18° cut off 1.6 % of each sector, rounding to four digits less than 0.5 %
        Assert.NotEqual((string?)wedges[0]["fillpattern"]!["shape"], (string?)wedges[1]["fillpattern"]!["shape"]);
    }

    private static double Area(JsonObject polygon)
    {
        double[] x = polygon["x"].Numbers()[..^1], y = polygon["y"].Numbers()[..^1];
        return Math.Abs(Enumerable.Range(0, x.Length).Sum(i => x[i] * y[(i + 1) % x.Length] - x[(i + 1) % x.Length] * y[i])) / 2;
    }

    [Fact]
    public void Every_move_of_a_legal_update_leads_to_a_lower_row()
    {
        StateGraphView view = FiveUnits.Random(Ends);
        double[] energies = [.. Enumerable.Range(0, 32).Select(FiveUnits.Energy)];
        var layout = new LevelLayout(energies, view.Transitions);
        Assert.All(view.Transitions, move => Assert.True(layout.Positions[move.To].Y < layout.Positions[move.From].Y));
        Assert.Equal(32, layout.Positions.Distinct().Count());
        Assert.Equal(energies.Distinct().Order(), layout.Rows.Select(row => row.Energy));
    }

    [Fact]
    public void States_of_one_row_do_not_touch()
    {
        var layout = new LevelLayout([.. Enumerable.Repeat(0.0, 12), 1], []);
        double[] row = [.. layout.Positions[..12].Select(place => place.X).Order()];
        Assert.All(row.Zip(row.Skip(1)), pair => Assert.True(pair.Second - pair.First > 0.8));
    }

    /// <summary>Numbers of the five-unit net: 22 states have no end of their own; all at once, 22 of 32 starts end in a cycle of two.</summary>
    [Fact]
    public void The_text_counts_states_with_more_than_one_end()
    {
        StateGraphView random = FiveUnits.Random(Ends);
        Figure figure = Figures.StateGraph([.. Enumerable.Range(0, 32).Select(FiveUnits.Name)], [.. Enumerable.Range(0, 32).Select(FiveUnits.Energy)], [.. Ends.Select(FiveUnits.Name)], [random], "The five-unit net.");
        Assert.Equal(4, Ends.Length);
        Assert.Contains("22 of 32 states have more than one possible end", figure.Text);
        StateGraphView together = FiveUnits.AllAtOnce(Ends);
        Assert.Equal(22, Enumerable.Range(0, 32).Count(code => together.EndProbabilities[code, 4] == 1));
    }

    [Fact]
    public void Pointing_at_a_state_tells_its_energy_and_its_ends()
    {
        Figure figure = Figures.StateGraph(["01", "10"], [-1, 2], ["A", "B"], [new StateGraphView("rule", new[,] { { 1.0, 0 }, { 0.125, 0.875 } }, [new Edge(1, 0)])], "Two states.");
        string[] hover = figure.Trace("scatter", figure.Data().Count - 1)["text"].Words();
        Assert.Equal("10, E = 2<br>A: 12.5 %<br>B: 87.5 %", hover[1]);
    }

    [Fact]
    public void A_happy_edge_is_one_whose_weight_agrees_with_its_units()
    {
        Figure figure = Figures.Network(["a", "b", "c"], [new(0, 1, 2), new(1, 2, -1), new(0, 2, 3)], "A triangle.", [1, 1, -1]);
        string[] marks = figure.Data().Select(trace => (JsonObject)trace!).First(trace => (string?)trace["mode"] == "text")["text"].Words();
        Assert.Equal(["+2 ✓", "−1 ✓", "+3 ✗"], marks);
        Assert.Contains("happy edges weigh 3, unhappy ones 3", figure.Text);
    }

    [Fact]
    public void Negative_weights_are_dashed_and_the_strongest_is_thickest()
    {
        Figure figure = Figures.Network(["a", "b", "c"], [new(0, 1, 2), new(1, 2, -4)], "A path.");
        JsonObject[] lines = [.. figure.Data().Select(trace => (JsonObject)trace!).Where(trace => (string?)trace["mode"] == "lines")];
        Assert.Equal(["solid", "12px,6px"], lines.Select(line => (string)line["line"]!["dash"]!));
        Assert.True((double)lines[1]["line"]!["width"]! > (double)lines[0]["line"]!["width"]!);
    }

    [Fact]
    public void Ranks_within_the_critical_difference_are_joined_by_bars_that_do_not_contain_each_other()
    {
        Figure figure = Figures.CriticalDifference(["a", "b", "c", "d"], [1, 1.5, 2.2, 4], 1, "Four methods.");
        Assert.Contains("not told apart: a, b\nnot told apart: b, c", figure.Text);
        Assert.DoesNotContain("not told apart: c, d", figure.Text);
    }

    [Fact]
    public void Weights_are_coloured_symmetrically_about_zero()
    {
        JsonObject heat = Figures.Weights(new double[,] { { 0, -3 }, { 1, 0 } }, "Two weights.").Trace("heatmap");
        Assert.Equal((-3, 3), ((double)heat["zmin"]!, (double)heat["zmax"]!));
        Assert.NotNull(Figures.Weights(new double[2, 2], "No weights.").ToJson());
    }

    [Fact]
    public void A_tour_comes_back_to_where_it_began()
    {
        Figure figure = Figures.Tour([0, 1, 1], [0, 0, 1], ["a", "b", "c"], [2, 0, 1], "A triangle.");
        Assert.Equal([1, 0, 1, 1], figure.Trace("scatter")["x"].Numbers());
        Assert.Contains("c → a → b → c", figure.Text);
    }

    public static TheoryData<Action, string> Refused => new()
    {
        { () => Figures.StateGraph(["s"], [0], ["A"], [new StateGraphView("r", new[,] { { 0.5 } }, [])], "Half."), "sum to 1" },
        { () => Figures.StateGraph(["s"], [0], ["A"], [new StateGraphView("r", new[,] { { 1.0 } }, [new Edge(0, 1)])], "Out."), "between nodes 0 to 0" },
        { () => Figures.StateGraph(["s"], [0], ["A"], [new StateGraphView("r", new[,] { { 0.5, 0.5 } }, [])], "Wide."), "Expected end probabilities of shape [1, 1]" },
        { () => Figures.StateGraph([.. new string[65]], new double[65], ["A"], [], "Many."), "at least one" },
        { () => Figures.Network(["a"], [new(0, 3)], "Out."), "between nodes 0 to 0" },
        { () => Figures.Network(["a", "b"], [new(0, 1)], "Zero.", [1, 0]), "unit 1 of pattern 0 is 0" },
        { () => Figures.Weights(new double[200, 2], "Large."), "at most 128" },
        { () => Figures.Overlaps(new[,] { { 1.5 } }, "Too much."), "within [-1, 1]" },
        { () => Figures.Attention(new[,] { { -0.1 } }, "Less than none."), "within [0, 1]" },
        { () => Figures.Map([0], [0, 1], ["a"], "Two."), "Expected 1 items; 2 came" },
        { () => Figures.MapSlider([0], [0], ["a"], [new MapStep("1", [2])], "β", "Heavy."), "within [0, 1]" },
        { () => Figures.Tour([0], [0], ["a"], [1], "Away."), "places from 0 to 0" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void What_is_no_graph_is_refused_with_a_reason(Action draw, string reason) =>
        Assert.Contains(reason, Assert.ThrowsAny<ArgumentException>(draw).Message);
}
