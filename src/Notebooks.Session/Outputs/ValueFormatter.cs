using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Session;

/// <summary>
/// Decides how a value is shown. In this order: the value's own way, what was registered for its type, what front ends know
/// themselves (JSON, charts), grids for vectors, matrices and tables, one line of text for the rest. Plain text is always
/// among the parts, and the only one where HTML would add nothing.
/// </summary>
internal static class ValueFormatter
{
    public static IReadOnlyDictionary<string, object> Bundle(object? value, params string[] mimeTypes)
    {
        var all = Default(value);
        return mimeTypes.Length == 0 ? all : mimeTypes.ToDictionary(mime => mime, mime => all.GetValueOrDefault(mime) ?? Part(mime, value.ToDisplayString(mime)));
    }

    /// <summary>A text as a part of a bundle: parsed where its type is a JSON one, else as it is.</summary>
    public static object Part(string mimeType, string text) =>
        mimeType.EndsWith("json", StringComparison.OrdinalIgnoreCase) ? (object)JsonNode.Parse(text)! : text;

    /// <summary>A value as a cell of a grid. What has a way of its own keeps it there.</summary>
    public static Grid.Cell Cell(object? value)
    {
        var special = value is null ? null : Special(value);
        return special is null ? new(PlainText.InCell(value), PlainText.IsNumber(value))
            : new(PlainText.Short((special["text/plain"] as string ?? "").ReplaceLineEndings(" ")), Html: special.GetValueOrDefault("text/html") as string);
    }

    /// <summary>True for a value that is shown otherwise than its members or its text say.</summary>
    public static bool IsSpecial(object? value) => value is not null && (OwnWay.IsOf(value) || Registered.IsOf(value) || PlotlyChart.IsOf(value));

    /// <summary>A grid as HTML and as text.</summary>
    public static IReadOnlyDictionary<string, object> Show(Grid grid) =>
        new Dictionary<string, object> { ["text/html"] = grid.ToHtml(), ["text/plain"] = grid.ToText() };

    private static IReadOnlyDictionary<string, object> Default(object? value)
    {
        if (value is null)
        {
            return Plain("null");
        }
        if (Special(value) is { } special)
        {
            return special;
        }
        if (PlainText.IsScalar(value))
        {
            return Plain(PlainText.Of(value));
        }
        if (Json.Bundle(value) is { } json)
        {
            return json;
        }
        var grid = GridBuilder.OfTable(value) ?? (Shape.ItemsOf(value) is { } items ? GridBuilder.Of(items) : PlainText.SaysItself(value) ? null : GridBuilder.OfMembers(value));
        return grid is null ? Plain(PlainText.Of(value)) : Show(grid);
    }

    private static Dictionary<string, object>? Special(object value)
    {
        var said = OwnWay.Of(value) ?? Registered.Of(value);
        if (PlotlyChart.Bundle(value) is not { } chart)
        {
            return said;
        }
        foreach (var (mime, part) in said ?? [])
        {
            chart[mime] = part;
        }
        return chart;
    }

    private static Dictionary<string, object> Plain(string text) => new() { ["text/plain"] = text };
}
