using System.Text.Json.Nodes;

namespace Hopfield.Plotting;

/// <summary>
/// A plain picture of a figure, drawn from its JSON without a browser: what shows where nothing draws the figure itself, as in a notebook
/// on GitHub. It shows the step at which the figure's slider stands first.
/// </summary>
/// <remarks>
/// It is told from the interactive figure at a glance, and says the same: axes, marks, colours, names. Left out are fill patterns,
/// contour lines, lighting, and the depth of a perspective.
/// </remarks>
public static class StillPicture
{
    private const int Width = 700, UsualHeight = 450, Row = 24;

    /// <summary>Draws a figure.</summary>
    /// <param name="figure">The JSON of a figure, as <see cref="Figure.ToJson"/> gives it.</param>
    /// <returns>An SVG document.</returns>
    /// <exception cref="ArgumentNullException">There is no figure.</exception>
    public static string Draw(JsonObject figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        JsonNode? layout = figure["layout"];
        int height = (int)(layout.At("height").Number() ?? UsualHeight);
        JsonObject[] shown = [.. figure["data"].Items().OfType<JsonObject>().Where(FigureJson.IsShown)];
        var svg = new Svg();

        double top = 14, bottom = height - 8;
        if (layout.At("title", "text").Words() is { Length: > 0 } title)
        {
            svg.Text(Width / 2, 30, title, "middle", Theme.FontSize + 2);
            top = 56;
        }
        if (Step(layout) is { } step)
        {
            svg.Text(Width / 2, bottom, step, "middle", Theme.FontSize);
            bottom -= 30;
        }
        bottom = Legend(svg, shown, layout, bottom);

        bool scene = shown.Any(trace => trace["type"].Words() is "surface" or "scatter3d");
        bool bar = shown.Any(HasBar);
        bool names = !scene && shown.Any(trace => !Axis(layout, Axes(trace).X).At("visible").Is(false));
        var area = (scene ? 10 : 84.0, top + 12, Width - (scene ? 20 : 104) - (bar ? 90 : 0), bottom - top - (names ? 76 : 20));
        if (scene) Scene(svg, layout, shown, area);
        else Planes(svg, layout, shown, area);
        return svg.ToString(Width, height, layout.At("meta", "alt").Words() ?? "");
    }

    private static bool HasBar(JsonObject trace) => trace["type"].Words() is "heatmap" or "surface"
        ? !trace["showscale"].Is(false)
        : trace["marker"].At("showscale").Is(true);

    private static void Scene(Svg svg, JsonNode? layout, JsonObject[] shown, (double Left, double Top, double Width, double Height) area)
    {
        var scene = new StillScene(layout, shown, area);
        scene.Draw(svg, shown);
        if (shown.FirstOrDefault(trace => trace["type"].Words() == "surface" && HasBar(trace)) is { } surface)
            scene.Colours(surface).DrawBar(svg, scene.BarTitle(surface), area.Left + area.Width + 4, area.Top + (area.Height * 0.15), area.Height * 0.7);
    }

    // Each pair of axes is a plane of its own.
    private static void Planes(Svg svg, JsonNode? layout, JsonObject[] shown, (double Left, double Top, double Width, double Height) area)
    {
        var planes = new Dictionary<(string, string), StillPlane>();
        foreach (IGrouping<(string X, string Y), JsonObject> group in shown.GroupBy(Axes))
        {
            var x = new StillAxis(Axis(layout, group.Key.X), shown.Where(trace => Axes(trace).X == group.Key.X).SelectMany(trace => StillTraces.Values(trace, "x")), Pad(group));
            var y = new StillAxis(Axis(layout, group.Key.Y), shown.Where(trace => Axes(trace).Y == group.Key.Y).SelectMany(trace => StillTraces.Values(trace, "y")), Pad(group));
            var plane = new StillPlane(x, y, (
                area.Left + (area.Width * x.Domain.Low), area.Top + (area.Height * (1 - y.Domain.High)), area.Width * (x.Domain.High - x.Domain.Low), area.Height * (y.Domain.High - y.Domain.Low)));
            if (Axis(layout, group.Key.Y).At("scaleanchor") is not null) plane = plane.WithEqualUnits();
            plane.DrawAxes(svg, withX: Axis(layout, group.Key.X).At("anchor").Words() is not { } anchor || anchor == group.Key.Y);

            // Bars that share an axis share its places; only those stand side by side.
            JsonObject[] bars = layout.At("barmode").Words() is "overlay" or "stack" ? [] : [.. group.Where(trace => trace["type"].Words() == "bar")];
            Svg inside = new(), words = new();
            foreach (JsonObject trace in group) StillTraces.Draw(inside, words, trace, plane, (Math.Max(0, Array.IndexOf(bars, trace)), Math.Max(1, bars.Length)));
            svg.Clipped(plane.Area.Left - 8, plane.Area.Top - 8, plane.Area.Width + 16, plane.Area.Height + 16, inside);
            svg.Append(words);
            if (group.FirstOrDefault(HasBar) is { } coloured && StillTraces.Colours(coloured) is { } colours)
            {
                JsonNode? owner = coloured["type"].Words() == "heatmap" ? coloured : coloured["marker"];
                colours.DrawBar(svg, owner.At("colorbar", "title", "text").Words() ?? "", area.Left + area.Width + 14, plane.Area.Top, plane.Area.Height);
            }
            planes[group.Key] = plane;
        }
        if (planes.Count == 0) return;
        foreach (JsonNode? note in layout.At("annotations").Items()) Annotate(svg, note, planes.Values.First(), area);
        foreach (JsonNode? shape in layout.At("shapes").Items())
        {
            StillPlane plane = planes.Values.First();
            double X(string key) => shape.At("xref").Words() == "paper" ? area.Left + (area.Width * (shape.At(key).Number() ?? 0)) : plane.AtX(shape.At(key));
            double Y(string key) => shape.At("yref").Words() == "paper" ? area.Top + (area.Height * (1 - (shape.At(key).Number() ?? 0))) : plane.AtY(shape.At(key));
            if (double.IsFinite(X("x0") + X("x1") + Y("y0") + Y("y1")))
                svg.Path($"M{Svg.F(X("x0"))} {Svg.F(Y("y0"))}L{Svg.F(X("x1"))} {Svg.F(Y("y1"))}", $"stroke=\"{Svg.Escaped(shape.At("line", "color").Words() ?? Theme.Ink)}\"{Svg.Dash(shape.At("line", "dash").Words())}");
        }
    }

