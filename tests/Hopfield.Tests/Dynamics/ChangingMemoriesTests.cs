namespace Hopfield.Tests;

/// <summary>A memory that has learnt and forgotten answers as one that is made afresh of what is left, bit for bit.</summary>
public class ChangingMemoriesTests
{
    private static readonly BinaryPatterns _patterns = BinaryPatterns.Random(70, 33, seed: 1);
    private static readonly sbyte[][] _states = [.. Enumerable.Range(0, 12).Select(k => Bipolar.Random(33, seed: 100 + k))];

    // Patterns 0 … 39 are stored, 40 … 69 join, then 3, the oldest and the last leave: over 64 and under it again.
    private static readonly int[] _kept = [.. Enumerable.Range(1, 68).Where(mu => mu != 3)];

    private static S Changed<S>(S memory, Func<S, sbyte[], S> add, Func<S, int, S> remove)
    {
        for (int mu = 40; mu < 70; mu++) memory = add(memory, _patterns.Pattern(mu));
        memory = remove(memory, 3);
        memory = remove(memory, 0);
        return remove(memory, 67);
    }

    private static void AssertSame(BipolarModel expected, BipolarModel actual)
    {
        Assert.Equal(expected.Dimension, actual.Dimension);
        foreach (sbyte[] half in _states)
        {
            sbyte[] state = expected.Dimension == half.Length ? half : [.. half, .. half]; // both sides of a pair
            Assert.Equal(expected.LocalFields(state), actual.LocalFields(state));
            Assert.Equal(expected.Energy(state), actual.Energy(state));
            RecallResult<sbyte[]> one = expected.Recall(state), other = actual.Recall(state);
            Assert.Equal((one.Stopped, one.Steps, one.Changes), (other.Stopped, other.Steps, other.Changes));
            Assert.Equal(one.State, other.State);
        }
    }

    public static TheoryData<string> Functions => ["z³", "exp", "rectified", "cosh"];

    private static InteractionFunction Function(string name) => name switch
    {
        "z³" => InteractionFunction.Power(3),
        "exp" => InteractionFunction.Exponential(0.3),
        "rectified" => InteractionFunction.RectifiedPower(40),
        _ => InteractionFunction.Custom("cosh", z => Math.Cosh(z / 8), z => Math.Sinh(z / 8) / 8),
    };

    [Theory, MemberData(nameof(Functions))]
    public void Dense_memories(string function)
    {
        InteractionFunction f = Function(function);
        AssertSame(
            new DenseAssociativeMemory(_patterns.Subset(_kept), f),
            Changed(new DenseAssociativeMemory(_patterns[..40], f), (memory, x) => memory.Add(x), (memory, mu) => memory.Remove(mu)));
    }

    [Fact]
    public void Pairs_and_sequences()
    {
        BinaryPatterns first = _patterns[..40];
        BidirectionalMemory pairs = Changed(BidirectionalMemory.Store(first, first), (memory, x) => memory.Add(x, x), (memory, mu) => memory.Remove(mu));
        AssertSame(BidirectionalMemory.Store(_patterns.Subset(_kept), _patterns.Subset(_kept)).Joint, pairs.Joint);
        DenseSequence sequence = Changed(DenseSequence.Store(first, InteractionFunction.Power(3)), (memory, x) => memory.Add(x), (memory, mu) => memory.Remove(mu));
        DenseSequence fresh = DenseSequence.Store(_patterns.Subset(_kept), InteractionFunction.Power(3));
        Assert.All(_states, state => Assert.Equal(fresh.Step(state), sequence.Step(state)));
        DenseSequence two = DenseSequence.Store(_patterns[..2], InteractionFunction.Power(3));
        Assert.Throws<ArgumentException>("mu", () => two.Remove(1));
    }

    [Fact]
    public void Networks_by_hebb()
    {
        HopfieldNetwork changed = Changed(Hebbian.From(_patterns[..40]), (network, x) => Hebbian.Add(network, x), (network, _) => network);
        foreach (int mu in new[] { 3, 0, 69 }) changed = Hebbian.Remove(changed, mu == 0 ? Bipolar.Mirror(_patterns.Pattern(mu)) : _patterns.Pattern(mu));
        HopfieldNetwork fresh = Hebbian.From(_patterns.Subset(_kept));
        Assert.Equal(fresh.Weights(), changed.Weights());
        AssertSame(fresh, changed);
    }

