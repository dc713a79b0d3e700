using System.Text.Json.Nodes;

namespace Hopfield.Plotting.Tests;

public sealed class GraphTests
{
    /// <summary>The area of a wedge tells its probability: the shoelace formula over what is drawn for a state.</summary>
    [Fact]
    public void Wedges_have_areas_in_proportion_to_their_probabilities()
    {
        Figure figure = Figures.StateGraph(FiveUnits.Space, [("rule", FiveUnits.Space.Graph())], "The five-unit net.");
        JsonObject[] wedges = [.. figure.Data().Select(trace => (JsonObject)trace!).Where(trace => (string?)trace["fill"] == "toself")];
        double[] areas = [.. wedges.Select(Area)], shares = FiveUnits.Space.Absorption().FromRandomStart();
        Assert.Equal(shares.Length, areas.Length);
        for (int k = 0; k < shares.Length; k++) Assert.Equal(shares[k], areas[k] / areas.Sum(), 0.02 * shares[k]);   // chords of 18° cut off 1.6 % of a sector, rounding to four digits less than 0.4 %
        Assert.Equal(wedges.Length, wedges.Select(wedge => (string?)wedge["fillpattern"]!["shape"]).Distinct().Count());
    }

    /// <summary>The area of all polygons of a trace; a gap ends each of them.</summary>
    private static double Area(JsonObject polygons)
    {
        double[] x = polygons["x"].Numbers(), y = polygons["y"].Numbers();
        double area = 0;
        for (int from = 0, to; from < x.Length; from = to + 1)
        {
            for (to = from; !double.IsNaN(x[to]);) to++;
            int count = to - from;
            double twice = 0;
            for (int i = 0; i < count; i++) twice += x[from + i] * y[from + (i + 1) % count] - x[from + (i + 1) % count] * y[from + i];
            area += Math.Abs(twice) / 2;
        }
        return area;
    }

    [Fact]
    public void Every_move_of_a_legal_update_leads_to_a_lower_row()
    {
        double[] energies = [.. FiveUnits.Space.Energies];
        Edge[] moves = [.. FiveUnits.Space.Graph().Moves.Select(move => new Edge(move.From, move.To))];
        var layout = new LevelLayout(energies, moves);
        Assert.All(moves, move => Assert.True(layout.Positions[move.To].Y < layout.Positions[move.From].Y));
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
    public void The_text_counts_states_with_more_than_one_end_and_names_the_ends()
    {
        StateSpace space = FiveUnits.Space;
        Assert.All(Enumerable.Range(0, 32), s => Assert.Equal(FiveUnits.Energy(space.State(s)), space.Energies[s]));
        string one = Figures.StateGraph(space, [("in any order", space.Graph())], "The five-unit net.").Text;
        Assert.Contains("in any order: ", one);
        Assert.Contains("22 of 32 states have more than one possible end", one);
        Assert.Contains("32 states, 4 ends: 00000, 10110, 01001, 11111", one);
        Assert.Contains("5 ends", Figures.StateGraph(space, [("all at once", space.Graph(UpdateOrder.Synchronous))], "The five-unit net.").Text);
    }

    [Fact]
    public void Pointing_at_a_state_tells_its_energy_and_its_ends()
    {
        StateSpace space = StateSpace.Of(HopfieldNetwork.FromEdges(2, [(0, 1, 2)]));
        Figure figure = Figures.StateGraph(space, [("rule", space.Graph())], "Four states.", state => state[0] == state[1] ? $"both {state[0]}" : "mixed");
        string[] hover = figure.Trace("scatter", figure.Data().Count - 1)["text"].Words();
        Assert.Equal("mixed, E = 2<br>both -1: 50 %<br>both 1: 50 %", hover[1]);
        Assert.Equal("both 1, E = -2<br>both 1: 100 %", hover[3]);
    }

    [Fact]
    public void A_happy_edge_is_one_whose_weight_agrees_with_its_units()
    {
        Figure figure = Figures.Network(["a", "b", "c"], [(0, 1, 2), (1, 2, -1), (0, 2, 3)], "A triangle.", [1, 1, -1]);
        string[] marks = figure.Data().Select(trace => (JsonObject)trace!).First(trace => (string?)trace["mode"] == "text")["text"].Words();
        Assert.Equal(["+2 ✓", "−1 ✓", "+3 ✗"], marks);
        Assert.Contains("happy edges weigh 3, unhappy ones 3", figure.Text);
    }

    [Fact]
    public void Lines_stand_out_from_white_and_from_near_black()
    {
        JsonObject[] lines = [.. Figures.Network(FiveUnits.Network, "The five-unit net.").Data().Select(trace => (JsonObject)trace!).Where(trace => (string?)trace["mode"] == "lines")];
        Assert.Equal(7, lines.Length);
        // WCAG 2.1 asks 3:1 of a line that means something.
        Assert.All(lines, line => Assert.All((double[])[1, Luminance("#111111")], ground => Assert.True(Contrast(Luminance((string)line["line"]!["color"]!), ground) >= 3)));
    }

    private static double Contrast(double a, double b) => (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);

    private static double Luminance(string colour)
    {
        double[] parts = [.. new[] { 1, 3, 5 }.Select(at => Convert.ToInt32(colour.Substring(at, 2), 16) / 255.0).Select(part => part <= 0.03928 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))];
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }

