namespace Hopfield.Tests;

public class OneStepErrorTests
{
    // Binomial sums in exact integer arithmetic, divided with 40 digits (mpmath): N, P, error when ties keep, probability of a tie.
    public static TheoryData<int, int, double, double> ExactSums => new()
    {
        { 500, 69, 0.003374724789181541939418, 0 },
        { 500, 92, 0.009477796831890068974983, 0.0002413450988040258312731 },
        { 500, 184, 0.04900211435748669012323, 0.0006753901407647044562128 },
        { 200, 25, 0.001989057068957391538504, 0 },
        { 100, 10, 0.0003992072159466673359184, 0.0001086465400133817235593 },
        { 101, 14, 0.00253566177897876901705, 0.0004722351515437074651609 },
        { 1000, 138, 0.003435027134996857355826, 0.0000562810781292108110822 },
        { 50, 3, 2.107960368495802151083e-7, 0 },
        { 5000, 500, 0.0007733858467262265897328, 0.000003373329000398943969789 },
        { 2, 5, 0.3125, 0 },
        { 2, 2, 0, 0.5 },
    };

    // Some thousand terms, each with the rounding of up to N/2 ratios: N·2⁻⁵³ is below 1e-12 for these N.
    [Theory, MemberData(nameof(ExactSums))]
    public void The_exact_law_is_the_binomial_sum(int dimension, int patternCount, double keep, double tie)
    {
        Near.Relative(keep, OneStepError.Exact(dimension, patternCount), 1e-12);
        Near.Relative(keep + tie / 2, OneStepError.Exact(dimension, patternCount, TieRule.Plus), 1e-12);
        Near.Relative(keep + tie / 2, OneStepError.Exact(dimension, patternCount, TieRule.Minus), 1e-12);
    }

    [Fact]
    public void One_pattern_alone_is_never_wrong_and_a_single_unit_always_ties()
    {
        Assert.Equal(0, OneStepError.Exact(100, 1));
        Assert.Equal(0, OneStepError.Exact(1, 7));
        Assert.Equal(0.5, OneStepError.Exact(1, 7, TieRule.Plus));
    }

    [Fact]
    public void A_tiny_load_gives_a_tiny_error_and_not_a_NaN() =>
        Assert.InRange(OneStepError.Exact(100_000, 2), 0, double.Epsilon);

    // Every state of a tiny network: all choices of P − 1 other patterns, counted one by one.
    [Theory, InlineData(3, 3), InlineData(4, 3), InlineData(3, 4), InlineData(5, 2)]
    public void The_exact_law_counts_all_networks(int dimension, int patternCount)
    {
        int bits = (patternCount - 1) * dimension, wrong = 0;
        for (int code = 0; code < 1 << bits; code++)
        {
            // The first pattern is all +1; by symmetry it stands for every pattern.
            int field = dimension - 1;
            for (int mu = 0; mu < patternCount - 1; mu++)
            {
                for (int j = 1; j < dimension; j++)
                    field += Sign(code, mu * dimension) * Sign(code, mu * dimension + j);
            }

            if (field < 0) wrong++;
        }
        Assert.Equal(wrong / (double)(1 << bits), OneStepError.Exact(dimension, patternCount), 1e-15);

        static int Sign(int code, int bit) => (code >> bit & 1) == 1 ? 1 : -1;
    }

    // Hertz, Krogh and Palmer (1991), Table 2.1: the largest load at a given error. Printed digits.
    [Theory, Trait("Kind", "Paper")]
    [InlineData(0.001, 0.105), InlineData(0.0036, 0.138), InlineData(0.01, 0.185), InlineData(0.05, 0.37), InlineData(0.1, 0.61)]
    public void The_load_at_a_given_error_is_that_of_the_textbook(double error, double printed) =>
        Assert.Equal(printed, OneStepError.LoadAt(error), printed < 0.2 ? 5.1e-4 : 5.1e-3);

    // ½ erfc(√(1/(2α))) with 22 digits (mpmath).
    [Theory]
    [InlineData(0.05, 0.000003872108215522041818838)]
    [InlineData(0.10, 0.0007827011290012748387499)]
    [InlineData(0.105, 0.001014115574226040108445)]
    [InlineData(0.138, 0.003552210928355304905743)]
    [InlineData(0.15, 0.004911637253759623995125)]
    [InlineData(0.185, 0.01003724277200457177856)]
    [InlineData(0.25, 0.02275013194817920720028)]
    [InlineData(0.37, 0.05008914711313402513447)]
    [InlineData(0.61, 0.1002077308464274537303)]
    public void The_limit_law_has_its_digits(double load, double digits) =>
        Near.Relative(digits, OneStepError.Gaussian(load), 1e-12);

    [Theory]
    [InlineData(0.001, 0.1047171329348483616464)]
    [InlineData(0.005, 0.1507182493011397106287)]
    [InlineData(0.01, 0.1847781793861009909773)]
    [InlineData(0.05, 0.369611509468194879652)]
    [InlineData(0.1, 0.6088745603777446894565)]
    public void The_load_at_a_given_error_has_its_digits(double error, double digits) =>
        Near.Relative(digits, OneStepError.LoadAt(error), 1e-12);

    // N = 500: the exact law against the erfc form with (P−1)/(N−1), which misses half a lattice step where ties can occur (P even).
    [Theory]
    [InlineData(69, 0.003375, 0.003375)]
    [InlineData(92, 0.009478, 0.009598)]
    [InlineData(184, 0.049002, 0.049339)]
    public void Ties_make_the_erfc_form_too_high(int patternCount, double exact, double erfc)
    {
        Assert.Equal(exact, OneStepError.Exact(500, patternCount), 5e-7);
        Assert.Equal(erfc, OneStepError.Gaussian((patternCount - 1) / 499.0), 5e-7);
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("dimension", () => OneStepError.Exact(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("patternCount", () => OneStepError.Exact(1, 0));
        foreach (double load in new[] { 0, -1, double.NaN, double.PositiveInfinity })
            Assert.Throws<ArgumentOutOfRangeException>("load", () => OneStepError.Gaussian(load));
        foreach (double error in new[] { 0, 0.5, double.NaN })
            Assert.Throws<ArgumentOutOfRangeException>("error", () => OneStepError.LoadAt(error));
    }
}
