using Plotly.NET;

namespace Hopfield.Plotting;

public static partial class Figures
{
    /// <summary>Basins of attraction of a memory over a plane: each start is coloured by the minimum where it ends.</summary>
    /// <param name="basins">What <see cref="EnergySurface.Basins"/> found; the surface's marked points and paths are drawn too.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">There are more than 8 minima, or the text alternative is empty.</exception>
    public static Figure Basins(SurfaceBasins basins, string alt, string title = "")
    {
        ArgumentNullException.ThrowIfNull(basins);
        return Basins(basins.Surface, basins.EndOf, basins.Names, alt, title);
    }

    /// <summary>Basins of attraction over a plane: each start is coloured by where it ends, and each basin wears its name.</summary>
    /// <param name="landscape">The plane: its positions, marked points, paths and names of axes are drawn, its heights are not.</param>
    /// <param name="ends">The number of the end of each start, from 0, shape [Y, X].</param>
    /// <param name="names">Names of the ends, at most 8.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Shapes differ, an end has no name, or the text alternative is empty.</exception>
    public static Figure Basins(Landscape landscape, int[,] ends, IReadOnlyList<string> names, string alt, string title = "")
    {
        ArgumentNullException.ThrowIfNull(landscape);
        ArgumentNullException.ThrowIfNull(ends);
        FigureInput.Some(names);
        if (names.Count > 8) throw new ArgumentException($"Expected at most 8 ends; {names.Count} came.", nameof(names));
        (double[] x, double[] y, string xName, string yName) = (landscape.X, landscape.Y, landscape.XName, landscape.YName);
        var values = new double[ends.GetLength(0), ends.GetLength(1)];
        var cells = new List<(int Row, int Column)>[names.Count];
        for (int k = 0; k < names.Count; k++) cells[k] = [];
        for (int row = 0; row < ends.GetLength(0); row++)
        {
            for (int column = 0; column < ends.GetLength(1); column++)
            {
                int end = ends[row, column];
                if (end < 0 || end >= names.Count) throw new ArgumentException($"Expected ends from 0 to {names.Count - 1}; [{row}, {column}] is {end}.", nameof(ends));
                values[row, column] = end;
                cells[end].Add((row, column));
            }
        }

        FigureInput.Grid(x, y, values, nameof(ends));

        var summary = new Summary("Basins", title).Range(xName, x).Range(yName, y)
            .Lines([.. names.Zip(cells)], basin => FormattableString.Invariant($"{basin.First}: {100.0 * basin.Second.Count / ends.Length:0.#} % of the starts"));
        return Figure.Draw(alt, summary, () =>
        {
            object[] scale = [.. Enumerable.Range(0, names.Count).SelectMany(k => new object[][] { [k / (double)names.Count, Theme.Colour(k)], [(k + 1.0) / names.Count, Theme.Colour(k)] })];
            int[] found = [.. Enumerable.Range(0, names.Count).Where(k => cells[k].Count > 0)];
            FigureBuilder builder = new FigureBuilder(title, 560)
                .Set("xaxis", new { title = new { text = xName }, constrain = "domain" })
                .Set("yaxis", new { title = new { text = yName }, scaleanchor = "x", constrain = "domain" }).Set("legend", _legendAbove)
                .Add(Traces.Heat(x, y, values, scale, -0.5, names.Count - 0.5).With("showscale", false).With("opacity", 0.75).Quiet());
            if (landscape.Paths.Count > 0)
            {
                (double[] pathX, double[] pathY) = Series.Broken(landscape.Paths.Select(path =>
                    (path.Select(point => point.X).ToArray(), path.Select(point => point.Y).ToArray())));
                builder.Add(Traces.Line(pathX, pathY, "#ffffff", 2.5).Quiet());
            }
            foreach (IGrouping<PointKind, LandscapePoint> kind in landscape.Points.GroupBy(point => point.Kind).OrderBy(kind => kind.Key))
                builder.Add(Traces.Points(kind.Select(point => point.X), kind.Select(point => point.Y), Terrain.Marker(kind.Key, size: 14), Terrain.Name(kind.Key)).Hover("%{x}, %{y}"));
            return builder.Set("annotations", found.Select(k => Middle(k)).ToArray()).ToJson(digits: 4);
        });

        // The cell of a basin that lies nearest to the basin's middle: a name there is inside, whatever the shape.
        object Middle(int end)
        {
            (double row, double column) = (cells[end].Average(cell => cell.Row), cells[end].Average(cell => cell.Column));
            (int Row, int Column) inside = cells[end].MinBy(cell => (cell.Row - row) * (cell.Row - row) + (cell.Column - column) * (cell.Column - column));
            return new { x = x[inside.Column], y = y[inside.Row], text = names[end], showarrow = false, yshift = -26, bgcolor = "rgba(255,255,255,0.85)", font = new { color = Theme.Dark } };
        }
    }
}
