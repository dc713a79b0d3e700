using System.Text.Json.Nodes;

namespace Hopfield.Plotting;

/// <summary>Draws a scene as its camera first sees it: surfaces from the far end to the near one, then paths, points and labels.</summary>
internal sealed class StillScene
{
    /// <summary>So many rows and columns of faces at most; a finer surface loses some.</summary>
    private const int Finest = 24;

    private readonly StillAxis _x, _y, _z;
    private readonly (double X, double Y, double Z) _size, _right, _up, _towards;
    private readonly double _scale, _left, _top;
    private readonly JsonNode? _scene, _surfaces;

    /// <param name="layout">The figure's layout.</param>
    /// <param name="traces">The traces that are shown.</param>
    /// <param name="area">Where on the picture: left, top, width, height.</param>
    public StillScene(JsonNode? layout, IReadOnlyList<JsonObject> traces, (double Left, double Top, double Width, double Height) area)
    {
        _scene = layout.At("scene");
        _surfaces = layout.At("template", "data", "surface").Of(0);
        IEnumerable<JsonNode?> All(string axis) => traces.SelectMany(trace => axis == "z" ? Flat(trace["z"]) : Flat(trace[axis]));
        (_x, _y, _z) = (new(_scene.At("xaxis"), All("x"), 0), new(_scene.At("yaxis"), All("y"), 0), new(_scene.At("zaxis"), All("z"), 0));
        double Ratio(string axis) => _scene.At("aspectratio", axis).Number() ?? 1;
        _size = (Ratio("x"), Ratio("y"), Ratio("z"));
        double Eye(string axis) => _scene.At("camera", "eye", axis).Number() ?? 1.25;
        double Centre(string axis) => _scene.At("camera", "center", axis).Number() ?? 0;
        _towards = Unit((Eye("x") - Centre("x"), Eye("y") - Centre("y"), Eye("z") - Centre("z")));
        _right = Unit((-_towards.Y, _towards.X, 0));
        _up = (_towards.Y * _right.Z - _towards.Z * _right.Y, _towards.Z * _right.X - _towards.X * _right.Z, _towards.X * _right.Y - _towards.Y * _right.X);

        (double X, double Y)[] corners = [.. from a in (double[])[0, 1] from b in (double[])[0, 1] from c in (double[])[0, 1] select Flat(a, b, c)];
        double width = corners.Max(p => p.X) - corners.Min(p => p.X), height = corners.Max(p => p.Y) - corners.Min(p => p.Y);
        const double Names = 50;
        _scale = Math.Min((area.Width - (2 * Names)) / width, (area.Height - (2 * Names)) / height);
        _left = area.Left + (area.Width / 2) - (_scale * (corners.Max(p => p.X) + corners.Min(p => p.X)) / 2);
        _top = area.Top + (area.Height / 2) + (_scale * (corners.Max(p => p.Y) + corners.Min(p => p.Y)) / 2);
    }

    /// <summary>The scale of a surface, or of none.</summary>
    public StillColours Colours(JsonObject surface) => new(
        surface["colorscale"] ?? _surfaces.At("colorscale"),
        surface["cmin"].Number() ?? _surfaces.At("cmin").Number() ?? Flat(surface["z"]).Min(FigureJson.Number) ?? 0,
        surface["cmax"].Number() ?? _surfaces.At("cmax").Number() ?? Flat(surface["z"]).Max(FigureJson.Number) ?? 1);

    /// <summary>What the bar beside a surface says.</summary>
    public string BarTitle(JsonObject surface) => (surface["colorbar"] ?? _surfaces.At("colorbar")).At("title", "text").Words() ?? "";

