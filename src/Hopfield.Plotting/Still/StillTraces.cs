using System.Text;
using System.Text.Json.Nodes;

namespace Hopfield.Plotting;

/// <summary>Draws the traces of a plane: lines, points, words, areas, bars, cells, and the spread of a sample.</summary>
internal static class StillTraces
{
    private const double BarShare = 0.8;

    /// <summary>Draws a trace; one of a kind that is not known leaves nothing.</summary>
    /// <param name="svg">Takes the shapes.</param>
    /// <param name="words">Takes the words, which may reach beyond the plane.</param>
    /// <param name="trace">The trace.</param>
    /// <param name="plane">Where.</param>
    /// <param name="bar">Which of how many bars stand side by side at a place.</param>
    public static void Draw(Svg svg, Svg words, JsonObject trace, StillPlane plane, (int Index, int Count) bar)
    {
        switch (trace["type"].Words() ?? "scatter")
        {
            case "scatter" or "scattergl": Scatter(svg, words, trace, plane); break;
            case "bar": Bars(svg, trace, plane, bar); break;
            case "heatmap": Cells(svg, trace, plane); break;
            case "violin" or "box": Spread(svg, trace, plane, bar.Index); break;
        }
    }

    /// <summary>What a trace needs of an axis: its values, and what bars, cells and intervals reach over.</summary>
    public static IEnumerable<JsonNode?> Values(JsonObject trace, string axis)
    {
        bool across = axis == "x", flat = trace["orientation"].Words() == "h";
        IReadOnlyList<JsonNode?> values = trace[axis].Items();
        switch (trace["type"].Words())
        {
            case "heatmap":
                int count = values.Count > 0 ? values.Count : across ? trace["z"].Items().Max(row => row.Items().Count) : trace["z"].Items().Count;
                if (values.Count > 0 && values[0].Number() is null) return values;
                double first = values.Of(0, 0), last = values.Of(count - 1, count - 1), half = count > 1 ? (last - first) / (count - 1) / 2 : 0.5;
                return [first - half, last + half];
            case "bar":
                return across == flat ? values.Append(0) : values.SelectMany(value => value.Number() is { } at ? (JsonNode?[])[at - 0.5, at + 0.5] : [value]);
            case "violin" or "box" when across:
                return [trace["name"]?.DeepClone()];
            default:
                JsonNode? error = trace["error_" + axis];
                return values.Concat(error.At("array").Items().Select((up, i) => (JsonNode?)(values[i].Number() + up.Number())))
                    .Concat(error.At("arrayminus").Items().Select((down, i) => (JsonNode?)(values[i].Number() - down.Number())));
        }
    }

    /// <summary>The scale of a trace coloured by numbers.</summary>
    public static StillColours? Colours(JsonObject trace)
    {
        bool cells = trace["type"].Words() is "heatmap";
        JsonNode? owner = cells ? trace : trace["marker"];
        double[] values = [.. (cells ? trace["z"].Items().SelectMany(row => row.Items()) : owner.At("color").Items()).Select(FigureJson.Number).OfType<double>()];
        if (values.Length == 0) return null;
        string letter = cells ? "z" : "c";
        return new StillColours(owner.At("colorscale"), owner.At(letter + "min").Number() ?? values.Min(), owner.At(letter + "max").Number() ?? values.Max());
    }

