using System.Numerics;
using CsCheck;
using static Hopfield.Tests.Doors;

namespace Hopfield.Tests;

/// <summary>
/// Whatever changes a set or a memory, or asks it for less than a recall, is lawful or refused by name: patterns that come and go, the nearest
/// ones, parts that merge, batches, masks.
/// </summary>
public class ChangingDoorsTests
{
    private const int Cases = 4000;

    // A change: where, a row to add (now and then of another length, or with an odd number) or nothing, which removes.
    private static readonly Gen<(int Mu, bool Adds, double[] Row)[]> _changes =
        Gen.Select(Gen.Frequency((15, Gen.Int[0, 3]), (1, Gen.Int[-1, 9])), Gen.Bool, Gen.Frequency((30, Real.Array[3]), (1, Real.Array[0, 5]))).Array[0, 8];

    private static readonly Gen<double[][]> _rows = Gen.Frequency((20, Real.Array[3].Array[1, 5]), (1, Real.Array[3].Array[0, 1]));

    [Fact]
    public void Real_sets_change_or_refuse()
    {
        var tally = new Tally();
        Gen.Select(_rows, _changes, Real.Array[3], Gen.Frequency((9, Gen.Int[1, 3]), (1, Gen.Int[-1, 12])), Beta, Gen.Bool).Sample((rows, changes, state, count, beta, single) =>
        {
            if (single) Changed<float>(rows, changes, state, count, beta, tally);
            else Changed<double>(rows, changes, state, count, beta, tally);
        }, iter: 2 * Cases);
        tally.AssertBoth(Cases / 3);
    }

    private static void Changed<T>(double[][] rows, (int Mu, bool Adds, double[] Row)[] changes, double[] start, int count, double beta, Tally tally)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Lawful(() =>
    {
        var list = rows.Select(Cast<T>).ToList();
        var memory = ContinuousHopfield.Store(PatternSet.From([.. list]), beta);
        var attention = HopfieldAttention.Store(memory.Patterns, PatternSet.From([.. list]), new() { Beta = double.CreateTruncating(memory.Beta) });
        foreach ((int mu, bool adds, double[] row) in changes)
        {
            T[] pattern = Cast<T>(row);
            (memory, attention) = adds ? (memory.Add(pattern), attention.Add(pattern, pattern)) : (memory.Remove(mu), attention.Remove(mu));
            if (adds) list.Add(pattern);
            else list.RemoveAt(mu);
        }
        PatternSet<T> afresh = PatternSet.From([.. list]);
        Assert.Equal(afresh.ToArray(), memory.Patterns.ToArray());
        Assert.Equal(afresh.MaxNorm, memory.Patterns.MaxNorm);
        T[] state = Cast<T>(start), next = memory.Update(state);
        Assert.Equal(ContinuousHopfield.Store(afresh, beta).Update(state), next);
        Assert.Equal(next, attention.Attend((ReadOnlySpan<T>)state));

        // The nearest are in order, and none that is left out is nearer. Similarities of one kernel are the same numbers.
        PatternMatch[] nearest = memory.Nearest(state, count);
        Assert.Equal(nearest.Select(match => (match.Mu, match.Similarity)), afresh.Nearest(state, count));
        var all = memory.Nearest(state, list.Count).Select(match => match.Similarity).ToArray();
        Assert.Equal(all.OrderDescending().Take(count), nearest.Select(match => match.Similarity));

        // The parts of any split know together what the whole knows. Each part is right to some roundings of T; see PartialAnswerTests.
        for (int cut = 1; cut < list.Count; cut++)
        {
            PartialAnswer left = ContinuousHopfield.Store(PatternSet.From([.. list[..cut]]), beta).Partial(state);
            PartialAnswer right = ContinuousHopfield.Store(PatternSet.From([.. list[cut..]]), beta).Partial(state), both = left.Merge(right), whole = memory.Partial(state);
            Assert.Equal(Math.Max(left.LargestScore, right.LargestScore), both.LargestScore);
            AssertFinite(both.Answer());
            // A similarity errs by at most three roundings of M ‖ξ‖ and a weight by β times that; the largest lie in the sum of weights itself.
            double size = 1 + Math.Abs(whole.LargestScore) + (beta * afresh.MaxNorm * RealDraws.Norm<T>(state));
            Near.Absolute(whole.LogSumExp, both.LogSumExp, 64 * Near.Roundoff<T>() * size);
        }
        RecallResult<T[]>[] batch = memory.RecallBatch(afresh, maxUpdates: 3, parallelism: 2);
        for (int mu = 0; mu < batch.Length; mu++) Assert.InRange(batch[mu].Steps, 1, 3);
    }, tally);

