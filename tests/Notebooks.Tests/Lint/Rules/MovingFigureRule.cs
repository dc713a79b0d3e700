using System.Text.Json.Nodes;

namespace Notebooks.Tests.Lint;

/// <summary>At least one figure moves without a kernel: it has a slider or buttons, or it turns in space.</summary>
internal sealed class MovingFigureRule : IRule
{
    private static readonly string[] _spatial = ["surface", "mesh3d", "scatter3d", "isosurface", "volume", "cone", "streamtube"];

    public IEnumerable<Finding> Check(LintedChapter chapter, LintedCourse course)
    {
        if (!chapter.CodeCells.SelectMany(c => c.Outputs).Any(o => o.Figure is { } figure && Moves(figure)))
            yield return chapter.Whole("has no figure that a reader can move without a kernel. Add one with a slider, a menu or a surface to turn.");
    }

    private static bool Moves(JsonObject figure) =>
        figure["layout"]?["sliders"] is JsonArray { Count: > 0 }
        || figure["layout"]?["updatemenus"] is JsonArray { Count: > 0 }
        || (figure["data"] as JsonArray ?? []).Any(trace => _spatial.Contains(trace?["type"]?.GetValue<string>()));
}
