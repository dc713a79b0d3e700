using Plotly.NET;

namespace Hopfield.Plotting;

/// <summary>Draws landscapes of one plane: surface, contours on the floor, marked points and paths.</summary>
internal sealed class Terrain
{
    // Lines and markers lie a little above the surface, or it would swallow half of each.
    private const double PathLift = 0.015;
    private const double PointLift = 0.1;

    private static readonly object _small = new { size = Theme.SmallFontSize };

    private readonly double[] _x, _y;
    private readonly string _xName, _yName, _energyName;
    private readonly bool _sharedScale;
    private readonly Extent _range;

    /// <param name="landscapes">At least one, all over the same axes.</param>
    /// <param name="sharedScale">Whether height and colour mean the same in all of them.</param>
    /// <param name="ceiling">The highest energy drawn.</param>
    public Terrain(IReadOnlyList<Landscape> landscapes, bool sharedScale, double? ceiling)
    {
        Landscape first = landscapes[0];
        foreach (Landscape landscape in landscapes)
        {
            FigureInput.Grid(landscape.X, landscape.Y, landscape.Energy, "landscape");
            if (!landscape.X.SequenceEqual(first.X) || !landscape.Y.SequenceEqual(first.Y))
                throw new ArgumentException("Expected landscapes over the same positions; they differ.", nameof(landscapes));
        }
        (_x, _y, _xName, _yName, _energyName, _sharedScale) = (first.X, first.Y, first.XName, first.YName, first.EnergyName, sharedScale);
        Extent all = Extent.Of(landscapes.SelectMany(landscape => landscape.Energy.Cast<double>()));
        if (ceiling is { } top && !(top > all.Low))
            throw new ArgumentOutOfRangeException(nameof(ceiling), top, $"Expected a ceiling above the lowest energy {all.Low}.");
        _range = new Extent(all.Low, Math.Min(all.High, ceiling ?? all.High));
        if (_range.Span == 0) _range = _range.Padded(0);
    }

    /// <summary>The name of a kind of marked point.</summary>
    public static string Name(PointKind kind) => kind switch
    {
        PointKind.Stored => "stored pattern",
        PointKind.State => "state",
        _ => "minimum",
    };

    /// <summary>The marker of a kind of marked point: stored is filled, what moves and what was found is open.</summary>
    public static object Marker(PointKind kind, int size) => kind switch
    {
        PointKind.Stored => new { symbol = "circle", size, color = Theme.Plus, line = new { color = "#000000", width = 1 } },
        PointKind.State => new { symbol = "circle-open", size = size * 1.3, color = Theme.Moving, line = new { color = Theme.Moving, width = 4 } },
        _ => (object)new { symbol = "diamond-open", size = size * 1.6, color = Theme.Found, line = new { color = Theme.Found, width = 4 } },
    };

    /// <summary>Ranges, the lowest grid point, and the marked points, in words.</summary>
    public Summary Describe(Summary summary, Landscape landscape)
    {
        double[] energies = [.. landscape.Energy.Cast<double>()];
        int lowest = Array.IndexOf(energies, energies.Min());
        return summary.Range(_xName, _x).Range(_yName, _y).Range(_energyName, energies)
            .Line($"lowest grid point {Summary.Format(energies[lowest])} at ({Summary.Format(_x[lowest % _x.Length])}, {Summary.Format(_y[lowest / _x.Length])})")
            .Lines(landscape.Points, point =>
                $"{Name(point.Kind)} at ({Summary.Format(Extent.Of(_x).Coarse(point.X))}, {Summary.Format(Extent.Of(_y).Coarse(point.Y))}), {_energyName} {Summary.Format(point.Energy)}"
                + (point.Label.Length > 0 ? ": " + point.Label : ""));
    }

    /// <summary>A builder with the named axes of the scene.</summary>
    /// <param name="title">Shown above; may be empty.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="shown">The step shown first.</param>
    /// <param name="fromAbove">Whether to look down more steeply.</param>
    public FigureBuilder Begin(string title, int height, Landscape shown, bool fromAbove = false)
    {
        object Axis(string name, Extent extent) => new { title = new { text = name }, range = new[] { extent.Low, extent.High }, tickfont = _small, nticks = 5 };

        // Room below the surface, so that the contours on the floor are seen.
        var floor = new Extent(_range.Low - 0.45 * _range.Span, _range.High);
        return new FigureBuilder(title, height, Surfaces())
            .Set("scene", new
            {
                xaxis = Axis(_xName, Extent.Of(_x)),
                yaxis = Axis(_yName, Extent.Of(_y)),
                zaxis = _sharedScale ? Axis(_energyName, floor) : new { title = new { text = _energyName }, tickfont = _small, nticks = 5 },
                aspectmode = "manual",
                aspectratio = new { x = 1.3, y = 1.3, z = 0.85 },
                camera = new
                {
                    eye = fromAbove ? new { x = 0.6, y = -1.15, z = 2.15 } : new { x = 1.08, y = -1.85, z = 1.53 },
                    center = new { x = -0.11, y = -0.07, z = -0.2 },
                },
                annotations = Labels(shown),
            })
            .Set("margin", new { l = 0, r = 0, t = title.Length > 0 ? 60 : 10, b = 10 })
            .Set("legend", new { x = 0, y = 1, xanchor = "left", yanchor = "top", itemsizing = "constant" });
    }

