using Hopfield.Kernels;

namespace Hopfield.Tests;

/// <summary>The fused kernel at every width, for one query and for many, against the formula in double precision.</summary>
public class RetrievalWidthTests
{
    // Shapes S, P, N, D around the lanes 1 … 16, the tiles of 1 … 8, the blocks of 64, the chunks of 512 and 1024, one query and many;
    // and patterns of more than 8 MiB, which are met by larger groups of queries and asked for ahead.
    private static readonly (int S, int P, int N, int D)[] _shapes =
    [
        (1, 1, 1, 1), (1, 1, 16, 16), (1, 2, 17, 17), (1, 3, 33, 16), (1, 64, 64, 64), (1, 67, 65, 31), (2, 130, 48, 80), (3, 1537, 20, 20),
        (4, 1, 1, 1), (4, 5, 3, 2), (5, 63, 7, 9), (16, 65, 16, 16), (17, 64, 64, 64), (33, 130, 31, 33), (50, 77, 12, 5), (64, 129, 8, 15),
        (200, 66, 5, 23), (4, 2050, 9, 9), (5, 33_000, 65, 2),
    ];

    public static TheoryData<int, int> Cases
    {
        get
        {
            var cases = new TheoryData<int, int>();
            foreach (int lanes in new[] { 16, 8, 4, 1, 0 })
            {
                for (int shape = 0; shape < _shapes.Length; shape++) cases.Add(lanes, shape);
            }
            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Every_width_gives_the_softmax_weighted_values(int lanes, int shape)
    {
        RegisterWidths.RequireSupport(lanes);
        if (lanes == 0) Compare<double>(lanes, _shapes[shape]);
        else Compare<float>(lanes, _shapes[shape]);
    }

    private static void Compare<T>(int lanes, (int S, int P, int N, int D) shape)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        (int s, int p, int n, int d) = shape;
        var random = new SeededRandom(p + s);
        T[] q = RealDraws.Normals<T>(s * n, random), x = RealDraws.Normals<T>(p * n, random), v = RealDraws.Normals<T>(p * d, random), y = new T[s * d];
        double[] wideQ = RealDraws.Widen<T>(q), wideX = RealDraws.Widen<T>(x), wideV = RealDraws.Widen<T>(v);
        foreach (double sharpness in new[] { 0.1, 1, 300 })
        {
            T beta = T.CreateTruncating(sharpness / Math.Sqrt(n));
            RegisterWidths.Attend<T, T>(lanes, q, x, v, p, n, beta, y);

            double[] expected = NaiveAttention.Of(wideQ, wideX, wideV, p, n, double.CreateTruncating(beta));
            for (int query = 0; query < s; query++)
            {
                double allowed = Bounds.Of(wideQ.AsSpan(query * n, n), wideX, wideV, double.CreateTruncating(beta), Near.Roundoff<T>());
                Near.Absolute(expected.AsSpan(query * d, d), RealDraws.Widen<T>(y.AsSpan(query * d, d)), allowed);
            }
        }
    }

    [Theory, MemberData(nameof(Lanes))]
    public void Patterns_in_sixteen_bits_are_their_rounded_values(int lanes)
    {
        RegisterWidths.RequireSupport(lanes);
        foreach ((int s, int p, int n, _) in _shapes)
        {
            var random = new SeededRandom(p + s);
            float[] q = RealDraws.Normals<float>(s * n, random), x = new float[p * n], y = new float[s * n], same = new float[s * n];
            var stored = new BFloat16[p * n];
            BFloat16.FromSingle(RealDraws.Normals<float>(p * n, random), stored);
            BFloat16.ToSingle(stored, x);
            RegisterWidths.Attend<float, BFloat16>(lanes, q, stored, stored, p, n, 0.3f, y);

            double[] wideQ = RealDraws.Widen<float>(q), wideX = RealDraws.Widen<float>(x), expected = NaiveAttention.Of(wideQ, wideX, wideX, p, n, 0.3f);
            for (int query = 0; query < s; query++)
            {
                double allowed = Bounds.Of(wideQ.AsSpan(query * n, n), wideX, wideX, 0.3f, Near.SingleRoundoff);
                Near.Absolute(expected.AsSpan(query * n, n), RealDraws.Widen<float>(y.AsSpan(query * n, n)), allowed);
            }
        }
    }

    public static TheoryData<int> Lanes => RegisterWidths.Single;

    [Theory, MemberData(nameof(Lanes))]
    public void The_number_of_threads_changes_no_bit(int lanes)
    {
        RegisterWidths.RequireSupport(lanes);
        foreach ((int s, int p, int n) in new[] { (1, 5000, 33), (3, 3000, 16), (5, 5000, 9), (300, 2100, 8), (70, 33_000, 64) })
        {
            var random = new SeededRandom(s);
            float[] q = RealDraws.Normals<float>(s * n, random), x = RealDraws.Normals<float>(p * n, random), alone = new float[s * n], together = new float[s * n];
            RegisterWidths.Attend<float, float>(lanes, q, x, x, p, n, 1f, alone);
            foreach (int threads in new[] { 2, 3, 7, 0 })
            {
                RegisterWidths.Attend<float, float>(lanes, q, x, x, p, n, 1f, together, threads);
                Assert.Equal(alone, together);
            }
        }
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit_in_double_precision()
    {
        foreach ((int s, int p, int n) in new[] { (1, 5000, 33), (300, 2100, 8) })
        {
            var random = new SeededRandom(s);
            double[] q = RealDraws.Normals<double>(s * n, random), x = RealDraws.Normals<double>(p * n, random), alone = new double[s * n], together = new double[s * n];
            Attend.Apply<double>(q, x, x, p, n, 1, alone);
            foreach (int threads in new[] { 2, 3, 7, 0 })
            {
                Attend.Apply<double>(q, x, x, p, n, 1, together, threads);
                Assert.Equal(alone, together);
            }
        }
    }

    // Ten queries of 64 units, and 70,000 patterns in sixteen bits and widened.
    private static readonly Lazy<(float[] Queries, BFloat16[] Stored, float[] Widened)> _many = new(() =>
    {
        var random = new SeededRandom(2);
        float[] queries = RealDraws.Normals<float>(10 * 64, random), widened = new float[70_000 * 64];
        var stored = new BFloat16[widened.Length];
        BFloat16.FromSingle(RealDraws.Normals<float>(widened.Length, random), stored);
        BFloat16.ToSingle(stored, widened);
        return (queries, stored, widened);
    });

    // More than 8 MiB in either form, so that both are read in the same order; widening is exact.
    [Theory, MemberData(nameof(Lanes))]
    public void Many_patterns_in_sixteen_bits_give_the_bits_of_the_widened_ones(int lanes)
    {
        RegisterWidths.RequireSupport(lanes);
        const int P = 70_000, N = 64, S = 10;
        (float[] q, BFloat16[] stored, float[] x) = _many.Value;
        float[] wide = new float[S * N], narrow = new float[S * N];
        RegisterWidths.Attend<float, float>(lanes, q, x, x, P, N, 0.2f, wide);
        foreach (int threads in new[] { 1, 3 })
        {
            RegisterWidths.Attend<float, BFloat16>(lanes, q, stored, stored, P, N, 0.2f, narrow, threads);
            Assert.Equal(wide, narrow);
        }
    }

    // Queries share tiles and skipped rows. A row that counts for another query adds 0 · x, which changes nothing.
    [Theory, MemberData(nameof(Lanes))]
    public void An_answer_does_not_depend_on_the_other_queries(int lanes)
    {
        RegisterWidths.RequireSupport(lanes);
        const int S = 70, P = 5000, N = 33, Kept = 13;
        foreach (float beta in new[] { 0.2f, 4 })
        {
            var random = new SeededRandom(1);
            float[] x = RealDraws.Normals<float>(P * N, random), q = RealDraws.Normals<float>(S * N, random), others = RealDraws.Normals<float>(S * N, random);
            float[] answers = new float[S * N], beside = new float[S * N];
            q.AsSpan(Kept * N, N).CopyTo(others.AsSpan(Kept * N));
            others[(Kept + 1) * N] = float.NaN;
            others[((Kept - 1) * N) + 3] = float.PositiveInfinity;
            RegisterWidths.Attend<float, float>(lanes, q, x, x, P, N, beta, answers);
            RegisterWidths.Attend<float, float>(lanes, others, x, x, P, N, beta, beside);
            Assert.Equal(answers.AsSpan(Kept * N, N), beside.AsSpan(Kept * N, N));
            Assert.All(beside.AsSpan((Kept + 1) * N, N).ToArray(), entry => Assert.True(float.IsNaN(entry)));
            Assert.All(beside.Where((_, i) => i / N is < Kept - 1 or > Kept + 1), entry => Assert.True(float.IsFinite(entry)));
        }
    }

    // At large β one pattern has all the weight and the others' weights are exactly zero: the answer is that pattern, bit for bit,
    // wherever it stands, and what was read before it leaves no trace.
    [Theory, MemberData(nameof(Lanes))]
    public void Sharp_retrieval_returns_the_stored_value_itself(int lanes)
    {
        RegisterWidths.RequireSupport(lanes);
        const int P = 2000, N = 20;
        // On a sphere no other pattern is as near as the pattern itself: the next of 2000 in 20 dimensions has a cosine of about 0.9, and
        // 0.1 · 3 · β is far beyond 87, where weights end.
        float[] x = PatternSet.OnSphere<float>(P, N, 1, seed: 3).Values.ToArray();
        foreach (int count in new[] { 1, 40 })
        {
            int[] targets = [.. Enumerable.Range(0, count).Select(k => (k * 997 + 1999) % P)];
            float[] q = [.. targets.SelectMany(mu => x.AsSpan(mu * N, N).ToArray().Select(value => 3 * value))], y = new float[count * N];
            RegisterWidths.Attend<float, float>(lanes, q, x, x, P, N, 1000f, y);
            Assert.Equal([.. targets.SelectMany(mu => x.AsSpan(mu * N, N).ToArray())], y);
        }
    }

    [Theory, MemberData(nameof(Lanes))]
    public void Nothing_outside_the_spans_is_written_or_used(int lanes)
    {
        RegisterWidths.RequireSupport(lanes);
        var random = new SeededRandom(9);
        for (int round = 0; round < 300; round++)
        {
            int s = random.Next(1, 40), p = random.Next(1, 80), n = random.Next(1, 40), d = random.Next(1, 40);
            if (round % 3 == 0) s = random.Next(1, 4);
            // Odd beginnings, so that no vector is aligned; a single NaN read into a result would show.
            float[] q = Between(s * n, random, out int q0), x = Between(p * n, random, out int x0), v = Between(p * d, random, out int v0);
            float[] y = Between(s * d, random, out int y0), clean = new float[s * d];
            RegisterWidths.Attend<float, float>(lanes, q.AsSpan(q0, s * n), x.AsSpan(x0, p * n), v.AsSpan(v0, p * d), p, n, 0.5f, y.AsSpan(y0, s * d));
            RegisterWidths.Attend<float, float>(
                lanes, q.AsSpan(q0, s * n).ToArray(), x.AsSpan(x0, p * n).ToArray(), v.AsSpan(v0, p * d).ToArray(), p, n, 0.5f, clean);
            Assert.Equal(clean, y.AsSpan(y0, s * d).ToArray());
            Assert.All(clean, value => Assert.True(float.IsFinite(value)));
            Assert.All(y[..y0].Concat(y[(y0 + (s * d))..]), value => Assert.True(float.IsNaN(value)));
        }
    }

    private static float[] Between(int length, SeededRandom random, out int start)
    {
        start = random.Next(1, 20);
        float[] memory = new float[length + 40];
        Array.Fill(memory, float.NaN);
        RealDraws.Normals<float>(length, random).CopyTo(memory, start);
        return memory;
    }
}
