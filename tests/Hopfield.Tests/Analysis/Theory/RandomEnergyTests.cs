namespace Hopfield.Tests;

public class RandomEnergyTests
{
    // mpmath with 40 digits: κ − ln ₀F₁(; d/2; κ²/4). The terms of the result are of the size of κ, and so are their roundings.
    [Theory]
    [InlineData(2, 3, 1.414692378186579084493)]
    [InlineData(16, 4, 3.513036436421065394419)]
    [InlineData(20, 5, 4.391625174871701049355)]
    [InlineData(40, 10, 8.784643275485704903812)]
    [InlineData(64, 128, 57.92736371679083479296)]
    [InlineData(1000, 1, 0.999500000249500666662)]
    public void The_half_way_point_has_its_digits(int dimension, double kappa, double expected) =>
        // The largest term is a difference of logarithms of gammas, near 3,000 at d = 1000 and below 400 elsewhere, good to 15 digits each.
        Assert.Equal(expected, new RandomEnergy(dimension, kappa).LogHalfPatterns, dimension == 1000 ? 1e-11 : 2e-12);

    // The definition itself: 1 + P·E[e^{κ(q − 1)}] is the sum of all weights over the own one, and the mean over draws has no bias.
    [Fact]
    public void The_mean_of_the_weights_of_others_is_that_of_random_patterns()
    {
        const int dimension = 20, patternCount = 500, trials = 400;
        var law = new RandomEnergy(dimension, 5);
        double[] sums = Trials.Run(trials, 1, random =>
        {
            PatternSet<double> patterns = PatternSet.OnSphere<double>(patternCount + 1, dimension, 1, random);
            return Enumerable.Range(1, patternCount).Sum(mu => Math.Exp(5 * (Similarity(patterns, mu) - 1)));
        });
        Estimate sum = Estimate.OfMean(sums);
        Assert.Equal(patternCount / Math.Exp(law.LogHalfPatterns), sum.Value, 4 * sum.StandardError);

        static double Similarity(PatternSet<double> patterns, int mu) => Enumerable.Range(0, patterns.Dimension).Sum(i => patterns.Pattern(0)[i] * patterns.Pattern(mu)[i]);
    }

    [Fact]
    public void The_own_weight_is_a_half_at_the_half_way_point_and_falls_with_the_patterns()
    {
        var law = new RandomEnergy(40, 10);
        double half = Math.Exp(law.LogHalfPatterns);
        Assert.Equal(1, law.OwnWeight(0));
        Assert.Equal(0.5, law.OwnWeight(half), 1e-14); // the logarithm of P near 9 is rounded, and the slope there is a quarter
        Assert.Equal(0.25, law.OwnWeight(3 * half), 1e-14);
    }

    // mpmath: golden section of κu − L(κu) − ln(m/(1 − m)) from its side at u = 1.
    [Theory]
    [InlineData(40, 10, 6.1552937648634722503)]
    [InlineData(64, 128, 55.26667586211688612)]
    public void The_last_fixed_point_has_its_digits(int dimension, double kappa, double expected) =>
        // At a maximum the place counts with its square only. What is left are the logarithms of gammas up to 400, good to 15 digits each.
        Assert.Equal(expected, new RandomEnergy(dimension, kappa).LogFixedPointPatterns!.Value, 2e-12);

    // On few dimensions with little sharpness the pattern's fixed point slides into the mean of all and never meets a saddle.
    [Fact]
    public void Where_the_memory_fades_there_is_no_last_fixed_point() => Assert.Null(new RandomEnergy(16, 4).LogFixedPointPatterns);

    // A last fixed point lies below the half-way point of one update: repeated updates add up what one of them loses.
    [Fact]
    public void Repeating_the_update_holds_fewer_patterns()
    {
        foreach (int dimension in new[] { 24, 40, 64, 100 })
        {
            var law = new RandomEnergy(dimension, dimension / 3.0);
            Assert.True(law.LogFixedPointPatterns < law.LogHalfPatterns);
        }
    }

    // λ(1 − q̂) − ½ ln(1 − q̂²) with 22 digits (mpmath).
    [Theory]
    [InlineData(1e-4, 0.00009999500000002499999967)]
    [InlineData(0.25, 0.2196535626545124377271)]
    [InlineData(0.5, 0.3870064220432513335068)]
    public void The_exponent_has_its_digits(double lambda, double expected) => Near.Relative(expected, RandomEnergy.Exponent(lambda), 1e-14);

    // ln P*/d approaches the exponent from below as 1/d: the first correction is that of the saddle point, ¼ ln(1 + 4λ²)/d and the like.
    [Theory, InlineData(0.25), InlineData(0.5), InlineData(2)]
    public void The_exponent_is_the_limit_of_large_spheres(double lambda)
    {
        double Gap(int dimension) => RandomEnergy.Exponent(lambda) - new RandomEnergy(dimension, lambda * dimension).LogHalfPatterns / dimension;
        Assert.True(Gap(1000) > 0);
        Assert.Equal(0.5, Gap(2000) / Gap(1000), 1e-3);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("dimension", () => new RandomEnergy(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("kappa", () => new RandomEnergy(3, 0));
        Assert.Throws<ArgumentOutOfRangeException>("patternCount", () => new RandomEnergy(3, 1).OwnWeight(-1));
        Assert.Throws<ArgumentOutOfRangeException>("lambda", () => RandomEnergy.Exponent(double.NaN));
    }
}
