namespace Hopfield.Tests;

/// <summary>Comparison within a tolerance that the test states.</summary>
internal static class Near
{
    /// <summary>The unit roundoff of single precision: the relative error of one rounded operation.</summary>
    public const double SingleRoundoff = 1.0 / (1 << 24);

    /// <summary>The unit roundoff of double precision.</summary>
    public const double DoubleRoundoff = SingleRoundoff / (1 << 29);

    public static void Relative(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(actual - expected) <= tolerance * Math.Abs(expected), $"Expected {expected:R} within {tolerance:G2} of it, got {actual:R}.");

    public static void Absolute(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(actual - expected) <= tolerance, $"Expected {expected:R} ± {tolerance:G2}, got {actual:R}.");

    public static void Absolute(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(actual[i] - expected[i]) <= tolerance, $"Expected {expected[i]:R} ± {tolerance:G2} at index {i}, got {actual[i]:R}.");
    }

    /// <summary>The unit roundoff of a type of entries.</summary>
    public static double Roundoff<T>() => typeof(T) == typeof(float) ? SingleRoundoff : DoubleRoundoff;
}
