namespace Hopfield.Tests;

public class CapacityFormulaTests
{
    // McEliece et al. 1987: N/(2 ln N) and N/(4 ln N), rounded to one digit after the point or to whole patterns.
    [Theory]
    [InlineData(100, 10.9, 5.4)]
    [InlineData(500, 40.2, 20.1)]
    [InlineData(1000, 72.4, 36.2)]
    [InlineData(4096, 246, 123)]
    public void Error_free_recall_has_its_digits(int dimension, double most, double all)
    {
        Near.Relative(most, ClassicalCapacity.MostPatternsExact(dimension), 5e-3);
        Near.Relative(all, ClassicalCapacity.AllPatternsExact(dimension), 6e-3);
    }

    // Krotov and Hopfield 2016, N^(n−1)/(2(2n−3)!! ln N); digits from mpmath.
    [Theory]
    [InlineData(2, 100, 10.85736205)]
    [InlineData(2, 1000, 72.38241365)]
    [InlineData(3, 100, 361.9120683)]
    [InlineData(3, 200, 1258.261105)]
    [InlineData(3, 500, 6704.633021)]
    [InlineData(3, 1000, 24127.47122)]
    [InlineData(4, 100, 7238.241365)]
    [InlineData(4, 200, 50330.44422)]
    [InlineData(4, 500, 670463.3021)]
    [InlineData(4, 1000, 4825494.243)]
    public void The_polynomial_memory_holds_more_without_error(int degree, int dimension, double patterns)
    {
        // Ten digits are given.
        Near.Relative(patterns, PolynomialCapacity.ErrorFree(dimension, degree), 1e-9);
        Near.Relative(2 * patterns, PolynomialCapacity.ErrorFree(dimension, degree, rectified: true), 1e-9);
    }

    // α_n at 0.5 % errors (Krotov and Hopfield 2016), digits from mpmath; the paper quotes 0.14 N for n = 2 by another threshold.
    [Theory]
    [InlineData(2, 0.15071824930113971063)]
    [InlineData(3, 0.050239416433713236876)]
    [InlineData(4, 0.010047883286742647375)]
    [InlineData(5, 0.0014354118981060924822)]
    public void The_small_error_coefficients_have_their_digits(int degree, double alpha)
    {
        Near.Relative(alpha, PolynomialCapacity.SmallErrorCoefficient(degree), 1e-12);
        Near.Relative(2 * alpha, PolynomialCapacity.SmallErrorCoefficient(degree, rectified: true), 1e-12);
    }

    // ½ erfc √(N^(n−1)/(2P(2n−3)!!)), with P/2 in place of P for rectified powers; digits from mpmath.
    [Theory]
    [InlineData(100, 500, 3, 0.0049116372537596239951, 0.00013036481642765835596)]
    [InlineData(100, 1000, 3, 0.033944577430914511822, 0.0049116372537596239951)]
    [InlineData(50, 200, 3, 0.020613416668581847098, 0.0019462085613893147479)]
    [InlineData(30, 300, 4, 0.0071529392177148197629, 0.00026600275256962484964)]
    public void The_one_step_error_of_plain_and_rectified_powers_has_its_digits(int dimension, int patternCount, int degree, double plain, double rectified)
    {
        Near.Relative(plain, PolynomialCapacity.OneStepError(dimension, patternCount, degree), 1e-12);
        Near.Relative(rectified, PolynomialCapacity.OneStepError(dimension, patternCount, degree, rectified: true), 1e-12);
    }

    // For pairs a vote is 4r, its mean square 16(N − 1), the signal 4(N − 1). The probabilities of r come from logarithms of factorials, of
    // some hundred roundings each, and erfc takes them tenfold.
    [Theory, InlineData(100, 15), InlineData(37, 6), InlineData(5, 2)]
    public void At_finite_size_degree_two_is_the_bell_curve_of_the_pairwise_network(int dimension, int patternCount) =>
        Near.Relative(OneStepError.Gaussian((patternCount - 1.0) / (dimension - 1)), PolynomialCapacity.FiniteOneStepError(dimension, patternCount, 2), 1e-11);

