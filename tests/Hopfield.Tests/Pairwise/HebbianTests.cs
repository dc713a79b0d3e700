namespace Hopfield.Tests;

public class HebbianTests
{
    // P around the 64 bits of a word, N around it too.
    [Theory, InlineData(1, 1), InlineData(3, 7), InlineData(64, 65), InlineData(65, 64), InlineData(130, 20)]
    public void Weights_fields_and_energies_equal_the_triple_loop(int p, int n)
    {
        var random = new SeededRandom(p + n);
        BinaryPatterns patterns = BinaryPatterns.Random(p, n, random);
        double[,] integers = Naive.Hebb(patterns, scale: 1);
        sbyte[] state = Bipolar.Random(n, random);

        HopfieldNetwork plain = Hebbian.From(patterns, scale: 1);
        Assert.Equal(integers, plain.Weights());
        Assert.Equal(Naive.Energy(integers, [], state), plain.Energy(state));
        Assert.Equal(Naive.Fields(integers, [], state), plain.LocalFields(state));

        HopfieldNetwork scaled = Hebbian.From(patterns);
        Assert.Equal(1.0 / n, scaled.Scale);
        Assert.Equal(plain.Energy(state) / n, scaled.Energy(state));
    }

    [Fact]
    public void One_by_one_is_the_same_as_all_at_once()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(6, 30, seed: 1);
        HopfieldNetwork online = Hebbian.From(patterns.Subset(0));
        for (int mu = 1; mu < 6; mu++) online = Hebbian.Add(online, patterns.Pattern(mu));

