namespace Hopfield.Tests;

/// <summary>Gradient, Jacobian and Hessian against central differences of the energy and the update.</summary>
public class ContinuousDerivativesTests
{
    // Central differences with step h err by h²/6 times a third derivative and by roundoff/h. Here numbers are of size 1 and β ≤ 3, so third
    // derivatives stay below 10³ (β² times cubes of distances): h = 1e-5 gives 1e-7 · … + 1e-16/1e-5 · 100.
    private const double Step = 1e-5, Allowed = 1e-7;

    public static TheoryData<string> Separations => ContinuousHopfieldTests.Separations;

    [Theory, MemberData(nameof(Separations))]
    public void The_gradient_is_the_slope_of_the_energy(string separation) => ForEachDraw(separation, (memory, state) =>
    {
        double[] gradient = memory.Gradient(state);
        for (int i = 0; i < state.Length; i++)
        {
            double slope = (memory.Energy(Shifted(state, i, Step)) - memory.Energy(Shifted(state, i, -Step))) / (2 * Step);
            Near.Absolute(slope, gradient[i], Allowed);
        }
    });

    [Theory, MemberData(nameof(Separations))]
    public void The_jacobian_is_the_slope_of_the_update(string separation) => ForEachDraw(separation, (memory, state) =>
    {
        double[,] jacobian = memory.Jacobian(state), hessian = memory.Hessian(state);
        for (int j = 0; j < state.Length; j++)
        {
            double[] up = memory.Update(Shifted(state, j, Step)), down = memory.Update(Shifted(state, j, -Step));
            for (int i = 0; i < state.Length; i++)
            {
                Near.Absolute((up[i] - down[i]) / (2 * Step), jacobian[i, j], Allowed);
                Assert.Equal(jacobian[i, j], jacobian[j, i]);
                Assert.Equal((i == j ? 1 : 0) - jacobian[i, j], hessian[i, j]);
            }
            Assert.True(jacobian[j, j] >= 0);
        }
    }, skipKinks: true);

    [Theory, MemberData(nameof(Separations))]
    public void The_hessian_is_the_slope_of_the_gradient(string separation) => ForEachDraw(separation, (memory, state) =>
    {
        double[,] hessian = memory.Hessian(state);
        for (int j = 0; j < state.Length; j++)
        {
            double[] up = memory.Gradient(Shifted(state, j, Step)), down = memory.Gradient(Shifted(state, j, -Step));
            for (int i = 0; i < state.Length; i++) Near.Absolute((up[i] - down[i]) / (2 * Step), hessian[i, j], Allowed);
        }
    }, skipKinks: true);

    [Fact]
    public void Single_precision_patterns_give_the_same_derivatives()
    {
        float[,] rows = { { 1, 0.5f }, { -0.25f, 2 }, { 0, -1 } };
        double[,] wide = { { 1, 0.5 }, { -0.25, 2 }, { 0, -1 } };
        var single = ContinuousHopfield.Store(rows, 2f);
        var twice = ContinuousHopfield.Store(wide, 2.0);
        Near.Absolute(twice.Gradient([0.5, -0.25]), single.Gradient([0.5f, -0.25f]), 1e-15);
        Near.Absolute([.. twice.Jacobian([0.5, -0.25]).Cast<double>()], [.. single.Jacobian([0.5f, -0.25f]).Cast<double>()], 1e-15);
        Assert.Equal(twice.Energy([0.5, -0.25]), single.Energy([0.5f, -0.25f]), 1e-15);
    }

    [Theory, MemberData(nameof(Separations))]
    public void The_conjugate_is_the_largest_value_and_its_slope_is_the_weights(string separation)
    {
        FenchelYoungSeparation chosen = ContinuousHopfieldTests.Named(separation);
        for (int seed = 0; seed < 100; seed++)
        {
            var random = new SeededRandom(seed);
            int length = random.Next(1, 12);
            double beta = 0.1 + 2 * random.NextDouble();
            double[] z = RealDraws.Normals<double>(length, random), p = new double[length], other = new double[length];
            double value = chosen.Conjugate(z, beta, p);
            // At most 11 weights, each right to a few roundings, of which 1e-14 is 90; so are the terms of an entropy below ln 11.
            Near.Absolute(1, p.Sum(), 1e-14);
            // At z = 0 the conjugate is the entropy of equal weights over β.
            Near.Absolute(chosen.LargestEntropy(length) / beta, chosen.Conjugate(new double[length], beta, other), 1e-14 / beta);
            // Convexity: the tangent at any other point lies below.
            double[] y = RealDraws.Normals<double>(length, random);
            double tangent = chosen.Conjugate(y, beta, other) + Enumerable.Range(0, length).Sum(mu => other[mu] * (z[mu] - y[mu]));
            Assert.True(tangent <= value + 1e-13, $"seed {seed}");
            for (int mu = 0; mu < length; mu++)
            {
                double slope = (chosen.Conjugate(Shifted(z, mu, Step), beta, other) - chosen.Conjugate(Shifted(z, mu, -Step), beta, other)) / (2 * Step);
                // Sparsemax's second derivative jumps at a kink, which costs a central difference up to β h/4.
                Near.Absolute(slope, p[mu], Allowed + beta * Step);
            }
        }
    }

