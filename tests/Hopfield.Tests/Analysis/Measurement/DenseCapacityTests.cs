using System.Collections.Concurrent;

namespace Hopfield.Tests;

/// <summary>
/// Errors and repairs of dense memories beside numbers of an independent program, tests/measurements/DenseMemories.cs. Its standard error s over K
/// networks makes one of s·√(K/k) over the k networks of a test; accepted are four standard errors of the difference, 4·s·√(1 + K/k).
/// </summary>
public class DenseCapacityTests
{
    private const int Networks = 40;

    private static readonly ConcurrentDictionary<(int, int, int, bool), Lazy<Estimate>> _errors = new();

    // One step by energy difference from a stored pattern. Leading-order theory (Krotov and Hopfield 2016; for rectified powers with P/2 in place of
    // P, since only positive overlaps count) is 5 to 25 % low here. With the exact signal and variance the same bell curve comes nearer, and
    // never too high by more than the measurement's four standard errors: what is left are the heavier tails of a power.
    [Theory, Trait("Kind", "Measured")]
    [InlineData(100, 500, 3, false, 0.00550, 0.00013)]
    [InlineData(100, 1000, 3, false, 0.03538, 0.00037)]
    [InlineData(100, 500, 3, true, 0.00016, 0.00002)]
    [InlineData(100, 1000, 3, true, 0.00539, 0.00012)]
    [InlineData(50, 200, 3, false, 0.02192, 0.00040)]
    [InlineData(30, 300, 4, false, 0.00869, 0.00026)]
    public void One_step_errors_repeat_and_lie_a_little_above_leading_order(int dimension, int patternCount, int degree, bool rectified, double value, double error)
    {
        Assert.Equal(value, OneStepError(dimension, patternCount, degree, rectified).Value, 4 * error * Math.Sqrt(1 + 400.0 / Networks));
        double theory = PolynomialCapacity.OneStepError(dimension, patternCount, degree, rectified);
        double finite = PolynomialCapacity.FiniteOneStepError(dimension, patternCount, degree, rectified);
        Assert.InRange(value, theory - 4 * error, 1.3 * theory + 4 * error);
        Assert.InRange(finite, theory, value + 4 * error);
    }

    // Rectifying halves the variance of the noise: 2P rectified patterns disturb like P plain ones, here within a tenth. At equal P the factor grows as
    // the error falls: about 30 at 0.5 %, 6 to 7 at 3 %.
    [Fact]
    public void Twice_as_many_patterns_fit_a_rectified_power()
    {
        Estimate plain = OneStepError(100, 500, 3, false), rectified = OneStepError(100, 1000, 3, true);
        double spread = 4 * Math.Sqrt(plain.StandardError * plain.StandardError + rectified.StandardError * rectified.StandardError);
        Assert.Equal(plain.Value, rectified.Value, 0.1 * plain.Value + spread);
        Assert.True(OneStepError(100, 1000, 3, false).Value > 4 * rectified.Value + spread);
    }

    // Demircigil et al. (2017): 2^(N/2) patterns are stable. That they also attract needs larger N: one step of all units at once, of which the theorem
    // speaks, repairs few of two turned units (10 %) at these sizes, and hardly any of 20 %. One after another the units do better, because later
    // ones see the repaired ones already.
    [Theory, Trait("Kind", "Measured")]
    [InlineData(16, 256, 0, false, 0.979, 0.0043), InlineData(20, 1024, 0, false, 0.993, 0.0026), InlineData(24, 4096, 0, false, 0.999, 0.0010)]
    [InlineData(16, 256, 0.1, false, 0.060, 0.0069), InlineData(16, 256, 0.1, true, 0.398, 0.0157)]
    [InlineData(20, 1024, 0.1, false, 0.290, 0.0146), InlineData(20, 1024, 0.1, true, 0.582, 0.0154)]
    [InlineData(24, 4096, 0.1, false, 0.598, 0.0153), InlineData(24, 4096, 0.1, true, 0.787, 0.0138)]
    [InlineData(20, 64, 0.1, false, 0.924, 0.0081), InlineData(20, 64, 0.1, true, 0.967, 0.0056)]
    [InlineData(16, 256, 0.2, true, 0.133, 0.0106), InlineData(20, 1024, 0.2, true, 0.058, 0.0077), InlineData(20, 64, 0.2, false, 0.306, 0.0155)]
    public void An_exponential_memory_holds_two_to_the_half_n_patterns_with_small_basins(
        int dimension, int patternCount, double flips, bool oneAfterAnother, double value, double error) =>
        Assert.Equal(value, Repaired(dimension, patternCount, flips, oneAfterAnother), 4 * error * Math.Sqrt(1 + 200.0 / Networks));

    // None of 1,000 there: the share is below 0.003 with 95 % confidence. Then five or more of the 200 here have a probability of 4·10⁻⁴.
    [Theory, Trait("Kind", "Measured")]
    [InlineData(16, 256), InlineData(20, 1024), InlineData(24, 4096)]
    public void All_units_at_once_an_exponential_memory_repairs_nothing_of_a_fifth(int dimension, int patternCount) =>
        Assert.InRange(Repaired(dimension, patternCount, 0.2, oneAfterAnother: false), 0, 4 / 200.0);

    private static double Repaired(int dimension, int patternCount, double flips, bool oneAfterAnother) =>
        new CapacityExperiment(patterns => new DenseAssociativeMemory(patterns, InteractionFunction.Exponential()))
        {
            Criterion = CapacityCriterion.ExactRecall, FlipFraction = flips, Order = oneAfterAnother ? UpdateOrder.Sequential : UpdateOrder.Synchronous,
            MaxSweeps = 1, Trials = Networks, Probes = 5, Seed = 7,
        }.OverPatternCount(dimension, [patternCount]).Values[0];

    private static Estimate OneStepError(int dimension, int patternCount, int degree, bool rectified) =>
        _errors.GetOrAdd((dimension, patternCount, degree, rectified), key => new(() => new CapacityExperiment(
            patterns => new DenseAssociativeMemory(patterns, rectified ? InteractionFunction.RectifiedPower(degree) : InteractionFunction.Power(degree)))
        {
            Criterion = CapacityCriterion.OneStepError, Trials = Networks, Probes = 10, Seed = 2,
        }.OverPatternCount(dimension, [patternCount]).Points[0].Result)).Value;
}
