using System.Globalization;
using System.Text.RegularExpressions;

namespace Hopfield.Course;

/// <summary>A number as some text shows it: its value, and how much its last digit stands for.</summary>
/// <param name="Text">The digits as printed, with sign and the commas between thousands.</param>
internal sealed partial record PrintedNumber(string Text)
{
    private static readonly string[] _units =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] _tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    /// <summary>Reads a text that is one number; null where it is none.</summary>
    /// <param name="text">The number, perhaps with a percent sign, or a word below a hundred: <c>1,625</c>, <c>39 %</c>, <c>twenty-two</c>.</param>
    public static PrintedNumber? Read(string text)
    {
        if (Word(text.ToLowerInvariant().Split('-')) is { } word) return new(word.ToString(CultureInfo.InvariantCulture));
        string digits = text.TrimEnd('%').TrimEnd();
        return Pattern().Match(digits).Length == digits.Length && digits.Length > 0 ? new(digits) : null;
    }

    /// <summary>The value.</summary>
    public double Value => double.Parse(Plain, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Whether it is written without a fraction and without an exponent.</summary>
    public bool IsWhole => Text.AsSpan().IndexOfAny('.', 'e', 'E') < 0;

    /// <summary>One unit of the last printed digit.</summary>
    public double Unit
    {
        get
        {
            int exponentAt = Plain.AsSpan().IndexOfAny('e', 'E');
            string mantissa = exponentAt < 0 ? Plain : Plain[..exponentAt];
            int exponent = exponentAt < 0 ? 0 : int.Parse(Plain.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            int point = mantissa.IndexOf('.', StringComparison.Ordinal);
            int decimals = point < 0 ? 0 : mantissa.Length - point - 1;
            return Math.Pow(10, exponent - decimals);
        }
    }

    // The typographic minus sign is as good as the hyphen.
    private string Plain => Text.Replace('−', '-').Replace(",", "", StringComparison.Ordinal);

    private static int? Word(string[] parts)
    {
        int unit = Array.IndexOf(_units, parts[^1]), ten = Array.IndexOf(_tens, parts[0]);
        return (parts.Length, unit, ten) switch
        {
            (1, >= 0, _) => unit,
            (1, _, >= 0) => 10 * (ten + 2),
            (2, > 0 and < 10, >= 0) => 10 * (ten + 2) + unit,
            _ => null,
        };
    }

    /// <summary>Finds the numbers of a text; digits that belong to a word (<c>x1</c>, <c>float32</c>) are none.</summary>
    [GeneratedRegex(@"(?<![\w.])[-+−]?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w]|\.\d)")]
    public static partial Regex Pattern();
}
