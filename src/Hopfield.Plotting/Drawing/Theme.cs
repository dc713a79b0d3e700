namespace Hopfield.Plotting;

/// <summary>The one look of all figures: colours, sizes, and what each of them means.</summary>
/// <remarks>
/// The paper is transparent, so every colour has to read on white and on near-black: text and lines keep a contrast of about 4:1
/// to both. No meaning rests on colour alone: sign has a dash, kind has a marker shape, series have dashes and symbols.
/// </remarks>
internal static class Theme
{
    /// <summary>Text and axes: equally far from white and from #111.</summary>
    public const string Ink = "#7a7a7a";

    /// <summary>Grid lines.</summary>
    public const string Faint = "rgba(128,128,128,0.3)";

    /// <summary>Thin lines that lie behind something.</summary>
    public const string Thin = "#9c9c9c";

    /// <summary>Text on a light ground of its own.</summary>
    public const string Dark = "#222222";

    /// <summary>A button that is not pressed; plotly.js draws the pressed one almost white.</summary>
    public const string Idle = "#c4c4c4";

    public const string Clear = "rgba(0,0,0,0)";

    /// <summary>The value −1, and whatever is negative.</summary>
    public const string Minus = "#2f6db5";

    /// <summary>The value +1, and whatever is positive.</summary>
    public const string Plus = "#f0a830";

    /// <summary>Lines of the same meaning: the colour of the filled areas is too pale for a line on white.</summary>
    public const string PlusLine = "#c67c00";

    /// <summary>A recall path, a query, a state: what moves.</summary>
    public const string Moving = "#d1410c";

    /// <summary>A minimum: a colour that no energy has.</summary>
    public const string Found = "#f0509b";

    public const int FontSize = 18;

    public const int SmallFontSize = 15;

    /// <summary>Colours of series (after Okabe and Ito, those that read on white and on near-black).</summary>
    private static readonly string[] _cycle = ["#1f83c8", "#d55e00", "#009e73", "#b8629b", "#8c7a14", Ink];

    private static readonly string[] _dashes = ["solid", "dash", "dot", "dashdot", "longdash", "longdashdot"];

    private static readonly string[] _symbols = ["circle", "square", "diamond", "cross", "triangle-up", "star", "hexagon"];

    private static readonly string[] _hatches = ["", "/", ".", "x", "-", "\\", "|", "+"];

    /// <summary>Energy: one sequential scale, dark where the energy is low.</summary>
    public static readonly object Energy = "Viridis";

    /// <summary>Pictures with shades: dark where the value is low.</summary>
    public static readonly object Shade = Scale((0, "#000000"), (1, "#ffffff"));

    /// <summary>Shares from 0 (pale) to 1 (dark).</summary>
    public static readonly object Share = Scale((0, "#f3f1ec"), (0.25, "#b9cfe4"), (0.5, "#6f9fcc"), (0.75, "#2f6aa8"), (1, "#0b2f5c"));

    /// <summary>Overlaps and weights: symmetric about 0, from the colour of −1 to the colour of +1.</summary>
    public static readonly object Signed = Scale((0, "#143d73"), (0.25, "#6f9fcc"), (0.5, "#f3f1ec"), (0.75, "#f0a830"), (1, "#9c4a00"));

    /// <summary>Two colours, without anything in between.</summary>
    public static readonly object Bipolar = Scale((0, Minus), (0.5, Minus), (0.5, Plus), (1, Plus));

    /// <summary>The colour of a series by its place.</summary>
    public static string Colour(int index) => _cycle[index % _cycle.Length];

    /// <summary>The dash of a series by its place.</summary>
    public static string Dash(int index) => _dashes[index % _dashes.Length];

    /// <summary>The marker of a series by its place.</summary>
    public static string Symbol(int index) => _symbols[index % _symbols.Length];

    /// <summary>The hatching of an area by its place.</summary>
    public static string Hatch(int index) => _hatches[index % _hatches.Length];

    /// <summary>A colour of <see cref="Colour"/> or a constant above with an opacity.</summary>
    /// <param name="colour">#rrggbb.</param>
    /// <param name="opacity">From 0 (clear) to 1.</param>
    public static string Soft(string colour, double opacity)
    {
        int value = Convert.ToInt32(colour[1..], 16);
        return FormattableString.Invariant($"rgba({value >> 16},{(value >> 8) & 255},{value & 255},{opacity})");
    }

    /// <summary>What every layout begins with; a figure adds its own titles and ranges.</summary>
    /// <param name="surface">Defaults of all surfaces; null where the figure has no scene.</param>
    public static object Template(object? surface = null)
    {
        var axis = new { color = Ink, gridcolor = Faint, zerolinecolor = Faint, linecolor = Ink, automargin = true, title = new { standoff = 12 } };
        var depth = new { color = Ink, gridcolor = Thin, zerolinecolor = Thin, showbackground = false, showspikes = false };
        var label = new
        {
            ax = 0, ay = -34, arrowcolor = "#ffffff", arrowwidth = 1.5, arrowhead = 0, standoff = 5,
            bgcolor = "rgba(255,255,255,0.85)", font = new { color = Dark },
        };
        return new
        {
            data = surface is null ? new() : new Dictionary<string, object> { ["surface"] = new[] { surface } },
            layout = new
            {
                font = new { family = "system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif", size = FontSize, color = Ink },
                paper_bgcolor = Clear,
                plot_bgcolor = Clear,
                xaxis = axis,
                yaxis = axis,
                scene = surface is null ? null : new { bgcolor = Clear, xaxis = depth, yaxis = depth, zaxis = depth, annotationdefaults = label },
                legend = new { bgcolor = Clear },
                hoverlabel = new { font = new { size = FontSize }, align = "left" },
                margin = new { l = 70, r = 30, t = 40, b = 60 },
            },
        };
    }

    /// <summary>A colour bar with a name; its marks are outside the colours, so it reads on every page.</summary>
    public static object ColourBar(string name) => new
    {
        title = new { text = name, side = "right" },
        thickness = 16,
        outlinewidth = 0,
        tickcolor = Ink,
        tickfont = new { color = Ink },
    };

    private static object[][] Scale(params (double At, string Colour)[] stops) =>
        stops.Select(stop => new object[] { stop.At, stop.Colour }).ToArray();
}
