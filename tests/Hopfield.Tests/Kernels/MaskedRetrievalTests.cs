using System.Numerics;
using Hopfield.Kernels;

namespace Hopfield.Tests;

/// <summary>Masks in the fused kernel at every width, for one query and for many, against the formula in double precision.</summary>
public class MaskedRetrievalTests
{
    // Shapes S, P, N, D: queries around the lanes 1 … 16 and three vectors of them, patterns around the blocks of 64 and the words of a
    // mask, chunks whose blocks begin within a word, more queries than patterns and fewer, and patterns beyond 8 MiB.
    private static readonly (int S, int P, int N, int D)[] _shapes =
    [
        (1, 1, 16, 16), (1, 63, 17, 16), (1, 1100, 20, 33), (3, 129, 16, 17), (2, 2600, 16, 16), (3, 9, 5, 3),
        (4, 1, 2, 2), (7, 64, 3, 9), (8, 65, 16, 5), (15, 127, 8, 8), (16, 128, 7, 4), (17, 129, 9, 3), (31, 63, 4, 2), (33, 200, 5, 7), (49, 66, 8, 5),
        (200, 130, 6, 3), (9, 2100, 5, 4), (5, 33_000, 65, 2),
    ];

    public static TheoryData<int, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string>();
            foreach (int lanes in new[] { 16, 8, 4, 1, 0 })
            {
                foreach (string kind in Masks.Kinds) cases.Add(lanes, kind);
            }
            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Every_width_gives_the_softmax_of_the_masked_scores(int lanes, string kind)
    {
        RegisterWidths.RequireSupport(lanes);
        foreach ((int S, int P, int N, int D) shape in _shapes)
        {
            if (shape.P > 10_000 && kind is not ("causal" or "flags" or "scores")) continue; // long; the smaller ones reach every line
            if (lanes == 0) Compare<double>(lanes, kind, shape);
            else Compare<float>(lanes, kind, shape);
        }
    }

    private static void Compare<T>(int lanes, string kind, (int S, int P, int N, int D) shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (int s, int p, int n, int d) = shape;
        var random = new SeededRandom(p + s);
        T[] q = RealDraws.Normals<T>(s * n, random), x = RealDraws.Normals<T>(p * n, random), v = RealDraws.Normals<T>(p * d, random), y = new T[s * d];
        double[] wideQ = RealDraws.Widen<T>(q), wideX = RealDraws.Widen<T>(x), wideV = RealDraws.Widen<T>(v);
        (AttentionMask mask, double[,] values) = Masks.Of(kind, s, p, seed: s + p);
        T beta = T.CreateTruncating(1 / Math.Sqrt(n));
        RegisterWidths.Attend<T, T>(lanes, q, x, v, p, n, beta, y, mask: mask);

        double[] expected = MaskedAttention(wideQ, wideX, wideV, values, n, double.CreateTruncating(beta));
        for (int query = 0; query < s; query++)
        {
            // Beside what rounding does to a plain answer: sums of at most two scores of at most 2 each, less the row's largest and in units
            // of ln 2, are at most 8/ln 2 < 12 in size. Difference, product and sum round once each, and again where two masks are added.
            double roundoff = Near.Roundoff<T>(), largest = wideV.Max(Math.Abs);
            double allowed = Bounds.Of(wideQ.AsSpan(query * n, n), wideX, wideV, double.CreateTruncating(beta), roundoff) + (2 * 4 * 12 * roundoff * largest);
            bool none = Enumerable.Range(0, p).All(mu => double.IsNegativeInfinity(values[query, mu]));
            Near.Absolute(expected.AsSpan(query * d, d), RealDraws.Widen<T>(y.AsSpan(query * d, d)), none ? 0 : allowed);
        }
    }

    private static double[] MaskedAttention(double[] queries, double[] patterns, double[] values, double[,] mask, int dimension, double beta)
    {
        int count = mask.GetLength(0), patternCount = mask.GetLength(1), width = values.Length / patternCount;
        var output = new double[count * width];
        for (int s = 0; s < count; s++)
        {
            var scores = new double[patternCount];
            for (int mu = 0; mu < patternCount; mu++)
            {
                for (int i = 0; i < dimension; i++) scores[mu] += beta * queries[(s * dimension) + i] * patterns[(mu * dimension) + i];
                scores[mu] += mask[s, mu];
            }
            double[] weights = NaiveAttention.Weights(scores);
            for (int mu = 0; mu < patternCount; mu++)
            {
                for (int j = 0; j < width; j++) output[(s * width) + j] += weights[mu] * values[(mu * width) + j];
            }
        }
        return output;
    }

    public static TheoryData<int> Lanes => RegisterWidths.Single;

    [Theory, MemberData(nameof(Lanes))]
    public void The_number_of_threads_changes_no_bit(int lanes)
    {
        RegisterWidths.RequireSupport(lanes);
        foreach (string kind in Masks.Kinds)
        {
            foreach ((int s, int p, int n) in new[] { (2, 3000, 16), (70, 2100, 8) })
            {
                var random = new SeededRandom(s);
                float[] q = RealDraws.Normals<float>(s * n, random), x = RealDraws.Normals<float>(p * n, random), alone = new float[s * n], together = new float[s * n];
                AttentionMask mask = Masks.Of(kind, s, p, seed: 4).Mask;
                RegisterWidths.Attend<float, float>(lanes, q, x, x, p, n, 1f, alone, 1, mask);
                foreach (int threads in new[] { 2, 7 })
                {
                    RegisterWidths.Attend<float, float>(lanes, q, x, x, p, n, 1f, together, threads, mask);
                    Assert.Equal(alone, together);
                }
            }
        }
    }

