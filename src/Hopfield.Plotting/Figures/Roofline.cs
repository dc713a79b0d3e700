using Plotly.NET;

namespace Hopfield.Plotting;

/// <summary>A kernel under the roofline.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Intensity">Operations per byte that it moves.</param>
/// <param name="Share">The share of the machine's peak that it reaches, above 0.</param>
/// <param name="Low">The lower end of what was measured, such as a quartile, or null.</param>
/// <param name="High">The upper end, or null.</param>
public sealed record RooflinePoint(string Name, double Intensity, double Share, double? Low = null, double? High = null);

/// <summary>A slope of the roof: what one level of memory lets through.</summary>
/// <param name="Name">The level of memory.</param>
/// <param name="Ridge">Operations per byte at which this memory can feed the peak.</param>
public sealed record RooflineSlope(string Name, double Ridge);

public static partial class Figures
{
    /// <summary>
    /// A roofline plot with axes as shares of this machine's peak, so that it carries over to others: under a slope a kernel waits
    /// for memory, under the flat roof it computes as fast as the machine can.
    /// </summary>
    /// <param name="points">The kernels.</param>
    /// <param name="slopes">Levels of memory, at least one.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="xName">Name of the horizontal axis: intensities may also be given as a share of the machine's balance.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Nothing to draw, an intensity, share or ridge that is not positive, or the text alternative is empty.</exception>
    public static Figure Roofline(IReadOnlyList<RooflinePoint> points, IReadOnlyList<RooflineSlope> slopes, string alt, string xName = "operations per byte", string title = "")
    {
        FigureInput.Some(points);
        FigureInput.Some(slopes);
        foreach (RooflinePoint point in points)
        {
            FigureInput.Interval([point.Share], point.Low is { } low ? [low] : null, point.High is { } high ? [high] : null);
            if (!(point.Intensity > 0) || !(point.Share > 0) || !double.IsFinite(point.Intensity) || !double.IsFinite(point.Share))
                throw new ArgumentException($"Expected a positive intensity and share; {point} came.", nameof(points));
        }

        foreach (RooflineSlope slope in slopes)
            if (!(slope.Ridge > 0) || !double.IsFinite(slope.Ridge)) throw new ArgumentException($"Expected a positive ridge; {slope} came.", nameof(slopes));

        double[] intensities = [.. points.Select(point => point.Intensity), .. slopes.Select(slope => slope.Ridge)];
        (double left, double right) = (intensities.Min() / 3, intensities.Max() * 4);
        var summary = new Summary("Roofline", title).Range(xName, points.Select(point => point.Intensity))
            .Range("share of peak", points.Select(point => point.Share))
            .Lines(points, point =>
                $"{point.Name}: {xName} {Summary.Format(point.Intensity)}, {Summary.Format(100 * point.Share)} % of peak", most: 20);
        return Figure.Draw(alt, summary, () =>
        {
            Trace kernels = Traces.Points(points.Select(point => point.Intensity), points.Select(point => point.Share), new { color = Theme.Plus, size = 13, line = new { color = "#000000", width = 1 } })
                .With("mode", "markers+text").With("text", points.Select(point => point.Name))
                // A name below a kernel that rises above the roof would lie on the roof.
                .With("textposition", points.Select(point => point.Share >= 1 ? "top center" : "bottom right"))
                .Hover($"%{{text}}: {xName} %{{x}}, %{{y}} of peak");
            if (points.All(point => point is { Low: not null, High: not null }))
                kernels.Interval(points.Select(point => point.Share), points.Select(point => point.Low!.Value), points.Select(point => point.High!.Value));
            double floor = Math.Min(points.Min(point => point.Share), slopes.Min(slope => left / slope.Ridge)) / 2;
            return new FigureBuilder(title, 480).Axes(xName, "share of peak", logX: true)
                .Set("yaxis", new { title = new { text = "share of peak" }, type = "log", tickvals = _ticks125, tickformat = ".2~p", range = new[] { Math.Log10(floor), Math.Max(0.25, Math.Log10(points.Max(point => point.High ?? point.Share)) + 0.3) } })
                .Set("legend", _legendAbove).Set("hovermode", "closest")
                .Add(slopes.Select((slope, s) => Traces.Line([left, slope.Ridge, right], [left / slope.Ridge, 1, 1], Theme.Colour(s), 3, Theme.Dash(s), slope.Name).Quiet()))
                .Add(kernels)
                .ToJson(digits: 4);
        });
    }

    private static readonly double[] _ticks125 = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];
}
