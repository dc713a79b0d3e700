namespace Hopfield.Tests;

public class CapacityExperimentTests
{
    // N = 500, loads as in the table of the exact law. Accepted within 4 standard errors over networks (units of one network are correlated,
    // which makes them 1.5–1.7 times those over units).
    [Fact]
    public void The_measured_one_step_error_is_the_exact_law()
    {
        int[] counts = [69, 92, 125, 184, 250];
        var experiment = new CapacityExperiment(Hebbian.From) { Criterion = CapacityCriterion.OneStepError, Trials = 60, Probes = 30, Seed = 20260301 };

        CapacityCurve curve = experiment.OverPatternCount(500, counts);

        Assert.Equal(counts, curve.PatternCounts);
        foreach (CapacityPoint point in curve.Points)
            Assert.Equal(OneStepError.Exact(500, point.Setting.PatternCount), point.Result.Value, 4 * point.Result.StandardError);
    }

    // The erfc form misses half a lattice step: at N = 100 and P = 38 that is 0.0016, about nine standard errors of 1000 networks.
    [Fact]
    public void The_measurement_tells_the_exact_law_from_the_erfc_form()
    {
        var experiment = new CapacityExperiment(Hebbian.From) { Criterion = CapacityCriterion.OneStepError, Trials = 1000, Probes = 38, Seed = 4 };

        Estimate measured = experiment.OverPatternCount(100, [38]).Points[0].Result;

        Assert.Equal(OneStepError.Exact(100, 38), measured.Value, 4 * measured.StandardError);
        Assert.True(OneStepError.Gaussian(37 / 99.0) - measured.Value > 4 * measured.StandardError);
    }

    // N = 500, 200 networks of tests/measurements/PairwiseRecall.cs: 0.9968 at load 0.10 with a deviation of 0.018 between networks, 0.5507 at 0.20 with
    // 0.134. Accepted: four standard errors of the difference. Mean-field theory has 0.998 and 0; what is left above the limit is a remanence.
    [Fact, Trait("Kind", "Measured")]
    public void The_overlap_follows_mean_field_at_a_tenth_and_collapses_at_a_fifth()
    {
        const int networks = 12;
        double difference = Math.Sqrt(1.0 / networks + 1.0 / 200);
        CapacityCurve curve = new CapacityExperiment(Hebbian.From) { Trials = networks, Probes = 4, Seed = 2 }.OverLoad(500, [0.10, 0.20]);

        Assert.Equal(0.9968, curve.At(0.10).Result.Value, 4 * 0.018 * difference);
        Assert.Equal(0.9968, MeanField.Overlap(0.10), 4 * 0.0013);
        Assert.Equal(0.5507, curve.At(0.20).Result.Value, 4 * 0.134 * difference);
    }

    // Both criteria see the same networks and the same recalls, so this is an identity of each sample and not of a mean alone.
    [Fact]
    public void The_settled_error_is_half_of_what_the_overlap_lacks()
    {
        CapacityCurve Measure(CapacityCriterion criterion) =>
            new CapacityExperiment(Hebbian.From) { Criterion = criterion, Trials = 6, FlipFraction = 0.1, Seed = 8 }.OverLoad(80, [0.05, 0.2]);

        CapacityCurve overlap = Measure(CapacityCriterion.RetrievalOverlap), error = Measure(CapacityCriterion.SettledError);

        Assert.True(error.Values[1] > 0.01);
        foreach ((Estimate m, Estimate wrong) in overlap.Points.Zip(error.Points, (a, b) => (a.Result, b.Result)))
        {
            // A few roundings of numbers below 1; an interval adds those of six squares, their sum and a root: below 20.
            Assert.Equal((1 - m.Value) / 2, wrong.Value, 1e-15);
            Assert.Equal((1 - m.High) / 2, wrong.Low, 20 * Math.ScaleB(1, -53));
        }
    }

