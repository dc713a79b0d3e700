
namespace Hopfield.Tests;

public class StateCensusTests
{
    // Against the exact end probabilities, which are computed backwards from the ends; the census pushes mass forwards.
    [Fact]
    public void Shares_equal_the_exact_end_probabilities()
    {
        StateSpace space = StateSpace.Of(FiveNeurons.Network);
        Absorption exact = space.Absorption();
        double[] expected = exact.FromRandomStart();

        StateCensus census = StateCensus.Enumerate(FiveNeurons.Network, BinaryPatterns.Parse("#.##."));

        Assert.True(census.IsComplete);
        Assert.Equal(0, census.Undecided);
        // 32 shares of at most 1/32, added in another order: each addition rounds by at most 2⁻⁵³.
        foreach (CensusState state in census.States)
            Assert.Equal(expected[exact.Ends.ToList().IndexOf(space.IndexOf(state.State))], state.Share, 32 * Math.ScaleB(1, -53));
        Assert.Equal([1, 1, 0, 2], Enum.GetValues<StateKind>().Select(census.Count));
    }

    [Fact]
    public void Sampling_agrees_with_enumeration()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(4, 14, seed: 3);
        HopfieldNetwork network = Hebbian.From(patterns);
        StateCensus all = StateCensus.Enumerate(network, patterns), sample = StateCensus.Sample(network, patterns, starts: 4000, seed: 5);

