using MathNet.Numerics;

namespace Hopfield.Tests;

public class MeanFieldTests
{
    // Root of the mean-field equation by bisection with 40 digits (mpmath).
    [Theory]
    [InlineData(0.05, 0.9999922281490462363268)]
    [InlineData(0.10, 0.9979992663472991562833)]
    [InlineData(0.12, 0.9932227317656057401078)]
    [InlineData(0.13, 0.9872118907992346584117)]
    [InlineData(0.137, 0.9754441294273472983902)]
    public void The_settled_overlap_has_its_digits(double load, double digits) =>
        // The root is well conditioned below 0.137: dm/dα is 15 there, so a rounding of α costs 15·2⁻⁵³.
        Near.Relative(digits, MeanField.Overlap(load), 1e-12);

    // Amit, Gutfreund and Sompolinsky (1985), abstract and text: no retrieval beyond α_c = 0.138, with errors of about 1.5 % there; (1987): m = 0.967.
    [Fact, Trait("Kind", "Paper")]
    public void The_critical_load_and_overlap_are_the_published_ones()
    {
        Assert.Equal(0.138, MeanField.CriticalLoad, 5e-4);
        Assert.Equal(0.967, MeanField.CriticalOverlap, 5e-4);
        Assert.Equal(0.015, (1 - MeanField.CriticalOverlap) / 2, 2e-3); // "about"
    }

    // The digits follow from maximising g(y) (mpmath, 40 digits).
    [Fact]
    public void The_critical_point_is_where_the_two_roots_meet()
    {
        Assert.Equal(0.1379056, MeanField.CriticalLoad, 5e-8);
        Assert.Equal(0.967417, MeanField.CriticalOverlap, 5e-7);
        Assert.Equal(0.0163, (1 - MeanField.CriticalOverlap) / 2, 5e-5);

        // √(2α) = erf(y)/y − (2/√π) e^(−y²) is largest at y_c: the derivative vanishes there and the value gives α_c.
        double y = SpecialFunctions.ErfInv(MeanField.CriticalOverlap);
        double g(double x) => SpecialFunctions.Erf(x) / x - 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x);
        // At a maximum an error of y counts with its square only: a few roundings of g are left.
        Near.Relative(MeanField.CriticalLoad, g(y) * g(y) / 2, 1e-14);
        Assert.Equal(0, (g(y + 1e-4) - g(y - 1e-4)) / 2e-4, 1e-7); // central difference: error about h²
        Near.Relative(MeanField.CriticalOverlap, MeanField.Overlap(MeanField.CriticalLoad), 1e-7); // a double root: √ε
    }

    [Fact]
    public void Above_the_critical_load_nothing_is_left()
    {
        Assert.Equal(0, MeanField.Overlap(0.1380));
        Assert.Equal(0.5, MeanField.WrongShare(0.2));
        Assert.Equal(1, MeanField.Overlap(0));
        Assert.Equal(0, MeanField.WrongShare(0));
    }

    [Fact]
    public void The_overlap_falls_with_the_load_and_solves_the_equation()
    {
        double before = 1;
        for (double load = 0.005; load < 0.1379; load += 0.0005)
        {
            double m = MeanField.Overlap(load), wrong = MeanField.WrongShare(load);
            Assert.True(m <= before);
            Assert.Equal((1 - m) / 2, wrong, 1e-15);
            double y = SpecialFunctions.ErfcInv(2 * wrong);
            // The equation, divided by y so that its terms are of order 1.
            Assert.Equal(SpecialFunctions.Erf(y) / y, Math.Sqrt(2 * load) + 2 / Math.Sqrt(Math.PI) * Math.Exp(-y * y), 1e-12);
            before = m;
        }
    }

    // The settled error at α = 0.138, 1.6 %, is an avalanche away from the 0.36 % of the first step.
    [Fact]
    public void The_first_step_hides_what_comes() =>
        Assert.InRange(MeanField.WrongShare(0.1379) / OneStepError.Gaussian(0.1379), 4.3, 4.7);

    // Amit, Gutfreund and Sompolinsky (1985), text: memories are the global minima below α = 0.051; replica-symmetric energies cross at 0.05185
    // (bisection with 40 digits).
    [Fact, Trait("Kind", "Paper")]
    public void Memories_are_the_deepest_states_only_at_small_load()
    {
        Assert.Equal(MeanField.SpinGlassEnergy(MeanField.DeepestLoad), MeanField.RetrievalEnergy(MeanField.DeepestLoad), 1e-13);
        Assert.InRange(MeanField.DeepestLoad, 0.051, 0.052);
        Assert.True(MeanField.RetrievalEnergy(0.04) < MeanField.SpinGlassEnergy(0.04));
        Assert.True(MeanField.RetrievalEnergy(0.07) > MeanField.SpinGlassEnergy(0.07));
        Assert.Equal(-0.50000035638294110452, MeanField.RetrievalEnergy(0.05), 1e-13);
        Assert.Equal(-0.50015420934733387613, MeanField.RetrievalEnergy(0.1), 1e-13);
        Assert.Equal(-0.5, MeanField.RetrievalEnergy(0));
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("load", () => MeanField.Overlap(-1e-9));
        Assert.Throws<ArgumentOutOfRangeException>("load", () => MeanField.WrongShare(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("load", () => MeanField.RetrievalEnergy(0.2));
        Assert.Throws<ArgumentOutOfRangeException>("load", () => MeanField.SpinGlassEnergy(double.PositiveInfinity));
    }
}
