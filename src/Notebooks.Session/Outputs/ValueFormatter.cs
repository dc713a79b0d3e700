using System.Collections;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Session;

/// <summary>
/// Decides how a value is shown. In this order: what the value says itself (<c>ToMimeBundle()</c>, then a formatter
/// source, both known by name only), what the notebook has registered with <see cref="Formatter"/>, grids for vectors,
/// matrices and tables, one line of text for the rest. Plain text is always
/// among the parts, and the only one where HTML would add nothing.
/// </summary>
internal static class ValueFormatter
{
    public static IReadOnlyDictionary<string, object> Bundle(object? value, params string[] mimeTypes)
    {
        if (mimeTypes.Length == 0)
        {
            return Default(value);
        }
        var all = value is null ? null : DuckTypedFormatters.Bundle(value) ?? DuckTypedFormatters.Formatters(value);
        return mimeTypes.ToDictionary(mime => mime, mime => all?.GetValueOrDefault(mime) ?? Default(value).GetValueOrDefault(mime) ?? FromLibrary(value, mime));
    }

    /// <summary>A part as the bundle wants it: JSON types parsed, everything else the text itself.</summary>
    public static object Part(string mimeType, string text) =>
        mimeType.EndsWith("json", StringComparison.OrdinalIgnoreCase) ? (object)JsonNode.Parse(text)! : text;

    private static IReadOnlyDictionary<string, object> Default(object? value)
    {
        if (value is null || PlainText.IsScalar(value))
        {
            return Plain(PlainText.Of(value));
        }
        if ((DuckTypedFormatters.Bundle(value) ?? DuckTypedFormatters.Formatters(value)) is { } own)
        {
            return own;
        }
        if (Registered(value) is { } registered)
        {
            return registered;
        }
        if (value is JsonNode json)
        {
            return new Dictionary<string, object> { ["application/json"] = json, ["text/plain"] = json.ToJsonString() };
        }
        var grid = value is IEnumerable items ? GridBuilder.Of(items) : PlainText.SaysItself(value) ? null : GridBuilder.OfMembers(value);
        return grid is null ? Plain(PlainText.Of(value)) : Show(grid);
    }

    /// <summary>A grid as HTML and as text.</summary>
    public static IReadOnlyDictionary<string, object> Show(Grid grid) =>
        new Dictionary<string, object> { ["text/html"] = grid.ToHtml(), ["text/plain"] = grid.ToText() };

    private static Dictionary<string, object> Plain(string text) => new() { ["text/plain"] = text };

    // Formatters that a cell registered, and the library's own ways with HTML content and HTML builders.
    private static Dictionary<string, object>? Registered(object value)
    {
        var type = value.GetType();
        bool markup = value is IHtmlContent;
        if (!markup && !Formatter.RegisteredFormatters(includeDefaults: false).Any(formatter => Handles(formatter.Type, type)))
        {
            return null;
        }
        var bundle = Formatter.GetPreferredMimeTypesFor(type).ToDictionary(mime => mime, mime => FromLibrary(value, mime));
        bundle.TryAdd("text/plain", markup ? PlainText.WithoutTags((string)bundle["text/html"]) : PlainText.Of(value));
        return bundle;
    }

    private static bool Handles(Type registered, Type type) =>
        registered.IsAssignableFrom(type) || (registered.IsGenericTypeDefinition && type.IsGenericType && type.GetGenericTypeDefinition() == registered);

    private static object FromLibrary(object? value, string mimeType) => Part(mimeType, value.ToDisplayString(mimeType));
}
