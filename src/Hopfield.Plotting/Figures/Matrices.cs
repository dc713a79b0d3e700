using System.Numerics;
using Plotly.NET;

namespace Hopfield.Plotting;

public static partial class Figures
{
    private const int MaxMatrix = 128;

    /// <summary>The weight matrix of a pairwise network.</summary>
    /// <param name="network">At most 128 units.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="names">Names of the units, shape [N].</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">The network is too large, lengths differ, or the text alternative is empty.</exception>
    public static Figure Weights(HopfieldNetwork network, string alt, IReadOnlyList<string>? names = null, string title = "")
    {
        ArgumentNullException.ThrowIfNull(network);
        return Weights(network.Weights(), alt, names, title);
    }

    /// <inheritdoc cref="Weights(HopfieldNetwork, string, IReadOnlyList{string}?, string)"/>
    public static Figure Weights(DirectedNetwork network, string alt, IReadOnlyList<string>? names = null, string title = "")
    {
        ArgumentNullException.ThrowIfNull(network);
        return Weights(network.Weights(), alt, names, title);
    }

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
        return Matrix("Weights", weights, alt, names, names, "to unit i", "from unit j", "weight w", Theme.Signed, new Extent(-limit, limit), title);
    }

    /// <summary>Overlaps m of states with the stored patterns, or of the patterns with each other, always on [−1, 1].</summary>
    /// <param name="patterns">The columns, at most 128.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="states">The rows, each of shape [N] with entries ±1; left out: the patterns themselves.</param>
    /// <param name="rows">Names of the rows.</param>
    /// <param name="columns">Names of the columns; left out where the patterns are compared with each other: those of the rows.</param>
    /// <param name="rowName">What the rows are; left out: "state", or "pattern μ" where the patterns are compared with each other.</param>
    /// <param name="columnName">What the columns are.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Too many rows or columns, lengths differ, an entry is not ±1, or the text alternative is empty.</exception>
    public static Figure Overlaps(
        BinaryPatterns patterns, string alt, IEnumerable<sbyte[]>? states = null, IReadOnlyList<string>? rows = null,
        IReadOnlyList<string>? columns = null, string? rowName = null, string columnName = "pattern μ", string title = "")
    {
        ArgumentNullException.ThrowIfNull(patterns);
        double[][] overlaps = [.. (states ?? patterns).Select(state => patterns.Overlaps(state))];
        var m = new double[overlaps.Length, patterns.PatternCount];
        foreach ((int row, double[] values) in overlaps.Index())
            for (int mu = 0; mu < values.Length; mu++) m[row, mu] = values[mu];
        return Overlaps(m, alt, rows, columns ?? (states is null ? rows : null), rowName ?? (states is null ? "pattern μ" : "state"), columnName, title);
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
        return Matrix("Overlaps", overlaps, alt, rows, columns, rowName, columnName, "overlap m", Theme.Signed, new Extent(-1, 1), title);
    }

    /// <summary>What one head of an attention recall attended to: how much each query (row) takes of each stored pattern (column).</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="result">What the recall answered.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="head">Which head, from 0.</param>
    /// <param name="queries">Names of the queries.</param>
    /// <param name="patterns">Names of the stored patterns.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">The map is too large, lengths differ, or the text alternative is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such head.</exception>
    public static Figure Attention<T>(
        AttentionResult<T> result, string alt, int head = 0, IReadOnlyList<string>? queries = null, IReadOnlyList<string>? patterns = null, string title = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(result);
        FigureInput.Step(head, result.Weights.GetLength(0));
        return Attention(HeadOf(result, head), alt, queries, patterns, title);
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
        return Matrix("Attention", attention, alt, queries, patterns, "query", "stored pattern μ", "attention p", Theme.Share, new Extent(0, 1), title);
    }

    /// <summary>What all heads of an attention recall attended to, side by side, on one scale from 0 to the largest weight.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="result">What the recall answered.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="labels">A label above each map.</param>
    /// <param name="columns">Maps per row; as many as fit when left out.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Lengths differ, or the text alternative is empty.</exception>
    public static Figure AttentionHeads<T>(AttentionResult<T> result, string alt, IReadOnlyList<string>? labels = null, int? columns = null, string title = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(result);
        return AttentionHeads([.. Enumerable.Range(0, result.Weights.GetLength(0)).Select(head => HeadOf(result, head))], alt, labels, columns, title);
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
        FigureInput.Some(heads);
        foreach (double[,] head in heads)
        {
            CheckShares(head, nameof(heads));
            if (head.GetLength(1) != heads[0].GetLength(1)) throw new ArgumentException("Expected maps of one shape.", nameof(heads));
        }
        FigureInput.Length(labels, heads.Count);
        double[][] flat = [.. heads.Select(head => head.Cast<double>().Select(p => Math.Round(100 * p)).ToArray())];
        int width = heads[0].GetLength(1);
        FigureInput.Pictures(flat, width, nameof(heads));
        var mosaic = new Mosaic(heads.Count, flat[0].Length / width, width, columns, labels is not null);
        double largest = flat.Max(map => map.Max());
        var summary = new Summary("Attention maps", title).Line($"{heads.Count} of {mosaic.Rows} queries × {width} patterns")
            .Lines(flat, map => $"largest weight {Summary.Format(map.Max())} %");
        return Figure.Draw(alt, summary, () =>
            mosaic.Begin(title, labels, showKey: false)
                .Add(mosaic.Heat(flat, Theme.Share, 0, largest).With("colorbar", Theme.ColourBar("attention p, %")).Hover("%{z} %"))
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
        FigureInput.Grid(x, y, values);
        Extent range = Extent.Of(values.Cast<double>());
        var summary = new Summary("Heat map", title).Range(xName, x).Range(yName, y).Range(valueName, [range.Low, range.High]);
        return Figure.Draw(alt, summary, () =>
            new FigureBuilder(title, 520).Axes(xName, yName).Set("legend", _legendAbove)
                .Add(Traces.Heat(x, y, values, Theme.Energy, range.Low, range.High).With("colorbar", Theme.ColourBar(valueName))
                    .Hover($"{xName} %{{x}}<br>{yName} %{{y}}<br>{valueName} %{{z}}"))
                .Add((curves ?? []).Select((curve, i) => Traces.Line(curve.X, curve.Y, Theme.Found, 4, Theme.Dash(i), curve.Name)))
                .ToJson(digits: 3));
    }

    private static double[,] HeadOf<T>(AttentionResult<T> result, int head)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var map = new double[result.Weights.GetLength(1), result.Weights.GetLength(2)];
        for (int query = 0; query < map.GetLength(0); query++)
            for (int mu = 0; mu < map.GetLength(1); mu++) map[query, mu] = double.CreateTruncating(result.Weights[head, query, mu]);
        return map;
    }

    private static Figure Matrix(
        string kind, double[,] values, string alt, IReadOnlyList<string>? rows, IReadOnlyList<string>? columns,
        string rowName, string columnName, string valueName, object scale, Extent range, string title)
    {
        (int height, int width) = (values.GetLength(0), values.GetLength(1));
        FigureInput.Length(rows, height);
        FigureInput.Length(columns, width);
        Extent extent = Extent.Of(values.Cast<double>());
        var summary = new Summary(kind, title).Line($"{height} rows ({rowName}) × {width} columns ({columnName})")
            .Range(valueName, [extent.Low, extent.High]);
        return Figure.Draw(alt, summary, () =>
        {
            double cell = Math.Clamp(520.0 / Math.Max(height, width), 3, 64);
            Trace heat = Traces.Heat(null, null, values, scale, range.Low, range.High)
                .With("colorbar", Theme.ColourBar(valueName)).Hover($"{rowName} %{{y}}, {columnName} %{{x}}: %{{z}}");
            if (cell >= 12) heat.With("xgap", 1).With("ygap", 1);
            if (cell >= 44) heat.With("texttemplate", "%{z:.2~f}");
            return new FigureBuilder(title, (int)(cell * height) + 120 + (title.Length > 0 ? 40 : 0))
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
        FigureInput.Finite(values, name);
        if (values.GetLength(0) > MaxMatrix || values.GetLength(1) > MaxMatrix)
        {
            throw new ArgumentException(
                $"Expected at most {MaxMatrix} rows and columns, so that the figure stays small; [{values.GetLength(0)}, {values.GetLength(1)}] came.", name);
        }
    }

    private static void CheckShares(double[,] values, string name = "attention")
    {
        CheckMatrix(values, name);
        foreach (double p in values)
            if (p is < 0 or > 1 + 1e-6) throw new ArgumentException($"Expected weights within [0, 1]; one is {p}.", name);
    }
}
