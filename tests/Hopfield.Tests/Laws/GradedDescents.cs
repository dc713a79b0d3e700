namespace Hopfield.Tests;

/// <summary>Graded-response networks with Euler steps up to the length that is proven to descend.</summary>
internal static class GradedDescents
{
    public static IReadOnlyList<(string Name, Func<SeededRandom, Descent> Draw)> All { get; } =
    [
        ("Graded, bipolar", random => Walk(random, GradedRange.Bipolar)),
        ("Graded, unipolar", random => Walk(random, GradedRange.Unipolar)),
    ];

    private static Descent Walk(SeededRandom random, GradedRange range)
    {
        int n = random.Next(1, 30);
        double size = Math.Pow(10, 4 * random.NextDouble() - 2);
        var weights = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++) weights[i, j] = weights[j, i] = size * (2 * random.NextDouble() - 1);
        }
        var units = new GradedUnits(range, Math.Pow(10, 3 * random.NextDouble() - 2), 0.5 + random.NextDouble());
        var network = new GradedResponseNetwork(weights, RealDraws.Normals<double>(n, random, size), units);
        double[] start = RealDraws.Normals<double>(n, random, units.Width);
        RecallResult<GradedState> recall = network.Recall(start, network.DescentTimeStep * (0.3 + 0.7 * random.NextDouble()), maxSteps: 200, record: true);

        // An energy adds 2N terms in N rows, each of at most Σ|w| and Σ|b|, and N leak terms of at most u₀/τ: 2N + 8 roundings of their sum.
        // A step's own rounding moves u by a few roundoffs of itself and E by that times the slope of the response times the velocity.
        double pull = weights.Cast<double>().Sum(Math.Abs) + 6 * n * size, leak = n * units.Width / units.TimeConstant;
        double potential = Math.Max(start.Max(Math.Abs), units.TimeConstant * pull);
        double slack = 8 * (2 * n + 8) * Near.DoubleRoundoff * (pull + leak) * (1 + units.SteepestSlope * potential);
        return new Descent(recall.Trajectory!.Energies, slack);
    }
}