        Assert.Equal(Hebbian.From(patterns).Weights(), online.Weights());
    }

    // The loop that a learner writes: sums of ±1/10 in double precision, where 0.1 + 0.2 − 0.3 is not 0. The network knows tenths when it
    // sees them, so a field that should be zero is zero.
    [Fact]
    public void A_matrix_of_ones_own_making_ties_where_the_exact_one_does()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(4, 10, seed: 7);
        var weights = new double[10, 10];
        foreach (sbyte[] x in patterns)
        {
            for (int i = 0; i < 10; i++)
            {
                for (int j = 0; j < 10; j++)
                {
                    if (i != j) weights[i, j] += x[i] * x[j] / 10.0;
                }
            }
        }
        StateSpace own = StateSpace.Of(new HopfieldNetwork(weights)), exact = StateSpace.Of(Hebbian.From(patterns));

        Assert.Equal(exact.Energies, own.Energies);
        Assert.Equal(exact.FixedPoints, own.FixedPoints);
        Assert.Contains(Enumerable.Range(0, own.Count), s => Hebbian.From(patterns).LocalFields(own.State(s)).Contains(0));
    }

    [Fact]
    public void A_pattern_can_be_added_to_any_network_and_thresholds_stay()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(3, 15, seed: 1);
        double[] thresholds = [.. Enumerable.Range(0, 15).Select(i => i / 8.0)];
        var real = new HopfieldNetwork(Hebbian.From(patterns.Subset(0, 1)).Weights(), thresholds);

        HopfieldNetwork grown = Hebbian.Add(real, patterns.Pattern(2));

        Assert.Equal(Hebbian.From(patterns).Weights(), grown.Weights());
        Assert.Equal(thresholds, grown.Thresholds);
        Assert.Equal(thresholds, Hebbian.Add(Hebbian.From(patterns).WithThresholds(thresholds), patterns.Pattern(0)).Thresholds);
    }

    // A lone pattern gives every unit the field (N − 1)/N in its own direction; the mirror image is as deep.
    [Fact]
    public void A_lone_pattern_and_its_mirror_image_are_the_only_fixed_points()
    {
        BinaryPatterns one = BinaryPatterns.Random(1, 11, seed: 3);
        HopfieldNetwork net = Hebbian.From(one);
        StateSpace space = StateSpace.Of(net);
        sbyte[] x = one.Pattern(0);

        Assert.Equal(new[] { space.IndexOf(x), space.IndexOf(Bipolar.Mirror(x)) }.Order(), space.FixedPoints);
        Assert.All(net.LocalFields(x).Zip(x), h => Assert.Equal(10.0 * h.Second / 11, h.First));
        Assert.Equal(net.Energy(x), net.Energy(Bipolar.Mirror(x)));
    }

    // Symmetric mixtures of large networks (Amit, Gutfreund and Sompolinsky 1985): of k patterns each is overlapped by m = C(k−1, (k−1)/2)/2^(k−1),
    // and E/N = −k m²/2: −0.375 for three patterns, −45/128 for five, −0.5 for one.
    // A mixture's overlaps are sums of N random signs: standard deviation 1/√N, and E/N = −½ Σ m² moves by about m·√k/√N.
    [Theory, InlineData(3, 0.5, -0.375), InlineData(5, 0.375, -45.0 / 128)]
    public void Odd_mixtures_have_the_overlaps_and_energies_of_theory(int count, double overlap, double energy)
    {
        const int n = 4000;
        BinaryPatterns patterns = BinaryPatterns.Random(count, n, seed: 4);
        sbyte[] mixture = [.. patterns.UnitSums().Select(sum => (sbyte)Math.Sign(sum))];
        HopfieldNetwork net = Hebbian.From(patterns);
        double spread = 4 / Math.Sqrt(n);

        Assert.All(patterns.Overlaps(mixture), m => Assert.InRange(m, overlap - spread, overlap + spread));
        Assert.InRange(net.Energy(mixture) / n, energy - overlap * Math.Sqrt(count) * spread, energy + overlap * Math.Sqrt(count) * spread);
        Assert.InRange(net.Energy(patterns.Pattern(0)) / n, -0.5 - count * 1.0 / n - 0.5 * count * spread * spread, -0.5 + count * 1.0 / n);
    }

    [Fact]
    public void Subtracting_the_mean_equals_the_covariance_of_zero_one_units()
    {
        const int n = 30;
        BinaryPatterns patterns = BinaryPatterns.Random(5, n, seed: 2, activity: 0.2);
        double a = patterns.Average(x => x.Average(unit => (1.0 + unit) / 2));
        HopfieldNetwork net = Hebbian.MeanSubtracted(patterns, threshold: 0.3);
        sbyte[] state = Bipolar.Random(n, seed: 3);

        for (int i = 0; i < n; i++)
        {
            double field = -0.3;
            for (int j = 0; j < n; j++)
            {
                if (j == i) continue;
                double coupling = patterns.Sum(x => ((x[i] + 1) / 2.0 - a) * ((x[j] + 1) / 2.0 - a)) / (n * a * (1 - a));
                // Five products of numbers below 1, their sum and two quotients: some 20 roundings; 1e-14 is 90.
                Assert.Equal(coupling / 2, net.Weight(i, j), 1e-14);
                field += coupling * (state[j] + 1) / 2;
            }
            // About 2N roundings of numbers below 1.
            Assert.Equal(field, net.LocalField(state, i), 1e-13);
        }
    }

    // At 5 % activity and load 0.25, where Hebb's rule is lost even for unbiased patterns: plain Hebb pulls all units off, so each of the
    // 20 active units of a pattern becomes an error; with the mean subtracted most patterns keep nearly all of theirs.
    [Fact]
    public void Sparse_patterns_are_held_beyond_the_classical_load_once_their_mean_is_subtracted()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(100, 400, seed: 1, activity: 0.05);
        HopfieldNetwork plain = Hebbian.From(patterns), subtracted = Hebbian.MeanSubtracted(patterns);
        double Errors(HopfieldNetwork net) => patterns.Average(x => Bipolar.HammingDistance(x, net.Recall(x, UpdateOrder.Random(1)).State));

        Assert.InRange(Errors(plain), 18, 22);
        Assert.InRange(Errors(subtracted), 0, 4);
    }

    [Fact]
    public void Refuses_what_it_cannot_store()
    {
        HopfieldNetwork net = Hebbian.From(BinaryPatterns.Parse("#.#"));
        Assert.Throws<ArgumentNullException>("patterns", () => Hebbian.From(null!));
        Assert.Throws<ArgumentOutOfRangeException>("scale", () => Hebbian.From(BinaryPatterns.Parse("#.#"), scale: -1));
        Assert.Throws<ArgumentException>("pattern", () => Hebbian.Add(net, [1, 1]));
        Assert.Throws<ArgumentException>("pattern", () => Hebbian.Add(net, [1, 1, 0]));
        Assert.Throws<ArgumentOutOfRangeException>("activity", () => Hebbian.MeanSubtracted(BinaryPatterns.Parse("###", "###")));
        Assert.Throws<ArgumentOutOfRangeException>("activity", () => Hebbian.MeanSubtracted(BinaryPatterns.Parse("#.#"), activity: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("threshold", () => Hebbian.MeanSubtracted(BinaryPatterns.Parse("#.#"), threshold: double.NaN));
    }

    [Theory]
    [InlineData(1), InlineData(0.25), InlineData(1.0 / 24)]
    public void A_pattern_is_added_in_the_units_of_the_others(double scale)
    {
        BinaryPatterns patterns = BinaryPatterns.Random(3, 24, seed: 1);
        sbyte[] last = Bipolar.Random(24, seed: 2);
        Assert.Equal(Hebbian.From(patterns.Add(last), scale).Weights(), Hebbian.Add(Hebbian.From(patterns, scale), last).Weights());
    }
}