        Assert.False(sample.IsComplete);
        Assert.Equal(1, sample.States.Sum(s => s.Share), 1e-12);
        foreach (StateKind kind in Enum.GetValues<StateKind>())
        {
            Estimate measured = Estimate.OfShare((long)Math.Round(4000 * sample.Share(kind)), 4000, confidence: 0.9999);
            Assert.InRange(all.Share(kind), measured.Low, measured.High);
        }
        Assert.Equal(sample.States.Select(s => s.Share), StateCensus.Sample(network, patterns, starts: 4000, seed: 5).States.Select(s => s.Share));
    }

    [Fact]
    public void Every_stable_state_is_found_and_named_once()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(5, 12, seed: 8);
        HopfieldNetwork network = Hebbian.From(patterns);

        StateCensus census = StateCensus.Enumerate(network, patterns);

        Assert.Equal(StateSpace.Of(network).FixedPoints.Count, census.States.Count);
        foreach (CensusState state in census.States)
        {
            Assert.True(network.IsFixedPoint(state.State));
            Assert.Equal(network.Energy(state.State), state.Energy);
            int[] parts = [.. state.Parts];
            switch (state.Kind)
            {
                case StateKind.Stored: Assert.Equal(patterns.Pattern(parts[0]), state.State); break;
                case StateKind.Mirror: Assert.Equal(Bipolar.Mirror(patterns.Pattern(parts[0])), state.State); break;
                case StateKind.Mixture: Assert.True(IsSignedSum(patterns, parts, state.State)); break;
                default: Assert.Empty(parts); break;
            }
        }
        Assert.Equal(1, census.States.Sum(s => s.Share), 1e-12);
    }

    // Three patterns far apart at a light load: their signed sums are stable (8 of them), and nothing else is but the patterns and their mirrors.
    // With P = 3 and N large: all mixtures ± x₁ ± x₂ ± x₃.
    [Fact]
    public void Mixtures_of_three_exist_at_light_load()
    {
        // Walsh patterns: orthogonal, 16 units; every combination of the three signs occurs four times or not at all.
        sbyte[] a = [.. Enumerable.Range(0, 16).Select(i => (sbyte)(1 - 2 * (i >> 1 & 1)))];
        sbyte[] b = [.. Enumerable.Range(0, 16).Select(i => (sbyte)(1 - 2 * (i >> 2 & 1)))];
        sbyte[] c = [.. Enumerable.Range(0, 16).Select(i => (sbyte)(1 - 2 * (i >> 3 & 1)))];
        BinaryPatterns patterns = BinaryPatterns.From(a, b, c);

        StateCensus census = StateCensus.Enumerate(Hebbian.From(patterns), patterns);

        Assert.Equal((3, 3, 8), (census.Count(StateKind.Stored), census.Count(StateKind.Mirror), census.Count(StateKind.Mixture)));
        foreach (CensusState mixture in census.States.Where(s => s.Kind == StateKind.Mixture))
            Assert.All(patterns.Overlaps(mixture.State), m => Assert.Equal(MixtureTheory.Overlap(3), Math.Abs(m), 1e-12));
    }

    // sgn of three random patterns: overlap 0.5 each and energy −0.375 per unit for N → ∞. N = 3000: m scatters by √(3/4)/√N = 0.016,
    // the energy by about 3·0.5·0.016; four times that is allowed.
    [Fact]
    public void A_random_three_mixture_has_the_overlap_and_energy_of_theory()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(3, 3000, seed: 2);
        sbyte[] mixture = [.. Enumerable.Range(0, 3000).Select(i => (sbyte)Math.Sign(patterns[0, i] + patterns[1, i] + patterns[2, i]))];

        Assert.All(patterns.Overlaps(mixture), m => Assert.Equal(0.5, m, 0.064));
        // The zero diagonal adds P/(2N) to the energy per unit.
        Assert.Equal(-0.375 + 3 / 6000.0, Hebbian.From(patterns).Energy(mixture) / 3000, 0.096);
    }

    [Fact]
    public void A_model_that_can_circle_leaves_a_rest_undecided()
    {
        // Unit 0 copies unit 1, unit 1 opposes unit 0: four states in a ring, no end.
        var ring = new DirectedNetwork(new double[,] { { 0, 1 }, { -1, 0 } });
        StateCensus census = StateCensus.Enumerate(ring, BinaryPatterns.Parse("##"));
        Assert.Empty(census.States);
        Assert.Equal(1, census.Undecided);
        Assert.Equal(1, StateCensus.Sample(ring, BinaryPatterns.Parse("##"), starts: 10).Undecided);
    }

    [Fact]
    public void A_tolerance_counts_near_misses_as_the_pattern()
    {
        BinaryPatterns stored = BinaryPatterns.Parse("########", "####....");
        // A network that rests one unit away from the first pattern.
        HopfieldNetwork shifted = Hebbian.From(BinaryPatterns.Parse(".#######", "####...."));
        Assert.Equal(0, StateCensus.Enumerate(shifted, stored, maxParts: 1).States.Count(s => s.Kind == StateKind.Stored && s.Parts[0] == 0));
        Assert.Equal(1, StateCensus.Enumerate(shifted, stored, maxParts: 1, tolerance: 1).States.Count(s => s.Kind == StateKind.Stored && s.Parts[0] == 0));
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(3, 10, seed: 1);
        HopfieldNetwork network = Hebbian.From(patterns);
        Assert.Throws<ArgumentException>("patterns", () => StateCensus.Enumerate(network, BinaryPatterns.Random(3, 9, seed: 1)));
        Assert.Throws<ArgumentOutOfRangeException>("maxParts", () => StateCensus.Enumerate(network, patterns, maxParts: 4));
        Assert.Throws<ArgumentOutOfRangeException>("tolerance", () => StateCensus.Enumerate(network, patterns, tolerance: -1));
        Assert.Throws<ArgumentException>("model", () => StateCensus.Enumerate(Hebbian.From(BinaryPatterns.Random(2, 21, seed: 1)), BinaryPatterns.Random(2, 21, seed: 1)));
        Assert.Throws<ArgumentException>("maxParts", () => StateCensus.Sample(Hebbian.From(BinaryPatterns.Random(40, 100, seed: 1)), BinaryPatterns.Random(40, 100, seed: 1)));
    }

    private static bool IsSignedSum(BinaryPatterns patterns, int[] parts, sbyte[] state) => Enumerable.Range(0, 1 << parts.Length).Any(signs =>
        Enumerable.Range(0, state.Length).All(i => Math.Sign(parts.Select((mu, k) => patterns[mu, i] * ((signs >> k & 1) == 1 ? 1 : -1)).Sum()) == state[i]));
}
