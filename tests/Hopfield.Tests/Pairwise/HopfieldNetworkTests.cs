namespace Hopfield.Tests;

public class HopfieldNetworkTests
{
    private static readonly double[,] _pair = { { 0, 2 }, { 2, 0 } };

    public static TheoryData<int> Draws => [.. Enumerable.Range(0, 40)];

    // Integer weights, exact thresholds: textbook double loops give the same numbers, not nearly the same.
    [Theory, MemberData(nameof(Draws))]
    public void Fields_and_energies_equal_the_double_loops_of_the_definition(int draw)
    {
        var random = new SeededRandom(draw);
        int n = random.Next(1, 41);
        var weights = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++) weights[i, j] = weights[j, i] = random.Next(-9, 10) / 4.0;
        }
        double[] thresholds = draw % 2 == 0 ? [] : [.. Enumerable.Range(0, n).Select(_ => random.Next(-9, 10) / 4.0)];
        sbyte[] state = Bipolar.Random(n, random);
        var network = new HopfieldNetwork(weights, thresholds);

        Assert.Equal(Naive.Energy(weights, thresholds, state), network.Energy(state));
        Assert.Equal(Naive.Fields(weights, thresholds, state), network.LocalFields(state));
        Assert.Equal(weights, network.Weights());
        for (int i = 0; i < n; i++)
        {
            sbyte[] flipped = [.. state];
            flipped[i] = (sbyte)-flipped[i];
            Assert.Equal(network.Energy(flipped) - network.Energy(state), network.FlipChange(state, i));
        }
    }

    [Theory, MemberData(nameof(Draws))]
    public void A_thousand_flips_leave_the_fields_as_if_they_were_computed_anew(int draw)
    {
        var random = new SeededRandom(draw);
        int n = random.Next(1, 41);
        var weights = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++) weights[i, j] = weights[j, i] = random.NextDouble() - 0.5;
        }
        BipolarModel[] models =
        [
            new HopfieldNetwork(weights),
            Hebbian.From(BinaryPatterns.Random(random.Next(1, 70), n, random)),
            new BidirectionalMemory(BinaryPatterns.Random(3, n, random), BinaryPatterns.Random(3, 1 + n / 2, random)).Joint,
            SimplicialNetwork.All(BinaryPatterns.Random(3, n + 3, random), 2, 3),
            SimplicialNetwork.From(BinaryPatterns.Random(3, n + 3, random), Simplices.Random(n + 3, 3, 1 + n / 3, draw)),
        ];
        foreach (BipolarModel model in models)
        {
            BipolarState walk = model.Begin(Bipolar.Random(model.Dimension, random));
            for (int flip = 0; flip < 1000; flip++) walk.Flip(random.Next(model.Dimension));

            BipolarState fresh = model.Begin(walk.State);
            Assert.Equal(fresh.Energy, walk.Energy);
            for (int i = 0; i < model.Dimension; i++) Assert.Equal(fresh.LocalField(i), walk.LocalField(i));
        }
    }

    // The grid's spacing is 2⁻⁶⁰ of the largest row sum or finer, so a sum of N rounded weights differs by at most N·2⁻⁶¹ of it;
    // the oracle's own double-precision sum rounds by up to N·2⁻⁵³.
    [Theory, MemberData(nameof(Draws))]
    public void Real_weights_give_the_fields_of_double_precision(int draw)
    {
        var random = new SeededRandom(draw);
        int n = random.Next(2, 61);
        double size = Math.ScaleB(1, random.Next(-300, 300));
        var weights = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++) weights[i, j] = weights[j, i] = size * (random.NextDouble() - 0.5);
        }
        sbyte[] state = Bipolar.Random(n, random);
        double largestRow = Enumerable.Range(0, n).Max(i => Enumerable.Range(0, n).Sum(j => Math.Abs(weights[i, j])));

        double[] expected = Naive.Fields(weights, [], state), actual = new HopfieldNetwork(weights).LocalFields(state);
        for (int i = 0; i < n; i++) Assert.InRange(actual[i] - expected[i], -n * Math.ScaleB(largestRow, -52), n * Math.ScaleB(largestRow, -52));
    }

    [Fact]
    public void Decimal_weights_come_back_as_they_were_written()
    {
        double[,] weights = { { 0, 0.1, -0.3 }, { 0.1, 0, 0.7 }, { -0.3, 0.7, 0 } };

        Assert.Equal(weights, new HopfieldNetwork(weights).Weights());
    }

    [Theory, InlineData(1e-15, false), InlineData(1e-12, true)]
    public void Only_what_rounding_can_explain_is_taken_for_a_fraction(double off, bool kept)
    {
        var network = new HopfieldNetwork(new[,] { { 0, 0.3 + off, 0.7 }, { 0.3 + off, 0, 1 }, { 0.7, 1, 0 } });

        Assert.Equal(kept ? 0.3 + off : 0.3, network.Weight(0, 1));
    }

    [Fact]
    public void A_list_of_edges_and_a_matrix_make_the_same_network()
    {
        HopfieldNetwork sparse = HopfieldNetwork.FromEdges(4, [(0, 1, 2), (3, 1, -0.5)], [0, 1, 0, 0.25]);
        var dense = new HopfieldNetwork(new[,] { { 0, 2, 0, 0 }, { 2, 0, 0, -0.5 }, { 0, 0, 0, 0 }, { 0, -0.5, 0, 0 } }, [0, 1, 0, 0.25]);

        Assert.Equal(dense.Weights(), sparse.Weights());
        Assert.Equal([(0, 1, 2), (1, 3, -0.5)], sparse.Edges());
        StateSpace a = StateSpace.Of(sparse), b = StateSpace.Of(dense);
        Assert.Equal(b.Energies, a.Energies);
        Assert.Equal(b.FixedPoints, a.FixedPoints);
    }

    [Fact]
    public void A_scale_stays_apart_from_the_integers()
    {
        var network = new HopfieldNetwork(new[,] { { 0, 3 }, { 3, 0 } }, scale: 0.1);

        Assert.Equal(0.1, network.Scale);
        Assert.Equal(0.3, network.Weight(0, 1)); // 3/10, and not 3·0.1 = 0.30000000000000004
        Assert.Equal(-0.3, network.Energy([1, 1]));
        Assert.Equal(3 * 0.7, new HopfieldNetwork(new[,] { { 0, 3 }, { 3, 0 } }, scale: 0.7).Weight(0, 1));
    }

    [Fact]
    public void Thresholds_act_like_a_constant_input_of_opposite_sign()
    {
        double[] theta = [0.5, -1, 0.25, 2, 0];
        HopfieldNetwork with = FiveNeurons.Network.WithThresholds(theta);
        ModelWithInput driven = FiveNeurons.Network.WithInput([.. theta.Select(t => -t)]);
        StateSpace a = StateSpace.Of(with), b = StateSpace.Of(driven);

        Assert.Equal(a.Energies, b.Energies);
        Assert.Equal(a.FixedPoints, b.FixedPoints);
        Assert.Equal(theta, with.Thresholds);
        Assert.Equal(new double[5], FiveNeurons.Network.Thresholds);
    }

    [Fact]
    public void The_energy_of_nothing_is_zero_and_not_minus_zero() =>
        Assert.Equal("0", new HopfieldNetwork(new double[3, 3]).Energy([1, 1, 1]).ToString(System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Ten_thousand_units_need_no_matrix()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(5, 10_000, seed: 1);
        RecallResult<sbyte[]> recall = Hebbian.From(patterns).Recall(Corruption.Flip(patterns.Pattern(2), 0.05, seed: 2));

        Assert.Equal(patterns.Pattern(2), recall.State);
        Assert.Equal((StopReason.FixedPoint, 500L), (recall.Stopped, recall.Changes));
    }

    [Fact]
    public void Refuses_what_is_no_symmetric_network()
    {
        var asymmetric = Assert.Throws<ArgumentException>("weights", () => new HopfieldNetwork(new double[,] { { 0, 2 }, { 3, 0 } }));
        Assert.StartsWith("Expected symmetric weights, got 2 at [0, 1] but 3 at [1, 0].", asymmetric.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("weights", () => new HopfieldNetwork(new[,] { { 0, 2 }, { 3, 0 } }, scale: 1));
        Assert.Throws<ArgumentException>("weights", () => new HopfieldNetwork(new double[,] { { 1, 2 }, { 2, 0 } }));
        Assert.Throws<ArgumentException>("weights", () => new HopfieldNetwork(new[,] { { 1, 2 }, { 2, 0 } }, scale: 1));
        Assert.Throws<ArgumentException>("weights", () => new HopfieldNetwork(new[,] { { 0, double.NaN }, { double.NaN, 0 } }));
        Assert.Throws<ArgumentException>("weights", () => new HopfieldNetwork(new[,] { { 0, double.PositiveInfinity }, { double.PositiveInfinity, 0 } }));
        Assert.Throws<ArgumentException>("weights", () => new HopfieldNetwork(new double[2, 3]));
        Assert.Throws<ArgumentException>("weights", () => new HopfieldNetwork(new double[0, 0]));
        double half = double.MaxValue;
        Assert.Throws<ArgumentException>("weights", () => new HopfieldNetwork(new[,] { { 0, half, half }, { half, 0, half }, { half, half, 0 } }));
        Assert.Throws<ArgumentNullException>("weights", () => new HopfieldNetwork((double[,])null!));
        Assert.Throws<ArgumentException>("thresholds", () => new HopfieldNetwork(_pair, [1]));
        Assert.Throws<ArgumentException>("thresholds", () => new HopfieldNetwork(_pair, [1, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>("scale", () => new HopfieldNetwork(new int[1, 1], scale: 0));
        Assert.Throws<ArgumentOutOfRangeException>("scale", () => new HopfieldNetwork(new int[1, 1], scale: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("dimension", () => HopfieldNetwork.FromEdges(0, []));
        Assert.Throws<ArgumentException>("edges", () => HopfieldNetwork.FromEdges(2, [(0, 2, 1)]));
        Assert.Throws<ArgumentException>("edges", () => HopfieldNetwork.FromEdges(2, [(1, 1, 1)]));
        Assert.Throws<ArgumentException>("edges", () => HopfieldNetwork.FromEdges(2, [(0, 1, 1), (1, 0, 1)]));
        Assert.Throws<ArgumentException>("edges", () => HopfieldNetwork.FromEdges(2, [(0, 1, double.NaN)]));
        var pair = new HopfieldNetwork(_pair);
        Assert.Throws<ArgumentOutOfRangeException>("i", () => pair.Weight(2, 0));
        Assert.Throws<ArgumentException>("state", () => pair.Energy([1]));
        Assert.Throws<ArgumentException>("state", () => pair.LocalField([1, 0], 0));
        Assert.Throws<ArgumentOutOfRangeException>("unit", () => pair.LocalField([1, 1], 2));
        Assert.Throws<ArgumentException>("input", () => pair.WithInput([1]));
        Assert.Throws<ArgumentException>("input", () => pair.WithInput([1, double.NaN]));
    }
}
