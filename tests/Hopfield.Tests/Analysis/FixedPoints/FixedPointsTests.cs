namespace Hopfield.Tests;

public class FixedPointsTests
{
    private static readonly PatternSet<double> _five = FivePoints.Patterns;

    // Five points on the unit circle at 80°, 90°, 100°, 210°, 330°. Six to eight digits of
    // tests/measurements/CircleMinima.cs, which repeats the update in plain loops.
    [Theory]
    [InlineData(1, 0, 0.709785, 0.2697, 0.2726, 0.2697, 0.35184171)]
    [InlineData(10, 0, 0.990391, 0.3162, 0.3676, 0.3162, 0.06090396)]
    public void The_cluster_has_its_average(double beta, double x, double y, double left, double middle, double right, double energy)
    {
        FixedPoint found = Hopfield.FixedPoints.From(new(_five, beta), [0, 1]);

        Assert.Equal(x, found.State[0], 1e-12);
        Assert.Equal(y, found.State[1], 5e-7);
        Assert.Equal([left, middle, right], found.Attention.Take(3), (a, b) => Math.Abs(a - b) < 5e-5);
        Assert.Equal(energy, found.Energy, 5e-9);
        Assert.True(found.IsMinimum);
    }

    [Fact]
    public void The_outer_points_are_memories_of_their_own_at_beta_ten()
    {
        FixedPointSet set = Hopfield.FixedPoints.Find(new(_five, 10));

        Assert.Equal(3, set.Minima.Count);
        FixedPoint right = set.Minima.Single(p => p.State[0] > 0.5);
        Assert.Equal((0.866024, -0.499997), (Math.Round(right.State[0], 6), Math.Round(right.State[1], 6)));
        Assert.Equal(0.16094357, right.Energy, 5e-9);
        Assert.Equal(MinimumKind.SinglePattern, set.KindOf(right));
        Assert.Equal(MinimumKind.Metastable, set.KindOf(set.Minima.Single(p => p.State[1] > 0.5)));
    }

    // A symmetric start runs along the axis into the saddle near (0, −0.5): a fixed point is not always a minimum.
    [Fact]
    public void A_symmetric_start_finds_a_saddle()
    {
        FixedPointSet set = Hopfield.FixedPoints.Find(new(_five, 10));

        FixedPoint saddle = set.Saddles.Single(p => p.State[1] < -0.4);
        // Newton ends where the gradient is below 1e-11, and the curvature is of order 1.
        Assert.Equal(0, saddle.State[0], 1e-9);
        Assert.Equal(-0.498674, saddle.State[1], 5e-7);
        Assert.Equal(1, saddle.UnstableDirections);
        Assert.Throws<ArgumentException>("minimum", () => set.KindOf(saddle));
    }

    // Weights of the upper minimum at larger β, three digits, and k_eff 4.51 at β = 1.
    [Theory]
    [InlineData(50, 0.242, 0.515), InlineData(100, 0.153, 0.694), InlineData(139, 0.098, 0.804)]
    public void The_average_slides_into_the_middle_pattern(double beta, double side, double middle)
    {
        FixedPoint found = Hopfield.FixedPoints.From(new(_five, beta), [0, 1]);
        Assert.Equal([side, middle, side], found.Attention.Take(3), (a, b) => Math.Abs(a - b) < 5.1e-4);
    }

    [Fact]
    public void At_beta_one_everything_is_one_average()
    {
        FixedPointSet set = Hopfield.FixedPoints.Find(new(_five, 1));
        FixedPoint only = Assert.Single(set.Points);
        Assert.Equal(MinimumKind.GlobalAverage, set.KindOf(only));
        Assert.Equal(4.51, only.EffectivePatternCount, 5e-3);
    }

    // Morse: E grows like ½‖ξ‖², so in the plane minima − saddles + maxima = 1; anything else means that a point was missed.
    [Theory]
    [InlineData(1), InlineData(2.7), InlineData(2.9), InlineData(10), InlineData(50), InlineData(139), InlineData(141), InlineData(400)]
    public void No_fixed_point_of_the_plane_is_missed(double beta)
    {
        FixedPointSet set = Hopfield.FixedPoints.Find(new(_five, beta));
        Assert.Equal(1, set.Points.Sum(p => p.UnstableDirections == 1 ? -1 : 1));
    }

    [Fact]
    public void The_same_holds_for_random_clouds()
    {
        int[] totals = Trials.Run(30, 11, random =>
        {
            var cloud = PatternSet.From([.. Enumerable.Range(0, 6).Select(_ => new[] { 2 * random.NextDouble() - 1, 2 * random.NextDouble() - 1 })]);
            FixedPointSet set = Hopfield.FixedPoints.Find(new(cloud, 12), starts: 400);
            return set.Points.Sum(p => p.UnstableDirections == 1 ? -1 : 1);
        });
        Assert.All(totals, total => Assert.Equal(1, total));
    }

