using Plotly.NET;

namespace Hopfield.Plotting;

public static partial class Figures
{
    private const int LargestMatrix = 128;

    /// <summary>A weight matrix: symmetric about zero, the colour of −1 for negative and of +1 for positive weights; small ones with their numbers.</summary>
    /// <param name="weights">W, finite, shape [N, N] or [N, M], at most 128 each.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="names">Names of the units, shape [N], where the matrix is square.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">The matrix is empty, too large or not finite, or the text alternative is empty.</exception>
    public static Figure Weights(double[,] weights, string alt, IReadOnlyList<string>? names = null, string title = "")
    {
        CheckMatrix(weights);
        double largest = weights.Cast<double>().Max(Math.Abs);
        double limit = largest > 0 ? largest : 1;
        return Matrix("Weights", weights, alt, names, names, "to unit i", "from unit j", "weight w", Look.Signed, new Extent(-limit, limit), title);
    }

    /// <summary>Overlaps m between states and patterns, or between patterns, always on [−1, 1].</summary>
    /// <param name="overlaps">m, each within [−1, 1], shape [rows, columns], at most 128 each.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="rows">Names of the rows.</param>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="rowName">What the rows are.</param>
    /// <param name="columnName">What the columns are.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">The matrix is empty or too large, an overlap is outside [−1, 1], or the text alternative is empty.</exception>
    public static Figure Overlaps(
        double[,] overlaps, string alt, IReadOnlyList<string>? rows = null, IReadOnlyList<string>? columns = null,
        string rowName = "state", string columnName = "pattern μ", string title = "")
    {
        CheckMatrix(overlaps);
        foreach (double m in overlaps)
            if (Math.Abs(m) > 1 + 1e-9) throw new ArgumentException($"Expected overlaps within [-1, 1]; one is {m}.", nameof(overlaps));
        return Matrix("Overlaps", overlaps, alt, rows, columns, rowName, columnName, "overlap m", Look.Signed, new Extent(-1, 1), title);
    }

    /// <summary>An attention map: how much each query (row) takes of each stored pattern (column), from 0 (pale) to 1 (dark).</summary>
    /// <param name="attention">p, each within [0, 1], shape [queries, patterns], at most 128 each.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="queries">Names of the queries.</param>
    /// <param name="patterns">Names of the stored patterns.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">The map is empty or too large, a weight is outside [0, 1], or the text alternative is empty.</exception>
    public static Figure Attention(double[,] attention, string alt, IReadOnlyList<string>? queries = null, IReadOnlyList<string>? patterns = null, string title = "")
    {
        CheckShares(attention);
        return Matrix("Attention", attention, alt, queries, patterns, "query", "stored pattern μ", "attention p", Look.Share, new Extent(0, 1), title);
    }

    /// <summary>Attention maps of several heads side by side, on one scale from 0 to the largest weight.</summary>
    /// <param name="heads">Maps of one shape [queries, patterns], each weight within [0, 1]; shown in whole per cent, so that many stay small.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="labels">A label above each map.</param>
    /// <param name="columns">Maps per row; as many as fit when left out.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Shapes differ, a weight is outside [0, 1], or the text alternative is empty.</exception>
    public static Figure AttentionHeads(IReadOnlyList<double[,]> heads, string alt, IReadOnlyList<string>? labels = null, int? columns = null, string title = "")
    {
        Guard.Some(heads);
        foreach (double[,] head in heads)
        {
            CheckShares(head, nameof(heads));
            if (head.GetLength(1) != heads[0].GetLength(1)) throw new ArgumentException("Expected maps of one shape.", nameof(heads));
        }
        Guard.Length(labels, heads.Count);
        double[][] flat = [.. heads.Select(head => head.Cast<double>().Select(p => Math.Round(100 * p)).ToArray())];
        int width = heads[0].GetLength(1);
        Guard.Pictures(flat, width, nameof(heads));
        var mosaic = new Mosaic(heads.Count, flat[0].Length / width, width, columns, labels is not null);
        double largest = flat.Max(map => map.Max());
        var summary = new Summary("Attention maps", title).Line($"{heads.Count} of {mosaic.Rows} queries × {width} patterns")
            .Lines(flat, map => $"largest weight {Summary.Format(map.Max())} %");
        return Figure.Draw(alt, summary, () =>
            mosaic.Sheet(title, labels, showKey: false)
                .Add(mosaic.Heat(flat, Look.Share, 0, largest).With("colorbar", Look.ColourBar("attention p, %")).Hover("%{z} %"))
                .ToJson());
    }

