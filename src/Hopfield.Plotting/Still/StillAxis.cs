using System.Globalization;
using System.Text.Json.Nodes;

namespace Hopfield.Plotting;

/// <summary>An axis of a still: its range, its marks, and where a value lies along it.</summary>
internal sealed class StillAxis
{
    private readonly JsonNode? _json;
    private readonly List<string> _names = [];

    /// <param name="json">The axis in the figure's layout; null where the layout says nothing of it.</param>
    /// <param name="values">What is drawn along it, numbers or names.</param>
    /// <param name="pad">The share of the range left free at both ends, where the figure does not state the range.</param>
    public StillAxis(JsonNode? json, IEnumerable<JsonNode?> values, double pad = 0.05)
    {
        _json = json;
        IsLog = json.At("type").Words() == "log";
        JsonNode?[] all = [.. values];
        IsNamed = all.Any(value => value is not null && value.Number() is null && value.Words() is not null);
        if (IsNamed) _names.AddRange(all.Select(FigureJson.Words).OfType<string>().Distinct());
        (double Low, double High) range = Stated() ?? Fitting(all, IsNamed ? 0 : pad);
        (From, To) = json.At("autorange").Words() == "reversed" ? (range.High, range.Low) : range;
    }

    public bool IsLog { get; }

    public bool IsNamed { get; }

    /// <summary>The values at the two ends; on a logarithmic axis their logarithms.</summary>
    public double From { get; }

    public double To { get; }

    public string Title => _json.At("title", "text").Words() ?? _json.At("title").Words() ?? "";

    public bool IsHidden => _json.At("visible").Is(false);

    /// <summary>The share of the plot that the axis takes.</summary>
    public (double Low, double High) Domain => _json.At("domain").Items() is [var low, var high] ? (low.Number() ?? 0, high.Number() ?? 1) : (0, 1);

    /// <summary>A value as a place between 0 and 1 of the axis; NaN for a gap.</summary>
    public double Place(JsonNode? value) =>
        value.Number() is { } number ? Place(number) : value.Words() is { } name && _names.IndexOf(name) is >= 0 and var index ? Place((double)index) : double.NaN;

    /// <summary>A number as a place between 0 and 1 of the axis.</summary>
    public double Place(double number) => ((IsLog ? Math.Log10(number) : number) - From) / (To - From);

    /// <summary>The marks: a number of the axis, and what stands there.</summary>
    /// <param name="most">About so many.</param>
    public IEnumerable<(double Value, string Label)> Ticks(int most)
    {
        double low = Math.Min(From, To), high = Math.Max(From, To);
        IReadOnlyList<JsonNode?> stated = _json.At("tickvals").Items(), labels = _json.At("ticktext").Items();
        if (stated.Count > 0) return stated.Select((value, i) => (value.Number() ?? i, i < labels.Count ? labels[i].Words() ?? "" : value.Words() ?? ""));
        if (IsNamed)
        {
            int step = Math.Max(1, (int)Math.Ceiling(_names.Count / (2.0 * most)));
            return _names.Index().Where(name => name.Index % step == 0).Select(name => ((double)name.Index, name.Item));
        }
        if (IsLog && high - low >= 1)
        {
            int step = Math.Max(1, (int)Math.Ceiling((high - low) / most));
            return Enumerable.Range((int)Math.Ceiling(low - 1e-9), (int)(Math.Floor(high + 1e-9) - Math.Ceiling(low - 1e-9)) + 1).Where(power => power % step == 0)
                .Select(power => (Math.Pow(10, power), power is >= 0 and <= 3 ? Math.Pow(10, power).ToString(CultureInfo.InvariantCulture) : $"10<sup>{power}</sup>"));
        }
        if (IsLog) (low, high) = (Math.Pow(10, low), Math.Pow(10, high));
        double unit = Step((high - low) / Math.Max(1, most));
        int digits = Math.Clamp(-(int)Math.Floor(Math.Log10(unit) + 1e-9), 0, 15);
        bool tiny = digits > 5 || high > 1e7;
        return Enumerable.Range(0, (int)Math.Floor((high - low) / unit + 1e-9) + 2).Select(i => (Math.Ceiling((low / unit) - 1e-9) + i) * unit).Where(value => value <= high + (unit * 1e-9))
            .Select(value => (value, tiny ? value.ToString("G3", CultureInfo.InvariantCulture) : (Math.Abs(value) < unit / 2 ? 0 : value).ToString("F" + digits, CultureInfo.InvariantCulture).Replace('-', '−')));
    }

    private (double, double)? Stated() =>
        _json.At("range").Items() is [var low, var high] && low.Number() is { } from && high.Number() is { } to && from != to ? (from, to) : null;

    private (double, double) Fitting(JsonNode?[] values, double pad)
    {
        double[] numbers = IsNamed ? [-0.5, _names.Count - 0.5]
            : [.. values.Select(FigureJson.Number).OfType<double>().Where(number => !IsLog || number > 0).Select(number => IsLog ? Math.Log10(number) : number)];
        if (numbers.Length == 0) return (0, 1);
        Extent extent = Extent.Of(numbers);
        if (pad > 0 || extent.Span == 0) extent = extent.Padded(pad);
        return (extent.Low, extent.High);
    }

    private static double Step(double rough)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return power * ((rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
    }
}
