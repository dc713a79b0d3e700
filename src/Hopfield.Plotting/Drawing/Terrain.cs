using Plotly.NET;

namespace Hopfield.Plotting;

/// <summary>Draws landscapes of one plane: surface, contours on the floor, marked points and paths.</summary>
internal sealed class Terrain
{
    // Lines and markers lie a little above the surface, or it would swallow half of each.
    private const double PathLift = 0.015;
    private const double SpotLift = 0.07;

    private static readonly object Small = new { size = Look.SmallFontSize };

    private readonly double[] x, y;
    private readonly string xName, yName, energyName;
    private readonly bool sharedScale;
    private readonly Extent range;

    public Terrain(
        double[] x, double[] y, IReadOnlyList<LandscapeStep> steps, string xName, string yName, string energyName, bool sharedScale, double? ceiling)
    {
        foreach (LandscapeStep step in steps)
        {
            Guard.Grid(x, y, step.Energy, "energy");
            foreach (Track track in step.Tracks ?? [])
            {
                Guard.Finite([.. track.X, .. track.Y, .. track.Energy], "tracks");
                Guard.Length(track.Y, track.X.Length, "tracks");
                Guard.Length(track.Energy, track.X.Length, "tracks");
            }
            foreach (Spot spot in step.Spots ?? []) Guard.Finite([spot.X, spot.Y, spot.Energy], "spots");
        }
        (this.x, this.y, this.xName, this.yName, this.energyName, this.sharedScale) = (x, y, xName, yName, energyName, sharedScale);
        Extent all = Extent.Of(steps.SelectMany(step => step.Energy.Cast<double>()));
        if (ceiling is { } top && !(top > all.Low))
            throw new ArgumentOutOfRangeException(nameof(ceiling), top, $"Expected a ceiling above the lowest energy {all.Low}.");
        range = new Extent(all.Low, Math.Min(all.High, ceiling ?? all.High));
        if (range.Span == 0) range = range.Padded(0);
    }

    /// <summary>The name of a kind of marked point.</summary>
    public static string Name(SpotKind kind) => kind switch
    {
        SpotKind.Stored => "stored pattern",
        SpotKind.State => "state",
        _ => "minimum",
    };

    /// <summary>The marker of a kind of marked point: stored is filled, what moves and what was found is open.</summary>
    public static object Marker(SpotKind kind, int size) => kind switch
    {
        SpotKind.Stored => new { symbol = "circle", size, color = Look.Plus, line = new { color = "#000000", width = 1 } },
        SpotKind.State => new { symbol = "circle-open", size = size * 1.3, color = Look.Moving, line = new { color = Look.Moving, width = 4 } },
        _ => (object)new { symbol = "diamond-open", size = size * 1.6, color = Look.Found, line = new { color = Look.Found, width = 4 } },
    };

    /// <summary>Ranges, the lowest grid point, and the marked points, in words.</summary>
    public Summary Describe(Summary summary, LandscapeStep step)
    {
        double[] energies = [.. step.Energy.Cast<double>()];
        int lowest = Array.IndexOf(energies, energies.Min());
        return summary.Range(xName, x).Range(yName, y).Range(energyName, energies)
            .Line($"lowest grid point {Summary.Format(energies[lowest])} at ({Summary.Format(x[lowest % x.Length])}, {Summary.Format(y[lowest / x.Length])})")
            .Lines(step.Spots ?? [], spot =>
                $"{Name(spot.Kind)} at ({Summary.Format(Extent.Of(x).Coarse(spot.X))}, {Summary.Format(Extent.Of(y).Coarse(spot.Y))}), {energyName} {Summary.Format(spot.Energy)}"
                + (spot.Label.Length > 0 ? ": " + spot.Label : ""));
    }

    /// <summary>A sheet with the named axes of the scene.</summary>
    /// <param name="title">Shown above; may be empty.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="shown">The step shown first.</param>
    public Sheet Sheet(string title, int height, LandscapeStep shown)
    {
        object Axis(string name, Extent extent) => new { title = new { text = name }, range = new[] { extent.Low, extent.High }, tickfont = Small, nticks = 5 };

        // Room below the surface, so that the contours on the floor are seen.
        var floor = new Extent(range.Low - 0.45 * range.Span, range.High);
        return new Sheet(title, height, Surfaces())
            .Set("scene", new
            {
                xaxis = Axis(xName, Extent.Of(x)),
                yaxis = Axis(yName, Extent.Of(y)),
                zaxis = sharedScale ? Axis(energyName, floor) : new { title = new { text = energyName }, tickfont = Small, nticks = 5 },
                aspectmode = "manual",
                aspectratio = new { x = 1.3, y = 1.3, z = 0.85 },
                camera = new { eye = new { x = 1.03, y = -1.76, z = 1.46 }, center = new { x = -0.09, y = -0.06, z = -0.2 } },
                annotations = Labels(shown),
            })
            .Set("margin", new { l = 0, r = 0, t = title.Length > 0 ? 60 : 10, b = 10 })
            .Set("legend", new { x = 0, y = 1, xanchor = "left", yanchor = "top", itemsizing = "constant" });
    }