    [Fact]
    public void Binary_sets_change_or_refuse()
    {
        var tally = new Tally();
        Gen<sbyte> unit = Gen.Frequency((200, Gen.Bool.Select(plus => (sbyte)(plus ? 1 : -1))), (1, Gen.SByte));
        Gen<sbyte[]> row = Gen.Frequency((30, unit.Array[5]), (1, unit.Array[0, 9]));
        (from rows in row.Array[1, 5]
         from changes in Gen.Select(Gen.Frequency((15, Gen.Int[0, 3]), (1, Gen.Int[-1, 9])), Gen.Bool, row).Array[0, 8]
         from state in row
         from count in Gen.Frequency((9, Gen.Int[1, 3]), (1, Gen.Int[-1, 12]))
         from degree in Gen.Int[1, 4]
         select (rows, changes, state, count, degree)).Sample(x => Lawful(() =>
        {
            (sbyte[][] rows, var changes, sbyte[] state, int count, int degree) = x;
            List<sbyte[]> list = [.. rows];
            BinaryPatterns set = BinaryPatterns.From(rows);
            var memory = DenseAssociativeMemory.Store(set, InteractionFunction.Power(degree));
            var pairs = BidirectionalMemory.Store(set, set);
            HopfieldNetwork network = Hebbian.From(set, scale: 1);
            int[][] joined = [[0, 1], [1, 2, 4], [0, 1, 2, 3]];
            SimplicialNetwork all = SimplicialNetwork.All(set, 2, 3), listed = SimplicialNetwork.From(set, joined);
            foreach ((int mu, bool adds, sbyte[] pattern) in changes)
            {
                (set, memory, pairs) = adds ? (set.Add(pattern), memory.Add(pattern), pairs.Add(pattern, pattern)) : (set.Remove(mu), memory.Remove(mu), pairs.Remove(mu));
                network = adds ? Hebbian.Add(network, pattern) : Hebbian.Remove(network, list[mu]);
                (all, listed) = adds ? (all.Add(pattern), listed.Add(pattern)) : (all.Remove(mu), listed.Remove(mu));
                if (adds) list.Add(pattern);
                else list.RemoveAt(mu);
            }
            BinaryPatterns afresh = BinaryPatterns.From(list);
            Assert.Equal(afresh, set);
            Assert.Equal(Hebbian.From(afresh, scale: 1).Weights(), network.Weights());
            Assert.Equal(BidirectionalMemory.Store(afresh, afresh).Weights(), pairs.Weights());
            AssertSame(SimplicialNetwork.All(afresh, 2, 3), all, state);
            AssertSame(SimplicialNetwork.From(afresh, joined), listed, state);
            var fresh = DenseAssociativeMemory.Store(afresh, InteractionFunction.Power(degree));
            Assert.Equal(fresh.LocalFields(state), memory.LocalFields(state));
            Assert.Equal(afresh.Similarities(state).OrderDescending().Take(count), memory.Nearest(state, count).Select(match => match.Similarity));
            RecallResult<sbyte[]>[] batch = memory.RecallBatch([state, .. list], parallelism: 2);
            Assert.Equal(fresh.Recall(state).State, batch[0].State);
            Assert.Equal(memory.Recall(list[^1]).State, batch[^1].State);
        }, tally), iter: 2 * Cases);
        tally.AssertBoth(Cases / 3);
    }

    private static void AssertSame(SimplicialNetwork expected, SimplicialNetwork actual, sbyte[] state)
    {
        Assert.Equal(expected.Weights().Select(set => set.Weight), actual.Weights().Select(set => set.Weight));
        Assert.Equal(expected.Energy(state), actual.Energy(state));
        Assert.Equal(expected.LocalFields(state), actual.LocalFields(state));
    }

    // Masks of every kind, now and then of another size, against sums over what they allow.
    [Fact]
    public void Masked_attention_answers_or_refuses()
    {
        var tally = new Tally();
        (from patterns in Gen.Frequency((9, Gen.Int[1, 12]), (1, Gen.Int[60, 140]))
         from queries in Gen.Int[1, 9]
         from kind in Gen.Int[0, Masks.Kinds.Length - 1]
         from spoilt in Gen.Int[0, 11]
         from keys in Gen.Double[-2, 2].Array[3 * patterns]
         from states in Gen.Double[-2, 2].Array[3 * queries]
         from beta in Gen.Double[-1, 1].Select(e => Math.Pow(10, e))
         from seed in Gen.Int[0, 1000]
         from single in Gen.Bool
         select (patterns, queries, kind: Masks.Kinds[kind], spoilt, keys, states, beta, seed, single)).Sample(x =>
        {
            (AttentionMask mask, double[,] values) = Masks.Of(x.kind, x.queries + (x.spoilt == 0 ? 1 : 0), x.patterns + (x.spoilt == 1 ? 1 : 0), x.seed);
            if (x.single) Masked<float>(x.keys, x.states, x.beta, mask, values, tally);
            else Masked<double>(x.keys, x.states, x.beta, mask, values, tally);
        }, iter: Cases);
        tally.AssertBoth(Cases / 3);
    }

