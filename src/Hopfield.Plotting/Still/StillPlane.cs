using System.Text.Json.Nodes;

namespace Hopfield.Plotting;

/// <summary>Two axes of a still and the rectangle between them.</summary>
/// <param name="x">The horizontal axis.</param>
/// <param name="y">The vertical axis.</param>
/// <param name="area">Where on the picture: left, top, width, height.</param>
internal sealed class StillPlane(StillAxis x, StillAxis y, (double Left, double Top, double Width, double Height) area)
{
    public StillAxis X => x;

    public StillAxis Y => y;

    public (double Left, double Top, double Width, double Height) Area => area;

    public double AtX(JsonNode? value) => area.Left + (area.Width * x.Place(value));

    public double AtX(double value) => area.Left + (area.Width * x.Place(value));

    public double AtY(JsonNode? value) => area.Top + (area.Height * (1 - y.Place(value)));

    public double AtY(double value) => area.Top + (area.Height * (1 - y.Place(value)));

    /// <summary>The same plane with units as long upwards as across, as maps and pictures want it.</summary>
    public StillPlane WithEqualUnits()
    {
        double unit = Math.Min(area.Width / Math.Abs(x.To - x.From), area.Height / Math.Abs(y.To - y.From));
        double width = unit * Math.Abs(x.To - x.From), height = unit * Math.Abs(y.To - y.From);
        return new StillPlane(x, y, (area.Left + ((area.Width - width) / 2), area.Top + ((area.Height - height) / 2), width, height));
    }

    /// <summary>Grid, marks and names.</summary>
    /// <param name="svg">Takes them.</param>
    /// <param name="withX">False where the horizontal axis is that of another plane below.</param>
    public void DrawAxes(Svg svg, bool withX)
    {
        if (!x.IsHidden && withX)
        {
            double room = 0;
            foreach ((double value, string label) in x.Ticks((int)(area.Width / 90)).Where(tick => x.Place(tick.Value) is >= -0.001 and <= 1.001))
            {
                // Long names stand aslant, so that they do not run into each other.
                bool slant = x.IsNamed && Svg.Width(label, Theme.SmallFontSize) > area.Width / Math.Max(1, Math.Abs(x.To - x.From)) * 0.95;
                if (!x.IsNamed) svg.Line(AtX(value), area.Top, AtX(value), area.Top + area.Height, Theme.Faint);
                svg.Text(AtX(value), area.Top + area.Height + 20, label, slant ? "end" : "middle", slant ? 11 : Theme.SmallFontSize, turn: slant ? -30 : 0);
                room = Math.Max(room, slant ? Svg.Width(label, 11) / 2 : 0);
            }
            svg.Text(area.Left + (area.Width / 2), area.Top + area.Height + 44 + Math.Min(room, 20), x.Title, "middle", Theme.FontSize);
            svg.Line(area.Left, area.Top + area.Height, area.Left + area.Width, area.Top + area.Height, Theme.Ink);
        }
        if (y.IsHidden) return;
        double widest = 0;
        foreach ((double value, string label) in y.Ticks((int)Math.Max(2, area.Height / 50)).Where(tick => y.Place(tick.Value) is >= -0.001 and <= 1.001))
        {
            if (!y.IsNamed) svg.Line(area.Left, AtY(value), area.Left + area.Width, AtY(value), Theme.Faint);
            svg.Text(area.Left - 8, AtY(value) + 5, label, "end");
            widest = Math.Max(widest, Svg.Width(label, Theme.SmallFontSize));
        }
        svg.Line(area.Left, area.Top, area.Left, area.Top + area.Height, Theme.Ink);
        svg.Text(area.Left - widest - 20, area.Top + (area.Height / 2), y.Title, "middle", Theme.FontSize, turn: -90);
    }
}
