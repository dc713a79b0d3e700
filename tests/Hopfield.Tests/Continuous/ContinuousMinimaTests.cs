namespace Hopfield.Tests;

/// <summary>
/// Minima of the lse energy that can be computed by other means, and statements of Ramsauer et al. (2021). No paper prints the numbers of the
/// circle: tests/measurements/CircleMinima.cs finds them in plain loops. Those of two patterns follow from the equations named at each test.
/// </summary>
public class ContinuousMinimaTests
{
    // 1e5 updates pass even the slow region beside a threshold: its length is about π/√(relative distance from it).
    private const int Many = 100_000;

    /// <summary>Points on the unit circle at angles in degrees.</summary>
    private static PatternSet<double> Circle(params double[] degrees) =>
        PatternSet.From([.. degrees.Select(a => new[] { Math.Cos(a * Math.PI / 180), Math.Sin(a * Math.PI / 180) })]);

    private static ContinuousHopfield<double> FivePoints(double beta) => ContinuousHopfield.Store(Circle(80, 90, 100, 210, 330), beta);

    private static double[] Limit(ContinuousHopfield<double> memory, params double[] start) =>
        memory.Recall(start, maxUpdates: Many, tolerance: 1e-15).State;

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 0.957504)]
    [InlineData(4, 0.999326)]
    public void Two_opposite_patterns_obey_m_equals_tanh_of_beta_square_m(double betaSquare, double expected)
    {
        // Along x the update is m ← tanh(β‖x‖² m): one fixed point up to β‖x‖² = 1, two above. ‖x‖² = 25 here.
        var memory = ContinuousHopfield.Store(new double[,] { { 3, 4 }, { -3, -4 } }, betaSquare / 25);
        double[] state = Limit(memory, 3, 4);
        double m = state[0] / 3;
        // At the threshold itself the fall is algebraic: m = √(3/(2t)) after t updates, 0.004 after 10⁵.
        Near.Absolute(expected, m, betaSquare == 1 ? 0.005 : 1e-6);
        if (betaSquare != 1) Near.Absolute(Math.Tanh(betaSquare * m), m, 1e-12);
        Near.Absolute(4 * m, state[1], 1e-12);
    }

    [Fact]
    public void A_circle_of_five_points_has_one_minimum_at_beta_1()
    {
        var memory = FivePoints(1);
        foreach (int angle in Enumerable.Range(0, 36))
        {
            double[] state = Limit(memory, 2 * Math.Cos(angle / 18.0 * Math.PI), 2 * Math.Sin(angle / 18.0 * Math.PI));
            Near.Absolute([0, 0.709785], state, 5e-7);
            Near.Absolute([0.2697, 0.2726, 0.2697, 0.0940, 0.0940], memory.Attention(state), 5e-5);
            Near.Absolute(0.35184171, memory.Energy(state), 5e-9);
            Near.Absolute(4.51, memory.EffectivePatternCount(state), 5e-3);
        }
    }

    [Fact]
    public void At_beta_10_it_has_a_mixture_on_top_and_two_single_patterns()
    {
        var memory = FivePoints(10);
        double[] top = Limit(memory, 0, 1), right = Limit(memory, 1, -0.5), left = Limit(memory, -1, -0.5);
        Near.Absolute([0, 0.990391], top, 5e-7);
        Near.Absolute([0.3162, 0.3676, 0.3162, 0, 0], memory.Attention(top), 5e-5);
        Near.Absolute(0.06090396, memory.Energy(top), 5e-9);
        Near.Absolute([0.866024, -0.499997], right, 5e-7);
        Near.Absolute([-0.866024, -0.499997], left, 5e-7);
        Near.Absolute(0.16094357, memory.Energy(right), 5e-9);
    }

    [Fact]
    public void A_fixed_point_is_not_always_a_minimum()
    {
        // A state on the axis of symmetry stays on it, and there ends between the two lower patterns: a minimum along the axis, a maximum
        // across it. Rounding leaves the axis in the end, so the walk is put back on it after every update.
        var memory = FivePoints(10);
        double[] saddle = [0, -0.4];
        for (int update = 0; update < 100; update++) saddle = [0, memory.Update(saddle)[1]];
        Near.Absolute([0, -0.498674], saddle, 5e-7);
        Near.Absolute([0, 0], memory.Gradient(saddle), 1e-12);
        double[,] hessian = memory.Hessian(saddle);
        // On the axis the mixed derivative is β times a sum of five terms that cancel in pairs, up to roundings of 10.
        Assert.True(hessian[0, 0] < 0 && hessian[1, 1] > 0 && Math.Abs(hessian[0, 1]) < 1e-13);
        Assert.True(Limit(memory, 1e-6, -0.4)[0] > 0.8);
    }

    [Theory]
    [InlineData(2.8005, false)]
    [InlineData(2.8008, true)]
    public void The_outer_patterns_are_born_at_beta_2_800672(double beta, bool born)
    {
        double[] state = Limit(FivePoints(beta), Math.Sqrt(0.75), -0.5);
        Assert.Equal(born, state[1] < 0);
    }

    [Theory]
    [InlineData(140.05, false)]
    [InlineData(140.08, true)]
    public void Side_minima_beside_the_middle_pattern_are_born_at_beta_140_064147(double beta, bool born)
    {
        var memory = FivePoints(beta);
        PatternSet<double> patterns = memory.Patterns;
        double[] state = Limit(memory, patterns.Pattern(0)[0], patterns.Pattern(0)[1]);
        Assert.Equal(born, state[0] > 0.05);
        if (born)
        {
            // Still a mixture of two. Past a saddle-node at β₀ the branch runs like √(β − β₀), so at 140.08 the third digit has moved.
            Near.Absolute(1.93, memory.EffectivePatternCount(state), 0.03);
            Near.Absolute(0.66, memory.Attention(state)[0], 0.03);
        }
    }

    [Theory]
    [InlineData(1, 0.2726)]
    [InlineData(10, 0.3676)]
    [InlineData(50, 0.515)]
    [InlineData(100, 0.694)]
    [InlineData(139, 0.804)]
    public void The_average_slides_into_the_middle_pattern(double beta, double weight)
    {
        // One branch all the way: nothing splits at the cluster.
        var memory = FivePoints(beta);
        Near.Absolute(weight, memory.Attention(Limit(memory, 0, 1))[1], 5e-4);
    }

    [Theory]
    [InlineData(131.0, false)]
    [InlineData(132.3, true)]
    public void Two_patterns_five_degrees_apart_from_the_top_split_at_beta_131_65(double beta, bool split)
    {
        // The Jacobian across the axis is β sin² 5° at the symmetric point: pitchfork at 1/sin² 5° = 131.65.
        Near.Absolute(131.65, 1 / Math.Pow(Math.Sin(Math.PI / 36), 2), 5e-3);
        var memory = ContinuousHopfield.Store(Circle(85, 95), beta);
        Assert.Equal(split, Math.Abs(Limit(memory, 0.01, 1)[0]) > 1e-3);
    }

    [Fact]
    public void Patterns_closer_than_two_over_root_beta_have_one_common_fixed_point()
    {
        // The Jacobian is β times a covariance, at most β D²/4 for the largest distance D: below 1 the update contracts.
        for (int seed = 0; seed < 50; seed++)
        {
            var random = new SeededRandom(seed);
            PatternSet<double> patterns = RealDraws.Patterns<double>(random, 10, 6);
            double largest = 0;
            for (int mu = 0; mu < patterns.PatternCount; mu++)
            {
                for (int nu = 0; nu < mu; nu++) largest = Math.Max(largest, Hopfield.Kernels.Distance.Between(patterns.Pattern(mu), patterns.Pattern(nu)));
            }
            double contraction = 0.9, beta = largest == 0 ? 1 : Math.Min(1e4, 4 * contraction / (largest * largest));
            var memory = ContinuousHopfield.Store(patterns, beta);
            double[] limit = Limit(memory, patterns.Mean());
            for (int start = 0; start < 5; start++)
                Near.Absolute(limit, Limit(memory, RealDraws.Normals<double>(patterns.Dimension, random)), 1e-12 * (1 + patterns.MaxNorm));
        }
    }

    [Theory]
    [InlineData(20, 3, 8)]
    [InlineData(20, 3, 1000)]
    [InlineData(75, 1, 11)]
    [InlineData(75, 1, 1000)]
    public void Random_patterns_on_the_paper_s_spheres_are_their_own_fixed_points(int d, int k, int count)
    {
        // Theorem 3's two examples promise 7 and 10 patterns at β = 1; far more are retrieved.
        PatternSet<double> patterns = PatternSet.OnSphere<double>(count, d, k * Math.Sqrt(d - 1), seed: 11);
        var memory = ContinuousHopfield.Store(patterns, 1.0);
        for (int mu = 0; mu < Math.Min(count, 25); mu++)
        {
            double[] state = memory.Recall(patterns.Pattern(mu), tolerance: 1e-14).State;
            // Theorem 5 with the distance ‖x* − x‖ ≈ 0 bounds the error; rounding adds a few roundoffs of M per pattern.
            double bound = 2 * Math.E * (count - 1) * patterns.MaxNorm * Math.Exp(-patterns.Separation(mu));
            Assert.True(Hopfield.Kernels.Distance.Between(state, patterns.Pattern(mu)) <= bound + 16 * Near.DoubleRoundoff * patterns.MaxNorm * Math.Sqrt(count));
        }
    }

    [Fact]
    public void The_error_of_one_update_falls_like_exp_of_minus_beta_times_the_separation()
    {
        // ‖f(x) − x‖ = ‖Σ p_ν (x_ν − x)‖ with p_ν = e^(−βΔ_ν): the nearest pattern leads. Alone it gives
        // ln ‖·‖ = ½ ln 2Δ − βΔ, a slope flatter than −β by 1/(2Δ), 2 % at Δ ≈ 110; the others add as much again.
        const double beta = 0.2;
        var points = new List<(double Delta, double LogError)>();
        for (int seed = 0; seed < 50; seed++)
        {
            PatternSet<double> patterns = PatternSet.OnSphere<double>(8, 20, 3 * Math.Sqrt(19), seed);
            var memory = ContinuousHopfield.Store(patterns, beta);
            for (int mu = 0; mu < 8; mu++)
            {
                double error = Hopfield.Kernels.Distance.Between(memory.Update(patterns.Pattern(mu)), patterns.Pattern(mu));
                points.Add((patterns.Separation(mu), Math.Log(error)));
            }
        }
        double meanX = points.Average(p => p.Delta), meanY = points.Average(p => p.LogError);
        double slope = points.Sum(p => (p.Delta - meanX) * (p.LogError - meanY)) / points.Sum(p => (p.Delta - meanX) * (p.Delta - meanX));
        Near.Relative(-beta, slope, 0.1);
    }
}
