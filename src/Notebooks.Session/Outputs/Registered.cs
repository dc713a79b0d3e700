using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Session;

/// <summary>How a cell, or the extension of a package, has said by <see cref="Formatter"/> that values of a type are shown. It holds for values inside of others too.</summary>
internal static class Registered
{
    public static bool IsOf(object value) => value is IHtmlContent || MimesOf(value.GetType()).Any();

    /// <summary>The parts by MIME type, always with plain text among them; null for a value of which nobody has said anything.</summary>
    public static Dictionary<string, object>? Of(object value)
    {
        var type = value.GetType();
        bool markup = value is IHtmlContent;
        string[] mimes = [.. MimesOf(type)];
        if (mimes.Length == 0 && !markup)
        {
            return null;
        }
        // What is preferred, where somebody has said how; else all that somebody has said.
        string[] preferred = [.. Formatter.GetPreferredMimeTypesFor(type)];
        var bundle = (markup ? preferred : mimes.Intersect(preferred).Union(mimes)).ToDictionary(mime => mime, mime => ValueFormatter.Part(mime, value.ToDisplayString(mime)));
        bundle.TryAdd("text/plain", markup ? PlainText.WithoutTags((string)bundle["text/html"]) : PlainText.Of(value));
        return bundle;
    }

    /// <summary>The plain text that somebody has said for a value; null where nobody has.</summary>
    public static string? TextOf(object value) => MimesOf(value.GetType()).Contains("text/plain") ? value.ToDisplayString("text/plain") : null;

    private static IEnumerable<string> MimesOf(Type type) =>
        Formatter.RegisteredFormatters(includeDefaults: false).Where(formatter => Handles(formatter.Type, type)).Select(formatter => formatter.MimeType);

    private static bool Handles(Type registered, Type type) =>
        registered.IsAssignableFrom(type) || (registered.IsGenericTypeDefinition && type.IsGenericType && type.GetGenericTypeDefinition() == registered);
}
