using System.Runtime.CompilerServices;

namespace Hopfield;

/// <summary>The few checks that the numbers at the doors of the analysis share. Comparisons are written so that NaN is refused.</summary>
internal static class Guard
{
    internal static void PositiveFinite(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value > 0) || !double.IsFinite(value))
            throw new ArgumentOutOfRangeException(name, value, $"Expected a positive, finite number for '{name}', got {value}.");
    }

    internal static void NonNegativeFinite(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= 0) || !double.IsFinite(value))
            throw new ArgumentOutOfRangeException(name, value, $"Expected a finite number of at least 0 for '{name}', got {value}.");
    }

    internal static void Within(double value, double low, double high, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= low && value <= high))
            throw new ArgumentOutOfRangeException(name, value, $"Expected '{name}' between {low} and {high}, got {value}.");
    }

    internal static void StrictlyWithin(double value, double low, double high, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value > low && value < high))
            throw new ArgumentOutOfRangeException(name, value, $"Expected '{name}' strictly between {low} and {high}, got {value}.");
    }

    internal static void AtLeast(long value, long least, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value < least)
            throw new ArgumentOutOfRangeException(name, value, $"Expected at least {least} for '{name}', got {value}.");
    }

    internal static void NotEmpty<T>(IReadOnlyCollection<T> values, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(values, name);
        if (values.Count == 0) throw new ArgumentException($"Expected at least one value in '{name}', got none.", name);
    }
}