    /// <summary>Draws everything.</summary>
    public void Draw(Svg svg, IReadOnlyList<JsonObject> traces)
    {
        DrawBox(svg);
        var faces = new Svg();
        foreach ((_, string outline, string colour) in traces.Where(trace => trace["type"].Words() == "surface").SelectMany(Faces).OrderBy(face => face.Depth))
            faces.Path(outline, $"fill=\"{colour}\"");
        // Smoothed edges would show the ground between two faces.
        svg.Group("shape-rendering=\"crispEdges\"", faces);
        foreach (JsonObject trace in traces.Where(trace => trace["type"].Words() == "scatter3d")) DrawPoints(svg, trace);
        foreach (JsonNode? label in _scene.At("annotations").Items())
        {
            (double x, double y) = On(label.At("x"), label.At("y"), label.At("z"));
            if (label.At("text").Words() is not { Length: > 0 } text || !double.IsFinite(x + y)) continue;
            double wide = Svg.Width(text, Theme.SmallFontSize) + 8;
            svg.Path($"M{Svg.F(x - (wide / 2))} {Svg.F(y - 34)}h{Svg.F(wide)}v20h{Svg.F(-wide)}z", "fill=\"#ffffff\" fill-opacity=\"0.85\"");
            svg.Text(x, y - 19, text, "middle", colour: Theme.Dark);
        }
    }

    // The three edges at which a reader looks for the axes: two of the floor that are near, and the upright one on the left.
    private void DrawBox(Svg svg)
    {
        double nearX = _towards.X > 0 ? 1 : 0, nearY = _towards.Y > 0 ? 1 : 0;
        (double X, double Y, double Z)[][] edges = [
            [(0, nearY, 0), (1, nearY, 0)], [(nearX, 0, 0), (nearX, 1, 0)], [LeftMost(0), LeftMost(1)]];
        foreach ((double a, double b) in ((double, double)[])[(0, 0), (0, 1), (1, 1), (1, 0)])
        {
            (double X, double Y) from = On(a, b, 0), to = On(a == b ? a : b, a == b ? 1 - b : b, 0);
            svg.Line(from.X, from.Y, to.X, to.Y, Theme.Thin);
        }
        foreach (((double X, double Y, double Z)[] edge, StillAxis axis) in edges.Zip([_x, _y, _z]))
        {
            (double X, double Y) from = On(edge[0].X, edge[0].Y, edge[0].Z), to = On(edge[1].X, edge[1].Y, edge[1].Z);
            svg.Line(from.X, from.Y, to.X, to.Y, Theme.Ink, 1.5);
            bool upright = axis == _z;
            svg.Text((from.X + to.X) / 2 - (upright ? 46 : 0), ((from.Y + to.Y) / 2) + (upright ? 0 : 40), axis.Title, "middle", Theme.FontSize, turn: upright ? -90 : 0);
            foreach ((double value, string text) in axis.Ticks(4).Where(tick => axis.Place(tick.Value) is >= 0 and <= 1))
            {
                double share = axis.Place(value);
                svg.Text(from.X + (share * (to.X - from.X)) - (upright ? 8 : 0), from.Y + (share * (to.Y - from.Y)) + (upright ? 5 : 18), text, upright ? "end" : "middle", 12);
            }
        }
    }

    private (double X, double Y, double Z) LeftMost(double z) =>
        ((double X, double Y, double Z)[])[(0, 0, z), (0, 1, z), (1, 0, z), (1, 1, z)] is var corners ? corners.MinBy(corner => Flat(corner.X, corner.Y, corner.Z).X) : default;

