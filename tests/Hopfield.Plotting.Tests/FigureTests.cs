using System.Text.Json.Nodes;

namespace Hopfield.Plotting.Tests;

public sealed class FigureTests
{
    private static Figure Small() => Figures.Patterns([[1, -1, -1, 1]], 2, alt: "Two units on a diagonal are on.");

    [Fact]
    public void A_bundle_offers_the_plotly_object_then_html_then_text()
    {
        IReadOnlyDictionary<string, object> bundle = Small().ToMimeBundle();
        Assert.Equal(["application/vnd.plotly.v1+json", "text/html", "text/plain"], bundle.Keys);
        JsonObject figure = Assert.IsType<JsonObject>(bundle["application/vnd.plotly.v1+json"]);
        Assert.Equal(["config", "data", "layout"], figure.Select(part => part.Key).Order());
    }

    [Fact]
    public void A_figure_without_a_text_alternative_is_refused() =>
        Assert.Throws<ArgumentException>(() => Figures.Patterns([[1, -1]], 2, alt: " "));
}
