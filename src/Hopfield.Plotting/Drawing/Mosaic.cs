using Plotly.NET;

namespace Hopfield.Plotting;

/// <summary>Pictures of one size laid out in rows, as one field of cells with open gaps: a single trace however many there are.</summary>
internal sealed class Mosaic
{
    private const double MaxPixels = 720;
    private const double MaxCell = 34;

    private readonly int _count, _width, _columns, _gap, _head;

    /// <param name="count">Number of pictures.</param>
    /// <param name="rows">Cells per picture, downwards.</param>
    /// <param name="width">Cells per picture, across.</param>
    /// <param name="columns">Pictures per row, or null for as many as fit.</param>
    /// <param name="labelled">Whether a line of text stands above each picture.</param>
    /// <param name="head">Pixels for that line where the figure has its full width; on a narrow page the pictures shrink, and the text does not.</param>
    public Mosaic(int count, int rows, int width, int? columns, bool labelled, int head = 30)
    {
        if (columns is { } asked) ArgumentOutOfRangeException.ThrowIfNegativeOrZero(asked, nameof(columns));
        _count = count;
        _width = width;
        Rows = rows;
        _gap = Math.Max(1, width / 8);
        _columns = Math.Min(count, columns ?? Balanced(count, Math.Max(1, (int)(MaxPixels / Math.Max(120, 8.0 * width)))));
        CellSize = Math.Min(MaxCell, MaxPixels / Across);
        _head = labelled ? Math.Max(_gap, (int)Math.Ceiling(head / CellSize)) : _gap;
    }

    /// <summary>Cells per picture, downwards.</summary>
    public int Rows { get; }

    /// <summary>About how many pixels a cell measures.</summary>
    public double CellSize { get; }

    private int Lines => (_count + _columns - 1) / _columns;

    private int Across => _columns * (_width + _gap) - _gap;

    private int Down => Lines * (Rows + _head);

    /// <summary>Where a cell of a picture lies in the field.</summary>
    public (double X, double Y) Cell(int picture, int cell) => (Left(picture) + cell % _width, Top(picture) + cell / _width);

    /// <summary>The pictures as coloured cells.</summary>
    public Trace Heat(IEnumerable<double[]> pictures, object scale, double low, double high)
    {
        var field = new double[Down, Across];
        for (int row = 0; row < Down; row++)
            for (int column = 0; column < Across; column++) field[row, column] = double.NaN;
        foreach ((int p, double[] picture) in pictures.Index())
            for (int i = 0; i < picture.Length; i++) field[Top(p) + i / _width, Left(p) + i % _width] = picture[i];
        Trace heat = Traces.Heat(null, null, field, scale, low, high);
        return CellSize < 12 || scale != (object)Theme.Bipolar ? heat : heat.With("xgap", 1).With("ygap", 1);
    }

    /// <summary>A line of text above each picture.</summary>
    public Trace Labels(IReadOnlyList<string> labels) => Traces.Words(Centres(), Enumerable.Range(0, _count).Select(p => Top(p) - 0.6), labels, "top center");

    /// <summary>A builder that fits the pictures, with their labels and, if wanted, the key of the two colours.</summary>
    /// <param name="title">Shown above; may be empty.</param>
    /// <param name="labels">A label above each picture, or null.</param>
    /// <param name="showKey">Whether the two colours are explained.</param>
    /// <param name="below">Pixels to leave free below, for a slider.</param>
    public FigureBuilder Begin(string title, IReadOnlyList<string>? labels, bool showKey, int below = 0)
    {
        int height = (int)(Down * CellSize) + (showKey ? 60 : 30) + (title.Length > 0 ? 50 : 0) + below;
        FigureBuilder builder = new FigureBuilder(title, height).Plane(new Extent(-0.5, Across - 0.5), new Extent(-0.5, Down - 0.5), downwards: true)
            .Set("margin", new { l = 10, r = 10, t = title.Length > 0 ? 60 : 10, b = (showKey ? 50 : 20) + below });
        if (labels is not null) builder.Add(Labels(labels));
        if (showKey)
        {
            builder.Add(Key("−1", Theme.Minus), Key("+1", Theme.Plus))
                .Set("legend", new { orientation = "h", x = 0.5, xanchor = "center", y = 0, yanchor = "top", itemclick = false, itemdoubleclick = false });
        }
        return builder;
    }

    /// <summary>As few rows as the pictures need, equally full.</summary>
    private static int Balanced(int count, int most) => (int)Math.Ceiling(count / Math.Ceiling(count / (double)most));

    private IEnumerable<double> Centres() => Enumerable.Range(0, _count).Select(p => Left(p) + (_width - 1) / 2.0);

    private int Left(int picture) => picture % _columns * (_width + _gap);

    private int Top(int picture) => picture / _columns * (Rows + _head) + _head;

    private static Trace Key(string name, string colour) =>
        Traces.Points([double.NaN], [double.NaN], new { symbol = "square", size = 14, color = colour, line = new { color = Theme.Ink, width = 1 } }, name);
}