    private static void Annotate(Svg svg, JsonNode? note, StillPlane plane, (double Left, double Top, double Width, double Height) area)
    {
        double x = note.At("xref").Words() == "paper" ? area.Left + (area.Width * (note.At("x").Number() ?? 0)) : plane.AtX(Value(note.At("x"), plane.X));
        double y = note.At("yref").Words() == "paper" ? area.Top + (area.Height * (1 - (note.At("y").Number() ?? 0))) : plane.AtY(Value(note.At("y"), plane.Y));
        if (!double.IsFinite(x + y)) return;
        string anchor = note.At("xanchor").Words() switch { "left" => "start", "right" => "end", _ => "middle" };
        svg.Text(x + (note.At("xshift").Number() ?? 0), y + (note.At("yanchor").Words() switch { "top" => 16, "bottom" => -4, _ => 5 }), note.At("text").Words() ?? "", anchor);
    }

    // On a logarithmic axis plotly.js counts notes, and notes alone, in powers of ten.
    private static JsonNode? Value(JsonNode? at, StillAxis axis) => axis.IsLog && at.Number() is { } power ? Math.Pow(10, power) : at;

    // Names below the figure, as many beside each other as fit. Returns where the rest of the picture ends.
    private static double Legend(Svg svg, JsonObject[] shown, JsonNode? layout, double bottom)
    {
        if (layout.At("showlegend").Is(false)) return bottom;
        JsonObject[] named = [.. shown.Where(trace => trace["name"].Words() is { Length: > 0 } && !trace["showlegend"].Is(false) && trace["type"].Words() is not ("heatmap" or "surface" or "violin"))
            .DistinctBy(trace => trace["name"].Words())];
        var rows = new List<List<(JsonObject Trace, double Left)>>();
        double left = Width;
        foreach (JsonObject trace in named)
        {
            double wide = Svg.Width(trace["name"].Words()!, Theme.SmallFontSize) + 58;
            if (left + wide > Width)
            {
                rows.Add([]);
                left = 20;
            }
            rows[^1].Add((trace, left));
            left += wide;
        }
        double y = bottom - (Row * (rows.Count - 1)) - 4;
        foreach (List<(JsonObject Trace, double Left)> row in rows)
        {
            foreach ((JsonObject trace, double at) in row) Key(svg, trace, at, y - 5);
            y += Row;
        }
        return bottom - (Row * rows.Count);
    }

    private static void Key(Svg svg, JsonObject trace, double x, double y)
    {
        string mode = trace["type"].Words() == "bar" ? "bar" : trace["mode"].Words() ?? "lines";
        if (trace["fill"] is not null) svg.Path($"M{Svg.F(x)} {Svg.F(y - 6)}h30v12h-30z", $"fill=\"{Svg.Escaped(trace["fillcolor"].Words() ?? Theme.Faint)}\"");
        if (mode == "bar") svg.Path($"M{Svg.F(x + 9)} {Svg.F(y - 6)}h12v12h-12z", $"fill=\"{Svg.Escaped(trace["marker"].At("color").Of(0).Words() ?? Theme.Ink)}\"");
        if (mode.Contains("lines", StringComparison.Ordinal) && trace["line"].At("width").Number() != 0)
            svg.Path($"M{Svg.F(x)} {Svg.F(y)}h30", $"stroke=\"{Svg.Escaped(trace["line"].At("color").Words() ?? Theme.Ink)}\" stroke-width=\"2.5\"{Svg.Dash(trace["line"].At("dash").Words())}");
        if (mode.Contains("markers", StringComparison.Ordinal)) StillMarkers.Draw(svg, trace, 0, x + 15, y, largest: 16);
        svg.Text(x + 38, y + 5, trace["name"].Words()!);
    }

    // The first position of a slider or of buttons, in words.
    private static string? Step(JsonNode? layout)
    {
        JsonNode? slider = layout.At("sliders").Of(0), menu = layout.At("updatemenus").Of(0);
        string? label = slider.At("steps").Of((int)(slider.At("active").Number() ?? 0)).At("label").Words();
        return label is not null ? slider.At("currentvalue", "prefix").Words() + label
            : menu.At("active").Number() is >= 0 and var active ? menu.At("buttons").Of((int)active).At("label").Words() : null;
    }

    private static double Pad(IEnumerable<JsonObject> traces) => traces.Any(trace => trace["type"].Words() is "heatmap") ? 0 : 0.05;

    private static (string X, string Y) Axes(JsonObject trace) => (trace["xaxis"].Words() ?? "x", trace["yaxis"].Words() ?? "y");

    private static JsonNode? Axis(JsonNode? layout, string name) => layout.At($"{name[0]}axis{name[1..]}");
}
