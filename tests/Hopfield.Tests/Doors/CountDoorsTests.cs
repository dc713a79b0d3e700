using System.Runtime.Intrinsics;
using Hopfield.Kernels;

namespace Hopfield.Tests;

/// <summary>Counts near 2¹⁵ and 2³¹: their products are right beyond 32 bits, or refused by name before any memory is asked for.</summary>
public class CountDoorsTests
{
    private static readonly BinaryPatterns _wide = BinaryPatterns.Random(1, 46_341, seed: 1); // 46,341² is the first square beyond 2³¹

    // The argument that is named, and what asks for more than an array holds. None of these may take more than a moment.
    private static readonly Dictionary<string, (string Argument, Action Ask)> _tooMany = new()
    {
        ["patterns of bits, P"] = ("patternCount", () => BinaryPatterns.Random(1 << 30, 1, seed: 1)),
        ["patterns of bits, N"] = ("patternCount", () => BinaryPatterns.Random(1, 1 << 30, seed: 1)),
        ["patterns of bits, P·N"] = ("patternCount", () => BinaryPatterns.Random(1 << 20, 1 << 20, seed: 1)),
        ["real patterns, P·N"] = ("patternCount", () => PatternSet.OnSphere<float>(1 << 16, 1 << 16, 1, seed: 1)),
        ["Storkey"] = ("patterns", () => Storkey.From(_wide)),
        ["pseudo-inverse"] = ("patterns", () => PseudoInverse.From(_wide)),
        ["palimpsest, bounded"] = ("patterns", () => Palimpsest.Bounded(_wide, 3)),
        ["palimpsest, decaying"] = ("patterns", () => Palimpsest.Decaying(_wide, 0.1)),
        ["perceptron"] = ("patterns", () => Perceptron.Symmetric(_wide)),
        ["sequence"] = ("patterns", () => Sequences.From(BinaryPatterns.Random(2, 46_341, seed: 1))),
        ["sparse patterns"] = ("patterns", () => Hebbian.MeanSubtracted(_wide)),
        ["spin glass"] = ("dimension", () => SpinGlass.SherringtonKirkpatrick(46_341, seed: 1)),
        ["spins on a grid"] = ("width", () => SpinGlass.EdwardsAnderson(1 << 16, 1 << 16, seed: 1)),
        ["choices"] = ("count", () => _ = new PenaltyEnergy(46_341)),
        ["assignment"] = ("count", () => AssignmentProblem.Random(46_341, seed: 1)),
        ["salesman"] = ("cities", () => HopfieldTank.Network(Cities(216))),
        ["mask, bits"] = ("words", () => AttentionMask.AllowBits([], 1 << 20, 1 << 30)),
        ["capacity, load"] = ("load", () => Experiment(trials: 2).OverLoad(100, [1e9])),
        ["capacity, trials"] = ("settings", () => Experiment(trials: int.MaxValue).OverLoad(100, [0.1, 0.2])),
    };

    public static TheoryData<string> TooMany => [.. _tooMany.Keys];

    [Theory, MemberData(nameof(TooMany))]
    public void More_than_an_array_holds_is_refused_by_name(string what)
    {
        (string argument, Action ask) = _tooMany[what];
        Assert.Equal(argument, Assert.ThrowsAny<ArgumentException>(ask).ParamName);
    }

    private static CityDistances Cities(int count) => new("many", [.. Enumerable.Range(0, count).Select(k => $"{k}")], new double[count, count], null, null);

    private static CapacityExperiment Experiment(int trials) => new(Hebbian.From) { Trials = trials };

    [Fact]
    public void Rooms_are_products_of_any_counts()
    {
        Assert.Equal(46_340 * 46_340, Require.Room(46_340, 46_340, "weights", "n"));
        Assert.Throws<ArgumentException>("n", () => Require.Room(46_341, 46_341, "weights", "n"));
        Assert.Throws<ArgumentException>("n", () => Require.Room(int.MaxValue, int.MaxValue, "weights", "n"));
        Assert.Equal(0, Require.Room(0, long.MaxValue, "weights", "n"));
        Assert.Equal(Array.MaxLength, Require.Room(1, Array.MaxLength, "weights", "n"));
        Assert.Throws<ArgumentException>("n", () => Require.Room(1, Array.MaxLength + 1L, "weights", "n"));
    }

    [Fact]
    public void Weights_that_no_array_holds_can_be_asked_for_one_by_one()
    {
        HopfieldNetwork network = Hebbian.From(_wide);
        Assert.Contains("46341 × 46341", Assert.Throws<InvalidOperationException>(() => network.Weights()).Message);
        Assert.Equal(_wide[0, 7] * _wide[0, 46_340] / 46_341.0, network.Weight(7, 46_340));
        var pairs = new BidirectionalMemory(_wide, _wide);
        Assert.Contains("46341 × 46341", Assert.Throws<InvalidOperationException>(() => pairs.Weights()).Message);
        Assert.Equal(-46_341L * 46_341, pairs.Energy(_wide.Pattern(0), _wide.Pattern(0)));
    }

