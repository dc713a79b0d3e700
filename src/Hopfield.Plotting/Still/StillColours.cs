using System.Globalization;
using System.Text.Json.Nodes;

namespace Hopfield.Plotting;

/// <summary>The colour of a number: a scale of plotly.js between two ends.</summary>
internal sealed class StillColours
{
    /// <summary>So many colours a scale has in a still: cells of one colour are drawn as one shape.</summary>
    private const int Levels = 32;

    // Viridis at every sixteenth.
    private static readonly string[] _viridis = ["#440154", "#48186a", "#472d7b", "#424086", "#3b528b", "#33638d", "#2c728e", "#26828e", "#21918c", "#1fa088", "#28ae80", "#3fbc73", "#5ec962", "#84d44b", "#addc30", "#d8e219", "#fde725"];

    private readonly string[] _levels;

    /// <param name="scale">A name, or pairs of a place from 0 to 1 and a colour.</param>
    /// <param name="low">The number at the scale's lower end.</param>
    /// <param name="high">The number at its upper end.</param>
    public StillColours(JsonNode? scale, double low, double high)
    {
        (Low, High) = (low, high > low ? high : low + 1);
        (double At, string Colour)[] stops = [.. scale.Items().Select(stop => (stop.Items()[0].Number() ?? 0, stop.Items()[1].Words() ?? Theme.Ink))];
        if (stops.Length < 2) stops = [.. _viridis.Select((colour, i) => (i / (double)(_viridis.Length - 1), colour))];
        _levels = [.. Enumerable.Range(0, Levels).Select(level => Between(stops, (level + 0.5) / Levels))];
    }

    public double Low { get; }

    public double High { get; }

    /// <summary>The colour of a number; those beyond the ends have the ends' colours.</summary>
    public string Of(double value) => _levels[Math.Clamp((int)((value - Low) / (High - Low) * Levels), 0, Levels - 1)];

    /// <summary>The bar that explains the scale: its name stands along it.</summary>
    public void DrawBar(Svg svg, string title, double x, double y, double height)
    {
        const double Breadth = 16;
        for (int level = 0; level < Levels; level++)
            svg.Path($"M{Svg.F(x)} {Svg.F(y + (height * (Levels - level - 1) / Levels))}h{Breadth}v{Svg.F((height / Levels) + 0.5)}h-{Breadth}z", $"fill=\"{_levels[level]}\"");
        var axis = new StillAxis(new JsonObject { ["range"] = new JsonArray(Low, High) }, []);
        foreach ((double value, string label) in axis.Ticks(5)) svg.Text(x + Breadth + 6, y + (height * (High - value) / (High - Low)) + 5, label);
        if (title.Length > 0) svg.Text(x + Breadth + 62, y + (height / 2), title, "middle", turn: 90);
    }

    private static string Between((double At, string Colour)[] stops, double place)
    {
        int next = Math.Clamp(Array.FindIndex(stops, stop => stop.At >= place), 1, stops.Length - 1);
        (double At, string Colour) from = stops[next - 1], to = stops[next];
        double share = to.At > from.At ? Math.Clamp((place - from.At) / (to.At - from.At), 0, 1) : 1;
        return from.Colour is not ['#', _, _, _, _, _, _] || to.Colour is not ['#', _, _, _, _, _, _] ? to.Colour
            : "#" + string.Concat(Enumerable.Range(0, 3).Select(i => ((int)Math.Round(Part(from.Colour, i) + (share * (Part(to.Colour, i) - Part(from.Colour, i))))).ToString("x2", CultureInfo.InvariantCulture)));
    }

    private static int Part(string colour, int index) => int.Parse(colour.AsSpan((2 * index) + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
