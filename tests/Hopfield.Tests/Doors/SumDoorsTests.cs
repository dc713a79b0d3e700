using Hopfield.Kernels;

namespace Hopfield.Tests;

/// <summary>Sums over patterns keep their digits however many there are: the error has a bound that does not know P.</summary>
public class SumDoorsTests(SumDoorsTests.ManyNumbers many) : IClassFixture<SumDoorsTests.ManyNumbers>
{
    // Numbers between −1 and 0 that are no sums of few powers of two, so that every addition rounds.
    public sealed class ManyNumbers
    {
        public const int Count = 40_000_000;

        public ManyNumbers()
        {
            for (int k = 0; k < Count; k++) Values[k] = -(k % 1009) / 1009f;
        }

        public float[] Values { get; } = new float[Count];
    }

    public static TheoryData<int> Widths => RegisterWidths.Single;

    [Theory, MemberData(nameof(Widths))]
    public void Exponentials_of_forty_million_numbers_add_up(int lanes)
    {
        RegisterWidths.RequireSupport(lanes);
        double exact = many.Values.Sum(x => Math.Exp(x));
        // 64 additions in a lane, five more over the lanes, and the exponentials themselves.
        Near.Relative(exact, RegisterWidths.Exp(lanes, many.Values, default), 72 * Near.SingleRoundoff);
    }

    [Fact]
    public void Forty_million_attention_weights_sum_to_one()
    {
        var weights = new float[ManyNumbers.Count];
        float lse = Softmax.Apply<float>(many.Values, 2, weights);
        // The sum that divides errs by at most 72 roundings; each weight is rounded twice more, and its exponential once.
        Near.Absolute(1, weights.Sum(p => (double)p), 75 * Near.SingleRoundoff);
        double exact = 0.5 * Math.Log(many.Values.Sum(x => Math.Exp(2 * x)));
        // The logarithm of a sum that errs by 72 roundings of itself errs by so much absolutely; half of it, and the rounding of the answer.
        Near.Absolute(exact, lse, (36 + exact) * Near.SingleRoundoff);
        Assert.Equal(lse, LogSumExp.Of<float>(many.Values, 2));
    }

    // One query meets the patterns along the lanes; values of one unit, so that the answer is one sum over 4·10⁷ patterns by another.
    [Theory, MemberData(nameof(Widths))]
    public void One_answer_from_forty_million_patterns_is_the_weighted_mean(int lanes)
    {
        RegisterWidths.RequireSupport(lanes);
        var answer = new float[1];
        RegisterWidths.Attend<float, float>(lanes, [1.5f], many.Values, many.Values, ManyNumbers.Count, 1, 2f, answer, parallelism: 0);
        double sum = 0, weighted = 0;
        foreach (float x in many.Values)
        {
            double weight = Math.Exp(3.0 * x);
            sum += weight;
            weighted += weight * x;
        }
        // A block adds 64 patterns, 128 blocks follow one another: some 200 roundings above and below the line, and scores of at most 3·log₂ e
        // that are rounded twice before the exponential.
        Near.Relative(weighted / sum, answer[0], (2 * 200 + 12) * Near.SingleRoundoff);
    }

    [Theory]
    [InlineData(1), InlineData(16), InlineData(40)]
    public void Weighted_sums_of_forty_million_numbers_add_up(int units)
    {
        int patterns = ManyNumbers.Count / units;
        ReadOnlySpan<float> rows = many.Values, weights = many.Values.AsSpan(0, patterns);
        float[] sums = new float[units];
        WeightedSum.Apply(rows, weights, sums);
        var exact = new double[units];
        for (int mu = 0; mu < patterns; mu++)
        {
            for (int i = 0; i < units; i++) exact[i] += (double)weights[mu] * rows[(mu * units) + i];
        }
        // Products of one sign: 64 rows in a lane with a rounding or two each, and the last rounding.
        for (int i = 0; i < units; i++) Near.Relative(exact[i], sums[i], 260 * Near.SingleRoundoff);
    }

    [Fact]
    public void A_polynomial_memory_of_forty_million_patterns_shares_its_weight()
    {
        var weights = new float[ManyNumbers.Count];
        SeparationFunction.Power(2).Weigh(many.Values, 1f, weights);
        Near.Absolute(1, weights.Sum(p => (double)p), 4 * Near.SingleRoundoff);
    }

    // A mask that forbids nothing, several updates and other separations are other paths to the same answer.
    [Fact]
    public void Every_path_of_attention_gives_a_million_patterns_the_same_mean()
    {
        PatternSet<float> keys = PatternSet.OnSphere<float>(1_000_000, 4, 1, seed: 1), query = PatternSet.From([0.5f, -0.25f, 0.125f, 1]);
        var all = new bool[1, 1_000_000];
        foreach (ref bool allowed in System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref all[0, 0], all.Length)) allowed = true;
        SeparationFunction own = SeparationFunction.Custom("softmax of one's own", (z, beta, p) => Softmax.Apply(z, beta, p));
        float[] plain = Row(null), masked = Row(AttentionMask.Allow(all)), other = Row(null, own);
        double[] exact = NaiveAttention.Of(
            RealDraws.Widen(query.Values), RealDraws.Widen(keys.Values), RealDraws.Widen(keys.Values), 1_000_000, 4, 1);
        // Weighted sums of both signs: at most 270 roundings of Σ p |x| ≤ 1 above the line, and as many of 1 below it.
        foreach (float[] answer in new[] { plain, masked, other }) Near.Absolute(exact, RealDraws.Widen<float>(answer), 540 * Near.SingleRoundoff);

        float[] Row(AttentionMask? mask, SeparationFunction? separation = null) => [.. HopfieldAttention.Store(
            keys, options: new() { Beta = [1], Separation = separation ?? SeparationFunction.Softmax }).Attend(query, mask).Cast<float>()];
    }
}
