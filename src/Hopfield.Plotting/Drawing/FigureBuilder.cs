using System.Text.Json.Nodes;
using Microsoft.FSharp.Collections;
using Plotly.NET;

namespace Hopfield.Plotting;

/// <summary>A figure while it is drawn: traces in order, layout, and the groups of traces that a slider or buttons show in turn.</summary>
internal sealed class FigureBuilder
{
    private readonly List<Trace> _traces = [];
    private readonly Layout _layout = new();
    private Dictionary<string, object> _plane = [];
    private JsonArray? _frames;

    /// <param name="title">Shown above the figure; may be empty.</param>
    /// <param name="height">In pixels. The width follows the page.</param>
    /// <param name="surface">Defaults of all surfaces, or null.</param>
    public FigureBuilder(string title, int height, object? surface = null)
    {
        Set("template", Theme.Template(surface)).Set("height", height);
        if (title.Length > 0) Set("title", new { text = title }).Set("margin", new { t = 70 });
    }

    /// <summary>The number of traces so far.</summary>
    public int Count => _traces.Count;

    /// <summary>Adds traces; later ones lie on top.</summary>
    public FigureBuilder Add(params IEnumerable<Trace> more)
    {
        _traces.AddRange(more);
        return this;
    }

    /// <summary>Sets a property of the layout under plotly.js's own name for it.</summary>
    public FigureBuilder Set(string property, object value)
    {
        _layout.SetProperty(property, value);
        return this;
    }

    /// <summary>Names both axes of a plane.</summary>
    /// <param name="x">The horizontal axis.</param>
    /// <param name="y">The vertical axis.</param>
    /// <param name="logX">Whether the horizontal axis is logarithmic.</param>
    /// <param name="logY">Whether the vertical axis is logarithmic.</param>
    /// <param name="heights">What is drawn upwards; over more than eight powers of ten not each of them gets a number.</param>
    public FigureBuilder Axes(string x, string y, bool logX = false, bool logY = false, IEnumerable<double>? heights = null) =>
        Set("xaxis", Axis(x, logX)).Set("yaxis", Axis(y, logY, PowersPerTick([.. heights ?? []])));

    private static int PowersPerTick(double[] values) =>
        values.Length == 0 ? 1 : Math.Max(1, (int)Math.Ceiling((Math.Log10(values.Max()) - Math.Log10(values.Min())) / 8));

    /// <summary>A plane without axes whose units are equally long in both directions: pictures, graphs.</summary>
    public FigureBuilder Plane(Extent x, Extent y, bool downwards = false) =>
        Set("xaxis", _plane = new() { ["visible"] = false, ["range"] = new[] { x.Low, x.High }, ["constrain"] = "domain" })
        .Set("yaxis", new { visible = false, range = downwards ? new[] { y.High, y.Low } : [y.Low, y.High], scaleanchor = "x", constrain = "domain" });

    /// <summary>Leaves room on the right of the plane for a second pair of axes.</summary>
    /// <param name="share">The share of the width that the plane keeps.</param>
    public FigureBuilder Narrow(double share)
    {
        _plane["domain"] = new[] { 0, share };
        return this;
    }

    /// <summary>
    /// Shows one group of traces at a time. Traces outside all groups stay. Nothing moves but visibility, which every front end
    /// can switch without a kernel.
    /// </summary>
    /// <param name="groups">For each step its label and the places of its traces.</param>
    /// <param name="active">The step shown first.</param>
    /// <param name="parameter">The quantity that the slider moves, such as "β"; null makes a row of buttons instead.</param>
    /// <param name="relayout">For each step what changes in the layout besides, or null.</param>
    /// <param name="room">Pixels between axis and slider beyond the usual ones, for long names along the axis.</param>
    public FigureBuilder Steps(
        IReadOnlyList<(string Label, int[] Traces)> groups, int active, string? parameter, IReadOnlyList<Dictionary<string, object>>? relayout = null, int room = 0)
    {
        bool[][] shown = [.. groups.Select(group => Shown(groups, group.Traces))];
        for (int i = 0; i < _traces.Count; i++)
            if (!shown[active][i]) _traces[i].SetProperty("visible", false);

        object[] steps = [.. groups.Select((group, i) => new
        {
            label = group.Label,
            method = relayout is null ? "restyle" : "update",
            args = relayout is null ? new object[] { new { visible = shown[i] } } : [new { visible = shown[i] }, relayout[i]],
        })];
        return parameter is null ? Buttons(steps, active) : Slider(steps, active, parameter, room);
    }

