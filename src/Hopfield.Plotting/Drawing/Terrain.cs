namespace Hopfield.Plotting;

/// <summary>Draws landscapes of one plane: surface, contours on the floor, marked points and paths.</summary>
internal sealed class Terrain
{
    private readonly double[] x, y;
    private readonly string xName, yName, energyName;
    private readonly bool sharedScale;
    private readonly Extent range;

    public Terrain(double[] x, double[] y, IReadOnlyList<LandscapeStep> steps, string xName, string yName, string energyName, bool sharedScale)
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
        range = Extent.Of(steps.SelectMany(step => step.Energy.Cast<double>()));
    }

    /// <summary>Ranges, the lowest grid point, and the marked points, in words.</summary>
    public Summary Describe(Summary summary, LandscapeStep step)
    {
        double[] energies = [.. step.Energy.Cast<double>()];
        int lowest = Array.IndexOf(energies, energies.Min());
        return summary.Range(xName, x).Range(yName, y).Range(energyName, energies)
            .Line($"lowest grid point {Summary.Format(energies[lowest])} at ({Summary.Format(x[lowest % x.Length])}, {Summary.Format(y[lowest / x.Length])})")
            .Lines(step.Spots ?? [], spot =>
                $"{Name(spot.Kind)} at ({Summary.Format(spot.X)}, {Summary.Format(spot.Y)}), {energyName} {Summary.Format(spot.Energy)}{(spot.Label.Length > 0 ? ": " + spot.Label : "")}");
    }

    /// <summary>A sheet with the named axes of the scene.</summary>
    public Sheet Sheet(string title, int height)
    {
        var small = new { size = Look.SmallFontSize };
        object Axis(string name, Extent extent) => new { title = new { text = name }, range = new[] { extent.Low, extent.High }, tickfont = small, nticks = 5 };

        // Room below the surface, so that the contours on the floor are seen.
        var floor = new Extent(range.Low - 0.35 * range.Span, range.High + 0.05 * range.Span);
        object energy = sharedScale ? Axis(energyName, floor) : new { title = new { text = energyName }, tickfont = small, nticks = 5 };
        return new Sheet(title, height)
            .Set("scene", new
            {
                xaxis = Axis(xName, Extent.Of(x)),
                yaxis = Axis(yName, Extent.Of(y)),
                zaxis = energy,
                aspectmode = "manual",
                aspectratio = new { x = 1.25, y = 1.25, z = 0.85 },
                camera = new { eye = new { x = 1.15, y = -1.55, z = 1.0 }, center = new { x = 0, y = 0, z = -0.12 } },
            })
            .Set("margin", new { l = 0, r = 0, t = title.Length > 0 ? 60 : 10, b = 10 })
            .Set("legend", new { x = 0, y = 1, xanchor = "left", yanchor = "top" });
    }

    /// <summary>Adds one landscape.</summary>
    public void Draw(Sheet sheet, LandscapeStep step)
    {
        Extent colours = sharedScale ? range : Extent.Of(step.Energy.Cast<double>());
        double contour = Math.Max(colours.Span, 1e-9) / 16;
        sheet.Add(Traces.Surface(x, y, step.Energy)
            .With("colorscale", Look.Energy).With("cmin", colours.Low).With("cmax", colours.High)
            .With("colorbar", Look.ColourBar(energyName))
            .With("contours", new { z = new { show = true, usecolormap = true, project = new { z = true }, start = colours.Low, end = colours.High, size = contour, width = 2 } })
            .With("lighting", new { ambient = 0.75, diffuse = 0.6, specular = 0.1, roughness = 0.9 })
            .Hover($"{xName} %{{x}}<br>{yName} %{{y}}<br>{energyName} %{{z}}"));

        // A little above the surface, or the surface would swallow half of every line and marker.
        double lift = 0.012 * colours.Span;
        if (step.Tracks is { Count: > 0 } tracks)
        {
            IEnumerable<double> Joined(Func<Track, double[]> part, double shift) => tracks.SelectMany(track => part(track).Select(value => value + shift).Append(double.NaN));
            sheet.Add(Traces.Line3D(Joined(track => track.X, 0), Joined(track => track.Y, 0), Joined(track => track.Energy, lift), Look.Moving, 5, "path").Quiet());
        }
        foreach (IGrouping<SpotKind, Spot> kind in (step.Spots ?? []).GroupBy(spot => spot.Kind).OrderBy(kind => kind.Key))
        {
            sheet.Add(Traces.Points3D(
                    kind.Select(spot => spot.X), kind.Select(spot => spot.Y), kind.Select(spot => spot.Energy + lift), kind.Select(spot => spot.Label),
                    Marker(kind.Key), Name(kind.Key))
                .With("textfont", new { size = Look.FontSize, color = "#ffffff" })
                .Hover($"{Name(kind.Key)}<br>{xName} %{{x}}<br>{yName} %{{y}}<br>%{{text}}"));
        }
    }

    private static string Name(SpotKind kind) => kind switch
    {
        SpotKind.Stored => "stored pattern",
        SpotKind.State => "state",
        _ => "minimum",
    };

    private static object Marker(SpotKind kind) => kind switch
    {
        SpotKind.Stored => new { symbol = "circle", size = 7, color = Look.Plus, line = new { color = "#000000", width = 1 } },
        SpotKind.State => new { symbol = "circle-open", size = 8, color = Look.Moving, line = new { color = Look.Moving, width = 3 } },
        _ => (object)new { symbol = "diamond", size = 7, color = "#ffffff", line = new { color = "#000000", width = 2 } },
    };
}