    private static void Scatter(Svg svg, Svg words, JsonObject trace, StillPlane plane)
    {
        IReadOnlyList<JsonNode?> ys = trace["y"].Items(), xs = trace["x"].Items();
        (double X, double Y)[] points = [.. ys.Select((y, i) => (plane.AtX(xs.Count > i ? xs[i] : i), plane.AtY(y)))];
        string mode = trace["mode"].Words() ?? "lines";
        if (trace["fill"].Words() is { } fill and not "none")
        {
            string close = fill == "tozeroy" && points.Length > 0 ? $"L{Svg.F(points[^1].X)} {Svg.F(plane.AtY(0.0))}L{Svg.F(points[0].X)} {Svg.F(plane.AtY(0.0))}" : "";
            svg.Path(Outline(points) + close + "z", $"fill=\"{Svg.Escaped(trace["fillcolor"].Words() ?? trace["fillpattern"].At("fgcolor").Words() ?? Theme.Faint)}\"");
        }
        if (mode.Contains("lines", StringComparison.Ordinal) && (trace["line"].At("width").Number() ?? 2) is > 0 and var width)
            svg.Path(Outline(points), $"fill=\"none\" stroke=\"{Svg.Escaped(trace["line"].At("color").Words() ?? Theme.Ink)}\" stroke-width=\"{Svg.F(width)}\"{Svg.Dash(trace["line"].At("dash").Words())}");
        Intervals(svg, trace, plane, points);
        StillColours? colours = Colours(trace);
        int every = trace["marker"].At("maxdisplayed").Number() is > 0 and var most ? (int)Math.Ceiling(points.Length / most) : 1;
        foreach ((int i, (double X, double Y) point) in points.Index().Where(point => double.IsFinite(point.Item.X + point.Item.Y)))
        {
            if (i % every == 0 && mode.Contains("markers", StringComparison.Ordinal)) StillMarkers.Draw(svg, trace, i, point.X, point.Y, colours);
            if (!mode.Contains("text", StringComparison.Ordinal) || trace["text"].Of(i).Words() is not { Length: > 0 } word) continue;
            string place = trace["textposition"].Of(i).Words() ?? "middle center";
            double size = trace["textfont"].At("size").Of(i).Number() ?? Theme.SmallFontSize, gap = (trace["marker"].At("size").Of(i).Number() ?? 0) / 2;
            double dy = place.StartsWith("top", StringComparison.Ordinal) ? -gap - 4 : place.StartsWith("bottom", StringComparison.Ordinal) ? gap + size : size * 0.35;
            (string anchor, double dx) = place.EndsWith("left", StringComparison.Ordinal) ? ("end", -gap - 3) : place.EndsWith("right", StringComparison.Ordinal) ? ("start", gap + 3) : ("middle", 0);
            words.Text(point.X + dx, point.Y + dy, word, anchor, size, trace["textfont"].At("color").Of(i).Words() ?? Theme.Ink);
        }
    }

    private static void Intervals(Svg svg, JsonObject trace, StillPlane plane, (double X, double Y)[] points)
    {
        if (trace["error_y"] is not { } error) return;
        foreach ((int i, (double x, _)) in points.Index())
        {
            double up = error.At("array").Of(i).Number() ?? 0, down = error.At("arrayminus").Of(i).Number() ?? up;
            if (trace["y"].Of(i).Number() is { } y) svg.Line(x, plane.AtY(y - down), x, plane.AtY(y + up), error.At("color").Words() ?? Theme.Ink, 2);
        }
    }

    private static void Bars(Svg svg, JsonObject trace, StillPlane plane, (int Index, int Count) bar)
    {
        bool flat = trace["orientation"].Words() == "h";
        IReadOnlyList<JsonNode?> places = trace[flat ? "y" : "x"].Items(), values = trace[flat ? "x" : "y"].Items();
        StillAxis along = flat ? plane.Y : plane.X;
        double unit = (flat ? plane.Area.Height : plane.Area.Width) / Math.Abs(along.To - along.From);
        double[] at = [.. places.Select(FigureJson.Number).OfType<double>().Distinct().Order()];
        double room = unit * (at.Length > 1 ? at.Zip(at.Skip(1), (a, b) => b - a).Min() : 1) * BarShare, breadth = room / bar.Count;
        StillColours? colours = Colours(trace);
        for (int i = 0; i < values.Count; i++)
        {
            JsonNode? colour = trace["marker"].At("color").Of(i);
            string fill = colour.Number() is { } number && colours is not null ? colours.Of(number) : colour.Words() ?? Theme.Colour(bar.Index);
            double zero = flat ? plane.AtX(0.0) : plane.AtY(0.0), end = flat ? plane.AtX(values[i]) : plane.AtY(values[i]);
            double side = (flat ? plane.AtY(places.Count > i ? places[i] : i) : plane.AtX(places.Count > i ? places[i] : i)) - (room / 2) + (breadth * bar.Index);
            if (!double.IsFinite(zero)) zero = flat ? plane.Area.Left : plane.Area.Top + plane.Area.Height;
            if (double.IsFinite(end + side))
                svg.Path(flat ? $"M{Svg.F(zero)} {Svg.F(side)}H{Svg.F(end)}v{Svg.F(breadth)}H{Svg.F(zero)}z" : $"M{Svg.F(side)} {Svg.F(zero)}V{Svg.F(end)}h{Svg.F(breadth)}V{Svg.F(zero)}z", $"fill=\"{Svg.Escaped(fill)}\"");
        }
    }

