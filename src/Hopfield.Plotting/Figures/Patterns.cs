using Plotly.NET;

namespace Hopfield.Plotting;

/// <summary>
/// The figures of the course, one call each. They take what the engine returns, or plain arrays; they compute nothing that a claim depends on, and share one look:
/// −1 and +1 in two colours, low energy dark, stored patterns as filled markers, states as open ones, paths as lines.
/// </summary>
/// <remarks>
/// Every figure needs a text alternative (<c>alt</c>): one or two sentences that say what is to be seen. Parameters of an
/// experiment belong into the caption below the figure, not into its title.
/// </remarks>
public static partial class Figures
{
    /// <summary>Stored ±1 patterns side by side, as small two-coloured pictures.</summary>
    /// <param name="patterns">The patterns.</param>
    /// <param name="width">Units per row of a picture; N is a multiple of it.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="labels">A label above each picture, shape [P].</param>
    /// <param name="columns">Pictures per row; as many as fit when left out.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">N is no multiple of the width, lengths differ, or the text alternative is empty.</exception>
    public static Figure Patterns(BinaryPatterns patterns, int width, string alt, IReadOnlyList<string>? labels = null, int? columns = null, string title = "")
    {
        ArgumentNullException.ThrowIfNull(patterns);
        return Patterns([.. patterns], width, alt, labels, columns, title);
    }

    /// <summary>±1 patterns or states side by side, as small two-coloured pictures.</summary>
    /// <remarks>A unit takes about 2.5 bytes: 16 pictures of 32 × 32 units make a usual figure of 40 kB.</remarks>
    /// <param name="patterns">Patterns, shape [P][N], entries ±1.</param>
    /// <param name="width">Units per row of a picture; N is a multiple of it.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="labels">A label above each picture, shape [P].</param>
    /// <param name="columns">Pictures per row; as many as fit when left out.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Lengths differ or are no multiple of the width, an entry is not ±1, or the text alternative is empty.</exception>
    public static Figure Patterns(IReadOnlyList<sbyte[]> patterns, int width, string alt, IReadOnlyList<string>? labels = null, int? columns = null, string title = "")
    {
        FigureInput.Pictures(patterns, width);
        FigureInput.Bipolar(patterns);
        FigureInput.Length(labels, patterns.Count);
        var mosaic = new Mosaic(patterns.Count, patterns[0].Length / width, width, columns, labels is not null);
        var summary = new Summary("Patterns", title).Line($"{patterns.Count} of {mosaic.Rows} × {width} units")
            .Lines(patterns, pattern => $"{pattern.Count(unit => unit > 0)} of {pattern.Length} units are +1");
        return Figure.Draw(alt, summary, () =>
            mosaic.Begin(title, labels, showKey: true)
                .Add(mosaic.Heat(patterns.Select(Doubles), Theme.Bipolar, -1, 1).With("showscale", false).Hover("%{z:+d}"))
                .ToJson());
    }

    /// <summary>Pictures with shades of grey side by side, on one common scale: dark is low.</summary>
    /// <param name="images">Pictures, shape [P][N], finite.</param>
    /// <param name="width">Pixels per row of a picture; N is a multiple of it.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="labels">A label above each picture, shape [P].</param>
    /// <param name="columns">Pictures per row; as many as fit when left out.</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Lengths differ or are no multiple of the width, an entry is not finite, or the text alternative is empty.</exception>
    public static Figure Images(IReadOnlyList<double[]> images, int width, string alt, IReadOnlyList<string>? labels = null, int? columns = null, string title = "")
    {
        FigureInput.Pictures(images, width);
        foreach (double[] image in images) FigureInput.Finite(image, nameof(images));
        FigureInput.Length(labels, images.Count);
        var mosaic = new Mosaic(images.Count, images[0].Length / width, width, columns, labels is not null, head: 54);
        Extent range = Extent.Of(images.SelectMany(image => image));
        var summary = new Summary("Images", title).Line($"{images.Count} of {mosaic.Rows} × {width} pixels").Range("value", [range.Low, range.High]);
        return Figure.Draw(alt, summary, () =>
            mosaic.Begin(title, labels, showKey: false)
                .Add(mosaic.Heat(images, Theme.Shade, range.Low, range.High).With("showscale", false).Hover("%{z}"))
                .ToJson(digits: 3));
    }

    /// <summary>Expected patterns above, states below, with a cross on every unit of a state that differs.</summary>
    /// <param name="expected">Patterns, shape [P][N], entries ±1.</param>
    /// <param name="states">The states to compare with them, same shape.</param>
    /// <param name="width">Units per row of a picture; N is a multiple of it.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="labels">A label above each expected pattern, shape [P].</param>
    /// <param name="title">A title, also the first line of the plain text.</param>
    /// <exception cref="ArgumentException">Shapes differ or don't fit the width, an entry is not ±1, or the text alternative is empty.</exception>
    public static Figure Differences(IReadOnlyList<sbyte[]> expected, IReadOnlyList<sbyte[]> states, int width, string alt, IReadOnlyList<string>? labels = null, string title = "")
    {
        FigureInput.Some(expected);
        FigureInput.Length(states, expected.Count);
        sbyte[][] all = [.. expected, .. states];
        FigureInput.Pictures(all, width, nameof(states));
        FigureInput.Bipolar(all, nameof(states));
        FigureInput.Length(labels, expected.Count);

        int count = expected.Count;
        var mosaic = new Mosaic(2 * count, all[0].Length / width, width, count, labelled: true);
        int[][] wrong = [.. states.Select((state, p) => Enumerable.Range(0, state.Length).Where(i => state[i] != expected[p][i]).ToArray())];
        string[] captions =
        [
            .. Enumerable.Range(0, count).Select(p => labels?[p] ?? "expected"),
            .. wrong.Select(units => units.Length == 0 ? "equal" : $"{units.Length} differ"),
        ];
        var summary = new Summary("Differences", title).Lines(wrong, units => $"{units.Length} of {all[0].Length} units differ");
        return Figure.Draw(alt, summary, () =>
        {
            (double X, double Y)[] cells = [.. wrong.SelectMany((units, p) => units.Select(i => mosaic.Cell(count + p, i)))];

            // White with a black rim: seen on either colour.
            Trace Cross(double size, string colour, double width) =>
                Traces.Points(cells.Select(cell => cell.X), cells.Select(cell => cell.Y), new { symbol = "x-thin", size = size * mosaic.CellSize, line = new { color = colour, width } }).Quiet();
            return mosaic.Begin(title, captions, showKey: true)
                .Add(mosaic.Heat(all.Select(Doubles), Theme.Bipolar, -1, 1).With("showscale", false).Hover("%{z:+d}"))
                .Add(Cross(0.55, "#000000", 5), Cross(0.45, "#ffffff", 2.5))
                .ToJson();
        });
    }

    private static double[] Doubles(sbyte[] pattern) => Array.ConvertAll(pattern, unit => (double)unit);
}
