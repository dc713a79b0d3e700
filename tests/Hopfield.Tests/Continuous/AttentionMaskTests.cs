namespace Hopfield.Tests;

/// <summary>What a mask is: its values, its shape, how two become one, and how it moves the states of an attention.</summary>
public class AttentionMaskTests
{
    public static TheoryData<string> Kinds => [.. Masks.Kinds];

    [Theory, MemberData(nameof(Kinds))]
    public void Added_to_similarities_of_zero_it_is_its_values(string kind)
    {
        foreach ((int queries, int patterns) in new[] { (1, 1), (3, 64), (20, 65), (7, 200) })
        {
            (AttentionMask mask, double[,] values) = Masks.Of(kind, queries, patterns, seed: 1);
            Assert.True(mask.Fits(3, queries, patterns));
            for (int s = 0; s < queries; s++)
            {
                var z = new double[patterns];
                mask.AddTo(z, head: 2, s, beta: 1.0);
                for (int mu = 0; mu < patterns; mu++) Assert.Equal(values[s, mu], z[mu]);
            }
        }
    }

    // The states of all queries move together in the fused kernel; Recall moves them one by one with every weight written out.
    [Theory, MemberData(nameof(Kinds))]
    public void Several_updates_give_what_one_query_after_the_other_gives(string kind)
    {
        foreach ((int queries, int heads, bool own) in new[] { (1, 1, true), (3, 2, false), (40, 2, true), (40, 1, false) })
        {
            const int P = 150, Width = 6;
            PatternSet<double> keys = PatternSet.OnSphere<double>(P, Width * heads, 2, seed: 1), values = PatternSet.OnSphere<double>(P, 5 * heads, 1, seed: 2);
            PatternSet<double> states = PatternSet.OnSphere<double>(queries, Width * heads, 1, seed: 3);
            AttentionMask mask = Masks.Of(kind, queries, P, seed: 6).Mask;
            foreach ((int updates, double tolerance) in new[] { (3, 0.0), (60, 1e-3) })
            {
                // Queries come to rest at different updates, so rows of the mask no longer lie where the states do.
                var attention = HopfieldAttention.Store(keys, own ? null : values, new() { Heads = heads, Beta = 3, MaxUpdates = updates, Tolerance = tolerance });
                AttentionResult<double> recall = attention.Recall(states, mask);
                if (queries == 40 && tolerance > 0) Assert.True(recall.Updates.Cast<int>().Distinct().Count() > 2);
                // Rounding of 1e-16 grows by at most β M² = 12 · heads at each of the few updates until a state rests; 1e-9 is far above,
                // and a state that stopped one update earlier or later would be off by about the tolerance, 1e-3.
                Near.Absolute([.. recall.Output.Cast<double>()], [.. attention.Attend(states, mask).Cast<double>()], 1e-9);
                Assert.Equal(attention.Attend(states, mask).Cast<double>(), attention.Attend(states, mask, parallelism: 3).Cast<double>());
            }
        }
    }

    [Fact]
    public void Heads_have_masks_of_their_own()
    {
        PatternSet<float> keys = PatternSet.OnSphere<float>(70, 8, 2, seed: 1), queries = PatternSet.OnSphere<float>(9, 8, 1, seed: 2);
        var random = new SeededRandom(1);
        var allowed = new bool[2, 9, 70];
        var forbidden = new bool[2, 9, 70];
        var scores = new float[2, 9, 70];
        for (int h = 0; h < 2; h++)
        {
            for (int s = 0; s < 9; s++)
            {
                for (int mu = 0; mu < 70; mu++)
                {
                    allowed[h, s, mu] = random.Next(3) > h;
                    forbidden[h, s, mu] = !allowed[h, s, mu];
                    scores[h, s, mu] = allowed[h, s, mu] ? 0.5f * random.Next(5) : float.NegativeInfinity;
                }
            }
        }
        var attention = HopfieldAttention.Store(keys, options: new() { Heads = 2 });
        foreach (AttentionMask mask in new[] { AttentionMask.Allow(allowed), AttentionMask.Add(scores), AttentionMask.Add(scores).And(AttentionMask.Causal(9, 70, 50)) })
        {
            Assert.Equal(2, mask.Heads);
            float[,] both = attention.Attend(queries, mask), weights = attention.Recall(queries, mask).Output;
            // Sums of at most 70 weighted entries of size at most 2 in two orders, with scores of a few units: 1e-5 is 80 roundoffs of 2.
            Near.Absolute([.. weights.Cast<float>().Select(x => (double)x)], [.. both.Cast<float>().Select(x => (double)x)], 1e-5);
        }
        Assert.Equal(attention.Attend(queries, AttentionMask.Allow(allowed)), attention.Attend(queries, AttentionMask.Forbid(forbidden)));
    }

    [Fact]
    public void Other_separations_see_the_same_mask()
    {
        PatternSet<double> keys = PatternSet.OnSphere<double>(5, 3, 1, seed: 1), two = PatternSet.From(keys.Values[3..9], 3), query = PatternSet.OnSphere<double>(1, 3, 1, seed: 2);
        foreach (SeparationFunction separation in new[] { SeparationFunction.Sparsemax, SeparationFunction.Power(2), SeparationFunction.Maximum })
        {
            double[,] masked = HopfieldAttention.Store(keys, options: new() { Separation = separation }).Attend(query, AttentionMask.AllowRanges(5, 1..3));
            double[,] alone = HopfieldAttention.Store(two, options: new() { Separation = separation }).Attend(query);
            Near.Absolute([.. alone.Cast<double>()], [.. masked.Cast<double>()], 1e-15); // weights of size 1 and two products
        }
    }

