using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Hopfield.Exercises;

/// <summary>When two results count as equal, and how a result is written in a message.</summary>
internal static class Agreement
{
    private const int Shown = 16;

    /// <summary>Equal numbers within tolerance × max(1, |wanted|), equal lists and tuples entry by entry, anything else by Equals.</summary>
    public static bool Same(object? mine, object? wanted, double tolerance)
    {
        if (mine is null || wanted is null) return mine is null && wanted is null;
        if (Number(mine) is { } x && Number(wanted) is { } y) return x.Equals(y) || Math.Abs(x - y) <= tolerance * Math.Max(1, Math.Abs(y));
        if (mine is Array first && wanted is Array second && !Lengths(first).SequenceEqual(Lengths(second))) return false;
        return Entries(mine) is { } left && Entries(wanted) is { } right
            ? left.Count == right.Count && left.Zip(right).All(pair => Same(pair.First, pair.Second, tolerance))
            : mine.Equals(wanted);
    }

    /// <summary>Both values, with as many digits as it takes to tell them apart.</summary>
    public static (string Mine, string Wanted) Describe(object? mine, object? wanted)
    {
        var (left, right) = (Describe(mine), Describe(wanted));
        return left == right ? (Describe(mine, "R"), Describe(wanted, "R")) : (left, right);
    }

    /// <summary>A value as a reader would write it: numbers with six digits, lists in brackets, at most 16 entries of each, ±1 states as "10100".</summary>
    public static string Describe(object? value, string digits = "G6") => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        double or float => ((IFormattable)value).ToString(digits, CultureInfo.InvariantCulture),
        sbyte[] { Length: > 0 and <= 64 } state when state.All(unit => unit is 1 or -1) => $"\"{string.Concat(Bipolar.ToZeroOne(state))}\"",
        ITuple tuple => $"({string.Join(", ", Entries(tuple)!.Select(entry => Describe(entry, digits)))})",
        Array { Rank: 2 } matrix => $"[{Join(Rows(matrix), row => $"[{Join(row, entry => Describe(entry, digits))}]")}]",
        IEnumerable => $"[{Join(Entries(value)!, entry => Describe(entry, digits))}]",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Join<T>(IReadOnlyList<T> entries, Func<T, string> describe) =>
        string.Join(", ", entries.Take(Shown).Select(describe)) + (entries.Count > Shown ? $", … {entries.Count} in all" : "");

    private static List<object?>? Entries(object value) => value switch
    {
        string => null,
        ITuple tuple => [.. Enumerable.Range(0, tuple.Length).Select(i => tuple[i])],
        IEnumerable list => [.. list.Cast<object?>()],
        _ => null,
    };

    private static List<List<object?>> Rows(Array matrix) =>
        [.. Enumerable.Range(0, matrix.GetLength(0)).Select(row => Enumerable.Range(0, matrix.GetLength(1)).Select(column => matrix.GetValue(row, column)).ToList())];

    private static IEnumerable<int> Lengths(Array array) => Enumerable.Range(0, array.Rank).Select(array.GetLength);

    private static double? Number(object value) => value switch
    {
        double or float or sbyte or byte or short or ushort or int or uint or long or ulong => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        _ => null,
    };
}