    private IEnumerable<(double Depth, string Outline, string Colour)> Faces(JsonObject trace)
    {
        StillColours colours = Colours(trace);
        IReadOnlyList<JsonNode?> rows = trace["z"].Items(), xs = trace["x"].Items(), ys = trace["y"].Items();
        int columns = rows.Count == 0 ? 0 : rows[0].Items().Count;
        int[] across = Kept(columns), down = Kept(rows.Count);
        foreach ((int row, int below) in down.Zip(down.Skip(1)))
        {
            foreach ((int column, int right) in across.Zip(across.Skip(1)))
            {
                (double X, double Y, double Z)[] corners = [Share(row, column), Share(row, right), Share(below, right), Share(below, column)];
                if (!corners.All(corner => double.IsFinite(corner.X + corner.Y + corner.Z))) continue;
                double depth = corners.Average(corner => Along(_towards, corner));
                double height = ((int[])[row, row, below, below]).Zip((int[])[column, right, right, column], (r, c) => rows[r].Items()[c].Number() ?? 0).Average();
                yield return (depth, Face([.. corners.Select(corner => On(corner.X, corner.Y, corner.Z))]), colours.Of(height));
            }
        }

        static int[] Kept(int count) => count <= Finest + 1 ? [.. Enumerable.Range(0, count)] : [.. Enumerable.Range(0, Finest + 1).Select(i => (int)Math.Round(i * (count - 1) / (double)Finest))];

        // Where the figure's range ends the surface is cut off.
        (double, double, double) Share(int row, int column)
        {
            double z = _z.Place(rows[row].Items()[column]);
            return (_x.Place(xs.Count > column ? xs[column] : column), _y.Place(ys.Count > row ? ys[row] : row), double.IsNaN(z) ? z : Math.Clamp(z, 0, 1));
        }
    }

    // Steps from corner to corner are shorter to write than places.
    private static string Face((double X, double Y)[] corners)
    {
        var text = new System.Text.StringBuilder($"M{Svg.F(corners[0].X)} {Svg.F(corners[0].Y)}l");
        foreach (((double X, double Y) from, (double X, double Y) to) in corners.Zip(corners.Skip(1)))
            text.Append(Svg.F(Math.Round(to.X, 1) - Math.Round(from.X, 1))).Append(' ').Append(Svg.F(Math.Round(to.Y, 1) - Math.Round(from.Y, 1))).Append(' ');
        return text.Append('z').ToString();
    }

    private void DrawPoints(Svg svg, JsonObject trace)
    {
        IReadOnlyList<JsonNode?> xs = trace["x"].Items(), ys = trace["y"].Items(), zs = trace["z"].Items();
        (double X, double Y)[] points = [.. zs.Select((z, i) => On(xs[i], ys[i], z))];
        string mode = trace["mode"].Words() ?? "markers";
        if (mode.Contains("lines", StringComparison.Ordinal))
            svg.Path(StillTraces.Outline(points), $"fill=\"none\" stroke=\"{Svg.Escaped(trace["line"].At("color").Words() ?? Theme.Ink)}\" stroke-width=\"{Svg.F((trace["line"].At("width").Number() ?? 2) / 2)}\"");
        if (!mode.Contains("markers", StringComparison.Ordinal)) return;
        foreach ((int i, (double x, double y)) in points.Index().Where(point => double.IsFinite(point.Item.X + point.Item.Y))) StillMarkers.Draw(svg, trace, i, x, y);
    }

    private (double X, double Y) On(JsonNode? x, JsonNode? y, JsonNode? z) => On(_x.Place(x), _y.Place(y), _z.Place(z));

    private (double X, double Y) On(double x, double y, double z) => Flat(x, y, z) is var (across, upwards) ? (_left + (_scale * across), _top - (_scale * upwards)) : default;

    private (double X, double Y) Flat(double x, double y, double z) => (Along(_right, (x, y, z)), Along(_up, (x, y, z)));

    private double Along((double X, double Y, double Z) direction, (double X, double Y, double Z) place) =>
        (direction.X * (place.X - 0.5) * _size.X) + (direction.Y * (place.Y - 0.5) * _size.Y) + (direction.Z * (place.Z - 0.5) * _size.Z);

    private static (double, double, double) Unit((double X, double Y, double Z) v) => Math.Sqrt((v.X * v.X) + (v.Y * v.Y) + (v.Z * v.Z)) is var length ? (v.X / length, v.Y / length, v.Z / length) : default;

    private static IEnumerable<JsonNode?> Flat(JsonNode? values) => values.Items().SelectMany(value => value is JsonArray row ? row : (IEnumerable<JsonNode?>)[value]);
}
