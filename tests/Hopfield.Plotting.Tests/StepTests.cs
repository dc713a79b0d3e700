using System.Text.Json.Nodes;

namespace Hopfield.Plotting.Tests;

public sealed class StepTests
{
    public static TheoryData<string> Moving => [.. Gallery.All.Keys.Where(name => Gallery.All[name].Value.Layout() is { } layout && (layout["sliders"] ?? layout["updatemenus"]) is not null && name != "map-slider")];

    private static JsonArray Steps(JsonObject layout) => (JsonArray)(layout["sliders"]?[0]!["steps"] ?? layout["updatemenus"]![0]!["buttons"])!;

    /// <summary>The first picture is that of the active step: a figure that was never moved shows what its slider says.</summary>
    [Theory, MemberData(nameof(Moving))]
    public void A_figure_opens_at_its_active_step(string name)
    {
        Figure figure = Gallery.All[name].Value;
        JsonObject layout = figure.Layout();
        int active = (int)(layout["sliders"]?[0]!["active"] ?? layout["updatemenus"]![0]!["active"])!;
        bool[] promised = [.. ((JsonArray)Steps(layout)[active]!["args"]![0]!["visible"]!).Select(shown => (bool)shown!)];
        bool[] shown = [.. figure.Data().Select(trace => (bool?)trace!["visible"] ?? true)];
        Assert.Equal(promised, shown);
    }

    [Theory, MemberData(nameof(Moving))]
    public void Every_trace_is_seen_at_some_step_and_no_two_steps_are_alike(string name)
    {
        Figure figure = Gallery.All[name].Value;
        bool[][] steps = [.. Steps(figure.Layout()).Select(step => ((JsonArray)step!["args"]![0]!["visible"]!).Select(shown => (bool)shown!).ToArray())];
        Assert.All(steps, step => Assert.Equal(figure.Data().Count, step.Length));
        Assert.All(Enumerable.Range(0, figure.Data().Count), trace => Assert.Contains(steps, step => step[trace]));
        Assert.Equal(steps.Length, steps.Select(step => string.Concat(step.Select(shown => shown ? '1' : '0'))).Distinct().Count());
    }

    [Fact]
    public void Frames_repeat_the_slider_and_never_carry_data_of_their_own()
    {
        JsonObject json = Gallery.All["recall"].Value.ToJson()!;
        JsonArray steps = Steps((JsonObject)json["layout"]!), frames = (JsonArray)json["frames"]!;
        Assert.Equal(steps.Count, frames.Count);
        foreach ((JsonNode? step, JsonNode? frame) in steps.Zip(frames))
        {
            Assert.Equal(((JsonArray)step!["args"]![0]!["visible"]!).Select(shown => (bool)shown!), ((JsonArray)frame!["data"]!).Select(trace => (bool)trace!["visible"]!));
            Assert.All((JsonArray)frame["data"]!, trace => Assert.Single((JsonObject)trace!));
        }
    }

    [Fact]
    public void A_long_recall_is_shown_by_few_frames_with_its_first_and_last_state()
    {
        sbyte[][] states = [.. Enumerable.Range(0, 100).Select(t => (sbyte[])[(sbyte)(t < 50 ? 1 : -1), 1])];
        Figure figure = Figures.Recall(states, 2, "One unit changes.", frames: 10);
        string[] labels = [.. Steps(figure.Layout()).Select(step => (string)step!["label"]!)];
        Assert.Equal(10, labels.Length);
        Assert.Equal(("0", "99"), (labels[0], labels[^1]));
    }

    [Fact]
    public void A_recall_brings_its_states_and_energies()
    {
        RecallResult<sbyte[]> recall = FiveUnits.Network.Recall(FiveUnits.State(31), record: true);
        Assert.Equal(
            Figures.Recall(recall.Trajectory!.States, 5, "A recall.", [.. recall.Trajectory.Energies]).ToJson()!.ToJsonString(),
            Figures.Recall(recall, 5, "A recall.").ToJson()!.ToJsonString());
        Assert.Contains("record: true", Assert.Throws<ArgumentException>(() => Figures.Recall(FiveUnits.Network.Recall(FiveUnits.State(31)), 5, "A recall.")).Message);
    }

    [Fact]
    public void A_map_grows_the_disc_of_the_weight()
    {
        Figure figure = Figures.MapSlider([0, 1], [0, 1], ["a", "b"], [new MapStep("1", [0.5, 0.5]), new MapStep("9", [0, 1], "only b")], "β", "Two points.", start: 1);
        Assert.Equal([4, 60], figure.Trace("scatter")["marker"]!["size"].Numbers());
        Assert.Equal("only b", (string?)figure.Layout()["annotations"]![0]!["text"]);
        Figure broken = Figures.MapSlider([0, 1], [0, 1], ["a", "b"], [new MapStep("1", [0.5, 0.5], "both\nalike")], "β", "Two points.");
        Assert.Equal("both<br>alike", (string?)broken.Layout()["annotations"]![0]!["text"]);
        Assert.Contains("; both; alike", broken.ToString());
        double[] even = Steps(figure.Layout())[0]!["args"]![0]!["marker.size"]![0].Numbers();
        Assert.Equal(even[0], even[1]);
    }

