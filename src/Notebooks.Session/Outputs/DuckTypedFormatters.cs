using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Notebooks.Session;

/// <summary>
/// Two conventions by which a library says how its types are shown, without a reference to any kernel: an instance
/// method <c>ToMimeBundle()</c>, and an attribute named <c>TypeFormatterSourceAttribute</c>, which .NET Interactive knows too.
/// </summary>
internal static class DuckTypedFormatters
{
    /// <summary>What <c>ToMimeBundle()</c> returns; null for a type without such a method.</summary>
    public static IReadOnlyDictionary<string, object>? Bundle(object value)
    {
        var method = value.GetType().GetMethod("ToMimeBundle", BindingFlags.Public | BindingFlags.Instance, Type.EmptyTypes);
        if (method is null || !typeof(IEnumerable<KeyValuePair<string, object>>).IsAssignableFrom(method.ReturnType))
        {
            return null;
        }
        var parts = (IEnumerable<KeyValuePair<string, object>>?)Call(method, value);
        return parts?.ToDictionary(part => part.Key, part => part.Value);
    }

    /// <summary>What the type's formatter source makes of the value; null for a type without one.</summary>
    public static IReadOnlyDictionary<string, object>? Formatters(object value)
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
                bundle.TryAdd(mime, ValueFormatter.Part(mime, text));
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
