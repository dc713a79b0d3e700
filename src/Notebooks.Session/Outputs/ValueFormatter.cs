using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Session;

/// <summary>
/// Decides how a value is shown. In this order: the value's own way, what the notebook has registered with
/// <see cref="Formatter"/>, grids for vectors, matrices and tables, one line of text for the rest. Plain text is always
/// among the parts, and the only one where HTML would add nothing.
/// </summary>
/// <remarks>
/// A library says in one of two ways how its types are shown, both known by name only, so that it needs no reference to a
/// kernel: an instance method <c>ToMimeBundle()</c>, or an attribute named <c>TypeFormatterSourceAttribute</c>, which .NET
/// Interactive knows too.
/// </remarks>
internal static class ValueFormatter
{
    public static IReadOnlyDictionary<string, object> Bundle(object? value, params string[] mimeTypes)
    {
        if (mimeTypes.Length == 0)
        {
            return Default(value);
        }
        var all = value is null ? null : OwnWay(value);
        return mimeTypes.ToDictionary(mime => mime, mime => all?.GetValueOrDefault(mime) ?? Default(value).GetValueOrDefault(mime) ?? FromLibrary(value, mime));
    }

    /// <summary>A text as a part of a bundle: parsed where its type is a JSON one, else as it is.</summary>
    public static object Part(string mimeType, string text) =>
        mimeType.EndsWith("json", StringComparison.OrdinalIgnoreCase) ? (object)JsonNode.Parse(text)! : text;

    private static IReadOnlyDictionary<string, object> Default(object? value)
    {
        if (value is null || PlainText.IsScalar(value))
        {
            return Plain(PlainText.Of(value));
        }
        if (OwnWay(value) is { } own)
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

    private static Dictionary<string, object>? OwnWay(object value) => FromMimeBundle(value) ?? FromFormatterSource(value);

    // What ToMimeBundle() returns; null for a type without such a method.
    private static Dictionary<string, object>? FromMimeBundle(object value)
    {
        var method = value.GetType().GetMethod("ToMimeBundle", BindingFlags.Public | BindingFlags.Instance, Type.EmptyTypes);
        if (method is null || !typeof(IEnumerable<KeyValuePair<string, object>>).IsAssignableFrom(method.ReturnType))
        {
            return null;
        }
        var parts = (IEnumerable<KeyValuePair<string, object>>?)Call(method, value);
        return parts?.ToDictionary(part => part.Key, part => part.Value);
    }

    // What the type's formatter source makes of the value; null for a type without one.
    private static Dictionary<string, object>? FromFormatterSource(object value)
    {
        var attribute = value.GetType().GetCustomAttributes(inherit: true).FirstOrDefault(a => a.GetType().Name == "TypeFormatterSourceAttribute");
        if (attribute is null || Property(attribute, "FormatterSourceType") is not Type sourceType)
        {
            return null;
        }
        object source = Activator.CreateInstance(sourceType, nonPublic: true)!;
        var create = sourceType.GetMethod("CreateTypeFormatters");
        var preferred = Property(attribute, "PreferredMimeTypes") as string[] ?? [];
        var bundle = new Dictionary<string, object>();
        foreach (object formatter in create is null ? Array.Empty<object>() : (IEnumerable)Call(create, source)!)
        {
            if (Property(formatter, "MimeType") is string mime && (preferred.Length == 0 || preferred.Contains(mime)) && Format(formatter, value) is { } text)
            {
                bundle.TryAdd(mime, Part(mime, text));
            }
        }
        if (bundle.Count == 0)
        {
            return null;
        }
        bundle.TryAdd("text/plain", PlainText.Of(value));
        return bundle;
    }

    private static string? Format(object formatter, object value)
    {
        var format = formatter.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)]);
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        return format is not null && Call(format, formatter, value, text) is true ? text.ToString() : null;
    }

    private static object? Property(object owner, string name) => owner.GetType().GetProperty(name)?.GetValue(owner);

    // The exception that the value's own code throws, not the one that reflection wraps around it.
    private static object? Call(MethodInfo method, object owner, params object?[] arguments) =>
        method.Invoke(owner, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