    // Two networks, of which one has an error, would give an interval that reaches far beyond 0 and 1.
    [Theory, InlineData(CapacityCriterion.ExactRecall), InlineData(CapacityCriterion.SettledError), InlineData(CapacityCriterion.BasinRadius)]
    public void No_interval_of_a_share_leaves_zero_to_one(CapacityCriterion criterion)
    {
        CapacityCurve curve = new CapacityExperiment(Hebbian.From) { Criterion = criterion, Trials = 2, Probes = 3, Seed = 1 }.OverLoad(60, [0.08, 0.12, 0.16, 0.2]);
        Assert.Contains(curve.Points, point => point.Result.StandardError > 0);
        Assert.All(curve.Points, point => Assert.InRange(point.Result.Low, 0, point.Result.Value));
        Assert.All(curve.Points, point => Assert.InRange(point.Result.High, point.Result.Value, 1));
    }

    // McEliece: at N/(4 ln N) = 11.8 of N = 256 all patterns are exact, at three times N/(2 ln N) hardly any network is without a fault.
    [Fact]
    public void Error_free_capacity_lies_where_the_logarithm_puts_it()
    {
        var all = new CapacityExperiment(Hebbian.From) { Criterion = CapacityCriterion.AllExact, Trials = 40, Seed = 3 };
        int few = (int)ClassicalCapacity.AllPatternsExact(256), many = (int)(3 * ClassicalCapacity.MostPatternsExact(256));

        CapacityCurve curve = all.OverPatternCount(256, [few, many]);

        // The expected number of wrong units, N·P·P_err, is 0.013 at P = 11 and 139 at P = 69.
        Assert.True(curve.Values[0] >= 0.9);
        Assert.Equal(0, curve.Values[1]);
    }

    [Fact]
    public void Results_do_not_depend_on_threads_or_on_the_other_points()
    {
        var serial = new CapacityExperiment(Hebbian.From) { Trials = 6, Probes = 2, FlipFraction = 0.1, Seed = 5, Parallelism = 1 };
        var parallel = new CapacityExperiment(Hebbian.From) { Trials = 6, Probes = 2, FlipFraction = 0.1, Seed = 5, Parallelism = 3 };

        CapacityCurve three = serial.OverLoad(60, [0.05, 0.15, 0.25]);

        Assert.Equal(three.Points, parallel.OverLoad(60, [0.05, 0.15, 0.25]).Points);
        Assert.Equal(three.Points[1], parallel.OverLoad(60, [0.15]).Points[0]);
    }

    [Fact]
    public void More_noise_and_more_load_make_recall_worse()
    {
        var experiment = new CapacityExperiment(Hebbian.From) { Criterion = CapacityCriterion.ExactRecall, Trials = 20, Seed = 6 };

        CapacityCurve noise = experiment.OverNoise(120, 6, [0, 0.2, 0.45]);
        Assert.Equal(1, noise.Values[0]);
        Assert.True(noise.Values[1] > 0.9 && noise.Values[2] < 0.6);
        Assert.Equal([0, 0.2, 0.45], noise.FlipFractions);

        CapacityCurve size = experiment.OverSize(0.08, [50, 400]);
        Assert.Equal([4, 32], size.PatternCounts);
        Assert.Equal([50, 400], size.Dimensions);
    }

    [Fact]
    public void Basins_shrink_with_the_load()
    {
        var experiment = new CapacityExperiment(Hebbian.From) { Criterion = CapacityCriterion.BasinRadius, Trials = 10, Probes = 3, Seed = 7 };

        CapacityCurve curve = experiment.OverLoad(100, [0.02, 0.08, 0.3]);

        Assert.InRange(curve.Values[0], 0.35, 0.5);
        Assert.True(curve.Values[1] < curve.Values[0] && curve.Values[1] > 0.1);
        Assert.InRange(curve.Values[2], 0, 0.05);
    }

