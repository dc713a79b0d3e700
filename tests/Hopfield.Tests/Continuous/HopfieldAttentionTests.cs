using System.Numerics;

namespace Hopfield.Tests;

public class HopfieldAttentionTests
{
    private const int Queries = 5, Patterns = 33, Width = 12, ValueWidth = 6;

    public static TheoryData<int, int, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, int, string>();
            foreach (int heads in new[] { 1, 3 })
            {
                foreach (int updates in new[] { 1, 3 })
                {
                    foreach (string mask in new[] { "none", "flags", "scores", "scores per head" }) cases.Add(heads, updates, mask);
                }
            }
            return cases;
        }
    }

    // S, heads, P, D, Dᵥ: one query and many, chunks, groups, keys that never move in memory and keys beyond the caches.
    [Theory]
    [InlineData(1, 3, 3000, 40, 20)]
    [InlineData(3, 3, 3000, 17, 33)]
    [InlineData(5, 3, 3000, 9, 4)]
    [InlineData(20, 2, 33_000, 64, 2)]
    [InlineData(200, 3, 2100, 5, 23)]
    public void Heads_are_attentions_of_their_own_on_any_number_of_threads(int count, int heads, int patterns, int width, int valueWidth)
    {
        var random = new SeededRandom(count);
        PatternSet<float> keys = Rows<float>(patterns, heads * width, random), values = Rows<float>(patterns, heads * valueWidth, random);
        PatternSet<float> queries = Rows<float>(count, heads * width, random);
        float[,] together = HopfieldAttention.Store(keys, values, new() { Heads = heads }).Attend(queries);
        for (int head = 0; head < heads; head++)
        {
            float[,] alone = HopfieldAttention.Store(Columns(keys, head, width), Columns(values, head, valueWidth)).Attend(Columns(queries, head, width));
            for (int s = 0; s < count; s++)
            {
                for (int i = 0; i < valueWidth; i++) Assert.Equal(alone[s, i], together[s, (head * valueWidth) + i]);
            }
        }
        foreach (int threads in new[] { 2, 3, 0 })
            Assert.Equal(together, HopfieldAttention.Store(keys, values, new() { Heads = heads }).Attend(queries, parallelism: threads));
    }

    private static PatternSet<float> Columns(PatternSet<float> rows, int head, int width) => PatternSet.From(
        [.. Enumerable.Range(0, rows.PatternCount).Select(mu => rows.Pattern(mu).Slice(head * width, width).ToArray())]);

    [Theory, MemberData(nameof(Cases))]
    public void It_equals_textbook_attention_in_double_precision(int heads, int updates, string mask)
    {
        Oracle<float>(heads, updates, mask, 1e-6);
        Oracle<double>(heads, updates, mask, 1e-14);
    }

    // Scores are of size 1 (β = 1/√D unless given per head, keys and queries normal), so rounding moves a weight by about ten roundoffs of
    // itself: 1e-6 of the value scale is 17 roundoffs of single precision, 1e-14 is 90 of double.
    private static void Oracle<T>(int heads, int updates, string kind, double allowed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new SeededRandom(100 * heads + updates);
        PatternSet<T> keys = Rows<T>(Patterns, Width, random), values = Rows<T>(Patterns, ValueWidth, random), queries = Rows<T>(Queries, Width, random);
        double[,,] scores = Scores(kind, heads, random);
        AttentionMask? mask = Mask(kind, scores);
        double[] beta = heads == 1 ? [1 / Math.Sqrt(Width)] : [0.25, 0.5, 0.75];
        var options = new HopfieldAttentionOptions { Heads = heads, MaxUpdates = updates, Beta = heads == 1 ? null : beta };
        var attention = HopfieldAttention.Store(keys, values, options);

        T[,] output = attention.Attend(queries, mask);
        AttentionResult<T> recall = attention.Recall(queries, mask);
        Assert.Equal(output.Cast<T>(), recall.Output.Cast<T>(), (a, b) => double.CreateTruncating(T.Abs(a - b)) <= allowed * 4);

        double[,] k = Wide(keys), v = Wide(values), q = Wide(queries);
        double scale = v.Cast<double>().Max(Math.Abs);
        int d = Width / heads, dv = ValueWidth / heads;
        for (int h = 0; h < heads; h++)
        {
            double b = double.CreateTruncating(T.CreateTruncating(beta[h]));
            for (int s = 0; s < Queries; s++)
            {
                double[] state = [.. Enumerable.Range(0, d).Select(i => q[s, h * d + i])], p = [];
                for (int update = 0; update < updates; update++)
                {
                    if (update > 0) state = [.. Enumerable.Range(0, d).Select(i => Enumerable.Range(0, Patterns).Sum(mu => p[mu] * k[mu, h * d + i]))];
                    p = NaiveAttention.Weights(
                        [.. Enumerable.Range(0, Patterns).Select(mu => b * Enumerable.Range(0, d).Sum(i => state[i] * k[mu, h * d + i]) + scores[h, s, mu])]);
                }
                for (int mu = 0; mu < Patterns; mu++) Near.Absolute(p[mu], double.CreateTruncating(recall.Weights[h, s, mu]), allowed);
                for (int j = 0; j < dv; j++)
                {
                    double answer = Enumerable.Range(0, Patterns).Sum(mu => p[mu] * v[mu, h * dv + j]);
                    Near.Absolute(answer, double.CreateTruncating(output[s, h * dv + j]), allowed * scale);
                }
                Assert.Equal((updates, StopReason.StepLimit), (recall.Updates[h, s], recall.Stopped[h, s]));
            }
        }
    }

    private static double[,,] Scores(string kind, int heads, Random random)
    {
        var scores = new double[heads, Queries, Patterns];
        for (int h = 0; h < heads; h++)
        {
            for (int s = 0; s < Queries; s++)
            {
                for (int mu = 0; mu < Patterns; mu++)
                {
                    bool shared = h > 0 && kind != "scores per head";
                    scores[h, s, mu] = shared ? scores[0, s, mu]
                        : kind == "none" ? 0
                        : random.Next(3) == 0 ? double.NegativeInfinity
                        : kind == "flags" ? 0
                        : 2 * random.NextDouble() - 1;
                }
            }
        }
        return scores;
    }

    private static AttentionMask? Mask(string kind, double[,,] scores)
    {
        var shared = new double[Queries, Patterns];
        var allowed = new bool[Queries, Patterns];
        for (int s = 0; s < Queries; s++)
        {
            for (int mu = 0; mu < Patterns; mu++) (shared[s, mu], allowed[s, mu]) = (scores[0, s, mu], scores[0, s, mu] == 0);
        }
        return kind switch
        {
            "none" => null,
            "flags" => AttentionMask.Allow(allowed),
            "scores" => AttentionMask.Add(shared),
            _ => AttentionMask.Add(scores),
        };
    }

    [Fact]
    public void With_keys_as_values_one_head_is_a_hopfield_memory()
    {
        PatternSet<double> keys = PatternSet.OnSphere<double>(20, 8, 2, seed: 1), queries = PatternSet.OnSphere<double>(6, 8, 2, seed: 2);
        const double beta = 2;
        foreach (FenchelYoungSeparation separation in ContinuousHopfieldTests.FenchelYoung)
        {
            var memory = ContinuousHopfield.Store(keys, beta, separation);
            var once = HopfieldAttention.Store(keys, options: new() { Beta = [beta], Separation = separation });
            var settled = HopfieldAttention.Store(keys, options: new() { Beta = [beta], Separation = separation, MaxUpdates = 1000, Tolerance = 1e-12 });
            double[,] first = once.Attend(queries), last = settled.Attend(queries);
            AttentionResult<double> recall = settled.Recall(queries);
            for (int s = 0; s < 6; s++)
            {
                // The same sums of few numbers of size 1 in another order; 1e-14 is 90 roundings.
                Near.Absolute(memory.Update(queries.Pattern(s)), Row(first, s), 1e-14);
                Near.Absolute(memory.Recall(queries.Pattern(s), tolerance: 1e-12).State, Row(last, s), 1e-11);
                Assert.NotEqual(StopReason.StepLimit, recall.Stopped[0, s]);
                Assert.InRange(recall.Updates[0, s], 2, 999);
            }
        }
    }

    [Fact]
    public void A_query_stops_when_its_own_state_does()
    {
        // hflayers keeps a head running for all queries until the slowest is done; here each has its own count.
        PatternSet<double> keys = PatternSet.From([1.0, 0], [0, 1.0]);
        var attention = HopfieldAttention.Store(keys, options: new() { Beta = [4], MaxUpdates = 500, Tolerance = 1e-9 });
        AttentionResult<double> recall = attention.Recall(PatternSet.From([1.0, 0.01], [0.5, 0.499]));
        Assert.True(recall.Updates[0, 0] < recall.Updates[0, 1]);
        Assert.Equal([StopReason.Converged, StopReason.Converged], recall.Stopped.Cast<StopReason>());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_query_that_may_attend_to_nothing_is_answered_by_zeros(int updates)
    {
        PatternSet<float> keys = PatternSet.OnSphere<float>(3, 4, 1, seed: 1);
        foreach (SeparationFunction separation in new[] { SeparationFunction.Softmax, SeparationFunction.Sparsemax, SeparationFunction.Maximum, SeparationFunction.Power(2), SeparationFunction.Identity })
        {
            var attention = HopfieldAttention.Store(keys, options: new() { MaxUpdates = updates, Separation = separation });
            var mask = AttentionMask.Forbid(new[,] { { true, true, true }, { false, true, true } });
            AttentionResult<float> recall = attention.Recall(PatternSet.OnSphere<float>(2, 4, 1, seed: 2), mask);
            Assert.All(Row(recall.Output, 0), value => Assert.Equal(0f, value));
            Assert.Equal([0f, 0f, 0f], Enumerable.Range(0, 3).Select(mu => recall.Weights[0, 0, mu]));
            Assert.Equal(0f, recall.Weights[0, 1, 1]);
        }
    }

    [Fact]
    public void A_causal_mask_makes_earlier_answers_independent_of_later_patterns()
    {
        PatternSet<double> all = PatternSet.OnSphere<double>(6, 4, 2, seed: 3), first = PatternSet.From(all.Values[..16], 4);
        double[,] six = HopfieldAttention.Store(all).Attend(all, AttentionMask.Causal(6));
        double[,] four = HopfieldAttention.Store(first).Attend(first, AttentionMask.Causal(4));
        for (int s = 0; s < 4; s++) Near.Absolute(Row(four, s), Row(six, s), 1e-15);
        Near.Absolute(all.Pattern(0), Row(six, 0), 1e-15);
    }

    [Fact]
    public void Allowing_is_the_opposite_of_forbidding()
    {
        PatternSet<double> keys = PatternSet.OnSphere<double>(3, 4, 2, seed: 3);
        bool[,] flags = { { true, false, true } }, opposite = { { false, true, false } };
        var attention = HopfieldAttention.Store(keys);
        PatternSet<double> query = PatternSet.OnSphere<double>(1, 4, 1, seed: 1);
        Assert.Equal(attention.Attend(query, AttentionMask.Allow(flags)), attention.Attend(query, AttentionMask.Forbid(opposite)));
    }

    [Fact]
    public void An_additive_mask_is_added_to_the_scores()
    {
        // ln 3 in favour of one of two equal keys makes its weight three times the other's.
        var attention = HopfieldAttention.Store(PatternSet.From([1.0], [1.0]), PatternSet.From([0.0], [1.0]), new() { Beta = [1e-3] });
        Near.Absolute(0.75, attention.Attend(PatternSet.From([5.0]), AttentionMask.Add(new[,] { { 0, Math.Log(3) } }))[0, 0], 1e-12);
    }

    [Fact]
    public void Unbounded_separations_are_caught_when_they_overflow()
    {
        var attention = HopfieldAttention.Store(
            PatternSet.From([1e10f, 0], [0, 1e10f]), options: new() { Beta = [1e10], MaxUpdates = 5, Separation = SeparationFunction.Identity });
        Assert.Contains("identity", Assert.Throws<InvalidOperationException>(() => attention.Attend(PatternSet.From([1e10f, 1e10f]))).Message);
    }

    [Fact]
    public void Bad_input_is_refused_by_name()
    {
        PatternSet<float> keys = PatternSet.OnSphere<float>(4, 6, 1, seed: 1);
        Assert.Throws<ArgumentNullException>("keys", () => HopfieldAttention.Store((PatternSet<float>)null!));
        Assert.Throws<ArgumentException>("keys", () => HopfieldAttention.Store(keys, options: new() { Heads = 4 }));
        Assert.Throws<ArgumentException>("values", () => HopfieldAttention.Store(keys, PatternSet.OnSphere<float>(3, 6, 1, seed: 1)));
        Assert.Throws<ArgumentException>("values", () => HopfieldAttention.Store(keys, PatternSet.OnSphere<float>(4, 5, 1, seed: 1), new() { Heads = 2 }));
        Assert.Throws<ArgumentException>("options", () => HopfieldAttention.Store(keys, options: new() { Heads = 3, Beta = [1, 2] }));
        Assert.Throws<ArgumentOutOfRangeException>("Beta", () => new HopfieldAttentionOptions { Beta = [0] });
        Assert.Throws<ArgumentOutOfRangeException>("Heads", () => new HopfieldAttentionOptions { Heads = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("MaxUpdates", () => new HopfieldAttentionOptions { MaxUpdates = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("Tolerance", () => new HopfieldAttentionOptions { Tolerance = double.NaN });

        var attention = HopfieldAttention.Store(keys);
        Assert.Throws<ArgumentException>("queries", () => attention.Attend(PatternSet.From([1f, 2f])));
        Assert.Throws<ArgumentException>("queries", () => attention.Recall(PatternSet.From([1f, 2f])));
        Assert.Throws<ArgumentException>("queries", () => attention.Attend([], []));
        Assert.Throws<ArgumentException>("queries", () => attention.Attend([1f, 2, 3, 4, 5, float.NaN], new float[6]));
        Assert.Throws<ArgumentException>("output", () => attention.Attend([1f, 2, 3, 4, 5, 6], new float[5]));
        Assert.Throws<ArgumentException>("output", () =>
        {
            float[] shared = new float[6];
            attention.Attend(shared, shared);
        });
        Assert.Throws<ArgumentException>("mask", () => attention.Attend(keys, AttentionMask.Causal(3)));
        Assert.Throws<ArgumentException>("mask", () => attention.Attend(keys, AttentionMask.Add(new double[2, 4, 4])));
        Assert.Throws<ArgumentException>("scores", () => AttentionMask.Add(new[,] { { double.NaN } }));
        Assert.Throws<ArgumentException>("scores", () => AttentionMask.Add(new[,] { { double.PositiveInfinity } }));
        Assert.Throws<ArgumentException>("scores", () => AttentionMask.Add(new double[0, 4]));
        Assert.Throws<ArgumentException>("allowed", () => AttentionMask.Allow(new bool[1, 0]));
        Assert.Throws<ArgumentOutOfRangeException>("length", () => AttentionMask.Causal(0));
    }

    private static PatternSet<T> Rows<T>(int count, int width, Random random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PatternSet.From(RealDraws.Normals<T>(count * width, random), width);

    private static double[,] Wide<T>(PatternSet<T> rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var wide = new double[rows.PatternCount, rows.Dimension];
        for (int mu = 0; mu < rows.PatternCount; mu++)
        {
            for (int i = 0; i < rows.Dimension; i++) wide[mu, i] = double.CreateTruncating(rows.Pattern(mu)[i]);
        }
        return wide;
    }

    private static T[] Row<T>(T[,] rows, int row) => [.. Enumerable.Range(0, rows.GetLength(1)).Select(i => rows[row, i])];
}
