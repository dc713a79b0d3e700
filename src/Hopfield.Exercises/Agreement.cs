using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Hopfield.Exercises;

/// <summary>When two results count as equal, and where they first differ.</summary>
internal static class Agreement
{
    // Up to here a list is told whole, as a reader sees more in it than in one entry.
    private const int Whole = 4;

    /// <summary>Equal numbers within tolerance × max(1, |wanted|), equal lists and tuples entry by entry, a number within a range, anything else by Equals.</summary>
    public static bool Same(object? mine, object? wanted, double tolerance)
    {
        if (mine is null || wanted is null) return mine is null && wanted is null;
        if (wanted is Wanted range) return Number(mine) is { } number && range.Holds(number);
        if (Number(mine) is { } x && Number(wanted) is { } y) return x.Equals(y) || Math.Abs(x - y) <= tolerance * Math.Max(1, Math.Abs(y));
        if (mine is Array first && wanted is Array second && Shape(first) != Shape(second)) return false;
        return Entries(mine) is { } left && Entries(wanted) is { } right
            ? left.Count == right.Count && left.Zip(right).All(pair => Same(pair.First, pair.Second, tolerance))
            : mine.Equals(wanted);
    }

    /// <summary>Where two results that are not the same first differ, and what stands there: the whole of small ones, one entry of large ones.</summary>
    public static Difference FirstDifference(object? mine, object? wanted, double tolerance)
    {
        if (mine is null || wanted is null || IsWhole(mine) && IsWhole(wanted)) return new("", mine, wanted);
        if (mine is Array { Rank: > 1 } first && wanted is Array { Rank: > 1 } second)
        {
            if (Shape(first) != Shape(second)) return new("in shape", new Plain(Shape(first)), new Plain(Shape(second)));
            int k = FirstOf(Entries(mine)!, Entries(wanted)!, tolerance), columns = first.GetLength(1);
            return new($"in row {k / columns}, column {k % columns} (counted from 0)", Entries(mine)![k], Entries(wanted)![k]);
        }

        if (Entries(mine) is not { } left || Entries(wanted) is not { } right) return new("", mine, wanted);
        if (left.Count != right.Count) return new("in length", new Plain($"{left.Count} entries"), new Plain($"{right.Count} entries"));
        int index = FirstOf(left, right, tolerance);
        Difference inner = FirstDifference(left[index], right[index], tolerance);
        return inner with { Place = $"at index {index}{(inner.Place.Length > 0 ? $", {inner.Place}" : "")}" };
    }

    /// <summary>Whether a number that is none stands anywhere in a result.</summary>
    public static bool HoldsNaN(object? value) => value switch
    {
        double number => double.IsNaN(number),
        float number => float.IsNaN(number),
        null or string => false,
        _ => Entries(value)?.Any(HoldsNaN) == true,
    };

    /// <summary>The entries of a list, a matrix row by row, or a tuple; null for what has none.</summary>
    public static List<object?>? Entries(object value) => value switch
    {
        string => null,
        ITuple tuple => [.. Enumerable.Range(0, tuple.Length).Select(i => tuple[i])],
        IEnumerable list => [.. list.Cast<object?>()],
        _ => null,
    };

    private static int FirstOf(List<object?> mine, List<object?> wanted, double tolerance) =>
        Enumerable.Range(0, mine.Count).First(i => !Same(mine[i], wanted[i], tolerance));

    private static bool IsWhole(object value) =>
        value is not Array { Rank: > 1 } && (Description.IsState(value) || Entries(value) is not { } entries || entries.Count <= Whole && entries.All(entry => entry is null || Entries(entry) is null));

    private static string Shape(Array array) => string.Join(" × ", Enumerable.Range(0, array.Rank).Select(array.GetLength));

    private static double? Number(object value) => value switch
    {
        double or float or sbyte or byte or short or ushort or int or uint or long or ulong => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>Words that stand for themselves.</summary>
    private sealed record Plain(string Words)
    {
        public override string ToString() => Words;
    }
}

/// <summary>What differs between two results.</summary>
/// <param name="Place">Where, in words; empty where both are meant as a whole.</param>
/// <param name="Mine">What stands there.</param>
/// <param name="Wanted">What should.</param>
internal sealed record Difference(string Place, object? Mine, object? Wanted)
{
    /// <summary>Both values, with as many digits as it takes to tell them apart.</summary>
    public (string Mine, string Wanted) Told()
    {
        var (left, right) = (Description.Short.Of(Mine), Description.Short.Of(Wanted));
        return left == right ? (Description.Exact.Of(Mine), Description.Exact.Of(Wanted)) : (left, right);
    }

    /// <summary>The place as it stands behind a value.</summary>
    public string Where => Place.Length == 0 ? "" : $" {Place}";
}