    [Fact]
    public void A_thread_goes_to_every_pattern_that_is_read_and_is_thicker_for_a_heavier_one()
    {
        ThreadsStep[] steps = [new("0", [0, 1, 2, 3], [0, 2, 1, 0], (1.5, 0.5), [0.3, 0.25, 0.25, 0.2]), new("8", [0, 2, 4, 6], [0, 4, 2, 0], (3.5, 2), [0.005, 0.02, 0.935, 0.04])];
        Figure figure = Figures.ThreadsSlider(["a", "b", "a", "c"], steps, "epoch", "Four patterns.");
        (double Width, double[] X)[] Threads(int step)
        {
            bool[] shown = [.. ((JsonArray)Steps(figure.Layout())[step]!["args"]![0]!["visible"]!).Select(visible => (bool)visible!)];
            return [.. figure.Data().Where((trace, i) => shown[i] && (string?)trace!["mode"] == "lines")
                .Select(trace => ((double)trace!["line"]!["width"]!, trace["x"].Numbers().Where(double.IsFinite).ToArray()))];
        }
        Assert.Equal([(10.0, 2), (5.5, 6)], Threads(0).Select(thread => (thread.Width, thread.X.Length))); // one of 0.3, three of 0.2 or 0.25
        Assert.Equal([10.0, 2.8, 1.2], Threads(1).Select(thread => thread.Width));
        Assert.Equal([3.5, 4], Threads(1)[0].X); // from the query to the third pattern; that of 0.005 has no thread
        Assert.Contains("epoch = 8: 3 threads; a 0.94, b 0.02, c 0.04", figure.ToString());
    }

    [Fact]
    public void Patterns_lie_on_a_map_where_they_differ_most()
    {
        PatternSet<double> three = PatternSet.From([5.0, 0, 1], [-5.0, 0, 1], [0.0, 3, 1]);
        MapStep[] steps = [new("1", [0.2, 0.3, 0.5]), new("9", [0, 0, 1])];
        Figure figure = Figures.MapSlider(three, ["a", "b", "c"], steps, "β", "Three patterns.", start: 1, queries: [([0, 1, 8], "asked")]);
        Assert.Equal([5, -5, 0], figure.Trace("scatter")["x"].Numbers().Select(x => Math.Round(x, 6)));
        Assert.Contains("direction of most difference", figure.ToString());
        Assert.Equal(
            Figures.MapSlider([5, -5, 0], [-1, -1, 2], ["a", "b", "c"], steps, "β", "Three patterns.", 1, [(0, 0, "asked")], "direction of most difference", "the next").ToString(),
            figure.ToString());
        Assert.Throws<ArgumentException>(() => Figures.MapSlider(PatternSet.From([1.0], [2.0]), ["a", "b"], steps, "β", "Too thin."));
    }

    [Fact]
    public void A_cloud_keeps_its_axes_and_the_area_of_a_disc_is_its_weight()
    {
        CloudStep[] steps = [new("0", [0, 1, 2], [0, 0, 0], [0.5, 0.25, 0.25]), new("1", [0, 5, 2], [0, 7, 0], [0, 1, 0], (9, 3), "found")];
        Figure figure = Figures.CloudSlider(steps, "epoch", "Three points, of which one moves.", [1], "wanted", start: 1);
        JsonObject layout = figure.Layout();
        double[] x = layout["xaxis"]!["range"].Numbers();
        Assert.True(x[0] < 0 && x[1] > 9);
        Assert.Equal("found", (string?)layout["annotations"]![0]!["text"]);
        // The core of what glows: a diamond of 10 pixels that grows by 40 times the root of its weight.
        JsonNode[] cores = [.. figure.Data().Where(trace => (string?)trace!["name"] == "wanted").Select(trace => trace!["marker"]!)];
        Assert.Equal([30, 50], cores.Select(core => core["size"].Numbers()[0]));
        Assert.Contains("epoch = 1: weight of wanted 1, largest other 0; found", figure.ToString());
        Assert.Throws<ArgumentException>(() => Figures.CloudSlider([steps[0], new("1", [0, 1], [0, 0], [0, 0])], "epoch", "Lengths differ."));
        Assert.Throws<ArgumentException>(() => Figures.CloudSlider([new("0", [0], [0], [2])], "epoch", "Too heavy."));
        Assert.Throws<ArgumentOutOfRangeException>(() => Figures.CloudSlider(steps, "epoch", "No such point.", [3]));
    }

    [Fact]
    public void A_step_that_is_not_there_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Figures.CurvesSlider([new CurvesStep("1", [Series.Theory("a", [0], [0])])], "α", "x", "y", "A point.", start: 1));
}
