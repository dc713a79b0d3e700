namespace Hopfield.Tests.Analysis;

/// <summary>Comparison by relative error, with a tolerance that the test states.</summary>
internal static class Near
{
    public static void Relative(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(actual - expected) <= tolerance * Math.Abs(expected), $"Expected {expected:R} within {tolerance:G2} of it, got {actual:R}.");
}
