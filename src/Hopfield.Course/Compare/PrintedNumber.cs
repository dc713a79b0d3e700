using System.Globalization;
using System.Text.RegularExpressions;

namespace Hopfield.Course;

/// <summary>A number as some text shows it: its value, and how much its last digit stands for.</summary>
/// <param name="Text">The digits as printed.</param>
internal sealed partial record PrintedNumber(string Text)
{
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
    private string Plain => Text.Replace('−', '-');

    /// <summary>Finds the numbers of a text; digits that belong to a word (<c>x1</c>, <c>float32</c>) are none.</summary>
    [GeneratedRegex(@"(?<![\w.])[-+−]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w]|\.\d)")]
    public static partial Regex Pattern();
}
