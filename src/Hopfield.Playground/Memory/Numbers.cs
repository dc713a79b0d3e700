using System.Globalization;

namespace Hopfield.Playground;

/// <summary>Numbers as the page's sentences write them: a point, a true minus.</summary>
internal static class Numbers
{
    /// <summary>At most three digits that count, and a power of ten where there would be many noughts.</summary>
    /// <param name="value">The number.</param>
    public static string Short(double value)
    {
        double size = Math.Abs(value);
        if (size >= 1e6)
        {
            int power = (int)Math.Floor(Math.Log10(size));
            return Signed(value / Math.Pow(10, power), "0.#") + "·10" + Raised(power);
        }
        return Signed(value, size >= 1000 ? "#,0" : size >= 100 ? "0" : size >= 10 ? "0.#" : size >= 1 ? "0.##" : "0.####");
    }

    private static string Signed(double value, string form) => value.ToString(form, CultureInfo.InvariantCulture).Replace('-', '−');

    private static string Raised(int power) => string.Concat(power.ToString(CultureInfo.InvariantCulture).Select(digit => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0']));
}
