using System.Runtime.CompilerServices;

namespace Hopfield.Plotting;

/// <summary>Checks what comes in at the public door, once; each message names the argument, what was expected and what came.</summary>
internal static class FigureInput
{
    public static void Text(string value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (string.IsNullOrWhiteSpace(value))
            throw new ArgumentException("Expected a sentence that says what the figure shows, for those who do not see it; it is empty.", name);
    }

    public static void Some<T>(IReadOnlyCollection<T> items, [CallerArgumentExpression(nameof(items))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(items, name);
        if (items.Count == 0) throw new ArgumentException("Expected at least one item; none came.", name);
    }

    /// <summary>The number of a step that exists.</summary>
    public static void Step(int start, int count, [CallerArgumentExpression(nameof(start))] string name = "")
    {
        if (start < 0 || start >= count) throw new ArgumentOutOfRangeException(name, start, $"Expected a step from 0 to {count - 1}.");
    }

    public static void Length<T>(IReadOnlyCollection<T>? items, int expected, [CallerArgumentExpression(nameof(items))] string name = "")
    {
        if (items is not null && items.Count != expected)
            throw new ArgumentException($"Expected {expected} items; {items.Count} came.", name);
    }

    public static void Finite(IReadOnlyList<double> values, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        Some(values, name);
        for (int i = 0; i < values.Count; i++)
            if (!double.IsFinite(values[i])) throw new ArgumentException($"Expected finite numbers; item {i} is {values[i]}.", name);
    }

    public static void Finite(double[,] values, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(values, name);
        if (values.Length == 0) throw new ArgumentException("Expected at least one number; none came.", name);
        for (int row = 0; row < values.GetLength(0); row++)
        {
            for (int column = 0; column < values.GetLength(1); column++)
            {
                if (!double.IsFinite(values[row, column]))
                    throw new ArgumentException($"Expected finite numbers; [{row}, {column}] is {values[row, column]}.", name);
            }
        }
    }

    /// <summary>Energies over a plane: one row for each y, one column for each x, both axes rising.</summary>
    public static void Grid(double[] x, double[] y, double[,] values, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        Rising(x);
        Rising(y);
        Finite(values, name);
        if (values.GetLength(0) != y.Length || values.GetLength(1) != x.Length)
            throw new ArgumentException($"Expected shape [{y.Length}, {x.Length}], a row for each y and a column for each x; [{values.GetLength(0)}, {values.GetLength(1)}] came.", name);
    }

    private static void Rising(double[] values, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        Finite(values, name);
        for (int i = 1; i < values.Length; i++)
            if (values[i] <= values[i - 1]) throw new ArgumentException($"Expected numbers that rise; item {i} is {values[i]} after {values[i - 1]}.", name);
    }

    /// <summary>Pictures of one size, cut into rows of the given width.</summary>
    public static void Pictures<T>(IReadOnlyList<T[]> pictures, int width, [CallerArgumentExpression(nameof(pictures))] string name = "")
    {
        Some(pictures, name);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        for (int i = 0; i < pictures.Count; i++)
        {
            if (pictures[i].Length == 0 || pictures[i].Length % width != 0)
                throw new ArgumentException($"Expected a multiple of the width {width} as length; picture {i} has length {pictures[i].Length}.", name);
            if (pictures[i].Length != pictures[0].Length)
                throw new ArgumentException($"Expected pictures of one length; picture {i} has length {pictures[i].Length}, the first {pictures[0].Length}.", name);
        }
    }

    public static void Bipolar(IReadOnlyList<sbyte[]> patterns, [CallerArgumentExpression(nameof(patterns))] string name = "")
    {
        for (int p = 0; p < patterns.Count; p++)
        {
            for (int i = 0; i < patterns[p].Length; i++)
            {
                if (patterns[p][i] is not (1 or -1))
                    throw new ArgumentException($"Expected units of value -1 or 1; unit {i} of pattern {p} is {patterns[p][i]}.", name);
            }
        }
    }

    /// <summary>An interval around each value: both ends or none, each of the values' length, low at most high.</summary>
    public static void Interval(IReadOnlyList<double> values, double[]? low, double[]? high)
    {
        if (low is null && high is null) return;
        if (low is null || high is null) throw new ArgumentException("Expected both ends of the interval; one is missing.", low is null ? nameof(low) : nameof(high));
        Finite(low);
        Finite(high);
        Length(low, values.Count);
        Length(high, values.Count);
        for (int i = 0; i < low.Length; i++)
            if (low[i] > high[i]) throw new ArgumentException($"Expected low ≤ high; item {i} has {low[i]} and {high[i]}.", nameof(low));
    }
}
