using Plotly.NET;

namespace Hopfield.Plotting;

public static partial class Figures
{
    /// <summary>Basins of attraction over a plane: each start is coloured by where it ends, and each basin wears its name.</summary>
    /// <param name="x">Starts on the first axis, rising, shape [X].</param>
    /// <param name="y">Starts on the second axis, rising, shape [Y].</param>
    /// <param name="ends">The number of the end of each start, from 0, shape [Y, X].</param>
    /// <param name="names">Names of the ends, at most 8.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="spots">Marked points: stored patterns, states, minima.</param>
    /// <param name="tracks">Paths of recalls.</param>
    /// <param name="xName">Name and symbol of the first axis.</param>
    /// <param name="yName">Name and symbol of the second axis.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Shapes differ, positions don't rise, an end has no name, or the text alternative is empty.</exception>
    public static Figure Basins(
        double[] x, double[] y, int[,] ends, IReadOnlyList<string> names, string alt, IReadOnlyList<Spot>? spots = null, IReadOnlyList<Track>? tracks = null,
        string xName = "x", string yName = "y", string title = "")
    {
        ArgumentNullException.ThrowIfNull(ends);
        Guard.Some(names);
        if (names.Count > 8) throw new ArgumentException($"Expected at most 8 ends; {names.Count} came.", nameof(names));
        var values = new double[ends.GetLength(0), ends.GetLength(1)];
        var cells = new List<(int Row, int Column)>[names.Count];
        for (int k = 0; k < names.Count; k++) cells[k] = [];
        for (int row = 0; row < ends.GetLength(0); row++)
            for (int column = 0; column < ends.GetLength(1); column++)
            {
                int end = ends[row, column];
                if (end < 0 || end >= names.Count) throw new ArgumentException($"Expected ends from 0 to {names.Count - 1}; [{row}, {column}] is {end}.", nameof(ends));
                values[row, column] = end;
                cells[end].Add((row, column));
            }
        Guard.Grid(x, y, values, nameof(ends));
        foreach (Track track in tracks ?? []) Guard.Length(track.Y, track.X.Length, nameof(tracks));

        var summary = new Summary("Basins", title).Range(xName, x).Range(yName, y)
            .Lines([.. names.Zip(cells)], basin => FormattableString.Invariant($"{basin.First}: {100.0 * basin.Second.Count / ends.Length:0.#} % of the starts"));
        return Figure.Draw(alt, summary, () =>
        {
            object[] scale = [.. Enumerable.Range(0, names.Count).SelectMany(k => new object[][] { [k / (double)names.Count, Look.Colour(k)], [(k + 1.0) / names.Count, Look.Colour(k)] })];
            int[] found = [.. Enumerable.Range(0, names.Count).Where(k => cells[k].Count > 0)];
            Sheet sheet = new Sheet(title, 560)
                .Set("xaxis", new { title = new { text = xName }, constrain = "domain" })
                .Set("yaxis", new { title = new { text = yName }, scaleanchor = "x", constrain = "domain" }).Set("legend", LegendAbove)
                .Add(Traces.Heat(x, y, values, scale, -0.5, names.Count - 0.5).With("showscale", false).With("opacity", 0.75).Quiet());
            if (tracks is { Count: > 0 })
            {
                (double[] pathX, double[] pathY) = Series.Broken(tracks.Select(track => (track.X, track.Y)));
                sheet.Add(Traces.Line(pathX, pathY, "#ffffff", 2.5).Quiet());
            }
            foreach (IGrouping<SpotKind, Spot> kind in (spots ?? []).GroupBy(spot => spot.Kind).OrderBy(kind => kind.Key))
                sheet.Add(Traces.Points(kind.Select(spot => spot.X), kind.Select(spot => spot.Y), Terrain.Marker(kind.Key, size: 14), Terrain.Name(kind.Key)).Hover("%{x}, %{y}"));
            return sheet.Set("annotations", found.Select(k => Middle(k)).ToArray()).ToJson(digits: 4);
        });

        // The cell of a basin that lies nearest to the basin's middle: a name there is inside, whatever the shape.
        object Middle(int end)
        {
            (double row, double column) = (cells[end].Average(cell => cell.Row), cells[end].Average(cell => cell.Column));
            (int Row, int Column) inside = cells[end].MinBy(cell => (cell.Row - row) * (cell.Row - row) + (cell.Column - column) * (cell.Column - column));
            return new { x = x[inside.Column], y = y[inside.Row], text = names[end], showarrow = false, yshift = -26, bgcolor = "rgba(255,255,255,0.85)", font = new { color = Look.Dark } };
        }
    }
}
