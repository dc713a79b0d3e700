using System.Collections;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Notebooks.Session;

/// <summary>A value in one line of text, the same on every machine. What stands in it is written the same way, but not deeper than a few levels: a value may contain itself.</summary>
internal static partial class PlainText
{
    private const int MaxCellLength = 60, MaxItems = 8, MaxDepth = 4;

    public static string Of(object? value) => Of(value, 0);

    /// <summary>The same, short enough for a cell of a table; real numbers with six digits.</summary>
    public static string InCell(object? value) => Short(InCell(value, 0));

    /// <summary>A text, short enough for a cell of a table.</summary>
    public static string Short(string text) => text.Length <= MaxCellLength ? text : text[..(MaxCellLength - 1)] + "…";

    public static bool IsNumber(object? value) =>
        value is sbyte or byte or short or ushort or int or uint or long or ulong or Int128 or UInt128 or nint or nuint or Half or float or double or decimal or BigInteger;

    /// <summary>True for values of which one line of text says all: numbers, texts, dates.</summary>
    public static bool IsScalar(object value) =>
        value is string or bool or char or Enum or DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan or Guid or Complex or Exception or Type or Delegate or Task
        || IsNumber(value);

    /// <summary>True where one line of text is how the value's type wants to be seen: it has a <c>ToString</c> of its own and is no collection.</summary>
    public static bool SaysItself(object value) =>
        Json.IsOf(value) || value is ITuple || (value is not IEnumerable && !Shape.IsAnonymous(value.GetType()) && Shape.HasOwnText(value.GetType()));

    public static string WithoutTags(string html) => WebUtility.HtmlDecode(Tags().Replace(html, "")).Trim();

    public static string SizeOf(Array array) =>
        TypeName.Of(array.GetType().GetElementType()!) + "[" + string.Join(", ", Enumerable.Range(0, array.Rank).Select(array.GetLength)) + "]";

    private static string Of(object? value, int depth) => value switch
    {
        null => "null",
        _ when Registered.TextOf(value) is { } said => said,
        string text => text,
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Exception exception => $"{TypeName.Of(exception.GetType())}: {exception.Message}",
        Type type => TypeName.Of(type),
        Delegate function => TypeName.Of(function.GetType()),
        Task task => $"{TypeName.Of(task.GetType())} ({task.Status}; await it to see its result)",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        Array { Rank: > 1 } array => SizeOf(array),
        _ when Json.IsOf(value) => value.ToString() ?? "",
        _ when depth > MaxDepth => "…",
        ITuple tuple => $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Of(tuple[i], depth + 1)))})",
        _ when Shape.PairOf(value) is var (key, content) => $"[{Of(key, depth + 1)}, {Of(content, depth + 1)}]",
        _ when Shape.KeyOf(value, out object? key) => $"{Of(key, depth + 1)}: {Sequence((IEnumerable)value, depth)}",
        _ when Shape.IsRecord(value.GetType()) => $"{TypeName.Of(value.GetType())} {Members(value, depth)}",
        _ when Shape.IsAnonymous(value.GetType()) => Members(value, depth),
        _ => SaysItself(value) ? value.ToString() ?? "" : value is IEnumerable items ? Sequence(items, depth) : TypeName.Of(value.GetType()),
    };

    private static string InCell(object? value, int depth) => value switch
    {
        not null when Registered.TextOf(value) is { } said => said,
        double number => number.ToString("G6", CultureInfo.InvariantCulture),
        float number => number.ToString("G6", CultureInfo.InvariantCulture),
        _ => Of(value, depth).ReplaceLineEndings(" "),
    };

    private static string Sequence(IEnumerable items, int depth)
    {
        var first = items.Cast<object?>().Take(MaxItems + 1).Select(item => Short(InCell(item, depth + 1))).ToList();
        return "[" + string.Join(", ", first.Take(MaxItems)) + (first.Count > MaxItems ? ", …" : "") + "]";
    }

    private static string Members(object value, int depth)
    {
        var members = Shape.MembersOf(value.GetType());
        return members.Count == 0 ? "{ }" : $"{{ {string.Join(", ", members.Select(member => $"{member.Name} = {Of(Shape.Read(member, value), depth + 1)}"))} }}";
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
