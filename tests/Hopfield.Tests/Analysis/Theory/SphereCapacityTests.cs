namespace Hopfield.Tests;

public class SphereCapacityTests
{
    // Ramsauer et al. (2021), Theorem 3, its two examples: c ≥ 3.1546 with a + ln b > 1.27, and c ≥ 1.3718 with a + ln b < −0.94.
    [Fact, Trait("Kind", "Paper")]
    public void The_two_examples_of_the_theorem_are_the_published_ones()
    {
        var first = new SphereCapacity(1, 3, 20, 0.001);
        var second = new SphereCapacity(1, 1, 75, 0.001);
        Assert.Equal(3.1546, first.C, 5e-5);
        Assert.InRange(first.A + Math.Log(first.B), 1.27, 1.28);
        Assert.Equal(1.3718, second.C, 1e-4); // cut off, not rounded
        Assert.InRange(second.A + Math.Log(second.B), -0.95, -0.94);
    }

    // Digits from mpmath.
    [Theory]
    [InlineData(1, 3, 20, -0.007678372833634936825, 3.6, 3.154610769794688073, 2.3942208560094458565, 7.4129737608464743647)]
    [InlineData(1, 1, 75, -0.024609270411297891591, 0.4, 1.371877769216649088, 1.2512755910009285245, 10.973249239066311798)]
    public void The_quantities_of_the_theorem_have_their_digits(double beta, double k, int dimension, double a, double b, double c, double required, double patterns)
    {
        var capacity = new SphereCapacity(beta, k, dimension, 0.001);

        Near.Relative(a, capacity.A, 1e-12);
        Near.Relative(b, capacity.B, 1e-14);
        Near.Relative(c, capacity.C, 1e-12);
        Near.Relative(required, capacity.RequiredC, 1e-12);
        Near.Relative(patterns, capacity.Patterns, 1e-12);
        Assert.True(capacity.Holds);
        Assert.Equal(k * Math.Sqrt(dimension - 1), capacity.Radius, 1e-12);
    }

    [Fact]
    public void Where_c_is_too_small_the_theorem_is_silent() => Assert.False(new SphereCapacity(1, 1, 10, 0.001).Holds);

    // Measured storage at these sizes is far above: see RetrievalBoundsTests.
    [Fact]
    public void The_promise_grows_exponentially_with_the_dimension()
    {
        double[] promised = [.. new[] { 20, 40, 80 }.Select(n => Math.Log(new SphereCapacity(1, 3, n, 0.001).Patterns) / n)];
        Assert.True(promised[0] < promised[1] && promised[1] < promised[2]);
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("beta", () => new SphereCapacity(0, 1, 10, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>("radiusFactor", () => new SphereCapacity(1, double.NaN, 10, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>("dimension", () => new SphereCapacity(1, 1, 1, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>("failureProbability", () => new SphereCapacity(1, 1, 10, 1));
    }
}
