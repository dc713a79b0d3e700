using Hopfield.Kernels;

namespace Hopfield.Tests;

public class EntmaxTests
{
    public static TheoryData<double> Alphas => [1 + 1e-9, 1.001, 1.1, 1.5, 1.9, 2];

    [Theory, MemberData(nameof(Alphas))]
    public void Weights_meet_the_conditions_that_single_out_the_maximum(double alpha)
    {
        // p maximises p·θ + H_α(p) on the simplex exactly when, for one threshold τ, (α − 1) θ_μ − p_μ^(α − 1) = τ on the support and
        // (α − 1) θ_μ ≤ τ off it. Divided by α − 1: θ_μ − (p_μ^(α − 1) − 1)/(α − 1) is one number c on the support, and θ_μ + 1/(α − 1) ≤ c off it.
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new SeededRandom(seed);
            int length = random.Next(1, 40);
            double beta = Math.Pow(10, 4 * random.NextDouble() - 2);
            double[] z = RealDraws.Normals<double>(length, random), p = new double[length];
            Entmax.Apply(z, beta, alpha, p);

            Near.Absolute(1, p.Sum(), length * Near.DoubleRoundoff);
            double[] levels = [.. Enumerable.Range(0, length).Select(mu => beta * z[mu] - Math.Log(p[mu]) * Quotient((alpha - 1) * Math.Log(p[mu])))];
            double[] support = [.. levels.Where((_, mu) => p[mu] > 1e-200)];
            // θ is rounded once and t once (both of the size of the span of the support), and a weight's relative rounding moves its level
            // by p^(α − 1)/(α − 1) roundoffs of the power, at most 1/(α − 1) · (α − 1); 32 leaves room for the powers themselves.
            double scale = 1 + beta * (z.Max() - z.Min());
            Assert.True(support.Max() - support.Min() <= 32 * length * scale * Near.DoubleRoundoff, $"seed {seed}: {support.Max() - support.Min():R}");
            for (int mu = 0; mu < length; mu++)
            {
                if (p[mu] == 0) Assert.True(beta * z[mu] + 1 / (alpha - 1) <= support.Max() + 32 * scale / (alpha - 1) * Near.DoubleRoundoff);
            }
        }

        // (e^x − 1)/x
        static double Quotient(double x) => x == 0 ? 1 : Math.Tanh(0.5 * x) * (Math.Exp(x) + 1) / x;
    }

    [Fact]
    public void Sparsemax_equals_the_projection_found_by_sorting()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new SeededRandom(seed);
            int length = random.Next(1, 200);
            double[] z = RealDraws.Normals<double>(length, random), p = new double[length];
            Entmax.Apply(z, 2, 2, p);

            double[] sorted = [.. z.Select(v => 2 * v).OrderDescending()];
            double sum = 0, threshold = 0;
            for (int k = 0; k < length; k++)
            {
                sum += sorted[k];
                if (1 + (k + 1) * sorted[k] > sum) threshold = (sum - 1) / (k + 1);
            }
            Near.Absolute([.. z.Select(v => Math.Max(0, 2 * v - threshold))], p, 16 * length * Near.DoubleRoundoff);
        }
    }

    [Fact]
    public void Two_similarities_have_a_closed_form()
    {
        double[] p = new double[2];
        Entmax.Apply([0.6, 0.2], 1, 2, p); // sparsemax: ½(1 ± t) for a distance t < 1
        Near.Absolute([0.7, 0.3], p, 1e-15);
        Entmax.Apply([1.0, -0.1], 1, 2, p); // and one pattern alone beyond it
        Assert.Equal([1.0, 0], p);
        Entmax.Apply([1.0, 0], 1, 1.5, p); // a² + (a − ½)² = 1 gives a = (1 + √7)/4 for the root of the larger weight
        double root = (1 + Math.Sqrt(7)) / 4;
        Near.Absolute([root * root, (root - 0.5) * (root - 0.5)], p, 1e-15);
    }

    [Fact]
    public void Alpha_near_one_is_softmax()
    {
        // d/dα at 1 is of the order of θ²: 1e-12 · 25 here; the rest is rounding.
        double[] z = RealDraws.Normals<double>(50, new SeededRandom(4)), soft = new double[50], entmax = new double[50];
        Softmax.Apply(z, 3.0, soft);
        Entmax.Apply(z, 3.0, 1 + 1e-12, entmax);
        Near.Absolute(soft, entmax, 1e-10);
    }

    [Fact]
    public void It_stays_finite_at_the_ends_of_the_range()
    {
        double[] p = new double[3];
        foreach (double alpha in new[] { 1.0000001, 1.5, 2 })
        {
            Entmax.Apply([4096, 4095, -4096], 1e10, alpha, p);
            Assert.Equal([1.0, 0, 0], p);
            Entmax.Apply([4096, 4095, -4096], 1e-10, alpha, p);
            Near.Absolute([1.0 / 3, 1.0 / 3, 1.0 / 3], p, 1e-6);
        }
    }

    [Fact]
    public void Absent_entries_get_no_weight()
    {
        double[] p = new double[3];
        Entmax.Apply([double.NegativeInfinity, 1, 1], 1, 1.5, p);
        Near.Absolute([0, 0.5, 0.5], p, 1e-16);
        Entmax.Apply([double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity], 1, 1.5, p);
        Assert.Equal([0.0, 0, 0], p);
    }

    [Fact]
    public void Single_precision_is_computed_in_double()
    {
        float[] z = RealDraws.Normals<float>(50, new SeededRandom(9)), p = new float[50];
        double[] wide = new double[50];
        Entmax.Apply(z, 3f, 1.5, p);
        Entmax.Apply(RealDraws.Widen<float>(z), 3.0, 1.5, wide);
        for (int mu = 0; mu < 50; mu++) Assert.Equal((float)wide[mu], p[mu]);
    }

    [Fact]
    public void Bad_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("alpha", () => Entmax.Apply([1.0], 1, 1, new double[1]));
        Assert.Throws<ArgumentOutOfRangeException>("alpha", () => Entmax.Apply([1.0], 1, 2.1, new double[1]));
        Assert.Throws<ArgumentOutOfRangeException>("alpha", () => Entmax.Apply([1.0], 1, double.NaN, new double[1]));
        Assert.Throws<ArgumentException>("p", () => Entmax.Apply([1.0], 1, 2, new double[2]));
    }
}
