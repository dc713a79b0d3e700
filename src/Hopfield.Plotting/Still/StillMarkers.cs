using System.Text.Json.Nodes;

namespace Hopfield.Plotting;

/// <summary>Single points, by plotly.js's names of symbols.</summary>
internal static class StillMarkers
{
    /// <summary>Draws a marker as the trace has it for a point.</summary>
    /// <param name="svg">Takes the shape.</param>
    /// <param name="trace">The trace.</param>
    /// <param name="point">Which of its points.</param>
    /// <param name="x">Where.</param>
    /// <param name="y">Where.</param>
    /// <param name="colours">The trace's scale, where its markers are coloured by numbers.</param>
    /// <param name="largest">The largest size.</param>
    public static void Draw(Svg svg, JsonNode trace, int point, double x, double y, StillColours? colours = null, double largest = double.PositiveInfinity)
    {
        JsonNode? marker = trace.At("marker"), colour = marker.At("color").Of(point);
        string symbol = marker.At("symbol").Of(point).Words() ?? "circle";
        double radius = Math.Min(largest, marker.At("size").Of(point).Number() ?? 6) / 2;
        bool open = symbol.EndsWith("-open", StringComparison.Ordinal);
        string fill = colour.Number() is { } number ? colours?.Of(number) ?? Theme.Ink : colour.Words() ?? trace.At("line", "color").Words() ?? Theme.Ink;
        string edge = marker.At("line", "color").Of(point).Words() ?? fill;
        double width = open ? Math.Max(2, marker.At("line", "width").Of(point).Number() ?? 2) : marker.At("line", "width").Of(point).Number() ?? 0;
        double opacity = marker.At("opacity").Of(point).Number() ?? 1;
        if (radius <= 0 || opacity <= 0) return;
        string faint = opacity < 1 ? $" opacity=\"{Svg.F(opacity)}\"" : "";
        if (symbol == "circle" && width == 0)
        {
            // A stroke of no length with round ends is a disc, and short to write: maps have a thousand of them.
            svg.Path($"M{Svg.F(x)} {Svg.F(y)}h0", $"stroke-linecap=\"round\" stroke=\"{Svg.Escaped(fill)}\" stroke-width=\"{Svg.F(2 * radius)}\"{faint}");
            return;
        }
        svg.Path(Outline(open ? symbol[..^"-open".Length] : symbol, x, y, radius),
            $"fill=\"{(open ? "none" : Svg.Escaped(fill))}\"{(width > 0 ? $" stroke=\"{Svg.Escaped(open ? fill : edge)}\" stroke-width=\"{Svg.F(width)}\"" : "")}{faint}");
    }

    private static string Outline(string symbol, double x, double y, double r) => symbol switch
    {
        "square" => Polygon(x, y, r * 1.25, 4, Math.PI / 4),
        "diamond" => Polygon(x, y, r * 1.3, 4, 0),
        "triangle-up" => Polygon(x, y, r * 1.2, 3, -Math.PI / 2),
        "triangle-down" => Polygon(x, y, r * 1.2, 3, Math.PI / 2),
        "hexagon" => Polygon(x, y, r * 1.1, 6, 0),
        "star" => Polygon(x, y, r * 1.4, 10, -Math.PI / 2, inner: 0.45),
        "cross" => $"M{Svg.F(x - r)} {Svg.F(y - (r / 3))}h{Svg.F(r * 2 / 3)}v{Svg.F(-r * 2 / 3)}h{Svg.F(r * 2 / 3)}v{Svg.F(r * 2 / 3)}h{Svg.F(r * 2 / 3)}v{Svg.F(r * 2 / 3)}h{Svg.F(-r * 2 / 3)}v{Svg.F(r * 2 / 3)}h{Svg.F(-r * 2 / 3)}v{Svg.F(-r * 2 / 3)}h{Svg.F(-r * 2 / 3)}z",
        "x" => $"M{Svg.F(x - r)} {Svg.F(y - r)}L{Svg.F(x + r)} {Svg.F(y + r)}M{Svg.F(x + r)} {Svg.F(y - r)}L{Svg.F(x - r)} {Svg.F(y + r)}",
        _ => $"M{Svg.F(x - r)} {Svg.F(y)}a{Svg.F(r)} {Svg.F(r)} 0 1 0 {Svg.F(2 * r)} 0a{Svg.F(r)} {Svg.F(r)} 0 1 0 {Svg.F(-2 * r)} 0z",
    };

    private static string Polygon(double x, double y, double radius, int corners, double start, double inner = 1) => "M" + string.Join('L', Enumerable.Range(0, corners).Select(i =>
    {
        double angle = start + (2 * Math.PI * i / corners), r = i % 2 == 0 ? radius : radius * inner;
        return $"{Svg.F(x + (r * Math.Cos(angle)))} {Svg.F(y + (r * Math.Sin(angle)))}";
    })) + "z";
}
