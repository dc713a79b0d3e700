using System.Numerics;
using Hopfield.Kernels;

namespace Hopfield.Tests;

public class SoftmaxTests
{
    public static TheoryData<int> Lengths => [.. RealDraws.Lengths];

    [Theory, MemberData(nameof(Lengths))]
    public void Weights_and_lse_are_those_of_the_definition(int length)
    {
        foreach (double beta in new[] { 1e-3, 1, 10 })
        {
            Definition<float>(length, beta);
            Definition<double>(length, beta);
        }
    }

    private static void Definition<T>(int length, double beta)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] z = RealDraws.Normals<T>(length, new SeededRandom(length)), p = new T[length];
        double b = double.CreateTruncating(T.CreateTruncating(beta));
        double lse = double.CreateTruncating(Softmax.Apply(z, T.CreateTruncating(beta), p));

        double[] wide = RealDraws.Widen<T>(z);
        double largest = wide.Max(), sum = wide.Sum(v => Math.Exp(b * (v - largest)));
        // An exponent β(z − max) is rounded twice, the exponential is right to 2 ulp (4 roundoffs), the sum of n terms to n more
        // and its own exponents' errors, the quotient to 2.
        double span = b * (largest - wide.Min()), u = Near.Roundoff<T>(), allowed = (4 * span + length + 10) * u;
        double expected = largest + Math.Log(sum) / b;
        Near.Absolute(expected, lse, allowed / b + 2 * u * (Math.Abs(largest) + Math.Abs(expected)));
        Near.Absolute(lse, double.CreateTruncating(LogSumExp.Of(z, T.CreateTruncating(beta))), allowed / b + 2 * u * Math.Abs(expected));
        for (int mu = 0; mu < length; mu++) Near.Relative(Math.Exp(b * (wide[mu] - largest)) / sum, double.CreateTruncating(p[mu]), allowed);
    }

    [Fact]
    public void It_stays_finite_where_a_plain_exponential_overflows()
    {
        // exp(100) is infinite in single precision and infinity over infinity is NaN. Values: 1/(1 + e + e⁻¹) and its multiples by e.
        float[] p = new float[3];
        float lse = Softmax.Apply([100f, 101f, 99f], 1f, p);
        Near.Absolute([0.24472847, 0.66524096, 0.09003057], RealDraws.Widen<float>(p), 1e-7);
        Near.Relative(101.40760596, lse, 1e-7);
    }

    [Fact]
    public void The_sharpest_and_the_softest_case_stay_finite()
    {
        double[] p = new double[3];
        Assert.Equal(4096.0, Softmax.Apply([4096, 4095, -4096], 1e10, p));
        Assert.Equal([1.0, 0, 0], p);
        // lse − max = ln(3)/β up to the mean distance from the maximum, 2731.
        Near.Relative(Math.Log(3) * 1e10, Softmax.Apply([4096, 4095, -4096], 1e-10, p), 1e-6);
        Near.Absolute([1.0 / 3, 1.0 / 3, 1.0 / 3], p, 1e-6);
    }

    [Fact]
    public void Entries_of_minus_infinity_are_absent()
    {
        float[] p = new float[4], q = new float[2];
        float all = Softmax.Apply([float.NegativeInfinity, 1, float.NegativeInfinity, 2], 3f, p);
        float some = Softmax.Apply([1, 2], 3f, q);
        // The vector and the scalar exponential may differ by 2 ulp each, and the sums follow.
        Near.Relative(some, all, 8 * Near.SingleRoundoff);
        Assert.Equal((0f, 0f), (p[0], p[2]));
        Near.Relative(q[0], p[1], 16 * Near.SingleRoundoff);
        Near.Relative(q[1], p[3], 16 * Near.SingleRoundoff);
    }

    [Fact]
    public void Where_all_are_absent_all_weights_are_zero()
    {
        float[] p = [7, 7];
        Assert.Equal(float.NegativeInfinity, Softmax.Apply([float.NegativeInfinity, float.NegativeInfinity], 3f, p));
        Assert.Equal([0f, 0f], p);
        Assert.Equal(float.NegativeInfinity, LogSumExp.Of([float.NegativeInfinity], 3f));
    }

    [Fact]
    public void It_may_write_over_its_input()
    {
        double[] z = RealDraws.Normals<double>(37, new SeededRandom(1)), p = new double[37];
        Softmax.Apply(z, 2.0, p);
        Softmax.Apply(z, 2.0, z);
        Assert.Equal(p, z);
    }

    public static TheoryData<int> Widths => RegisterWidths.Single;

    // Every row against the softmax of that row in double precision: exponents are rounded twice, the exponential is right to 2 ulp, the sum of
    // n terms to n more, the quotient to 2. A lane that is counted twice, or not at all, is off by a weight.
    [Theory, MemberData(nameof(Widths))]
    public void Rows_of_every_width_are_weighed_each_for_itself(int lanes)
    {
        RegisterWidths.RequireSupport(lanes);
        for (int width = lanes; width <= 70; width++) Rows(width, z => RegisterWidths.SoftmaxOfRows(lanes, z, width, 2));
    }

    [Theory, InlineData(1), InlineData(3), InlineData(11), InlineData(60), InlineData(ShortRows.MaxWidth), InlineData(ShortRows.MaxWidth + 1)]
    public void Rows_may_be_of_any_width(int width) => Rows(width, z => Softmax.ApplyToRows<float>(z, width, 2));

    private delegate void Weigher(Span<float> rows);

    private static void Rows(int width, Weigher weigh)
    {
        const int Count = 5, Absent = 3;
        float[] z = RealDraws.Normals<float>(Count * width, new SeededRandom(width), 3), weights = [.. z];
        weights.AsSpan(Absent * width, width).Fill(float.NegativeInfinity);
        weigh(weights);
        for (int row = 0; row < Count; row++)
        {
            double[] wide = RealDraws.Widen<float>(z.AsSpan(row * width, width)), exact = new double[width];
            Softmax.Apply(wide, 2.0, exact);
            double allowed = ((4 * 2 * (wide.Max() - wide.Min())) + width + 10) * Near.SingleRoundoff;
            for (int mu = 0; mu < width; mu++)
            {
                float weight = weights[(row * width) + mu];
                if (row == Absent) Assert.Equal(0, weight);
                else Near.Relative(exact[mu], weight, allowed);
            }
        }
    }

    // g becomes p ∘ (g − p·g). The product is a sum of P terms, each rounded, of size Σ p|g|; the difference and the product round once more each.
    [Theory, MemberData(nameof(Widths))]
    public void The_gradient_of_every_row_is_that_of_its_weights(int lanes)
    {
        RegisterWidths.RequireSupport(lanes);
        for (int width = lanes; width <= 70; width++) Gradients(width, (p, g) => RegisterWidths.GradientOfRows(lanes, p, g, width));
    }

    [Theory, InlineData(1), InlineData(3), InlineData(11), InlineData(60), InlineData(ShortRows.MaxWidth), InlineData(ShortRows.MaxWidth + 1)]
    public void Gradients_may_be_of_rows_of_any_width(int width) => Gradients(width, (p, g) => Softmax.GradientOfRows<float>(p, g, width));

    private delegate void Backward(ReadOnlySpan<float> p, Span<float> gradient);

    private static void Gradients(int width, Backward backward)
    {
        const int Count = 5, Absent = 3;
        float[] p = RealDraws.Normals<float>(Count * width, new SeededRandom(width), 2), g = RealDraws.Normals<float>(Count * width, new SeededRandom(width + 1)), came = [.. g];
        Softmax.ApplyToRows<float>(p, width, 1);
        p.AsSpan(Absent * width, width).Clear();
        backward(p, came);
        for (int row = 0; row < Count; row++)
        {
            double mean = 0, size = 0;
            for (int at = row * width; at < (row + 1) * width; at++)
            {
                mean += (double)p[at] * g[at];
                size += Math.Abs((double)p[at] * g[at]);
            }
            for (int at = row * width; at < (row + 1) * width; at++)
                Near.Absolute(p[at] * (g[at] - mean), came[at], p[at] * (((width + 4) * size) + (2 * Math.Abs(g[at] - mean))) * Near.SingleRoundoff);
        }
    }

    [Fact]
    public void A_row_with_NaN_is_NaN_and_the_others_are_not()
    {
        float[] z = new float[3 * 20];
        z[20 + 18] = float.NaN;
        Softmax.ApplyToRows<float>(z, 20, 1);
        Assert.All(z[20..40], weight => Assert.True(float.IsNaN(weight)));
        Assert.All([.. z[..20], .. z[40..]], weight => Near.Relative(0.05, weight, 2 * Near.SingleRoundoff));
    }

    [Fact]
    public void Wrong_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>("z", () => Softmax.ApplyToRows<float>(new float[5], 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>("width", () => Softmax.ApplyToRows<float>(new float[5], 0, 1));
        Assert.Throws<NotSupportedException>(() => Softmax.ApplyToRows<Half>(new Half[4], 2, Half.One));
        Assert.Throws<ArgumentException>("p", () => Softmax.GradientOfRows<float>(new float[4], new float[6], 2));
        Assert.Throws<ArgumentException>("gradient", () => Softmax.GradientOfRows<float>(new float[5], new float[5], 2));
        Assert.Throws<ArgumentException>("p", () => Softmax.Apply([1f, 2f], 1f, new float[3]));
        Assert.Throws<ArgumentException>(() => Softmax.Apply([], 1f, []));
        Assert.Throws<ArgumentException>(() => LogSumExp.Of([], 1f));
    }
}