    [Fact]
    public void A_separation_of_ones_own_brings_energy_and_derivatives_along()
    {
        PatternSet<double> patterns = PatternSet.OnSphere<double>(9, 5, 1.5, seed: 2);
        double[] state = RealDraws.Normals<double>(5, new SeededRandom(3));
        var own = ContinuousHopfield.Store(patterns, 3.0, new TwiceShannon());
        var softmax = ContinuousHopfield.Store(patterns, 1.5);
        // Nine weights by two formulas: a few roundings of scores below 4, of which 1e-14 is 20.
        Near.Absolute(softmax.Update(state), own.Update(state), 1e-14);
        Near.Absolute(softmax.Energy(state), own.Energy(state), 1e-14);
        Near.Absolute([.. softmax.Jacobian(state).Cast<double>()], [.. own.Jacobian(state).Cast<double>()], 1e-13);
    }

    // Twice Shannon's entropy: softmax at half the inverse temperature.
    private sealed class TwiceShannon : FenchelYoungSeparation
    {
        public override string Name => "twice Shannon";

        public override void Weigh<T>(ReadOnlySpan<T> z, T beta, Span<T> weights) => SeparationFunction.Softmax.Weigh(z, beta / T.CreateTruncating(2), weights);

        public override double Conjugate(ReadOnlySpan<double> z, double beta, Span<double> weights) => SeparationFunction.Softmax.Conjugate(z, beta / 2, weights);

        public override double LargestEntropy(int count) => 2 * Math.Log(count);

        public override void Sensitivity(ReadOnlySpan<double> weights, Span<double> sensitivities)
        {
            for (int mu = 0; mu < weights.Length; mu++) sensitivities[mu] = weights[mu] / 2;
        }
    }

    private static void ForEachDraw(string separation, Action<ContinuousHopfield<double>, double[]> check, bool skipKinks = false)
    {
        int checks = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new SeededRandom(seed);
            int p = random.Next(1, 8), n = random.Next(1, 6);
            PatternSet<double> patterns = PatternSet.From(RealDraws.Normals<double>(p * n, random), n);
            var memory = new ContinuousHopfield<double>(patterns, 0.1 + 2 * random.NextDouble(), ContinuousHopfieldTests.Named(separation));
            double[] state = RealDraws.Normals<double>(n, random);
            if (skipKinks && HasKinkNearby(memory, state)) continue;
            check(memory, state);
            checks++;
        }
        Assert.True(checks >= 20, $"Only {checks} draws lay away from a kink.");
    }

    // Where a pattern is about to enter or leave the support, the derivative jumps (sparsemax) or has a steep flank (entmax below 2).
    private static bool HasKinkNearby(ContinuousHopfield<double> memory, double[] state)
    {
        if (memory.Separation == SeparationFunction.Softmax) return false;
        double[] nearby = [0.05, -0.05];
        int[] Support(double[] at) => [.. memory.Attention(at).Select((p, mu) => (p, mu)).Where(pair => pair.p > 1e-3).Select(pair => pair.mu)];
        int[] own = Support(state);
        return memory.Attention(state).Any(p => p is > 0 and < 1e-2)
            || Enumerable.Range(0, state.Length).Any(i => nearby.Any(step => !Support(Shifted(state, i, step)).SequenceEqual(own)));
    }

    private static double[] Shifted(double[] values, int index, double step)
    {
        double[] shifted = [.. values];
        shifted[index] += step;
        return shifted;
    }

    // f(a) − f(b) = Jᵐ (a − b) with the average over the way: exact but for the quadrature, whose 16 points integrate polynomials of degree 31. Along
    // the way the Jacobian is an analytic function of β times a distance of 1.3, and what is left of its series is below 1e-12.
    [Fact]
    public void The_mean_jacobian_maps_the_difference_of_two_states_to_that_of_their_updates()
    {
        ContinuousHopfield<double> memory = ContinuousHopfield.Store(PatternSet.OnSphere<double>(7, 4, 1, seed: 3), 2.0);
        double[] a = [0.6, -0.2, 0.3, 0.5], b = [-0.3, 0.4, 0.1, 0.2];
        double[,] mean = memory.MeanJacobian(a, b);
        double[] moved = [.. memory.Update(a).Zip(memory.Update(b), (x, y) => x - y)];
        for (int i = 0; i < 4; i++)
            Assert.Equal(moved[i], Enumerable.Range(0, 4).Sum(j => mean[i, j] * (a[j] - b[j])), 1e-12);
        Assert.Throws<ArgumentException>("to", () => memory.MeanJacobian(a, [1, 2]));
        Assert.Throws<ArgumentException>("from", () => memory.MeanJacobian([1, 2], a));
    }
}
