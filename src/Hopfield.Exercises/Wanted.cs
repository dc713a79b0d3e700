using System.Globalization;

namespace Hopfield.Exercises;

/// <summary>What a fact may ask for where many numbers are right: a range. A wrong answer is told its own number and this range.</summary>
public sealed class Wanted
{
    private readonly string _words;

    private Wanted(string words, Func<double, bool> holds) => (_words, Holds) = (words, holds);

    internal Func<double, bool> Holds { get; }

    /// <summary>A number greater than a bound.</summary>
    /// <param name="bound">The bound, itself not allowed.</param>
    public static Wanted Above(double bound) => new($"above {Text(bound)}", number => number > bound);

    /// <summary>A number less than a bound.</summary>
    /// <param name="bound">The bound, itself not allowed.</param>
    public static Wanted Below(double bound) => new($"below {Text(bound)}", number => number < bound);

    /// <summary>A number from one bound to another.</summary>
    /// <param name="low">The smallest number allowed.</param>
    /// <param name="high">The largest number allowed.</param>
    /// <exception cref="ArgumentException">No number lies between the bounds.</exception>
    public static Wanted Between(double low, double high) => low <= high
        ? new($"from {Text(low)} to {Text(high)}", number => number >= low && number <= high)
        : throw new ArgumentException($"Expected a low bound that is not above the high one, got {Text(low)} and {Text(high)}.", nameof(low));

    /// <inheritdoc/>
    public override string ToString() => _words;

    private static string Text(double number) => number.ToString("G6", CultureInfo.InvariantCulture);
}