    // The oracle draws nothing: it sums the squared votes over all 2^(N−1) states of the other units.
    [Theory, InlineData(11, 9, 3, false), InlineData(12, 40, 4, false), InlineData(12, 9, 3, true), InlineData(2, 5, 5, true)]
    public void At_finite_size_the_noise_is_that_of_all_states(int dimension, int patternCount, int degree, bool rectified)
    {
        double F(double z) => Math.Pow(rectified ? Math.Max(z, 0) : z, degree);
        int others = dimension - 1;
        double[] squares = [.. Enumerable.Range(0, 1 << others).Select(state => 2 * System.Numerics.BitOperations.PopCount((uint)state) - others)
            .Select(r => Math.Pow(F(r + 1) - F(r - 1), 2))];
        double ratio = (F(dimension) - F(dimension - 2)) / Math.Sqrt((patternCount - 1) * squares.Average());

        // erfc(x/√2)/2 is the weight of a bell curve beyond x.
        Near.Relative(MathNet.Numerics.Distributions.Normal.CDF(0, 1, -ratio), PolynomialCapacity.FiniteOneStepError(dimension, patternCount, degree, rectified), 1e-11);
    }

    // Signal and variance differ from their leading orders by terms of relative order 1/N, and P − 1 from P by 1/P: at 2,000 units and an error near
    // 0.5 % the slope of erfc makes a few per cent of a few thousandths.
    [Theory, InlineData(3, false), InlineData(4, false), InlineData(3, true)]
    public void At_many_units_the_finite_size_goes_away(int degree, bool rectified)
    {
        long patterns = (long)(PolynomialCapacity.SmallErrorCoefficient(degree, 0.005, rectified) * Math.Pow(2000, degree - 1));
        double leading = PolynomialCapacity.OneStepError(2000, patterns, degree, rectified);
        Near.Relative(leading, PolynomialCapacity.FiniteOneStepError(2000, patterns, degree, rectified), 0.03);
        Assert.Equal(0, PolynomialCapacity.FiniteOneStepError(2000, 1, degree, rectified));
    }

    [Fact]
    public void Degree_two_is_the_pairwise_network()
    {
        // The same formula from α and from P and N: the argument of erfc differs by a few roundings, which its slope there takes tenfold.
        Near.Relative(OneStepError.Gaussian(0.15), PolynomialCapacity.OneStepError(1000, 150, 2), 1e-14);
        Near.Relative(ClassicalCapacity.MostPatternsExact(321), PolynomialCapacity.ErrorFree(321, 2), 1e-14);
    }

    // Demircigil et al. 2017: α < I(1−2ρ)/2, in bits; digits from mpmath.
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(0.05, 0.35680152144202193562)]
    [InlineData(0.1, 0.26550220320535938937)]
    [InlineData(0.2, 0.13903595255631882606)]
    [InlineData(0.35, 0.032965972312254496996)]
    [InlineData(0.5, 0)]
    public void The_exponential_memory_pays_for_its_basins(double flips, double bits) =>
        Assert.Equal(bits, ExponentialCapacity.BitsPerUnit(flips), 1e-15);

    [Fact]
    public void The_exponential_memory_holds_two_to_the_half_N()
    {
        Near.Relative(4096, ExponentialCapacity.Patterns(24), 1e-12);
        Assert.Equal(double.PositiveInfinity, ExponentialCapacity.Patterns(10_000));
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("dimension", () => ClassicalCapacity.MostPatternsExact(1));
        Assert.Throws<ArgumentOutOfRangeException>("degree", () => PolynomialCapacity.OneStepError(10, 10, 1));
        Assert.Throws<ArgumentOutOfRangeException>("patternCount", () => PolynomialCapacity.OneStepError(10, 0, 3));
        Assert.Throws<ArgumentOutOfRangeException>("dimension", () => PolynomialCapacity.FiniteOneStepError(1, 10, 3));
        Assert.Throws<ArgumentOutOfRangeException>("degree", () => PolynomialCapacity.FiniteOneStepError(10, 10, 1));
        Assert.Throws<ArgumentOutOfRangeException>("patternCount", () => PolynomialCapacity.FiniteOneStepError(10, 0, 3));
        Assert.Throws<ArgumentOutOfRangeException>("flipFraction", () => ExponentialCapacity.BitsPerUnit(0.6));
        Assert.Throws<ArgumentOutOfRangeException>("overlap", () => ExponentialCapacity.Rate(double.NaN));
    }
}
