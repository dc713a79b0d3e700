using System.Text.Json.Nodes;

namespace Hopfield.Plotting.Tests;

public sealed class FigureTests
{
    private static Figure Small(string alt = "Two units on a diagonal are on.", string label = "a pattern") =>
        Figures.Patterns([[1, -1, -1, 1]], 2, alt, [label], title: "Diagonal");

    [Fact]
    public void A_bundle_offers_the_plotly_object_then_a_picture_then_text()
    {
        IReadOnlyDictionary<string, object> bundle = Small().ToMimeBundle();
        Assert.Equal(["application/vnd.plotly.v1+json", "image/svg+xml", "text/plain"], bundle.Keys);
        JsonObject figure = Assert.IsType<JsonObject>(bundle["application/vnd.plotly.v1+json"]);
        Assert.Equal(["config", "data", "layout"], figure.Select(part => part.Key).Order());
        Assert.StartsWith("<svg ", Assert.IsType<string>(bundle["image/svg+xml"]));
    }

    [Theory, InlineData(""), InlineData("  "), InlineData(null)]
    public void A_figure_without_a_text_alternative_is_refused(string? alt) =>
        Assert.Contains("alt", Assert.ThrowsAny<ArgumentException>(() => Small(alt!)).ParamName);

    [Fact]
    public void The_text_begins_with_the_title_and_ends_with_the_text_alternative()
    {
        string text = Small().ToString();
        Assert.StartsWith("Patterns: Diagonal\n", text);
        Assert.EndsWith("\nTwo units on a diagonal are on.", text);
        Assert.Contains("2 of 4 units are +1", text);
    }

    [Fact]
    public void The_text_alternative_travels_with_the_figure() =>
        Assert.Equal("Two units on a diagonal are on.", (string?)Small().Layout()["meta"]!["alt"]);

    [Fact]
    public void Changing_the_json_of_a_figure_does_not_change_the_figure()
    {
        Figure figure = Small();
        figure.ToJson()!.Clear();
        ((JsonObject)figure.ToMimeBundle()["application/vnd.plotly.v1+json"]).Remove("data");
        Assert.NotNull(figure.ToJson()!["data"]);
    }

    public static TheoryData<string> Names => [.. Gallery.All.Keys];

    /// <summary>What a run keeps is unpacked again; a committed notebook then says what it said before.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Long_lists_travel_in_base64_and_come_back_to_the_same_text(string name)
    {
        Figure figure = Gallery.All[name].Value;
        var packed = (JsonObject)figure.ToMimeBundle()["application/vnd.plotly.v1+json"];
        Assert.All(packed["data"]!.AsArray().SelectMany(trace => new[] { trace!["x"], trace["y"], trace["z"] }.OfType<JsonArray>()), list =>
            Assert.True(list.Count < 50 || list.Any(item => item?.GetValueKind() == System.Text.Json.JsonValueKind.String), "A long list of numbers is left."));
        PackedArrays.Unpack(packed);
        Assert.Equal(figure.ToJson()!.ToJsonString(), packed.ToJsonString());
    }

    [Fact]
    public void No_text_of_a_figure_can_end_its_script_or_its_label()
    {
        string html = FigureHtml.Write(Small("\"><script>alert(1)</script>", "</script><b>"), withLibrary: false);
        Assert.DoesNotContain("<b>", html);
        Assert.DoesNotContain("alert(1)</script>", html);
        Assert.Equal(2, html.Split("</script>").Length - 1);
    }

    [Fact]
    public void Html_has_a_role_a_label_and_no_id()
    {
        string html = FigureHtml.Write(Small(), withLibrary: false);
        Assert.Contains("role=\"img\" aria-label=\"Two units on a diagonal are on.\"", html);
        Assert.DoesNotContain(" id=", html);
        Assert.DoesNotContain("require", html);
        Assert.DoesNotContain("http", html.Replace("http://www.w3.org/", ""));
        Assert.True(Small().ToHtml().Length > 3_000_000);
    }

    /// <summary>The npm package plotly.js-dist-min holds the very same bytes.</summary>
    [Fact]
    public void The_carried_library_is_the_published_one()
    {
        string script = PlotlyScript.Read();
        Assert.Contains($"plotly.js v{PlotlyScript.Version}", script[..200]);
        Assert.DoesNotContain("</script", script);
        byte[] hash = System.Security.Cryptography.SHA384.HashData(System.Text.Encoding.UTF8.GetBytes(script));
        Assert.Equal("53bFwj3AXyrFzPyqXWI5rZuuEa3GbWeuLmgC04XqmiE7CairskQMPvcdXh+OLuir", Convert.ToBase64String(hash));
    }

    [Fact]
    public void A_chart_of_ones_own_becomes_a_figure()
    {
        var chart = Plotly.NET.CSharp.Chart.Line<double, double, string>(x: [1, 2], y: [1.0 / 3, double.NaN], UseDefaults: false);
        Figure figure = Figures.Custom(chart, "A line.");
        double[] y = figure.Trace("scatter")["y"].Numbers();
        Assert.Equal(0.33333, y[0]);
        Assert.True(double.IsNaN(y[1]));
        Assert.False((bool)figure.ToJson()!["config"]!["displaylogo"]!);
    }

    [Theory]
    [InlineData(0.123456789, 3, 0.123)]
    [InlineData(-98765.4321, 4, -98770)]
    [InlineData(0, 5, 0)]
    [InlineData(1e-9, 2, 1e-9)]
    [InlineData(double.PositiveInfinity, 3, double.PositiveInfinity)]
    public void Numbers_keep_their_significant_digits(double value, int digits, double expected) =>
        Assert.Equal(expected, PlotlyJson.Round(value, digits));

    [Theory]
    [InlineData(0, 1, 0.123456, 0.123)]         // 1/500 = 0.002: the power of ten below is 0.001
    [InlineData(0, 10, 3.14159, 3.14)]          // 0.02: 0.01
    [InlineData(-250_000, 250_000, 1234, 1000)] // 1000: 1000
    public void A_coarse_number_is_as_fine_as_the_span_shows(double low, double high, double value, double expected) =>
        Assert.Equal(expected, new Extent(low, high).Coarse(value));
}
