using Plotly.NET;
using Plotly.NET.CSharp;
using Chart = Plotly.NET.CSharp.Chart;

namespace Hopfield.Plotting;

/// <summary>Plotly.NET traces in the few forms that the figures use; what its C# interface leaves out is set by name.</summary>
internal static class Traces
{
    /// <summary>Sets a property of a trace under plotly.js's own name for it.</summary>
    public static Trace With(this Trace trace, string property, object value)
    {
        trace.SetProperty(property, value);
        return trace;
    }

    /// <summary>Shows a text instead of the coordinates while the pointer rests on a point.</summary>
    public static Trace Hover(this Trace trace, string template) => trace.With("hovertemplate", template + "<extra></extra>");

    /// <summary>Upright bars from the low to the high end of each value's interval.</summary>
    public static Trace Interval(this Trace trace, IEnumerable<double> values, IEnumerable<double> low, IEnumerable<double> high) =>
        trace.With("error_y", new
        {
            type = "data",
            symmetric = false,
            array = values.Zip(high, (value, end) => end - value),
            arrayminus = values.Zip(low, (value, end) => value - end),
            color = Theme.Ink,
            thickness = 2.5,
            width = 8,
        });

    /// <summary>Takes no part in hovering.</summary>
    public static Trace Quiet(this Trace trace) => trace.With("hoverinfo", "skip");

    /// <summary>Points of a plane joined by lines; NaN breaks the line.</summary>
    public static Trace Line(IEnumerable<double> x, IEnumerable<double> y, string colour, double width = 2.5, string dash = "solid", string? name = null) =>
        Scatter(x, y, StyleParam.Mode.Lines, name).With("line", new { color = colour, width, dash });

    /// <summary>Points of a plane.</summary>
    public static Trace Points(IEnumerable<double> x, IEnumerable<double> y, object marker, string? name = null) =>
        Scatter(x, y, StyleParam.Mode.Markers, name).With("marker", marker);

    /// <summary>Words at points of a plane.</summary>
    public static Trace Words(
        IEnumerable<double> x, IEnumerable<double> y, IEnumerable<string> text, string position = "middle center",
        double size = Theme.FontSize, string colour = Theme.Ink) =>
        Scatter(x, y, StyleParam.Mode.Text, null)
            .With("text", text.ToArray()).With("textposition", position).With("textfont", new { size, color = colour }).Quiet();

    /// <summary>A filled outline; NaN begins another one.</summary>
    public static Trace Area(IEnumerable<double> x, IEnumerable<double> y, string fill, string? name = null) =>
        Scatter(x, y, StyleParam.Mode.Lines, name).With("fill", "toself").With("fillcolor", fill).With("line", new { width = 0 }).Quiet();

    /// <summary>Points of space joined by lines; NaN breaks the line.</summary>
    public static Trace Line3D(IEnumerable<double> x, IEnumerable<double> y, IEnumerable<double> z, string colour, double width, string? name = null) =>
        Scatter3D(x, y, z, StyleParam.Mode.Lines, name).With("line", new { color = colour, width });

    /// <summary>Points of space.</summary>
    public static Trace Points3D(IEnumerable<double> x, IEnumerable<double> y, IEnumerable<double> z, object marker, string? name = null) =>
        Scatter3D(x, y, z, StyleParam.Mode.Markers, name).With("marker", marker);

    /// <summary>A surface over a plane.</summary>
    public static Trace Surface(IEnumerable<double> x, IEnumerable<double> y, double[,] z) =>
        Chart.Surface<double, double, double, string>(Rows(z), X: Some(x), Y: Some(y), UseDefaults: false).GetTraces().First();

    /// <summary>Coloured cells; NaN leaves a cell open.</summary>
    public static Trace Heat(IEnumerable<double>? x, IEnumerable<double>? y, double[,] z, object scale, double low, double high) =>
        Chart.Heatmap<double, double, double, string>(Rows(z), X: Some(x), Y: Some(y), UseDefaults: false).GetTraces().First()
            .With("colorscale", scale).With("zmin", low).With("zmax", high).With("hoverongaps", false);

    /// <summary>Upright bars over named places.</summary>
    public static Trace Bars(IEnumerable<string> places, IEnumerable<double> values, string? name = null) =>
        Chart.Column<double, string, string>(values, Keys: Some(places), Name: Some(name), ShowLegend: name is not null, UseDefaults: false).GetTraces().First();

    /// <summary>Upright bars over positions.</summary>
    public static Trace Bars(IEnumerable<double> positions, IEnumerable<double> values, string? name = null) =>
        Chart.Column<double, double, string>(values, Keys: Some(positions), Name: Some(name), ShowLegend: name is not null, UseDefaults: false).GetTraces().First();

    /// <summary>The shape of a sample: a density with its quartiles inside.</summary>
    public static Trace Violin(string name, IEnumerable<double> values) =>
        Chart.Violin<string, double, string>(Y: Some(values), Name: name, ShowLegend: false, ShowBox: true, UseDefaults: false).GetTraces().First();

    private static Trace Scatter(IEnumerable<double> x, IEnumerable<double> y, StyleParam.Mode mode, string? name) =>
        Chart.Scatter<double, double, string>(x, y, mode, Name: Some(name), ShowLegend: name is not null, UseDefaults: false).GetTraces().First();

    private static Trace Scatter3D(IEnumerable<double> x, IEnumerable<double> y, IEnumerable<double> z, StyleParam.Mode mode, string? name) =>
        Chart.Scatter3D<double, double, double, string>(x, y, z, mode, Name: Some(name), ShowLegend: name is not null, UseDefaults: false).GetTraces().First();

    private static Optional<T> Some<T>(T? value) where T : class => value is null ? default : new Optional<T>(value, true);

    private static IEnumerable<IEnumerable<double>> Rows(double[,] z) =>
        Enumerable.Range(0, z.GetLength(0)).Select(row => Enumerable.Range(0, z.GetLength(1)).Select(column => z[row, column]));
}