    private static void Masked<T>(double[] keys, double[] states, double beta, AttentionMask mask, double[,] values, Tally tally)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Lawful(() =>
    {
        const int N = 3;
        PatternSet<T> k = PatternSet.From<T>(Cast<T>(keys), N), q = PatternSet.From<T>(Cast<T>(states), N);
        var attention = HopfieldAttention.Store(k, options: new() { Beta = beta });
        T[,] answers = attention.Attend(q, mask);
        Assert.Equal(answers, attention.Attend(q, mask, parallelism: 2));
        for (int s = 0; s < q.PatternCount; s++)
        {
            double[] scores = [.. k.Select((key, mu) => (double.CreateTruncating(T.CreateTruncating(beta)) * Enumerable.Range(0, N).Sum(i => At(key[i]) * At(q.Pattern(s)[i]))) + values[s, mu])];
            double top = scores.Max();
            for (int i = 0; i < N; i++)
            {
                double sum = double.IsNegativeInfinity(top) ? 1 : scores.Sum(score => Math.Exp(score - top));
                double expected = double.IsNegativeInfinity(top) ? 0 : k.Select((key, mu) => Math.Exp(scores[mu] - top) * At(key[i])).Sum() / sum;
                // Scores of at most 10 · 12 + 2 err by some roundings of that size, weights by as much relatively; entries are at most 2.
                Near.Absolute(expected, At(answers[s, i]), 2 * 8 * 122 * Near.Roundoff<T>());
            }
        }

        static double At(T value) => double.CreateTruncating(value);
    }, tally);

    // Counts near 2¹⁵, 2¹⁶ and the root of 2³¹, as patterns and as units: views of zeros, so that nothing but their number is tried.
    [Fact]
    public void Views_of_many_patterns_or_of_long_ones_answer_or_refuse()
    {
        using var zeros = new ZeroMemory<float>(1 << 24);
        Gen<int> near = from middle in Gen.Int[0, 2].Select(k => new[] { 1 << 15, 1 << 16, 46_341 }[k]) from step in Gen.Int[-2, 2] select middle + step;
        Gen.Select(near, Gen.Int[1, 20], Gen.Bool, Gen.Int[0, 3]).Sample((many, few, long_, spoilt) => Lawful(() =>
        {
            (int p, int n) = long_ ? (few, many) : (many, few);
            PatternSet<float> set = PatternSet.Wrap<float>(zeros.Memory[..((p * n) + (spoilt == 0 && n > 1 ? 1 : 0))], n);
            Assert.Equal((p, n), (set.PatternCount, set.Dimension));
            float[] state = new float[n];
            state[^1] = 1;
            var memory = ContinuousHopfield.Store(set, 1);
            Assert.Equal(new float[n], memory.Update(state));
            Assert.Equal(p, memory.Partial(state).WeightSum * Math.Pow(2, memory.Partial(state).Exponent));
            Assert.Equal((p - 1, 0f), (memory.Nearest(state, p)[^1].Mu, memory.Nearest(state)[0].Mu));
            if (p == 1) return;
            Assert.Equal((p, p - 2), (set.Remove(0).Add(state).PatternCount, set.Remove(p - 1).Remove(0).PatternCount));
            Assert.Equal((p - 1, 1.0), (set.Remove(p / 2).Add(state).Nearest(state)[0].Mu, set.Add(state).MaxNorm));
        }), iter: 60);
    }

    // 2³¹ − 1 and what is near: places of masks are computed in 64 bits, and what is no mask is refused before memory is taken.
    [Fact]
    public void Masks_of_any_counts_fit_or_are_refused()
    {
        var tally = new Tally();
        Gen<int> count = Gen.OneOf(
            Gen.Int[0, 3], Gen.Int[int.MaxValue - 3, int.MaxValue], Gen.Int[(1 << 15) - 2, (1 << 15) + 2], Gen.Int[46_339, 46_343], Gen.Int[-2, 0]);
        Gen<int> any = Gen.OneOf(count, Gen.Int, Gen.Int[int.MinValue, int.MinValue + 3]);
        Gen.Select(count, any, any, Gen.Int[0, 3]).Sample((patterns, a, b, kind) => Lawful(() =>
        {
            AttentionMask mask = kind switch
            {
                0 => AttentionMask.Causal(3, patterns, a),
                1 => AttentionMask.AllowFirst(patterns, a, b, 0),
                2 => AttentionMask.AllowRanges(patterns, Math.Abs(Math.Max(a, -int.MaxValue))..patterns, ..Math.Abs(Math.Max(b, -int.MaxValue)), ..),
                _ => AttentionMask.Causal(3, patterns, a).And(AttentionMask.AllowFirst(patterns, 0, 1, patterns)),
            };
            Assert.True(mask.Fits(1, 3, patterns));
            Assert.False(mask.Fits(1, 4, patterns));
            if (patterns > 100_000) return;
            var z = new double[patterns];
            mask.AddTo(z, 0, 2, 1.0);
            Assert.All(z, value => Assert.True(value is 0 or double.NegativeInfinity));
            if (kind == 0) Assert.Equal(Math.Clamp((long)a + 3, 0, patterns), z.Count(value => value == 0));
        }, tally), iter: Cases);
        tally.AssertBoth(Cases / 10);
    }
}
