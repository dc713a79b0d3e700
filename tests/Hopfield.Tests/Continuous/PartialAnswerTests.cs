using System.Numerics;
using CsCheck;

namespace Hopfield.Tests;

/// <summary>A memory in parts: what each part knows merges to what the whole knows.</summary>
public class PartialAnswerTests
{
    private const double Roundoff = Near.DoubleRoundoff;

    // Cuts of the patterns at random places, merged in a random order and grouping.
    [Fact]
    public void Any_cuts_in_any_order_and_grouping_merge_to_the_same_within_the_stated_bound() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 9], Gen.Int[0, 1000], Gen.Double[0.01, 300]).Sample((count, dimension, seed, beta) =>
        {
            var random = new SeededRandom(seed);
            PatternSet<double> patterns = PatternSet.From<double>(RealDraws.Normals<double>(count * dimension, random), dimension);
            double[] state = RealDraws.Normals<double>(dimension, random);
            List<PartialAnswer> parts = [.. Cuts(count, random).Select(cut => ContinuousHopfield.Store(Rows(patterns, cut), beta).Partial(state))];
            int k = parts.Count;
            PartialAnswer inOrder = parts.Aggregate((a, b) => a.Merge(b)), anyhow = Anyhow([.. parts], random);

            Assert.Equal((inOrder.LargestScore, inOrder.Exponent), (anyhow.LargestScore, anyhow.Exponent));
            // Either lies within (k − 1) roundoffs of the exact sum, so the two within twice that; the 1.01 covers the second order.
            double bound = 2 * 1.01 * (k - 1) * Roundoff;
            Near.Relative(inOrder.WeightSum, anyhow.WeightSum, bound);
            for (int i = 0; i < dimension; i++)
            {
                double size = parts.Sum(part => Math.Abs(Math.ScaleB(part.WeightedSum[i], (int)Math.Max(-1100, part.Exponent - inOrder.Exponent))));
                Near.Absolute(inOrder.WeightedSum[i], anyhow.WeightedSum[i], bound * size);
            }
        }, iter: 2000);

    [Theory]
    [InlineData(1, 3, 0.5), InlineData(5000, 33, 0.2), InlineData(700, 17, 40)]
    public void Merged_parts_answer_as_the_whole_memory_does(int count, int dimension, double beta)
    {
        Compare<float>(count, dimension, beta);
        Compare<double>(count, dimension, beta);
    }

    private static void Compare<T>(int count, int dimension, double beta)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new SeededRandom(count);
        PatternSet<T> patterns = PatternSet.From<T>(RealDraws.Normals<T>(count * dimension, random), dimension), states = PatternSet.From<T>(RealDraws.Normals<T>(6 * dimension, random), dimension);
        var memory = ContinuousHopfield.Store(patterns, beta);
        PartialAnswer[][] parts = [.. Cuts(count, random).Select(cut => ContinuousHopfield.Store(Rows(patterns, cut), beta).Partials(states, parallelism: 2))];
        double[] wide = RealDraws.Widen(patterns.Values);
        for (int s = 0; s < states.PatternCount; s++)
        {
            double[] state = RealDraws.Widen(states.Pattern(s));
            PartialAnswer merged = PartialAnswer.Empty(dimension);
            foreach (PartialAnswer[] part in parts) merged = merged.Merge(part[s]);
            double allowed = Bounds.Of(state, wide, wide, beta, Near.Roundoff<T>());
            Near.Absolute(NaiveAttention.Of(state, wide, wide, count, dimension, beta), merged.Answer(), allowed);
            Near.Absolute(RealDraws.Widen<T>(memory.Update(states.Pattern(s))), merged.Answer(), 2 * allowed);

            double[] scores = [.. Enumerable.Range(0, count).Select(mu => beta * Enumerable.Range(0, dimension).Sum(i => wide[(mu * dimension) + i] * state[i]))];
            double largest = scores.Max(), sum = largest + Math.Log(scores.Sum(score => Math.Exp(score - largest)));
            // A score is a sum of N products; its largest error moves the logarithm of the sum of weights by no more than itself, and each
            // weight rounds by a few units more. ln 2 times a score rounds twice.
            double size = scores.Max(Math.Abs) + Enumerable.Range(0, count).Max(mu => beta * Enumerable.Range(0, dimension).Sum(i => Math.Abs(wide[(mu * dimension) + i] * state[i])));
            double error = ((dimension + 6) * size * Near.Roundoff<T>()) + (300 * Near.Roundoff<T>());
            Near.Absolute(largest, merged.LargestScore, error);
            Near.Absolute(sum, merged.LogSumExp, error);
        }
    }

    [Fact]
    public void Patterns_in_sixteen_bits_have_parts_too()
    {
        PatternSet<float> patterns = PatternSet.OnSphere<float>(40, 8, 2, seed: 1);
        float[] state = patterns.Pattern(3).ToArray();
        PartialAnswer first = CompactHopfield.Store(Rows(patterns, (0, 17)), 2).Partial(state), second = CompactHopfield.Store(Rows(patterns, (17, 40)), 2).Partial(state);
        float[] whole = CompactHopfield.Store(patterns, 2).Update(state);
        // Sums of 40 weights in another order, then one rounding to single precision: a few roundoffs of entries of at most 2.
        Near.Absolute(RealDraws.Widen<float>(whole), first.Merge(second).Answer(), 2e-6);
    }

    [Fact]
    public void A_part_survives_a_wire_and_an_empty_one_changes_nothing()
    {
        PartialAnswer part = ContinuousHopfield.Store(PatternSet.OnSphere<double>(9, 4, 2, seed: 1), 3).Partial([1, 2, 3, 4]);
        var again = new PartialAnswer(part.LargestScore, part.Exponent, part.WeightSum, part.WeightedSum);
        PartialAnswer empty = PartialAnswer.Empty(4), far = new(-1e30, -1e30, 1, [1, 1, 1, 1]);
        foreach (PartialAnswer same in new[] { again, part.Merge(empty), empty.Merge(part), part.Merge(far), far.Merge(part) })
        {
            Assert.Equal((part.LargestScore, part.Exponent, part.WeightSum), (same.LargestScore, same.Exponent, same.WeightSum));
            Assert.Equal(part.WeightedSum, same.WeightedSum);
        }
        Assert.Equal([0, 0, 0, 0], empty.Answer());
        Assert.Equal(double.NegativeInfinity, empty.Merge(PartialAnswer.Empty(4)).LogSumExp);
    }

    [Fact]
    public void The_nearest_patterns_come_in_order_with_their_weights()
    {
        PatternSet<double> patterns = PatternSet.From([1.0, 0], [0, 2.0], [1, 0.0], [-3, 0.0], [3.0, 0]);
        foreach (FenchelYoungSeparation separation in ContinuousHopfieldTests.FenchelYoung)
        {
            var memory = ContinuousHopfield.Store(patterns, 0.5, separation);
            double[] weights = memory.Attention([1, 0.0]);
            PatternMatch[] all = memory.Nearest([1, 0.0], 5);
            Assert.Equal([4, 0, 2, 1, 3], all.Select(match => match.Mu)); // 0 and 2 are equal: the earlier first
            Assert.Equal([3, 1, 1, 0, -3], all.Select(match => match.Similarity));
            Assert.All(all, match => Assert.Equal(weights[match.Mu], match.Weight));
            Assert.Equal(all[..3], memory.Nearest([1, 0.0], 3));
            Assert.Equal(all[0], Assert.Single(memory.Nearest([1, 0.0])));
        }
    }

    [Fact]
    public void The_nearest_of_many_are_those_that_a_full_sort_gives()
    {
        PatternSet<float> patterns = PatternSet.OnSphere<float>(500, 7, 1, seed: 4);
        float[] state = PatternSet.OnSphere<float>(1, 7, 1, seed: 5).Pattern(0).ToArray();
        var z = new float[500];
        Kernels.Similarities.Apply(patterns.Values, state, z);
        int[] sorted = [.. Enumerable.Range(0, 500).OrderByDescending(mu => z[mu]).ThenBy(mu => mu)];
        var memory = ContinuousHopfield.Store(patterns, 2);
        foreach (int count in new[] { 1, 2, 17, 500 }) Assert.Equal(sorted[..count], memory.Nearest(state, count).Select(match => match.Mu));
    }

    [Fact]
    public void Bad_input_is_refused_by_name()
    {
        PatternSet<double> patterns = PatternSet.OnSphere<double>(5, 3, 1, seed: 1);
        var memory = ContinuousHopfield.Store(patterns, 1);
        Assert.Throws<ArgumentException>("state", () => memory.Nearest([1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => memory.Nearest([1, 2, 3], 0));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => memory.Nearest([1, 2, 3], 6));
        Assert.Throws<ArgumentException>("state", () => memory.Partial([1, 2, double.NaN]));
        Assert.Throws<ArgumentException>("states", () => memory.Partials(PatternSet.OnSphere<double>(2, 4, 1, seed: 1)));
        Assert.Throws<NotSupportedException>(() => ContinuousHopfield.Store(patterns, 1, SeparationFunction.Sparsemax).Partial([1, 2, 3]));
        Assert.Throws<ArgumentException>("other", () => PartialAnswer.Empty(2).Merge(PartialAnswer.Empty(3)));
        Assert.Throws<ArgumentOutOfRangeException>("dimension", () => PartialAnswer.Empty(0));
        Assert.Throws<ArgumentException>("weightSum", () => new PartialAnswer(1, 1, double.NaN, [1]));
        Assert.Throws<ArgumentException>("exponent", () => new PartialAnswer(1, 1.5, 1, [1]));
        Assert.Throws<ArgumentException>("exponent", () => new PartialAnswer(1, 1, 0, [0]));
        Assert.Throws<ArgumentException>("largestScore", () => new PartialAnswer(double.NaN, 1, 1, [1]));
        Assert.Throws<ArgumentException>("weightedSum", () => new PartialAnswer(1, 1, 1, [double.PositiveInfinity]));
        Assert.Throws<ArgumentException>("weightedSum", () => new PartialAnswer(1, 1, 1, []));
    }

    private static IEnumerable<(int First, int End)> Cuts(int count, Random random)
    {
        for (int first = 0, end; first < count; first = end)
        {
            end = random.Next(first + 1, Math.Min(count, first + 1 + (count / 3)) + 1);
            yield return (first, end);
        }
    }

    private static PartialAnswer Anyhow(List<PartialAnswer> parts, Random random)
    {
        while (parts.Count > 1)
        {
            int a = random.Next(parts.Count);
            PartialAnswer one = parts[a];
            parts.RemoveAt(a);
            int b = random.Next(parts.Count);
            parts[b] = random.Next(2) == 0 ? one.Merge(parts[b]) : parts[b].Merge(one);
        }
        return parts[0];
    }

    private static PatternSet<T> Rows<T>(PatternSet<T> patterns, (int First, int End) cut)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PatternSet.From(patterns.Values[(cut.First * patterns.Dimension)..(cut.End * patterns.Dimension)], patterns.Dimension);
}
