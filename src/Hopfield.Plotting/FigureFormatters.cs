using System.Diagnostics.CodeAnalysis;

namespace Hopfield.Plotting;

/// <summary>How .NET Interactive finds a formatter without a reference to it: an attribute of this name, with these two properties.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    public string[] PreferredMimeTypes { get; init; } = [];
}

/// <summary>Found by name: lists the formatters of <see cref="Figure"/>.</summary>
/// <remarks>The plotly MIME type is not offered here: .NET Interactive would send its JSON as a string, which front ends cannot draw.</remarks>
internal sealed class FigureFormatterSource
{
    [SuppressMessage("Performance", "CA1822", Justification = "The other side looks for an instance method.")]
    public IEnumerable<object> CreateTypeFormatters() => [new FigureFormatter("text/html"), new FigureFormatter("text/plain")];
}

/// <summary>Found by name: writes one form of a figure.</summary>
internal sealed class FigureFormatter(string mimeType)
{
    public string MimeType { get; } = mimeType;

    public bool Format(object instance, TextWriter writer)
    {
        if (instance is not Figure figure) return false;
        writer.Write((string)figure.ToMimeBundle()[MimeType]);
        return true;
    }
}