    // Cells of one colour are one shape, and neighbours in a row one stroke of it, as broad as a row. Places are counted in cells, which is
    // short to write; the commonest colour lies below all others.
    private static void Cells(Svg svg, JsonObject trace, StillPlane plane)
    {
        if (Colours(trace) is not { } colours) return;
        string?[][] cells = [.. trace["z"].Items().Select(row => row.Items().Select(cell => cell.Number() is { } value ? colours.Of(value) : null).ToArray())];
        int across = cells.Max(row => row.Length);
        (double left, double width) = Reach(trace["x"].Items(), across, plane.AtX, plane.AtX);
        (double top, double height) = Reach(trace["y"].Items(), cells.Length, plane.AtY, plane.AtY);
        bool gaps = trace["xgap"].Number() is > 0;
        string ground = cells.SelectMany(row => row).OfType<string>().GroupBy(colour => colour).MaxBy(group => group.Count())!.Key;
        bool covers = !gaps && cells.All(row => row.Length == across && row.All(colour => colour is not null));

        var inside = new Svg();
        if (covers) inside.Path($"M0 -.5H{across}V{Svg.F(cells.Length - 0.5)}H0z", $"fill=\"{ground}\"");
        var shapes = new Dictionary<string, StringBuilder>();
        foreach ((int row, string?[] colour) in cells.Index())
        {
            var ends = new Dictionary<string, int>();
            for (int start = 0, end; start < colour.Length; start = end)
            {
                end = start + 1;
                while (!gaps && end < colour.Length && colour[end] == colour[start]) end++;
                if (colour[start] is not { } drawn || (covers && drawn == ground)) continue;
                if (!shapes.TryGetValue(drawn, out StringBuilder? shape)) shapes[drawn] = shape = new StringBuilder();
                shape.Append(ends.TryGetValue(drawn, out int last) ? $"m{Svg.F(start - last + (gaps ? 0.1 : 0))} 0" : $"M{start} {row}").Append(gaps ? "h.9" : $"h{end - start}");
                ends[drawn] = end;
            }
        }
        foreach ((string colour, StringBuilder shape) in shapes) inside.Path(shape.ToString(), $"stroke=\"{colour}\"");
        // Neighbours overlap a little: between two edges that are rounded apart the ground would show.
        svg.Group(FormattableString.Invariant($"transform=\"translate({left:0.##} {top + (height / cells.Length / 2):0.##}) scale({width / across:0.####} {height / cells.Length:0.####})\" stroke-width=\"{(gaps ? 0.9 : 1.03)}\" shape-rendering=\"crispEdges\""), inside);
    }

    // The whole field along an axis: half a cell beyond the first and the last. Backwards where the axis runs so.
    private static (double Start, double Length) Reach(IReadOnlyList<JsonNode?> axis, int count, Func<JsonNode?, double> named, Func<double, double> at)
    {
        double first = axis.Count > 0 ? named(axis[0]) : at(0), last = axis.Count > 0 ? named(axis[^1]) : at(count - 1);
        double step = count > 1 ? (last - first) / (count - 1) : at(0.5) - at(-0.5);
        return (first - (step / 2), step * count);
    }

    // A sample of which only the quartiles and the ends are drawn.
    private static void Spread(Svg svg, JsonObject trace, StillPlane plane, int index)
    {
        double[] values = [.. trace["y"].Items().Select(FigureJson.Number).OfType<double>().Order()];
        double x = plane.AtX(trace["name"]);
        if (values.Length == 0 || !double.IsFinite(x)) return;
        double At(double share) => plane.AtY(values[(int)Math.Round(share * (values.Length - 1))]);
        string colour = trace["line"].At("color").Words() ?? trace["fillcolor"].Words() ?? Theme.Colour(index);
        svg.Line(x, At(0), x, At(1), colour, 2);
        svg.Path($"M{Svg.F(x - 18)} {Svg.F(At(0.25))}h36V{Svg.F(At(0.75))}h-36z", $"fill=\"{Svg.Escaped(colour)}\" fill-opacity=\"0.4\" stroke=\"{Svg.Escaped(colour)}\"");
        svg.Line(x - 18, At(0.5), x + 18, At(0.5), colour, 3);
    }

    /// <summary>Points joined by lines, with a new beginning after each gap.</summary>
    public static string Outline((double X, double Y)[] points)
    {
        var text = new StringBuilder();
        bool begins = true;
        foreach ((double x, double y) in points)
        {
            if (double.IsFinite(x + y)) text.Append(begins ? 'M' : 'L').Append(Svg.F(x)).Append(' ').Append(Svg.F(y));
            begins = !double.IsFinite(x + y);
        }
        return text.Length == 0 ? "M0 0" : text.ToString();
    }
}