    /// <summary>The traces of one landscape.</summary>
    public IEnumerable<Trace> Draw(Landscape landscape)
    {
        // What the ceiling cuts off need not be told exactly: a little above it is enough for the edge to come out right.
        double top = _range.High + 0.5 * _range.Span;
        var heights = (double[,])landscape.Energy.Clone();
        for (int row = 0; row < _y.Length; row++)
            for (int column = 0; column < _x.Length; column++) heights[row, column] = _range.Coarse(Math.Min(heights[row, column], top));
        Trace surface = Traces.Surface(Coarse(_x), Coarse(_y), heights);
        yield return _sharedScale ? surface : surface.With("cmin", Own(landscape).Low).With("cmax", Own(landscape).High).With("contours", Contours(Own(landscape)));

        if (landscape.Paths.Count > 0)
        {
            (double X, double Y, double Z)[] points = [.. landscape.Paths.SelectMany(path => Path(path, PathLift * Own(landscape).Span))];
            yield return Traces.Line3D(
                points.Select(point => point.X), points.Select(point => point.Y), points.Select(point => point.Z), Theme.Moving, 6, "path").Quiet();
        }
        foreach (IGrouping<PointKind, LandscapePoint> kind in landscape.Points.GroupBy(point => point.Kind).OrderBy(kind => kind.Key))
        {
            yield return Traces.Points3D(
                kind.Select(point => Extent.Of(_x).Coarse(point.X)), kind.Select(point => Extent.Of(_y).Coarse(point.Y)), kind.Select(point => Height(landscape, point)),
                Marker(kind.Key, size: 7), Name(kind.Key)).Quiet();
        }
    }

    /// <summary>What a slider changes besides the traces: the labels of the marked points.</summary>
    public Dictionary<string, object> Relabel(Landscape landscape) => new() { ["scene.annotations"] = Labels(landscape) };

    /// <summary>A path with a gap after it; points that a picture cannot tell apart are written once.</summary>
    private IEnumerable<(double X, double Y, double Z)> Path(IReadOnlyList<LandscapePoint> path, double lift)
    {
        (double, double, double) last = default;
        foreach ((int i, LandscapePoint state) in path.Index())
        {
            (double, double, double) point =
                (Extent.Of(_x).Coarse(state.X, 200), Extent.Of(_y).Coarse(state.Y, 200), _range.Coarse(state.Energy + lift, 200));
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

    private Extent Own(Landscape landscape) => _sharedScale ? _range : Extent.Of(landscape.Energy.Cast<double>());

    private double Height(Landscape landscape, LandscapePoint point) => point.Energy + PointLift * Own(landscape).Span;

    /// <summary>Labels stand in front of the surface, on a ground of their own, so that no slope hides them.</summary>
    private object[] Labels(Landscape landscape) =>
    [
        .. landscape.Points.Where(point => point.Label.Length > 0).Select(point => new
        {
            x = Extent.Of(_x).Coarse(point.X), y = Extent.Of(_y).Coarse(point.Y), z = _range.Coarse(Height(landscape, point)), text = point.Label,
        }),
    ];

    /// <summary>What all surfaces of the figure share, written once.</summary>
    private object Surfaces() => new
    {
        colorscale = Theme.Energy,
        cmin = _range.Low,
        cmax = _range.High,
        colorbar = Theme.ColourBar(_energyName),
        contours = Contours(_range),
        lighting = new { ambient = 0.75, diffuse = 0.6, specular = 0.1, roughness = 0.9 },
        hovertemplate = $"{_xName} %{{x}}<br>{_yName} %{{y}}<br>{_energyName} %{{z}}<extra></extra>",
    };

    /// <summary>Sixteen levels; grey, since the colour of a low level would vanish on a dark page.</summary>
    private static object Contours(Extent levels) => new
    {
        z = new
        {
            show = true, usecolormap = false, color = Theme.Thin, width = 2,
            start = levels.Low, end = levels.High, size = Math.Max(levels.Span, 1e-9) / 16, project = new { z = true },
        },
    };
}