    /// <summary>A quantity over two parameters as coloured cells, dark where it is low: phase diagrams, sweeps, slices of an energy.</summary>
    /// <param name="x">Positions on the horizontal axis, rising, shape [X].</param>
    /// <param name="y">Positions on the vertical axis, rising, shape [Y].</param>
    /// <param name="values">Finite, shape [Y, X].</param>
    /// <param name="xName">Name and symbol of the horizontal axis.</param>
    /// <param name="yName">Name and symbol of the vertical axis.</param>
    /// <param name="valueName">Name and symbol of the quantity.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="curves">Lines drawn over the cells, such as a predicted boundary.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Shapes differ, positions don't rise, a number is not finite, or the text alternative is empty.</exception>
    public static Figure HeatMap(
        double[] x, double[] y, double[,] values, string xName, string yName, string valueName, string alt,
        IReadOnlyList<Series>? curves = null, string title = "")
    {
        Guard.Grid(x, y, values);
        Extent range = Extent.Of(values.Cast<double>());
        var summary = new Summary("Heat map", title).Range(xName, x).Range(yName, y).Range(valueName, [range.Low, range.High]);
        return Figure.Draw(alt, summary, () =>
            new Sheet(title, 520).Axes(xName, yName).Set("legend", LegendAbove)
                .Add(Traces.Heat(x, y, values, Look.Energy, range.Low, range.High).With("colorbar", Look.ColourBar(valueName))
                    .Hover($"{xName} %{{x}}<br>{yName} %{{y}}<br>{valueName} %{{z}}"))
                .Add((curves ?? []).Select((curve, i) => Traces.Line(curve.X, curve.Y, Look.Found, 4, Look.Dash(i), curve.Name)))
                .ToJson(digits: 3));
    }

    private static Figure Matrix(
        string kind, double[,] values, string alt, IReadOnlyList<string>? rows, IReadOnlyList<string>? columns,
        string rowName, string columnName, string valueName, object scale, Extent range, string title)
    {
        (int height, int width) = (values.GetLength(0), values.GetLength(1));
        Guard.Length(rows, height);
        Guard.Length(columns, width);
        Extent extent = Extent.Of(values.Cast<double>());
        var summary = new Summary(kind, title).Line($"{height} rows ({rowName}) × {width} columns ({columnName})")
            .Range(valueName, [extent.Low, extent.High]);
        return Figure.Draw(alt, summary, () =>
        {
            double cell = Math.Clamp(520.0 / Math.Max(height, width), 3, 64);
            Trace heat = Traces.Heat(null, null, values, scale, range.Low, range.High)
                .With("colorbar", Look.ColourBar(valueName)).Hover($"{rowName} %{{y}}, {columnName} %{{x}}: %{{z}}");
            if (cell >= 12) heat.With("xgap", 1).With("ygap", 1);
            if (cell >= 44) heat.With("texttemplate", "%{z:.2~f}");
            return new Sheet(title, (int)(cell * height) + 120 + (title.Length > 0 ? 40 : 0))
                .Set("xaxis", Ticks(columnName, columns, constrain: "domain", anchor: null))
                .Set("yaxis", Ticks(rowName, rows, constrain: "domain", anchor: "x"))
                .Add(heat).ToJson(digits: 3);
        });
    }

    /// <summary>An axis of cells: named where there are names, else numbered; rows run downwards.</summary>
    private static Dictionary<string, object> Ticks(string name, IReadOnlyList<string>? names, string constrain, string? anchor)
    {
        var axis = new Dictionary<string, object> { ["title"] = new { text = name }, ["constrain"] = constrain, ["showgrid"] = false, ["zeroline"] = false };
        if (anchor is not null) (axis["scaleanchor"], axis["autorange"]) = (anchor, "reversed");
        if (names is not null) (axis["tickvals"], axis["ticktext"]) = (Enumerable.Range(0, names.Count), names);
        return axis;
    }

    private static void CheckMatrix(double[,] values, string name = "values")
    {
        Guard.Finite(values, name);
        if (values.GetLength(0) > LargestMatrix || values.GetLength(1) > LargestMatrix)
        {
            throw new ArgumentException(
                $"Expected at most {LargestMatrix} rows and columns, so that the figure stays small; [{values.GetLength(0)}, {values.GetLength(1)}] came.", name);
        }
    }

    private static void CheckShares(double[,] values, string name = "attention")
    {
        CheckMatrix(values, name);
        foreach (double p in values)
            if (p is < 0 or > 1 + 1e-6) throw new ArgumentException($"Expected weights within [0, 1]; one is {p}.", name);
    }
}