    /// <summary>The traces of one landscape.</summary>
    public IEnumerable<Trace> Draw(LandscapeStep step)
    {
        // What the ceiling cuts off need not be told exactly: a little above it is enough for the edge to come out right.
        double top = range.High + 0.5 * range.Span;
        var heights = (double[,])step.Energy.Clone();
        for (int row = 0; row < y.Length; row++)
            for (int column = 0; column < x.Length; column++) heights[row, column] = range.Coarse(Math.Min(heights[row, column], top));
        Trace surface = Traces.Surface(Coarse(x), Coarse(y), heights);
        yield return sharedScale ? surface : surface.With("cmin", Own(step).Low).With("cmax", Own(step).High).With("contours", Contours(Own(step)));

        if (step.Tracks is { Count: > 0 } tracks)
        {
            (double X, double Y, double Z)[] points = [.. tracks.SelectMany(track => Path(track, PathLift * Own(step).Span))];
            yield return Traces.Line3D(
                points.Select(point => point.X), points.Select(point => point.Y), points.Select(point => point.Z), Look.Moving, 6, "path").Quiet();
        }
        foreach (IGrouping<SpotKind, Spot> kind in (step.Spots ?? []).GroupBy(spot => spot.Kind).OrderBy(kind => kind.Key))
            yield return Traces.Points3D(
                kind.Select(spot => Extent.Of(x).Coarse(spot.X)), kind.Select(spot => Extent.Of(y).Coarse(spot.Y)), kind.Select(spot => Height(step, spot)),
                Marker(kind.Key, size: 7), Name(kind.Key)).Quiet();
    }

    /// <summary>What a slider changes besides the traces: the labels of the marked points.</summary>
    public Dictionary<string, object> Relabel(LandscapeStep step) => new() { ["scene.annotations"] = Labels(step) };

    /// <summary>A path with a gap after it; points that a picture cannot tell apart are written once.</summary>
    private IEnumerable<(double X, double Y, double Z)> Path(Track track, double lift)
    {
        (double, double, double) last = default;
        for (int i = 0; i < track.X.Length; i++)
        {
            (double, double, double) point =
                (Extent.Of(x).Coarse(track.X[i], 200), Extent.Of(y).Coarse(track.Y[i], 200), range.Coarse(track.Energy[i] + lift, 200));
            if (i == 0 || point != last) yield return point;
            last = point;
        }
        yield return (double.NaN, double.NaN, double.NaN);
    }

    private static IEnumerable<double> Coarse(double[] axis)
    {
        Extent extent = Extent.Of(axis);
        return axis.Select(value => extent.Coarse(value));
    }

    private Extent Own(LandscapeStep step) => sharedScale ? range : Extent.Of(step.Energy.Cast<double>());

    private double Height(LandscapeStep step, Spot spot) => spot.Energy + SpotLift * Own(step).Span;

    /// <summary>Labels stand in front of the surface, on a ground of their own, so that no slope hides them.</summary>
    private object[] Labels(LandscapeStep step) =>
    [
        .. (step.Spots ?? []).Where(spot => spot.Label.Length > 0).Select(spot => new
        {
            x = Extent.Of(x).Coarse(spot.X), y = Extent.Of(y).Coarse(spot.Y), z = range.Coarse(Height(step, spot)), text = spot.Label,
        }),
    ];

    /// <summary>What all surfaces of the figure share, written once.</summary>
    private object Surfaces() => new
    {
        colorscale = Look.Energy,
        cmin = range.Low,
        cmax = range.High,
        colorbar = Look.ColourBar(""),    // the height has the name
        contours = Contours(range),
        lighting = new { ambient = 0.75, diffuse = 0.6, specular = 0.1, roughness = 0.9 },
        hovertemplate = $"{xName} %{{x}}<br>{yName} %{{y}}<br>{energyName} %{{z}}<extra></extra>",
    };

    /// <summary>Sixteen levels; grey, since the colour of a low level would vanish on a dark page.</summary>
    private static object Contours(Extent levels) => new
    {
        z = new
        {
            show = true, usecolormap = false, color = Look.Thin, width = 2,
            start = levels.Low, end = levels.High, size = Math.Max(levels.Span, 1e-9) / 16, project = new { z = true },
        },
    };
}