    // 46341² is beyond 2³¹: a causal mask is two numbers a query, whatever its length.
    [Fact]
    public void A_long_causal_mask_takes_no_square_of_its_length()
    {
        const int Length = 46_341;
        AttentionMask mask = AttentionMask.Causal(Length);
        Assert.Equal((Length, Length, 1), (mask.QueryCount, mask.PatternCount, mask.Heads));
        float[] x = new float[Length], y = new float[Length];
        for (int mu = 0; mu < Length; mu++) x[mu] = mu % 2;
        // Keys are all equal to zero at first: β is so small that every pattern has the same weight, and the answer is the mean so far.
        Kernels.Attend.Apply<float>(new float[Length], x, x, Length, 1, 1f, mask, y);
        foreach (int s in new[] { 0, 1, 1000, Length - 1 }) Near.Absolute((s + 1) / 2 / (double)(s + 1), y[s], 1e-6); // a mean of zeros and ones, rounded once
    }

    [Fact]
    public void The_lowest_numbers_of_other_libraries_forbid()
    {
        PatternSet<float> keys = PatternSet.From([1f, 0], [0, 1f]), queries = PatternSet.From([1f, 0], [1f, 0]);
        AttentionMask lowest = AttentionMask.Add(new[,] { { 0, float.MinValue }, { float.MinValue, float.MinValue } });
        Assert.Equal(new[,] { { 1f, 0 }, { 0, 0 } }, HopfieldAttention.Store(keys).Attend(queries, lowest));
        AttentionMask wide = AttentionMask.Add(new[,] { { 0, double.MinValue }, { -1e300, double.NegativeInfinity } });
        Assert.Equal(new[,] { { 1f, 0 }, { 0, 0 } }, HopfieldAttention.Store(keys).Attend(queries, wide));
        // Down to −10¹⁰ they are numbers: what is added to both changes nothing.
        AttentionMask low = AttentionMask.Add(new[,] { { -1e9, -1e9 }, { -1e10, -1e10 } });
        Assert.Equal(HopfieldAttention.Store(keys).Attend(queries), HopfieldAttention.Store(keys).Attend(queries, low));
    }

    [Fact]
    public void What_does_not_fit_is_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("queryCount", () => AttentionMask.Causal(0, 3, 0));
        Assert.Throws<ArgumentOutOfRangeException>("patternCount", () => AttentionMask.Causal(3, 0, 0));
        Assert.Throws<ArgumentException>("allowed", () => AttentionMask.AllowPatterns());
        Assert.Throws<ArgumentException>("allowed", () => AttentionMask.AllowRanges(3));
        Assert.Throws<ArgumentOutOfRangeException>("allowed", () => AttentionMask.AllowRanges(3, 1..4));
        Assert.Throws<ArgumentOutOfRangeException>("patternCount", () => AttentionMask.AllowRanges(0, 0..0));
        Assert.Throws<ArgumentException>("lengths", () => AttentionMask.AllowFirst(3));
        Assert.Throws<ArgumentOutOfRangeException>("lengths", () => AttentionMask.AllowFirst(3, 4));
        Assert.Throws<ArgumentOutOfRangeException>("lengths", () => AttentionMask.AllowFirst(3, -1));
        Assert.Throws<ArgumentException>("words", () => AttentionMask.AllowBits([1, 2, 3], 2, 65));
        Assert.Throws<ArgumentOutOfRangeException>("patternCount", () => AttentionMask.AllowBits([1], 1, 0));
        Assert.Throws<ArgumentNullException>("allowed", () => AttentionMask.Allow((bool[,])null!));
        Assert.Throws<ArgumentNullException>("scores", () => AttentionMask.Add((float[,,])null!));
        Assert.Throws<ArgumentException>("scores", () => AttentionMask.Add(new[,] { { float.NaN } }));
        Assert.Throws<ArgumentException>("scores", () => AttentionMask.Add(new[,] { { 2e10f } }));
        Assert.Throws<ArgumentNullException>("other", () => AttentionMask.Causal(3).And(null!));
        Assert.Throws<ArgumentException>("other", () => AttentionMask.Causal(3).And(AttentionMask.Causal(4)));
        Assert.Throws<ArgumentException>("other", () => AttentionMask.Causal(3, 4, 0).And(AttentionMask.Causal(2, 4, 0)));
        Assert.Throws<ArgumentException>("other", () => AttentionMask.Allow(new bool[2, 1, 1]).And(AttentionMask.Allow(new bool[3, 1, 1])));
        Assert.Throws<ArgumentOutOfRangeException>("query", () => AttentionMask.Causal(3).AddTo(new double[3], 0, 3, 1));
        Assert.Throws<ArgumentOutOfRangeException>("query", () => AttentionMask.AllowPatterns(true).AddTo(new double[1], 0, -1, 1));
        AttentionMask any = AttentionMask.AllowPatterns(true, false);
        Assert.True(any.Fits(1, 1, 2) && any.Fits(8, 1000, 2) && !any.Fits(1, 1, 3));
    }
}
