using Plotly.NET;

namespace Hopfield.Plotting;

/// <summary>Pictures of one size laid out in rows, as one field of cells with open gaps: a single trace however many there are.</summary>
internal sealed class Mosaic
{
    private const double MostPixels = 720;
    private const double LargestCell = 34;

    private readonly int count, width, columns, gap, head;

    /// <param name="count">Number of pictures.</param>
    /// <param name="rows">Cells per picture, downwards.</param>
    /// <param name="width">Cells per picture, across.</param>
    /// <param name="columns">Pictures per row, or null for as many as fit.</param>
    /// <param name="labelled">Whether a line of text stands above each picture.</param>
    public Mosaic(int count, int rows, int width, int? columns, bool labelled)
    {
        if (columns is { } asked) ArgumentOutOfRangeException.ThrowIfNegativeOrZero(asked, nameof(columns));
        this.count = count;
        this.width = width;
        Rows = rows;
        gap = Math.Max(1, width / 8);
        this.columns = Math.Min(count, columns ?? Balanced(count, Math.Max(1, (int)(MostPixels / Math.Max(120, 8.0 * width)))));
        CellSize = Math.Min(LargestCell, MostPixels / Across);
        head = labelled ? Math.Max(gap, (int)Math.Ceiling(30 / CellSize)) : gap;
    }

    /// <summary>Cells per picture, downwards.</summary>
    public int Rows { get; }

    /// <summary>About how many pixels a cell measures.</summary>
    public double CellSize { get; }

    private int Lines => (count + columns - 1) / columns;

    private int Across => columns * (width + gap) - gap;

    private int Down => Lines * (Rows + head);

    /// <summary>Where a cell of a picture lies in the field.</summary>
    public (double X, double Y) Cell(int picture, int cell) => (Left(picture) + cell % width, Top(picture) + cell / width);

    /// <summary>The pictures as coloured cells.</summary>
    public Trace Heat(IEnumerable<double[]> pictures, object scale, double low, double high)
    {
        var field = new double[Down, Across];
        for (int row = 0; row < Down; row++)
            for (int column = 0; column < Across; column++) field[row, column] = double.NaN;
        foreach ((int p, double[] picture) in pictures.Index())
            for (int i = 0; i < picture.Length; i++) field[Top(p) + i / width, Left(p) + i % width] = picture[i];
        Trace heat = Traces.Heat(null, null, field, scale, low, high);
        return CellSize < 12 || scale != (object)Look.Bipolar ? heat : heat.With("xgap", 1).With("ygap", 1);
    }

    /// <summary>A sheet that fits the pictures, with their labels and, if wanted, the key of the two colours.</summary>
    public Sheet Sheet(string title, IReadOnlyList<string>? labels, bool showKey)
    {
        int height = (int)(Down * CellSize) + (showKey ? 60 : 30) + (title.Length > 0 ? 50 : 0);
        Sheet sheet = new Sheet(title, height).Plane(new Extent(-0.5, Across - 0.5), new Extent(-0.5, Down - 0.5), downwards: true)
            .Set("margin", new { l = 10, r = 10, t = title.Length > 0 ? 60 : 10, b = showKey ? 50 : 20 });
        if (labels is not null) sheet.Add(Traces.Words(Centres(), Enumerable.Range(0, count).Select(p => Top(p) - 0.6), labels, "top center"));
        if (showKey)
        {
            sheet.Add(Key("−1", Look.Minus), Key("+1", Look.Plus))
                .Set("legend", new { orientation = "h", x = 0.5, xanchor = "center", y = 0, yanchor = "top", itemclick = false, itemdoubleclick = false });
        }
        return sheet;
    }

    /// <summary>As few rows as the pictures need, equally full.</summary>
    private static int Balanced(int count, int most) => (int)Math.Ceiling(count / Math.Ceiling(count / (double)most));

    private IEnumerable<double> Centres() => Enumerable.Range(0, count).Select(p => Left(p) + (width - 1) / 2.0);

    private int Left(int picture) => picture % columns * (width + gap);

    private int Top(int picture) => picture / columns * (Rows + head) + head;

    private static Trace Key(string name, string colour) =>
        Traces.Points([double.NaN], [double.NaN], new { symbol = "square", size = 14, color = colour, line = new { color = Look.Ink, width = 1 } }, name);
}
