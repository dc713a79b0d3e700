namespace Hopfield.Tests;

/// <summary>The k most similar patterns of whatever holds patterns, beside a sorted list.</summary>
public class NearestTests
{
    // Small numbers, so that many similarities are equal and every sum is exact at every width of registers.
    private static readonly float[][] _rows = [.. BinaryPatterns.Random(90, 21, seed: 1).Select(row => Array.ConvertAll(row, value => (float)value))];
    private static readonly float[] _state = [.. Enumerable.Range(0, 21).Select(i => (float)((i % 3) - 1))];

    private static (int Mu, double Similarity)[] Sorted(int count) =>
        [.. _rows.Select((row, mu) => (mu, z: (double)row.Zip(_state, (x, s) => x * s).Sum())).OrderByDescending(p => p.z).ThenBy(p => p.mu).Take(count)];

    public static TheoryData<int> Counts => [1, 2, 7, 89, 90];

    [Theory, MemberData(nameof(Counts))]
    public void Real_patterns_are_named_in_order(int count)
    {
        PatternSet<float> set = PatternSet.From(_rows);
        Assert.Equal(Sorted(count), set.Nearest(_state, count));
        ContinuousHopfield<float> memory = ContinuousHopfield.Store(set, 0.25);
        CompactHopfield compact = CompactHopfield.Store(set, 0.25);
        float[] weights = memory.Attention(_state);
        foreach (PatternMatch[] matches in new[] { memory.Nearest(_state, count), compact.Nearest(_state, count), HopfieldAttention.Store(set, options: new() { Beta = 0.25 }).Nearest(_state, count)[0] })
        {
            Assert.Equal(Sorted(count), matches.Select(match => (match.Mu, match.Similarity)));
            Assert.All(matches, match => Assert.Equal(weights[match.Mu], match.Weight));
        }
    }

    [Fact]
    public void Each_head_has_its_own()
    {
        PatternSet<float> keys = PatternSet.From([.. _rows.Select(row => row[..20])]);
        PatternMatch[][] matches = HopfieldAttention.Store(keys, options: new() { Heads = 2, Beta = new double[] { 0.5, 2 } }).Nearest(_state.AsSpan(0, 20), 5);
        Assert.Equal(2, matches.Length);
        for (int head = 0; head < 2; head++)
        {
            float[][] own = [.. _rows.Select(row => row[(10 * head)..(10 * head + 10)])];
            Assert.Equal(ContinuousHopfield.Store(own, head == 0 ? 0.5 : 2).Nearest(_state.AsSpan(10 * head, 10), 5), matches[head]);
        }
    }

    [Theory, MemberData(nameof(Counts))]
    public void Binary_patterns_are_named_in_order(int count)
    {
        BinaryPatterns patterns = BinaryPatterns.Random(90, 21, seed: 1);
        sbyte[] state = Bipolar.Random(21, seed: 2);
        (int, int)[] sorted = [.. patterns.Similarities(state).Select((z, mu) => (mu, z)).OrderByDescending(p => p.z).ThenBy(p => p.mu).Take(count)];
        Assert.Equal(sorted, patterns.Nearest(state, count));
        Assert.Equal(sorted, DenseAssociativeMemory.Store(patterns, InteractionFunction.Power(2)).Nearest(state, count));
        Assert.Equal(NearestNeighbour.Find(patterns, state), (sorted[0].Item1, (21 - sorted[0].Item2) / 2));
    }

    [Fact]
    public void Counts_that_nobody_can_name_are_refused()
    {
        PatternSet<float> set = PatternSet.From(_rows);
        BinaryPatterns bits = BinaryPatterns.Random(90, 21, seed: 1);
        foreach (int count in new[] { -1, 0, 91, int.MaxValue })
        {
            Assert.Throws<ArgumentOutOfRangeException>("count", () => set.Nearest(_state, count));
            Assert.Throws<ArgumentOutOfRangeException>("count", () => CompactHopfield.Store(set, 1).Nearest(_state, count));
            Assert.Throws<ArgumentOutOfRangeException>("count", () => HopfieldAttention.Store(set).Nearest(_state, count));
            Assert.Throws<ArgumentOutOfRangeException>("count", () => bits.Nearest(bits.Pattern(0), count));
        }
        Assert.Throws<ArgumentException>("state", () => set.Nearest([1]));
        Assert.Throws<ArgumentException>("state", () => CompactHopfield.Store(set, 1).Nearest([1]));
        Assert.Throws<ArgumentException>("query", () => HopfieldAttention.Store(set).Nearest([1]));
        Assert.Throws<ArgumentException>("state", () => bits.Nearest([1]));
    }
}