    // m = tanh(β‖x‖² m): one solution up to β‖x‖² = 1, and m = 0.957504 at 2 (22 digits from mpmath).
    [Theory]
    [InlineData(0.5, 1, 0), InlineData(0.99, 1, 0), InlineData(2, 3, 0.9575040240772687406765)]
    public void Two_opposite_patterns_obey_the_law_of_a_magnet(double betaTimesNorm, int count, double m)
    {
        double[] x = [3, -1, 2];
        var memory = new ContinuousHopfield<double>(PatternSet.From(x, [-3, 1, -2]), betaTimesNorm / 14);

        FixedPointSet set = Hopfield.FixedPoints.Find(memory);

        Assert.Equal(count, set.Points.Count);
        Assert.Equal(m, Math.Abs(set.Minima[0].State[0]) / 3, 1e-10);
        Assert.Equal(m == 0 ? MinimumKind.GlobalAverage : MinimumKind.SinglePattern, set.KindOf(set.Minima[0]));
        if (count == 3) Assert.Equal(0, set.Saddles[0].State[0], 1e-10);
    }

    // βD²/4 < 1 with D the largest distance: 1.217 for the five points. At most one fixed point below.
    [Fact]
    public void Below_the_contraction_bound_there_is_one_fixed_point()
    {
        Assert.Equal(1.217, Hopfield.FixedPoints.UniqueBelow(_five), 5e-4);
        int[] counts = Trials.Run(40, 3, random =>
        {
            var cloud = PatternSet.From([.. Enumerable.Range(0, 7).Select(_ => new[] { random.NextDouble(), random.NextDouble(), 3 * random.NextDouble() })]);
            return Hopfield.FixedPoints.Find(new(cloud, 0.999 * Hopfield.FixedPoints.UniqueBelow(cloud)), starts: 30).Points.Count;
        });
        Assert.All(counts, count => Assert.Equal(1, count));
        Assert.Equal(double.PositiveInfinity, Hopfield.FixedPoints.UniqueBelow(PatternSet.From([1.0, 2], [1.0, 2])));
    }

    // Few patterns of many units: the curvatures come from a P × P matrix, and must be those of the full Hessian.
    [Fact]
    public void Curvatures_of_few_long_patterns_equal_those_of_the_full_Hessian()
    {
        var random = new SeededRandom(9);
        var patterns = PatternSet.From([.. Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, 12).Select(_ => random.NextDouble() - 0.5).ToArray())]);
        var memory = new ContinuousHopfield<double>(patterns, 3);
        double[] state = Enumerable.Range(0, 12).Select(_ => random.NextDouble() - 0.5).ToArray();

        double[] full = [.. MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(memory.Hessian(state)).Evd().EigenValues.Select(e => e.Real).Order()];
        double[] few = Newton.Curvatures(memory, state);

        Assert.Equal(4, few.Length);
        for (int k = 0; k < 4; k++) Assert.Equal(full[k], few[k], 1e-12);
    }

    // Four pictures of 400 pixels in two pairs: squared distances 67 between the pairs and 1.3 within, so they part near β = 4/67 and 4/1.3.
    // P × P equations finish the rest states.
    [Fact]
    public void Few_patterns_of_many_units_are_finished_to_the_last_digits()
    {
        var random = new SeededRandom(4);
        double[] a = Noise(), b = Noise();
        var patterns = PatternSet.From(a, Near(a), b, Near(b));
        foreach (double beta in new[] { 0.002, 0.5, 10 })
        {
            var memory = new ContinuousHopfield<double>(patterns, beta);
            FixedPointSet set = Hopfield.FixedPoints.Find(memory, starts: 20);
            foreach (FixedPoint point in set.Points)
                Assert.True(Math.Sqrt(memory.Gradient(point.State).Sum(g => g * g)) <= 1e-11 * patterns.MaxNorm);
            Assert.Equal(beta switch { 0.002 => 1, 0.5 => 2, _ => 4 }, set.Minima.Count);
        }

        double[] Noise() => Scaled(Enumerable.Range(0, 400).Select(_ => random.NextDouble() - 0.5));
        double[] Near(double[] x) => Scaled(x.Select(v => v + 0.2 * (random.NextDouble() - 0.5)));

        // Of equal norm: otherwise the longer picture of a pair can answer louder to the shorter one than that does itself.
        static double[] Scaled(IEnumerable<double> values)
        {
            double[] x = [.. values];
            double norm = Math.Sqrt(x.Sum(v => v * v));
            return Array.ConvertAll(x, v => 5.8 * v / norm);
        }
    }

    [Theory, InlineData(1.0), InlineData(2.0), InlineData(1.5)]
    public void Other_separations_have_their_fixed_points_too(double alpha)
    {
        var memory = new ContinuousHopfield<double>(_five, 10, SeparationFunction.Entmax(alpha));
        foreach (FixedPoint point in Hopfield.FixedPoints.Find(memory, saddles: false).Points)
            Assert.All(memory.Gradient(point.State), g => Assert.Equal(0, g, 1e-10));
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        var memory = new ContinuousHopfield<double>(_five, 1);
        Assert.Throws<ArgumentNullException>("memory", () => Hopfield.FixedPoints.Find(null!));
        Assert.Throws<ArgumentOutOfRangeException>("starts", () => Hopfield.FixedPoints.Find(memory, starts: -1));
        Assert.Throws<ArgumentException>("state", () => Hopfield.FixedPoints.From(memory, [1, 2, 3]));
    }
}

/// <summary>The course's five points on the unit circle.</summary>
internal static class FivePoints
{
    public static PatternSet<double> Patterns { get; } = PatternSet.OnCircle(80, 90, 100, 210, 330);
}
