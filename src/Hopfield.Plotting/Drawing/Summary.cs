using System.Globalization;

namespace Hopfield.Plotting;

/// <summary>A figure in words: what it is, the range of each axis, and what stands out.</summary>
internal sealed class Summary(string kind, string title)
{
    private readonly List<string> _lines = [title.Length == 0 ? kind : $"{kind}: {title}"];

    /// <summary>Adds the range of an axis or of a quantity.</summary>
    public Summary Range(string name, IEnumerable<double> values)
    {
        (double low, double high) = Extent.Of(values);
        return Line($"{name}: {Format(low)} to {Format(high)}");
    }

    /// <summary>Adds a line.</summary>
    public Summary Line(string text)
    {
        _lines.Add(text);
        return this;
    }

    /// <summary>Adds what a slider moves, its positions, and the one shown.</summary>
    public Summary Slider(string parameter, IEnumerable<string> labels, int start)
    {
        string[] all = [.. labels];
        return Line($"slider {parameter}: {string.Join(", ", all)}; shown: {all[start]}");
    }

    /// <summary>Adds a line for each item, and says how many are left out beyond the first few.</summary>
    public Summary Lines<T>(IReadOnlyList<T> items, Func<T, string> text, int most = 8)
    {
        foreach (T item in items.Take(most)) Line(text(item));
        return items.Count > most ? Line($"and {items.Count - most} more") : this;
    }

    /// <summary>A number as the text shows it: four significant digits.</summary>
    public static string Format(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    public string ToString(string alt) => string.Join('\n', [.. _lines, alt]);
}

/// <summary>Smallest and largest of some numbers.</summary>
internal readonly record struct Extent(double Low, double High)
{
    public double Span => High - Low;

    public static Extent Of(IEnumerable<double> values)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double value in values)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }
        return new Extent(low, high);
    }

    /// <summary>A value as coarse as a picture can show: rounded to a power of ten of at most 1/parts of the span.</summary>
    public double Coarse(double value, int parts = 500)
    {
        if (Span == 0) return value;
        double unit = Math.Pow(10, Math.Floor(Math.Log10(Span / parts)));
        return unit < 1 ? Math.Round(value * Math.Round(1 / unit)) / Math.Round(1 / unit) : Math.Round(value / unit) * unit;
    }

    /// <summary>Wider by a share of the span at both ends; a span of zero becomes one.</summary>
    public Extent Padded(double share)
    {
        double pad = Span > 0 ? share * Span : 0.5;
        return new Extent(Low - pad, High + pad);
    }
}
