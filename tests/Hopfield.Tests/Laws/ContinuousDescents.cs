using System.Numerics;

namespace Hopfield.Tests;

/// <summary>Continuous memories in both precisions and with every separation: concave–convex steps from random states.</summary>
internal static class ContinuousDescents
{
    public static IReadOnlyList<(string Name, Func<SeededRandom, Descent> Draw)> All { get; } =
    [
        ("Continuous, softmax, double", random => Walk<double>(random, SeparationFunction.Softmax)),
        ("Continuous, softmax, float", random => Walk<float>(random, SeparationFunction.Softmax)),
        ("Continuous, sparsemax, double", random => Walk<double>(random, SeparationFunction.Sparsemax)),
        ("Continuous, sparsemax, float", random => Walk<float>(random, SeparationFunction.Sparsemax)),
        ("Continuous, entmax, double", random => Walk<double>(random, SeparationFunction.Entmax(1 + random.NextDouble()))),
        ("Continuous, entmax, float", random => Walk<float>(random, SeparationFunction.Entmax(1 + random.NextDouble()))),
    ];

    private static Descent Walk<T>(SeededRandom random, FenchelYoungSeparation separation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool large = random.Next(10) == 0;
        PatternSet<T> patterns = large
            ? PatternSet.OnSphere<T>(random.Next(1, 9), 4096, Math.Pow(10, 3 * random.NextDouble() - 1), random)
            : RealDraws.Patterns<T>(random, 30, 60);
        double beta = Math.Pow(10, 7 * random.NextDouble() - 3);
        var memory = ContinuousHopfield.Store(patterns, beta, separation);
        T[] state = RealDraws.Normals<T>(patterns.Dimension, random, Math.Max(patterns.MaxNorm, 0.1) / Math.Sqrt(patterns.Dimension));
        RecallResult<T[]> recall = memory.Recall(state, maxUpdates: 30, tolerance: 0, record: true);

        // Let δ bound the error of a similarity. The weights belong to similarities that are off by δ, and with φ the conjugate, which
        // moves by at most δ, convexity gives E(ξ′) ≤ E(ξ) − ½‖ξ′ − ξ‖² + 2δ however large β is. N products in at least four lanes
        // (two in double, added in two halves) leave δ ≤ (N/4 + 8) roundoffs of M‖ξ‖. Weights are then off by their exponents' rounding
        // (their average under p is at most ln P) and the sum's P, which moves ξ′ by M times that, and E by at most 2M times the move.
        // The energy itself is computed in double precision with N + P roundings of M² and of β⁻¹ ln P.
        double m = patterns.MaxNorm, size = Math.Max(m, RealDraws.Norm<T>(state)), n = patterns.Dimension, p = patterns.PatternCount;
        double slack = Near.Roundoff<T>() * size * size * (2 * (n / 4 + 8) + 4 * (2 * Math.Log(p) + p + 16))
            + 8 * (n + p + 8) * Near.DoubleRoundoff * (size * size + memory.Terms(state).Entropy);
        return new Descent(recall.Trajectory!.Energies, slack);
    }
}