    // Midpoints of 46,342 patterns would be more than 10⁹ starts; there are too many, whatever 32 bits make of their number.
    [Fact]
    public void A_search_among_many_patterns_takes_no_midpoints()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        var memory = ContinuousHopfield.Store(PatternSet.From<double>(new double[46_342], 1), 1.0);
        Assert.Throws<OperationCanceledException>(() => FixedPoints.Find(memory, starts: 0, cancellationToken: stopped.Token));
    }

    // 2¹⁷ states that all stay: a table of ends for every state would have 2³⁴ entries.
    [Fact]
    public void A_model_that_never_moves_ends_where_it_begins()
    {
        var still = new HopfieldNetwork(new int[17, 17]);
        Absorption ends = StateSpace.Of(still).Absorption(UpdateOrder.Sequential);
        Assert.Equal(1 << 17, ends.Ends.Count);
        Assert.Equal(12_345, Array.IndexOf(ends.Of(12_345), 1));
        Assert.All(ends.FromRandomStart(), chance => Assert.Equal(1.0 / (1 << 17), chance));
    }

    // The last address is 2³³ bytes away from the first.
    [Fact]
    public void As_many_numbers_as_a_span_holds_are_met_by_a_query()
    {
        const int P = int.MaxValue / 64, N = 64;
        using var zeros = new ZeroMemory<float>(P * N);
        PatternSet<float> patterns = PatternSet.Wrap<float>(zeros.Memory, N);
        Assert.Equal((P, N, 0.0), (patterns.PatternCount, patterns.Dimension, patterns.MaxNorm));
        float[] state = new float[N], next = new float[N];
        state[7] = next[7] = 3;
        ContinuousHopfield.Store(patterns, 1f).Update(state, next, parallelism: 0);
        Assert.Equal(new float[N], next);

        // The last patterns alone, for one query and for many: as runs, and as the last bits of 2²⁵.
        var last = new bool[P];
        last[^1] = true;
        foreach (int count in new[] { 1, 5 })
        {
            float[] states = [.. Enumerable.Repeat(3f, count * N)], answers = new float[count * N];
            foreach (AttentionMask mask in new[] { AttentionMask.AllowRanges(P, [.. Enumerable.Repeat((P - 3)..P, count)]), AttentionMask.AllowPatterns(last) })
            {
                Array.Fill(answers, 7f);
                HopfieldAttention.Store(patterns).Attend(states, answers, mask, parallelism: 0);
                Assert.Equal(new float[count * N], answers);
            }
        }
        PartialAnswer part = ContinuousHopfield.Store(patterns, 1f).Partial(state);
        Assert.Equal((0.0, 0.0, P), (part.LargestScore, part.Exponent, part.WeightSum)); // sums of ones are exact
    }

    // 2³¹ − 1 as a count and as an offset: places are computed in 64 bits.
    [Fact]
    public void Masks_of_as_many_patterns_as_can_be_counted_need_only_their_queries()
    {
        const int P = int.MaxValue;
        foreach (AttentionMask mask in new[]
        {
            AttentionMask.Causal(3, P, P), AttentionMask.Causal(3, P, int.MinValue), AttentionMask.AllowFirst(P, P, 0, 1), AttentionMask.AllowRanges(P, ..P, P..P, 0..1),
        })
        {
            Assert.True(mask.Fits(1, 3, P));
            Assert.True(mask.And(mask).Fits(1, 3, P));
        }
    }

    [Fact]
    public void Patterns_as_long_as_a_span_and_as_many_queries_are_refused_by_name()
    {
        using var zeros = new ZeroMemory<float>(int.MaxValue);
        Assert.Equal("dimension", Refused(() => Attend.Apply<float>(zeros.GetSpan(), zeros.GetSpan(), [1], 1, int.MaxValue, 1, new float[1])));
        Assert.Equal("queries", Refused(() => Attend.Apply<float>(zeros.GetSpan(), [1], [1], 1, 1, 1, zeros.GetSpan())));
        // Without vectors no copy of the state is made, and such a product is computed.
        if (Vector128.IsHardwareAccelerated) Assert.Equal("state", Refused(() => Similarities.Apply<float>(zeros.GetSpan(), zeros.GetSpan(), new float[1])));

        static string? Refused(Action action) => Assert.ThrowsAny<ArgumentException>(action).ParamName;
    }
}
