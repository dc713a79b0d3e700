namespace Hopfield.Tests;

/// <summary>Random ±1 models of every kind, each with a walk of single-unit updates from a random state.</summary>
internal static class BipolarDescents
{
    public static IReadOnlyList<(string Name, Func<SeededRandom, Descent> Draw)> All { get; } =
    [
        ("Hebb", random => Walk(Hebbian.From(Patterns(random)), random)),
        ("Hebb, scaled", random => Walk(Hebbian.From(Patterns(random), scale: Math.ScaleB(1 + random.NextDouble(), random.Next(-40, 40))), random)),
        ("Symmetric real weights", random => Walk(new HopfieldNetwork(RealWeights(random)), random)),
        ("Symmetric real weights with thresholds", random =>
        {
            double[,] weights = RealWeights(random);
            double[] thresholds = [.. Enumerable.Range(0, weights.GetLength(0)).Select(_ => 4 * random.NextDouble() - 2)];
            return Walk(new HopfieldNetwork(weights, thresholds), random, ThresholdSlack(thresholds));
        }),
        ("Constant input", random =>
        {
            double[] input = [.. Enumerable.Range(0, 30).Select(_ => 4 * random.NextDouble() - 2)];
            return Walk(Hebbian.From(BinaryPatterns.Random(4, 30, random)).WithInput(input), random, ThresholdSlack(input));
        }),
        ("Mean-subtracted Hebb", random =>
        {
            HopfieldNetwork net = Hebbian.MeanSubtracted(BinaryPatterns.Random(6, random.Next(10, 61), random, 0.2));
            return Walk(net, random, ThresholdSlack([.. net.Thresholds]));
        }),
        ("Storkey", random => Walk(Storkey.From(Patterns(random)), random)),
        ("Pseudo-inverse", random => Walk(PseudoInverse.From(Patterns(random)), random)),
        ("Symmetric perceptron", random => Walk(Perceptron.Symmetric(BinaryPatterns.Random(5, random.Next(2, 61), random), maxEpochs: 20).Network, random)),
        ("Bounded weights", random => Walk(Palimpsest.Bounded(Patterns(random), random.Next(1, 5)), random)),
        ("Decaying weights", random => Walk(Palimpsest.Decaying(Patterns(random), random.NextDouble()), random)),
        ("After dreams", random => Walk(Unlearning.Dream(Hebbian.From(Patterns(random)), random.Next(10), rate: 0.05, random.Next()), random)),
        ("Bidirectional memory, one unit at a time", random =>
            Walk(new BidirectionalMemory(BinaryPatterns.Random(5, random.Next(1, 40), random), BinaryPatterns.Random(5, random.Next(1, 40), random)).Joint, random)),
        ("Bidirectional memory, alternating halves", random =>
        {
            var memory = new BidirectionalMemory(BinaryPatterns.Random(5, random.Next(1, 40), random), BinaryPatterns.Random(5, random.Next(1, 40), random));
            RecallResult<BidirectionalState> recall = memory.Recall(
                Bipolar.Random(memory.First.Dimension, random), Bipolar.Random(memory.Second.Dimension, random), random.Next(2) == 0, record: true);
            Assert.Equal(StopReason.FixedPoint, recall.Stopped);
            return new Descent(recall.Trajectory!.Energies, Slack: 0);
        }),
        ("All triangles", random => Walk(SimplicialNetwork.All(BinaryPatterns.Random(4, random.Next(3, 61), random), 3), random)),
        ("All sets of two to five units", random => Walk(SimplicialNetwork.All(BinaryPatterns.Random(4, random.Next(5, 61), random), 2, 3, 4, 5), random)),
        ("Random pairs and triangles", random =>
        {
            int n = random.Next(6, 61);
            int[][] sets = [.. Simplices.Random(n, 2, n, random.Next()), .. Simplices.Random(n, 3, n / 3, random.Next())];
            return Walk(SimplicialNetwork.From(BinaryPatterns.Random(4, n, random), sets), random);
        }),
    ];

    // One energy adds N terms θ_i ξ_i in double precision: each addition rounds by at most half an ulp of the running sum, |sum| ≤ Σ|θ|.
    // Two energies are compared, and the last subtraction rounds once more, by an ulp of an energy below 2^20 here.
    private static double ThresholdSlack(double[] thresholds) =>
        (2.0 * thresholds.Length * thresholds.Sum(Math.Abs) + (1 << 20)) * Math.ScaleB(1, -53);

    /// <summary>Up to 60 units and up to 12 patterns, among them equal and opposite ones and all-equal units.</summary>
    internal static BinaryPatterns Patterns(SeededRandom random)
    {
        int n = random.Next(1, 61);
        BinaryPatterns patterns = BinaryPatterns.Random(random.Next(1, 13), n, random, random.NextDouble());
        return random.Next(4) switch
        {
            0 => patterns.Add(patterns.Pattern(0)),
            1 => patterns.Add(Bipolar.Mirror(patterns.Pattern(0))),
            _ => patterns,
        };
    }

    /// <summary>Follows single-unit updates in random order until the state rests, with a random tie rule.</summary>
    internal static Descent Walk(BipolarModel model, SeededRandom random, double slack = 0)
    {
        RecallResult<sbyte[]> recall = model.Recall(
            Bipolar.Random(model.Dimension, random), UpdateOrder.RandomUnits(random.Next()), (TieRule)random.Next(3), record: true);
        Assert.Equal(StopReason.FixedPoint, recall.Stopped);
        return new Descent(recall.Trajectory!.Energies, slack);
    }

    private static double[,] RealWeights(SeededRandom random)
    {
        int n = random.Next(1, 61);
        double size = Math.ScaleB(1, random.Next(-6, 7));
        var weights = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++) weights[i, j] = weights[j, i] = size * (2 * random.NextDouble() - 1);
        }
        return weights;
    }
}