    // Integers over N: what is added is taken away without a rounding, also where weights are written down.
    [Theory, InlineData(1), InlineData(7)]
    public void A_pattern_that_came_and_went_was_never_there(int stored)
    {
        HopfieldNetwork bits = Hebbian.From(_patterns[..stored]), written = new(bits.Weights());
        double[] thresholds = [.. Enumerable.Range(0, 33).Select(i => i / 8.0)];
        sbyte[] x = _patterns.Pattern(60);
        foreach (HopfieldNetwork network in new[] { bits, written, bits.WithThresholds(thresholds) })
        {
            HopfieldNetwork after = Hebbian.Remove(Hebbian.Add(network, x), x), before = Hebbian.Add(Hebbian.Remove(network, x), x);
            Assert.Equal(network.Weights(), after.Weights());
            Assert.Equal(network.Weights(), before.Weights());
            Assert.Equal(network.Thresholds, after.Thresholds);
            AssertSame(network, after);
        }
        // What is left of the only pattern is nothing.
        Assert.All(Hebbian.Remove(Hebbian.From(_patterns[..1], 0.5), _patterns.Pattern(0)).Weights().Cast<double>(), weight => Assert.Equal(0, weight));
        Assert.Equal(-1.0, Hebbian.Remove(new HopfieldNetwork(new int[2, 2]), [1, 1]).Weight(0, 1) * 2);
        Assert.Throws<ArgumentException>("pattern", () => Hebbian.Remove(bits, [1, 1]));
    }

    // A state that moves belongs to the memory in which it began, whatever grows from that memory.
    [Theory, MemberData(nameof(Functions))]
    public void A_state_under_way_does_not_hear_of_what_its_memory_learns_later(string function)
    {
        var memory = new DenseAssociativeMemory(_patterns[..40], Function(function));
        BipolarState moving = memory.Begin(_states[0]), alone = new DenseAssociativeMemory(_patterns[..40], Function(function)).Begin(_states[0]);
        for (int step = 0; step < 33; step++)
        {
            memory = memory.Add(_patterns.Pattern(40 + (step % 30)));
            if (step % 4 == 3) memory = memory.Remove(step % 40);
            moving.Flip(step);
            alone.Flip(step);
            for (int unit = 0; unit < 33; unit++) Assert.Equal((alone.FieldSign(unit), alone.LocalField(unit)), (moving.FieldSign(unit), moving.LocalField(unit)));
            Assert.Equal(alone.Energy, moving.Energy);
        }
    }

    [Fact]
    public void Continuous_memories_and_attention()
    {
        PatternSet<float> all = PatternSet.OnSphere<float>(70, 12, 1, seed: 1).Each(row => [.. row.Select(entry => entry * (row[0] > 0.3f ? 3 : 1))]);
        PatternSet<float> kept = PatternSet.From([.. _kept.Select(mu => all.Pattern(mu).ToArray())]), first = PatternSet.From(all.Values[..(40 * 12)], 12);
        float[] state = all.Pattern(9).ToArray();

        ContinuousHopfield<float> memory = Grown(ContinuousHopfield.Store(first, 2), (m, x) => m.Add(x), (m, mu) => m.Remove(mu)), fresh = ContinuousHopfield.Store(kept, 2);
        Assert.Equal(kept.MaxNorm, memory.Patterns.MaxNorm);
        Assert.Equal((fresh.Energy(state), fresh.Partial(state).LogSumExp), (memory.Energy(state), memory.Partial(state).LogSumExp));
        Assert.Equal(fresh.Recall(state).State, memory.Recall(state).State);

        CompactHopfield compact = Grown(CompactHopfield.Store(first, 2), (m, x) => m.Add(x), (m, mu) => m.Remove(mu)), afresh = CompactHopfield.Store(kept, 2);
        Assert.Equal(afresh.Update(state), compact.Update(state));
        Assert.Equal(all.MaxNorm, compact.MaxNorm); // a bound, also when the longest pattern has gone

        foreach (int heads in new[] { 1, 3 })
        {
            var options = new HopfieldAttentionOptions { Heads = heads, MaxUpdates = 2 };
            HopfieldAttention<float> own = Grown(HopfieldAttention.Store(first, options: options), (m, x) => m.Add(x), (m, mu) => m.Remove(mu));
            HopfieldAttention<float> apart = Grown(HopfieldAttention.Store(first, PatternSet.From(first), options), (m, x) => m.Add(x, x), (m, mu) => m.Remove(mu));
            float[,] expected = HopfieldAttention.Store(kept, options: options).Attend(all);
            Assert.Equal(expected, own.Attend(all));
            Assert.Equal(expected, apart.Attend(all));
        }

        M Grown<M>(M memory, Func<M, float[], M> add, Func<M, int, M> remove) =>
            Changed((Memory: memory, Next: 40), (m, _) => (add(m.Memory, all.Pattern(m.Next).ToArray()), m.Next + 1), (m, mu) => (remove(m.Memory, mu), m.Next)).Memory;
    }

    // M is the largest norm of what is left, also where the longest goes, one of several as long, or the rest is shorter.
    [Fact]
    public void The_largest_norm_is_that_of_the_patterns_that_are_left()
    {
        PatternSet<double> set = PatternSet.From([3.0, 4], [0, 1], [5.0, 0], [0, -2]);
        Assert.Equal(5, set.Remove(0).MaxNorm);
        Assert.Equal(5, set.Remove(1).MaxNorm);
        Assert.Equal(2, set.Remove(0).Remove(1).MaxNorm);
        Assert.Equal(1, set.Remove(0).Remove(1).Remove(1).MaxNorm);
    }
}
