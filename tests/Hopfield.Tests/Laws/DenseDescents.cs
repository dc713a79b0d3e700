namespace Hopfield.Tests;

/// <summary>Dense associative memories with every kind of separation function, walking by single-unit updates.</summary>
internal static class DenseDescents
{
    private const double Roundoff = Near.DoubleRoundoff;

    public static IReadOnlyList<(string Name, Func<SeededRandom, Descent> Draw)> All { get; } =
    [
        // Energies are exact integers, rounded once to double: rounding keeps the order, so there is no slack.
        ("Dense, power", random => BipolarDescents.Walk(Draw(random, InteractionFunction.Power(random.Next(2, 20))), random)),
        ("Dense, rectified power", random => BipolarDescents.Walk(Draw(random, InteractionFunction.RectifiedPower(random.Next(2, 20))), random)),
        ("Dense, power beyond 127 bits", random => Walk(Draw(random, InteractionFunction.RectifiedPower(random.Next(22, 150))), random)),
        ("Dense, exponential", random => Walk(Draw(random, Exponential(random)), random)),
        ("Dense, exponential, 4096 units", random => random.Next(50) == 0
            ? Walk(new DenseAssociativeMemory(BinaryPatterns.Random(3, 4096, random), Exponential(random)), random)
            : Walk(Draw(random, Exponential(random)), random)),
        ("Dense, function of one's own", random => Walk(Draw(random, InteractionFunction.Custom("z² + z", z => z * z + z, z => 2 * z + 1)), random)),
        ("Dense, own function in log form", random =>
            Walk(Draw(random, InteractionFunction.CustomLogarithmic("exp(z²/8 + z)", z => z * z / 8 + z, z => z / 4 + 1)), random)),
    ];

    private static DenseAssociativeMemory Draw(SeededRandom random, InteractionFunction separation) =>
        new(BipolarDescents.Patterns(random), separation);

    private static InteractionFunction Exponential(SeededRandom random) => InteractionFunction.Exponential(Math.Pow(10, 7 * random.NextDouble() - 3));

    // An energy adds at most N + 1 rounded terms (in log form ln of such a sum, and the largest exponent), so it is right to N + 8 roundoffs
    // of itself plus as many of 1 in log form. A field of less than that may have the wrong sign, which costs the same once more.
    private static Descent Walk(DenseAssociativeMemory model, SeededRandom random)
    {
        Descent exact = BipolarDescents.Walk(model, random);
        return exact with { Slack = 4 * (model.Dimension + 8) * Roundoff * (1 + exact.Energies.Max(Math.Abs)) };
    }
}
