using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Hopfield.Plotting.Tests;

/// <summary>Figures keep to what plotly.js 2, 3 and 4 all understand, and to one look.</summary>
public sealed partial class SubsetTests
{
    public static TheoryData<string> Names => [.. Gallery.All.Keys];

    private static readonly string[] _gone = ["titlefont", "titleposition", "titleside", "titleoffset", "transforms", "bardir", "autotick", "zauto", "bdata", "dtype", "mapbox"];

    [GeneratedRegex(@"^(#[0-9a-f]{6}|rgba\(\d{1,3}, ?\d{1,3}, ?\d{1,3}, ?[0-9.]+\))$", RegexOptions.IgnoreCase)]
    private static partial Regex Colour { get; }

    [Theory, MemberData(nameof(Names))]
    public void A_figure_keeps_to_the_common_subset(string name)
    {
        foreach ((string path, JsonNode? value) in Json.Everything(Gallery.All[name].Value.ToJson()))
        {
            string key = path[(path.LastIndexOf('.') + 1)..];
            Assert.DoesNotContain(key, _gone);
            Assert.False(key == "title" && value is JsonValue, $"{path}: a title is an object");
            Assert.False(key.EndsWith("src", StringComparison.Ordinal), path);
            if (key.EndsWith("color", StringComparison.Ordinal) && value is JsonValue text && text.TryGetValue(out string? colour))
                Assert.True(Colour.IsMatch(colour), $"{path}: {colour}");
            if (value is JsonValue && value.ToJsonString() is { } word) Assert.False(word is "\"NaN\"" or "\"Infinity\"", path);
        }
        Assert.DoesNotContain("\"heatmapgl\"", Gallery.All[name].Value.ToJson()!.ToJsonString());
    }

    [Theory, MemberData(nameof(Names))]
    public void A_figure_is_described_in_words(string name)
    {
        Figure figure = Gallery.All[name].Value;
        Assert.True(figure.Alt.Length > 20);
        Assert.InRange(figure.Text.Split('\n').Length, 3, 40);
        Assert.DoesNotContain("NaN", figure.Text);
        Assert.DoesNotContain("∞", figure.Text);
    }

    /// <summary>Axes that are seen have a name, or stand for places that carry names themselves.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Every_number_axis_has_a_name(string name)
    {
        if (name is "map" or "map-slider" or "tour" or "tour-slider") return;    // maps have directions, not quantities
        JsonObject layout = Gallery.All[name].Value.Layout();
        IEnumerable<KeyValuePair<string, JsonNode?>> axes = layout["scene"] is JsonObject scene ? scene : layout;
        foreach ((string key, JsonNode? axis) in axes.Where(pair => pair.Key.Length >= 5 && pair.Key[1..].StartsWith("axis", StringComparison.Ordinal)))
            Assert.True((bool?)axis!["visible"] == false || (string?)axis["type"] == "category" || axis["title"] is not null || axis["ticktext"] is not null || name is "violins", $"{key} has no name");
    }

    /// <summary>WCAG asks 3:1 of large text and of lines that carry meaning; the grey of text and axes has to reach 4:1 on both pages.</summary>
    [Theory]
    [InlineData("#ffffff")]
    [InlineData("#111111")]
    public void Text_and_series_read_on_this_page(string page)
    {
        Assert.True(Contrast(Theme.Ink, page) >= 4);
        foreach (string colour in (string[])[.. Enumerable.Range(0, 6).Select(Theme.Colour), Theme.Minus, Theme.Moving])
            Assert.True(Contrast(colour, page) >= 3, $"{colour} on {page}: {Contrast(colour, page):0.00}");
    }

    /// <summary>Pictures in two colours have to be told apart by lightness alone.</summary>
    [Fact]
    public void Minus_and_plus_differ_in_lightness() => Assert.True(Contrast(Theme.Minus, Theme.Plus) >= 2.2);

    private static double Contrast(string one, string other)
    {
        (double a, double b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>Relative luminance of WCAG 2.</summary>
    private static double Luminance(string colour)
    {
        double Channel(int at)
        {
            double c = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);
    }
}
