using System.Text.Json;
using System.Text.Json.Nodes;
using Plotly.NET;

namespace Hopfield.Plotting;

public static partial class Figures
{
    /// <summary>A chart of your own making, with what every figure of the course has: look, text alternative, settings, all MIME types.</summary>
    /// <param name="chart">Any Plotly.NET chart; one with a template of its own keeps its look.</param>
    /// <param name="alt">The text alternative.</param>
    /// <param name="title">The first line of the plain text.</param>
    /// <exception cref="ArgumentException">The text alternative is empty.</exception>
    public static Figure Custom(GenericChart chart, string alt, string title = "")
    {
        ArgumentNullException.ThrowIfNull(chart);
        return Figure.Draw(alt, new Summary("Chart", title), () =>
        {
            JsonObject json = FigureBuilder.ToJson(chart, digits: 5);
            json["layout"]!["template"] ??= JsonSerializer.SerializeToNode(Theme.Template());
            return json;
        });
    }
}