    /// <summary>Draws each step and shows one at a time.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="label">The label of a step.</param>
    /// <param name="draw">The traces of a step.</param>
    /// <param name="active">The step shown first.</param>
    /// <param name="parameter">The quantity that the slider moves; null makes buttons.</param>
    /// <param name="relayout">What else changes in the layout with a step, by plotly.js's own path.</param>
    /// <param name="room">Pixels between axis and slider beyond the usual ones, for long names along the axis.</param>
    public FigureBuilder AddSteps<T>(
        IReadOnlyList<T> steps, Func<T, string> label, Func<T, IEnumerable<Trace>> draw, int active, string? parameter,
        Func<T, Dictionary<string, object>>? relayout = null, int room = 0)
    {
        var groups = new List<(string, int[])>();
        foreach (T step in steps)
        {
            int first = Count;
            Add(draw(step));
            groups.Add((label(step), [.. Enumerable.Range(first, Count - first)]));
        }
        return Steps(groups, active, parameter, relayout is null ? null : [.. steps.Select(relayout)], room);
    }

    /// <summary>A button that plays the steps one after another, where the front end knows frames; the slider works without.</summary>
    public FigureBuilder Playable(IReadOnlyList<(string Label, int[] Traces)> groups)
    {
        _frames = new JsonArray([.. groups.Select((group, i) => new JsonObject
        {
            ["name"] = group.Label,
            ["data"] = new JsonArray([.. Shown(groups, group.Traces).Select(visible => new JsonObject { ["visible"] = visible })]),
            ["layout"] = new JsonObject { ["sliders"] = new JsonArray(new JsonObject { ["active"] = i }) },
        })]);
        object[] play = [null!, new { mode = "immediate", fromcurrent = true, frame = new { duration = 500, redraw = true }, transition = new { duration = 0 } }];
        return Set("updatemenus", new[] { Menu([new { label = "▶ play", method = "animate", args = play }], -1) });
    }

    /// <summary>The finished figure.</summary>
    /// <param name="digits">Significant digits that remain of each number.</param>
    public JsonObject ToJson(int digits = 5)
    {
        GenericChart chart = GenericChart.setLayout(_layout, GenericChart.ofTraceObjects(false, ListModule.OfSeq(_traces)));
        return ToJson(chart, digits, _frames);
    }

    /// <summary>A Plotly.NET chart as the JSON of a figure.</summary>
    public static JsonObject ToJson(GenericChart chart, int digits, JsonArray? frames = null)
    {
        JsonObject json = PlotlyJson.Tidy(GenericChart.toFigureJson(chart), digits);
        json.Remove("frames");
        json["layout"] ??= new JsonObject();
        json["config"] = Config();
        if (frames is not null) json["frames"] = frames;
        return json;
    }

    private static object Axis(string name, bool log, int powersPerTick = 1) =>
        log ? new { title = new { text = name }, type = "log", exponentformat = "power", dtick = powersPerTick } : new { title = new { text = name } };

    private bool[] Shown(IReadOnlyList<(string Label, int[] Traces)> groups, int[] group)
    {
        bool[] shown = Enumerable.Repeat(true, _traces.Count).ToArray();
        foreach (int trace in groups.SelectMany(other => other.Traces)) shown[trace] = false;
        foreach (int trace in group) shown[trace] = true;
        return shown;
    }

    /// <summary>A slider below the figure.</summary>
    /// <param name="steps">For each position its label, method and arguments, in plotly.js's own words.</param>
    /// <param name="active">The position shown first.</param>
    /// <param name="parameter">The quantity that the slider moves.</param>
    /// <param name="room">Pixels between axis and slider beyond the usual ones.</param>
    public FigureBuilder Slider(object[] steps, int active, string parameter, int room = 0) => Set("sliders", new[]
    {
        new
        {
            active,
            steps,
            currentvalue = new { prefix = parameter + " = ", font = new { size = 26, color = Theme.Ink } },
            x = 0.03,
            len = 0.94,
            pad = new { t = 54 + room, b = 10 },    // the value stands clear of the name of the axis above it
            font = new { color = Theme.Ink, size = Theme.SmallFontSize },
            bgcolor = Theme.Idle,
            activebgcolor = Theme.Plus,
            bordercolor = Theme.Ink,
            tickcolor = Theme.Ink,
            ticklen = 6,
        },
    });

    private FigureBuilder Buttons(object[] steps, int active) => Set("updatemenus", new[] { Menu(steps, active) });

    private static object Menu(object[] buttons, int active) => new
    {
        type = "buttons",
        direction = "right",
        showactive = active >= 0,
        active,
        buttons,
        x = 0,
        xanchor = "left",
        y = 1.02,
        yanchor = "bottom",
        bgcolor = Theme.Idle,
        bordercolor = Theme.Ink,
        font = new { color = Theme.Dark },
    };

    /// <summary>No logo, no sending of charts to a service, pictures saved as SVG.</summary>
    private static JsonObject Config() => new()
    {
        ["responsive"] = true,
        ["displaylogo"] = false,
        ["scrollZoom"] = false,
        ["modeBarButtonsToRemove"] = new JsonArray("sendChartToCloud", "sendDataToCloud", "editInChartStudio", "lasso2d", "select2d"),
        ["toImageButtonOptions"] = new JsonObject { ["format"] = "svg" },
    };
}
