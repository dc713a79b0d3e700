using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Hopfield.Exercises;

/// <summary>Writes a value as a reader would: lists in brackets, ±1 states as "10100", networks by their size, types by the names that code gives them.</summary>
internal sealed class Description
{
    private const int LongestState = 64, SmallNetwork = 4;

    private readonly string _digits;
    private readonly int _shown;

    private Description(string digits, int shown) => (_digits, _shown) = (digits, shown);

    /// <summary>Six digits of a number, sixteen entries of a list.</summary>
    public static Description Short { get; } = new("G6", 16);

    /// <summary>All digits of a number.</summary>
    public static Description Exact { get; } = new("R", 16);

    /// <summary>All there is: values that differ are described differently.</summary>
    public static Description Whole { get; } = new("R", int.MaxValue);

    /// <summary>True for a state that is written as one text of zeros and ones.</summary>
    public static bool IsState(object? value) => value is sbyte[] { Length: > 0 and <= LongestState } state && state.All(unit => unit is 1 or -1);

    /// <summary>The number of single values in a value: how small an input is.</summary>
    public static int Size(object? value) => value switch
    {
        null or string => 1,
        HopfieldNetwork network => network.Dimension * network.Dimension,
        DirectedNetwork network => network.Dimension * network.Dimension,
        _ => Agreement.Entries(value)?.Sum(Size) ?? 1,
    };

    /// <summary>The value in words.</summary>
    public string Of(object? value) => value switch
    {
        null => "null",
        bool yes => yes ? "true" : "false",
        string text => $"\"{text}\"",
        double or float => ((IFormattable)value).ToString(_digits, CultureInfo.InvariantCulture),
        sbyte[] state when IsState(state) => $"\"{string.Concat(Bipolar.ToZeroOne(state))}\"",
        ITuple => $"({string.Join(", ", Agreement.Entries(value)!.Select(Of))})",
        Array { Rank: 2 } matrix => $"[{Join(Rows(matrix), row => $"[{Join(row, Of)}]")}]",
        IEnumerable => $"[{Join(Agreement.Entries(value)!, Of)}]",
        HopfieldNetwork network => Network(network.Dimension, network.Weights, network.Thresholds),
        DirectedNetwork network => Network(network.Dimension, network.Weights, network.Thresholds),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ when IsRecord(value.GetType()) => $"{Name(value.GetType())}({string.Join(", ", Properties(value).Select(part => $"{part.Name}: {Of(part.GetValue(value))}"))})",
        _ => value.ToString() is { } words && words != value.GetType().ToString() ? words : $"a {Name(value.GetType())}",
    };

    private string Network(int units, Func<double[,]> weights, IReadOnlyList<double> thresholds)
    {
        if (units > SmallNetwork && _shown != int.MaxValue) return $"a network of {units} units";
        return $"a network with the weights {Of(weights())}" + (thresholds.Any(threshold => threshold != 0) ? $" and the thresholds {Of(thresholds)}" : "");
    }

    private string Join<T>(IReadOnlyList<T> entries, Func<T, string> describe) =>
        string.Join(", ", entries.Take(_shown).Select(describe)) + (entries.Count > _shown ? $", … {entries.Count} in all" : "");

    private static List<List<object?>> Rows(Array matrix) =>
        [.. Enumerable.Range(0, matrix.GetLength(0)).Select(row => Enumerable.Range(0, matrix.GetLength(1)).Select(column => matrix.GetValue(row, column)).ToList())];

    // PatternSet and not PatternSet`1.
    private static string Name(Type type) => type.Name.Split('`')[0];

    // What a reader declares as a record would write arrays by the name of their type. One that says otherwise is left to say it.
    private static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$") is not null && type.GetMethod(nameof(ToString), [])!.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    private static PropertyInfo[] Properties(object value) => [.. value.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0)];
}
