namespace Hopfield.Tests;

/// <summary>
/// Triangles against pairs, at equal weights (the comparison of Burns and Fukai 2023) and at equal inputs per unit, with thin pairs as the control that
/// theirs lacks. Mean overlaps at rest beside those of an independent program, tests/measurements/Simplicial.cs: its standard error s over K networks
/// makes one of s·√(K/k) over k; accepted are four standard errors of the difference, 4·s·√(1 + K/k).
/// </summary>
public class SimplicialCapacityTests
{
    private const int Networks = 20;

    // At equal weights triangles hold more than pairs. At equal inputs per unit, 59, thin pairs in a large net do about as well as triangles: much of
    // the gain is the thinness. At half the load pairs have begun to fail and triangles have not.
    [Theory, Trait("Kind", "Measured")]
    [InlineData("pairs", 60, 18, 0, 0.7120, 0.0104), InlineData("pairs", 60, 18, 0.1, 0.6194, 0.0097)]
    [InlineData("triangles", 60, 18, 0, 0.9767, 0.0012), InlineData("triangles", 60, 18, 0.1, 0.9593, 0.0024)]
    [InlineData("fewer triangles", 60, 18, 0, 0.9310, 0.0021), InlineData("fewer triangles", 60, 18, 0.1, 0.8573, 0.0047)]
    [InlineData("half and half", 60, 18, 0, 0.9558, 0.0021), InlineData("half and half", 60, 18, 0.1, 0.9233, 0.0038)]
    [InlineData("thin pairs", 240, 18, 0, 0.8953, 0.0029), InlineData("thin pairs", 240, 18, 0.1, 0.8515, 0.0036)]
    [InlineData("pairs", 60, 9, 0, 0.9750, 0.0038), InlineData("triangles", 60, 9, 0, 0.9991, 0.0002), InlineData("half and half", 60, 9, 0, 0.9965, 0.0005)]
    public void Networks_of_equal_cost_differ(string kind, int dimension, int patternCount, double flips, double overlap, double error) =>
        Assert.Equal(overlap, Measure(kind, dimension, patternCount, flips, Networks), 4 * error * Math.Sqrt(1 + 200.0 / Networks));

    // 50 networks there.
    [Theory, Trait("Kind", "Measured")]
    [InlineData(0, 0.9259, 0.0012), InlineData(0.1, 0.9093, 0.0014)]
    public void Thin_pairs_in_a_large_net_catch_up_with_triangles(double flips, double overlap, double error) =>
        Assert.Equal(overlap, Measure("thin pairs", 960, 18, flips, networks: 4), 4 * error * Math.Sqrt(1 + 50.0 / 4));

    private static double Measure(string kind, int dimension, int patternCount, double flips, int networks)
    {
        int pairs = 59 * dimension / 2; // 59 inputs per unit: all pairs of 60
        var experiment = new CapacityExperiment((patterns, random) => kind switch
        {
            "pairs" => Hebbian.From(patterns),
            "triangles" => SimplicialNetwork.From(patterns, Simplices.Random(dimension, 3, pairs, random.Next())),
            "fewer triangles" => SimplicialNetwork.From(patterns, Simplices.Random(dimension, 3, pairs * 2 / 3, random.Next())),
            "half and half" => SimplicialNetwork.From(
                patterns, [.. Simplices.Random(dimension, 3, pairs / 2, random.Next()), .. Simplices.Random(dimension, 2, pairs / 2, random.Next())]),
            _ => SimplicialNetwork.From(patterns, Simplices.Random(dimension, 2, pairs, random.Next())),
        }) { Trials = networks, Probes = 4, FlipFraction = flips, Seed = 11 };
        return experiment.OverPatternCount(dimension, [patternCount]).Values[0];
    }
}