    [Fact]
    public void Negative_weights_are_dashed_and_the_strongest_is_thickest()
    {
        Figure figure = Figures.Network(["a", "b", "c"], [(0, 1, 2), (1, 2, -4)], "A path.");
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
        // Names are ticks of the axis, which makes room for them however narrow the page is.
        Assert.Equal(["a  1", "b  1.5", "c  2.2", "d  4"], ((JsonArray)figure.Layout()["yaxis"]!["ticktext"]!).Select(name => (string)name!));
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

    [Fact]
    public void A_network_is_drawn_like_the_edges_it_was_made_of() =>
        Assert.Equal(
            Figures.Network(FiveUnits.Names, FiveUnits.Edges, "Five units.").Data().ToJsonString(),
            Figures.Network(FiveUnits.Network, "Five units.", FiveUnits.Names).Data().ToJsonString());

    [Fact]
    public void Overlaps_of_patterns_with_each_other_have_ones_on_the_diagonal()
    {
        var patterns = BinaryPatterns.Parse("####", "##..");
        JsonObject own = Figures.Overlaps(patterns, "Two patterns.").Trace("heatmap");
        Assert.Equal([[1, 0], [0, 1]], own["z"].Rows());
        Assert.Equal([[-1, 0]], Figures.Overlaps(patterns, "One state.", [Bipolar.Parse("....")]).Trace("heatmap")["z"].Rows());
    }

    [Fact]
    public void A_head_of_an_attention_recall_is_drawn_with_its_weights()
    {
        var keys = PatternSet.From([1.0, 0], [0.0, 1]);
        AttentionResult<double> result = new HopfieldAttention<double>(keys).Recall(keys);
        Assert.Equal(
            Figures.Attention(new[,] { { result.Weights[0, 0, 0], result.Weights[0, 0, 1] }, { result.Weights[0, 1, 0], result.Weights[0, 1, 1] } }, "Two queries.").Data().ToJsonString(),
            Figures.Attention(result, "Two queries.").Data().ToJsonString());
        Assert.Throws<ArgumentOutOfRangeException>(() => Figures.Attention(result, "Two queries.", head: 1));
        Assert.Contains("1 of 2 queries", Figures.AttentionHeads(result, "One head.").Text);
    }

    public static TheoryData<Action, string> Refused => new()
    {
        { () => Figures.StateGraph(StateSpace.Of(Hebbian.From(BinaryPatterns.Random(1, 7, seed: 1))), [("r", FiveUnits.Space.Graph())], "Many."), "at most 64 states" },
        { () => Figures.StateGraph(StateSpace.Of(HopfieldNetwork.FromEdges(2, [(0, 1, 1)])), [("r", FiveUnits.Space.Graph())], "Others."), "'r' has other ends" },
        { () => Figures.StateGraph(StateSpace.Of(new HopfieldNetwork(new int[4, 4])), [("r", StateSpace.Of(new HopfieldNetwork(new int[4, 4])).Graph())], "All rest."), "at most 8 ends" },
        { () => Figures.StateGraph(StateSpace.Of(DirectedNetwork.FromEdges(2, [(0, 1, 1)])), [("r", FiveUnits.Space.Graph())], "No height."), "with an energy" },
        { () => Figures.StateGraph(FiveUnits.Space, [], "No rule."), "at least one" },
        { () => Figures.Network(["a"], [(0, 3, 1)], "Out."), "between units 0 to 0" },
        { () => Figures.Network(["a", "b"], [(0, 1, 1)], "Zero.", [1, 0]), "unit 1 of pattern 0 is 0" },
        { () => Figures.Network(new HopfieldNetwork(new int[2, 2]), "No edge."), "at least one" },
        { () => Figures.Network(Hebbian.From(BinaryPatterns.Random(1, 31, seed: 1)), "Many."), "at most 30 units" },
        { () => Figures.Weights(new double[200, 2], "Large."), "at most 128" },
        { () => Figures.Overlaps(new[,] { { 1.5 } }, "Too much."), "within [-1, 1]" },
        { () => Figures.Attention(new[,] { { -0.1 } }, "Less than none."), "within [0, 1]" },
        { () => Figures.Map([0], [0, 1], ["a"], "Two."), "Expected 1 items; 2 came" },
        { () => Figures.MapSlider([0], [0], ["a"], [new MapStep("1", [2])], "β", "Heavy."), "within [0, 1]" },
        { () => Figures.ThreadsSlider(["a"], [new("1", [0], [0], (0, 0), [2])], "β", "Heavy."), "within [0, 1]" },
        { () => Figures.ThreadsSlider(["a"], [new("1", [0, 1], [0], (0, 0), [1])], "β", "Two."), "Expected 1 items; 2 came" },
        { () => Figures.Tour([0], [0], ["a"], [1], "Away."), "places from 0 to 0" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void What_is_no_graph_is_refused_with_a_reason(Action draw, string reason) =>
        Assert.Contains(reason, Assert.ThrowsAny<ArgumentException>(draw).Message);
}
