using System.Collections;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Notebooks.Session;

/// <summary>A value in one line of text, the same on every machine.</summary>
internal static partial class PlainText
{
    private const int MaxCellLength = 60;
    private const int MaxItems = 8;

    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => text,
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture),
        Exception exception => $"{TypeName.Of(exception.GetType())}: {exception.Message}",
        Type type => TypeName.Of(type),
        Delegate function => TypeName.Of(function.GetType()),
        Task task => $"{TypeName.Of(task.GetType())} ({task.Status}; await it to see its result)",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        Array { Rank: > 1 } array => Shape(array),
        _ => SaysItself(value) ? value.ToString() ?? "" : value is IEnumerable items ? Sequence(items) : TypeName.Of(value.GetType()),
    };

    /// <summary>The same, short enough for a cell of a table; real numbers with six digits.</summary>
    public static string InCell(object? value)
    {
        string text = value switch
        {
            double number => number.ToString("G6", CultureInfo.InvariantCulture),
            float number => number.ToString("G6", CultureInfo.InvariantCulture),
            _ => Of(value).ReplaceLineEndings(" "),
        };
        return text.Length <= MaxCellLength ? text : text[..(MaxCellLength - 1)] + "…";
    }

    public static bool IsNumber(object? value) =>
        value is sbyte or byte or short or ushort or int or uint or long or ulong or Half or float or double or decimal or BigInteger;

    /// <summary>True for values of which one line of text says all: numbers, texts, dates.</summary>
    public static bool IsScalar(object value) =>
        value is string or bool or char or Enum or DateTime or DateTimeOffset or TimeSpan or Guid or Complex or Exception or Type or Delegate or Task
        || IsNumber(value);

    /// <summary>True where the type has a <c>ToString</c> of its own and is no collection.</summary>
    public static bool SaysItself(object value) =>
        value is not (IEnumerable or Array)
        && value.GetType().GetMethod(nameof(ToString), Type.EmptyTypes)?.DeclaringType is { } declaring
        && declaring != typeof(object) && declaring != typeof(ValueType);

    public static string WithoutTags(string html) => WebUtility.HtmlDecode(Tags().Replace(html, "")).Trim();

    public static string Shape(Array array) =>
        TypeName.Of(array.GetType().GetElementType()!) + "[" + string.Join(", ", Enumerable.Range(0, array.Rank).Select(array.GetLength)) + "]";

    private static string Sequence(IEnumerable items)
    {
        var first = items.Cast<object?>().Take(MaxItems + 1).Select(InCell).ToList();
        return "[" + string.Join(", ", first.Take(MaxItems)) + (first.Count > MaxItems ? ", …" : "") + "]";
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