    // Sparse ±1 patterns share their many −1 units: plain Hebb then adds the same crosstalk everywhere and fails at once.
    [Fact]
    public void Sparse_patterns_defeat_the_plain_rule()
    {
        double dense = new CapacityExperiment(Hebbian.From) { Criterion = CapacityCriterion.OneStepError }.OverPatternCount(200, [10]).Values[0];
        double sparse = new CapacityExperiment(Hebbian.From) { Criterion = CapacityCriterion.OneStepError, Activity = 0.1 }.OverPatternCount(200, [10]).Values[0];
        Assert.True(dense < 0.001);
        // Every unit follows the mean of the patterns, −1, and the active tenth is lost.
        Assert.Equal(0.1, sparse, 0.02);
    }

    [Fact]
    public void A_level_is_crossed_between_two_points()
    {
        CapacityCurve curve = Curve((0.1, 1), (0.2, 0.8), (0.3, 0.2), (0.4, 0.2));
        Assert.Equal(0.25, curve.LoadAt(0.5), 1e-12);
        Assert.Equal(0.1, curve.LoadAt(1), 1e-12);
        Assert.Equal(0.3, curve.LoadAt(0.2), 1e-12);
        Assert.True(double.IsNaN(curve.LoadAt(0.1)));
        Assert.Equal(0.2, curve.At(0.22).Setting.Load, 1e-12);
    }

    // α = 0.09 and 0.18: first steps of 0.1 % and 0.9 %, both harmless to look at.
    [Fact]
    public void The_avalanche_starts_alike_on_both_sides_of_the_limit_and_ends_differently()
    {
        Avalanche below = Avalanche.Measure(Hebbian.From, 500, 45, steps: 30, networks: 20, seed: 1);
        Avalanche above = Avalanche.Measure(Hebbian.From, 500, 90, steps: 30, networks: 20, seed: 1);

        Assert.Equal(0, below.WrongShare[0]);
        Assert.Equal(31, above.WrongShare.Length);
        Assert.True(above.WrongShare[1] < 0.012 && below.WrongShare[1] < 0.003);
        Assert.True(above.WrongShare[30] > 10 * above.WrongShare[1]);
        Assert.True(below.WrongShare[30] < 0.005);
        Assert.Equal(above.WrongShare[5], above.Runs.Average(run => run[5]), 1e-12);
    }

    [Fact]
    public void A_token_stops_a_sweep_and_progress_ends_at_one()
    {
        var experiment = new CapacityExperiment(Hebbian.From) { Trials = 2, Probes = 1 };
        Assert.ThrowsAny<OperationCanceledException>(() => experiment.OverLoad(20, [0.1], cancellationToken: new CancellationToken(true)));
        double last = 0;
        experiment.OverLoad(20, [0.1, 0.2], new Last(value => last = value));
        Assert.Equal(1, last);
    }

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        var experiment = new CapacityExperiment(Hebbian.From);
        Assert.Throws<ArgumentException>("loads", () => experiment.OverLoad(10, []));
        Assert.Throws<ArgumentOutOfRangeException>("load", () => experiment.OverLoad(10, [double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>("dimension", () => experiment.OverLoad(1, [0.1]));
        Assert.Throws<ArgumentOutOfRangeException>("flipFractions", () => experiment.OverNoise(10, 1, [0.6]));
        Assert.Throws<ArgumentOutOfRangeException>("Trials", () => new CapacityExperiment(Hebbian.From) { Trials = 1 });
        Assert.Throws<ArgumentOutOfRangeException>("Activity", () => new CapacityExperiment(Hebbian.From) { Activity = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("FlipFraction", () => new CapacityExperiment(Hebbian.From) { FlipFraction = double.NaN });
        Assert.Throws<ArgumentNullException>("store", () => new CapacityExperiment((Func<BinaryPatterns, BipolarModel>)null!));
    }

    private static CapacityCurve Curve(params (double Load, double Value)[] points) => new(
        CapacityCriterion.RetrievalOverlap,
        [.. points.Select(p => new CapacityPoint(new(1000, (int)Math.Round(1000 * p.Load), 0), new(p.Value, 0, p.Value, p.Value, 2)))]);

    private sealed class Last(Action<double> tell) : IProgress<double>
    {
        public void Report(double value) => tell(value);
    }
}
