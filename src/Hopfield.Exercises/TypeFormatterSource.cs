namespace Hopfield.Exercises;

// The kernel of .NET Interactive finds this attribute, its two properties, the method CreateTypeFormatters and the
// members of a formatter by their names alone: so our results render there without a reference to it.

[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    public string[] PreferredMimeTypes { get; set; } = ["text/html", "text/plain"];
}

internal sealed class RichFormatters
{
    private readonly string[] _mimeTypes = ["text/html", "text/plain"];

    public IEnumerable<object> CreateTypeFormatters() => _mimeTypes.Select(mimeType => new RichFormatter(mimeType));
}

internal sealed class RichFormatter(string mimeType)
{
    public string MimeType { get; } = mimeType;

    public bool Format(object value, TextWriter writer)
    {
        if (value is not RichResult result) return false;
        writer.Write(result.ToMimeBundle()[MimeType]);
        return true;
    }
}
