using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Session;

/// <summary>
/// How a type says itself that its values are shown, in one of two ways, both known by name only, so that a library needs
/// no reference to a kernel: an instance method <c>ToMimeBundle()</c>, or an attribute named <c>TypeFormatterSourceAttribute</c>, which .NET Interactive knows too.
/// </summary>
internal static class OwnWay
{
    private static readonly ConcurrentDictionary<Type, Func<object, Dictionary<string, object>?>?> _ways = [];

    /// <summary>The parts by MIME type, always with plain text among them; null for a value whose type says nothing.</summary>
    public static Dictionary<string, object>? Of(object value) => WayOf(value)?.Invoke(value);

    public static bool IsOf(object value) => WayOf(value) is not null;

    private static Func<object, Dictionary<string, object>?>? WayOf(object value) => _ways.GetOrAdd(value.GetType(), static type => ByMethod(type) ?? BySource(type));

    private static Func<object, Dictionary<string, object>?>? ByMethod(Type type)
    {
        var method = type.GetMethod("ToMimeBundle", BindingFlags.Public | BindingFlags.Instance, Type.EmptyTypes);
        return method is null || !typeof(IEnumerable<KeyValuePair<string, object>>).IsAssignableFrom(method.ReturnType) ? null
            : value => ((IEnumerable<KeyValuePair<string, object>>?)Call(method, value))?.ToDictionary(part => part.Key, part => part.Value);
    }

    private static Func<object, Dictionary<string, object>?>? BySource(Type type)
    {
        object? attribute = type.GetCustomAttributes(inherit: true).FirstOrDefault(a => a.GetType().Name == nameof(TypeFormatterSourceAttribute));
        if (attribute is null || Property(attribute, nameof(TypeFormatterSourceAttribute.FormatterSourceType)) is not Type sourceType)
        {
            return null;
        }
        object source = Activator.CreateInstance(sourceType, nonPublic: true)!;
        var create = sourceType.GetMethod(nameof(ITypeFormatterSource.CreateTypeFormatters));
        object[] formatters = create is null ? [] : [.. ((IEnumerable)Call(create, source)!).Cast<object>()];
        var preferred = Property(attribute, nameof(TypeFormatterSourceAttribute.PreferredMimeTypes)) as string[] ?? [];
        return value => Format(formatters, preferred, value);
    }

    private static Dictionary<string, object>? Format(object[] formatters, string[] preferred, object value)
    {
        var bundle = new Dictionary<string, object>();
        foreach (object formatter in formatters)
        {
            if (Property(formatter, nameof(ITypeFormatter.MimeType)) is string mime && (preferred.Length == 0 || preferred.Contains(mime)) && Format(formatter, value) is { } text)
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

    // A library that refers to Microsoft's package derives its formatters from those there.
    private static string? Format(object formatter, object value)
    {
        if (formatter is ITypeFormatter known)
        {
            return value.ToDisplayString(known);
        }
        var format = formatter.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)]);
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        return format is not null && Call(format, formatter, value, text) is true ? text.ToString() : null;
    }

    private static object? Property(object owner, string name) => owner.GetType().GetProperty(name)?.GetValue(owner);

    // The exception that the value's own code throws, not the one that reflection wraps around it.
    private static object? Call(MethodInfo method, object owner, params object?[] arguments) =>
        method.Invoke(owner, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
