using System.Numerics;
using Hopfield.Kernels;

namespace Hopfield.Tests;

/// <summary>The kernels below softmax against textbook loops in double precision, in both types, over every tail.</summary>
public class VectorKernelTests
{
    public static TheoryData<int> Lengths => [.. RealDraws.Lengths];

    [Theory, MemberData(nameof(Lengths))]
    public void Dot_is_the_sum_of_products(int length)
    {
        Dot<float>(length);
        Dot<double>(length);
    }

    private static void Dot<T>(int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new SeededRandom(length);
        T[] x = RealDraws.Normals<T>(length, random), y = RealDraws.Normals<T>(length, random);
        double[] products = [.. RealDraws.Widen<T>(x).Zip(RealDraws.Widen<T>(y), (a, b) => a * b)];
        // However n products are added, the error is at most n roundoffs of Σ|x y|; the oracle has its own n in double precision.
        double allowed = 1.01 * length * products.Sum(Math.Abs);
        Near.Absolute(products.Sum(), double.CreateTruncating(Hopfield.Kernels.Dot.Of<T>(x, y)), allowed * (Near.Roundoff<T>() + Near.DoubleRoundoff));
        Near.Absolute(products.Sum(), Hopfield.Kernels.Dot.Precise<T>(x, y), 2 * allowed * Near.DoubleRoundoff);
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Largest_is_the_maximum(int length)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            float[] single = RealDraws.Normals<float>(length, new SeededRandom(seed));
            double[] wide = RealDraws.Normals<double>(length, new SeededRandom(seed));
            Assert.Equal(single.Max(), Largest.Of<float>(single));
            Assert.Equal(wide.Max(), Largest.Of<double>(wide));
        }
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Exp_is_the_exponential(int length)
    {
        var random = new SeededRandom(length);
        float[] x = RealDraws.Normals<float>(length, random, 30), y = new float[length];
        Exp.Apply<float>(x, y);
        double[] xs = RealDraws.Normals<double>(length, random, 200), ys = new double[length];
        Exp.Apply<double>(xs, ys);
        for (int i = 0; i < length; i++)
        {
            // Two units in the last place: the polynomials in use promise one.
            if (Math.Abs(x[i]) < 87) Near.Relative(Math.Exp(x[i]), y[i], 4 * Near.SingleRoundoff);
            if (Math.Abs(xs[i]) < 708) Near.Relative(Math.Exp(xs[i]), ys[i], 4 * Near.DoubleRoundoff);
        }
    }

    [Fact]
    public void Exp_of_minus_infinity_is_zero()
    {
        float[] y = new float[17];
        Exp.Apply<float>(Enumerable.Repeat(float.NegativeInfinity, 17).ToArray(), y);
        Assert.All(y, value => Assert.Equal(0f, value));
    }

    [Fact]
    public void Exp_minus_one_keeps_its_digits_near_zero()
    {
        for (double size = 1e-12; size < 0.5; size *= 1.01)
        {
            foreach (double x in new[] { size, -size })
            {
                double term = x, series = 0;
                for (int k = 2; Math.Abs(term) > 1e-40; k++) (series, term) = (series + term, term * x / k);
                Near.Relative(series, Exp.MinusOne(x), 8 * Near.DoubleRoundoff); // tanh, exp, a sum and a product, and the series' own
            }
        }
        Assert.Equal((-1.0, 0.0, double.PositiveInfinity), (Exp.MinusOne(-1e4), Exp.MinusOne(0), Exp.MinusOne(1e4)));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 7)]
    [InlineData(17, 33)]
    [InlineData(5, 300)]
    public void Similarities_and_weighted_sums_are_the_two_matrix_products(int patterns, int units)
    {
        Products<float>(patterns, units);
        Products<double>(patterns, units);
    }

    private static void Products<T>(int patterns, int units)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new SeededRandom(units);
        T[] x = RealDraws.Normals<T>(patterns * units, random), state = RealDraws.Normals<T>(units, random), weights = RealDraws.Normals<T>(patterns, random);
        weights[0] = T.Zero;
        T[] z = new T[patterns], y = new T[units];
        double[] preciseZ = new double[patterns], preciseY = new double[units];
        Similarities.Apply(x, state, z);
        Similarities.Precise<T>(x, state, preciseZ);
        WeightedSum.Apply(x, weights, y);
        WeightedSum.Precise<T>(x, RealDraws.Widen<T>(weights), preciseY);

        double[] wide = RealDraws.Widen<T>(x), wideState = RealDraws.Widen<T>(state), wideWeights = RealDraws.Widen<T>(weights);
        for (int mu = 0; mu < patterns; mu++)
        {
            double[] products = [.. Enumerable.Range(0, units).Select(i => wide[mu * units + i] * wideState[i])];
            double allowed = 1.01 * units * products.Sum(Math.Abs);
            Near.Absolute(products.Sum(), double.CreateTruncating(z[mu]), allowed * (Near.Roundoff<T>() + Near.DoubleRoundoff));
            Near.Absolute(products.Sum(), preciseZ[mu], 2 * allowed * Near.DoubleRoundoff);
        }
        for (int i = 0; i < units; i++)
        {
            double[] products = [.. Enumerable.Range(0, patterns).Select(mu => wide[mu * units + i] * wideWeights[mu])];
            double allowed = 1.01 * (patterns + 1) * products.Sum(Math.Abs);
            Near.Absolute(products.Sum(), double.CreateTruncating(y[i]), allowed * (Near.Roundoff<T>() + Near.DoubleRoundoff));
            Near.Absolute(products.Sum(), preciseY[i], 2 * allowed * Near.DoubleRoundoff);
        }
    }

    [Fact]
    public void Distance_is_the_norm_of_the_difference() =>
        Assert.Equal(13.0, Distance.Between<float>([1, 2, 3], [4, 6, 15]));

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>("y", () => Hopfield.Kernels.Dot.Of<float>([1], [1, 2]));
        Assert.Throws<ArgumentException>("y", () => Hopfield.Kernels.Dot.Precise<float>([1], [1, 2]));
        Assert.Throws<ArgumentException>("y", () => Exp.Apply<float>([1], new float[2]));
        Assert.Throws<ArgumentException>("x", () => Largest.Of<double>([]));
        Assert.Throws<ArgumentException>("y", () => Distance.Between<double>([1], []));
        Assert.Throws<ArgumentException>("patterns", () => Similarities.Apply<float>([1, 2, 3], [1, 2], new float[2]));
        Assert.Throws<ArgumentException>("patterns", () => Similarities.Precise<float>([1, 2, 3], [1, 2], new double[2]));
        Assert.Throws<ArgumentException>("patterns", () => WeightedSum.Apply<float>([1, 2, 3], [1, 2], new float[2]));
        Assert.Throws<ArgumentException>("patterns", () => WeightedSum.Precise<float>([1, 2, 3], [1, 2], new double[2]));
    }
}