    // Widening is exact, and both forms are read in blocks of the same patterns.
    [Theory, MemberData(nameof(Lanes))]
    public void Masked_patterns_in_sixteen_bits_give_the_bits_of_the_widened_ones(int lanes)
    {
        RegisterWidths.RequireSupport(lanes);
        foreach (string kind in Masks.Kinds)
        {
            const int S = 20, P = 700, N = 24;
            var random = new SeededRandom(3);
            float[] q = RealDraws.Normals<float>(S * N, random), x = new float[P * N], wide = new float[S * N], narrow = new float[S * N];
            var stored = new BFloat16[P * N];
            BFloat16.FromSingle(RealDraws.Normals<float>(P * N, random), stored);
            BFloat16.ToSingle(stored, x);
            AttentionMask mask = Masks.Of(kind, S, P, seed: 5).Mask;
            RegisterWidths.Attend<float, float>(lanes, q, x, x, P, N, 0.3f, wide, 1, mask);
            RegisterWidths.Attend<float, BFloat16>(lanes, q, stored, stored, P, N, 0.3f, narrow, 1, mask);
            Assert.Equal(wide, narrow);
        }
    }

    // A run of patterns that all queries may attend to is read as if there were no others: bit for bit.
    [Theory, MemberData(nameof(Lanes))]
    public void A_run_of_patterns_gives_what_a_memory_of_them_alone_gives(int lanes)
    {
        RegisterWidths.RequireSupport(lanes);
        foreach (int s in new[] { 1, 21 })
        {
            const int P = 500, N = 16, First = 131, Count = 333;
            var random = new SeededRandom(s);
            float[] q = RealDraws.Normals<float>(s * N, random), x = RealDraws.Normals<float>(P * N, random), masked = new float[s * N], alone = new float[s * N];
            AttentionMask mask = AttentionMask.AllowRanges(P, [.. Enumerable.Repeat(First..(First + Count), s)]);
            RegisterWidths.Attend<float, float>(lanes, q, x, x, P, N, 1f, masked, 1, mask);
            float[] rows = x.AsSpan(First * N, Count * N).ToArray();
            RegisterWidths.Attend<float, float>(lanes, q, rows, rows, Count, N, 1f, alone);
            Assert.Equal(alone, masked);
        }
    }

    // Numbers with few digits, so that they keep all of them beside 10⁹: what is added to a whole row is then taken away exactly.
    [Theory, MemberData(nameof(Lanes))]
    public void What_is_added_to_all_scores_of_a_query_changes_no_bit(int lanes)
    {
        RegisterWidths.RequireSupport(lanes);
        foreach (int s in new[] { 2, 20 })
        {
            const int P = 100, N = 16;
            var random = new SeededRandom(s);
            double[,] small = new double[s, P], large = new double[s, P];
            for (int query = 0; query < s; query++)
            {
                for (int mu = 0; mu < P; mu++) large[query, mu] = (small[query, mu] = random.Next(-200, 200) / 64.0) + (query % 2 == 0 ? -1e9 : 1e9);
            }
            float[] q = RealDraws.Normals<float>(s * N, random), x = RealDraws.Normals<float>(P * N, random), plain = new float[s * N], shifted = new float[s * N];
            RegisterWidths.Attend<float, float>(lanes, q, x, x, P, N, 1f, plain, 1, AttentionMask.Add(small));
            RegisterWidths.Attend<float, float>(lanes, q, x, x, P, N, 1f, shifted, 1, AttentionMask.Add(large));
            Assert.Equal(plain, shifted);
        }
    }

    [Fact]
    public void The_public_kernel_takes_masks_of_one_head()
    {
        float[] q = [1, 2, 3, 4], x = [1, 0, 0, 1, 2, 2], y = [7, 7, 7, 7];
        Attend.Apply(q, x, x, 3, 2, 1f, AttentionMask.Causal(2, 3, offset: -1), y);
        Assert.Equal([0, 0, 1, 0], y);
        var stored = new BFloat16[6];
        BFloat16.FromSingle(x, stored);
        Attend.Apply(q, stored, 3, 2, 1f, AttentionMask.AllowFirst(3, 1, 0), y);
        Assert.Equal([1, 0, 0, 0], y);
        Assert.Throws<ArgumentException>("mask", () => Attend.Apply<float>([1, 2, 3, 4], [1, 0, 0, 1, 2, 2], [1, 0, 0, 1, 2, 2], 3, 2, 1f, AttentionMask.Causal(2), new float[4]));
        Assert.Throws<ArgumentException>("mask", () => Attend.Apply<float>([1, 2], [1, 0], [1, 0], 1, 2, 1f, AttentionMask.Allow(new bool[2, 1, 1]), new float[2]));
    }
}
