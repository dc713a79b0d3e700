using System.Numerics;

namespace Hopfield.Tests;

public class ContinuousHopfieldTests
{
    public static TheoryData<string> Separations => [.. FenchelYoung.Select(s => s.Name)];

    internal static readonly FenchelYoungSeparation[] FenchelYoung =
        [SeparationFunction.Softmax, SeparationFunction.Entmax(1.2), SeparationFunction.Entmax(1.5), SeparationFunction.Sparsemax];

    internal static FenchelYoungSeparation Named(string name) => FenchelYoung.Single(s => s.Name == name);

    [Fact]
    public void The_energy_is_the_sum_of_its_four_terms()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var random = new SeededRandom(seed);
            PatternSet<float> patterns = RealDraws.Patterns<float>(random, 20, 40);
            float[] state = RealDraws.Normals<float>(patterns.Dimension, random);
            float beta = MathF.Pow(10, 4 * random.NextSingle() - 2);
            var memory = ContinuousHopfield.Store(patterns, beta);
            EnergyTerms terms = memory.Terms(state);

            double[] xi = RealDraws.Widen<float>(state);
            double[] scores = [.. Enumerable.Range(0, patterns.PatternCount).Select(mu => RealDraws.Widen(patterns.Pattern(mu)).Zip(xi, (a, b) => a * b).Sum())];
            double largest = scores.Max(), lse = largest + Math.Log(scores.Sum(z => Math.Exp(beta * (z - largest)))) / beta;
            double square = xi.Sum(x => x * x), m = Enumerable.Range(0, patterns.PatternCount).Max(mu => RealDraws.Norm(patterns.Pattern(mu)));
            // N + P roundings of numbers up to the largest score, up to P of 1/β, and the oracle's own.
            double slack = 4 * (patterns.Dimension + patterns.PatternCount + 8) * Near.DoubleRoundoff;
            Near.Absolute(-lse, terms.Attraction, slack * (m * Math.Sqrt(square) + 1 / beta));
            Near.Relative(0.5 * square, terms.Restraint, slack);
            Near.Relative(Math.Log(patterns.PatternCount) / beta, terms.Entropy, slack);
            Near.Relative(0.5 * m * m, terms.Norm, slack);
            Assert.Equal(terms.Attraction + terms.Restraint + terms.Entropy + terms.Norm, memory.Energy(state));
        }
    }

    [Theory, MemberData(nameof(Separations))]
    public void The_energy_lies_between_zero_and_twice_the_largest_square(string separation)
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new SeededRandom(seed);
            PatternSet<double> patterns = RealDraws.Patterns<double>(random, 20, 40);
            var memory = ContinuousHopfield.Store(patterns, Math.Pow(10, 7 * random.NextDouble() - 3), Named(separation));
            double[] state = RealDraws.Normals<double>(patterns.Dimension, random);
            double norm = RealDraws.Norm<double>(state), square = patterns.MaxNorm * patterns.MaxNorm;
            if (norm > patterns.MaxNorm) state = Array.ConvertAll(state, x => x * patterns.MaxNorm / norm);
            double slack = 8 * (patterns.Dimension + patterns.PatternCount + 8) * Near.DoubleRoundoff * (square + memory.Terms(state).Entropy);
            Assert.InRange(memory.Energy(state), -slack, 2 * square + slack);
        }
    }

    [Theory, MemberData(nameof(Separations))]
    public void An_update_is_the_weighted_sum_of_the_patterns(string separation)
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var random = new SeededRandom(seed);
            PatternSet<double> patterns = RealDraws.Patterns<double>(random, 20, 40);
            var memory = ContinuousHopfield.Store(patterns, 3.0, Named(separation));
            double[] state = RealDraws.Normals<double>(patterns.Dimension, random), p = memory.Attention(state), next = memory.Update(state);
            Near.Absolute(1, p.Sum(), 4 * p.Length * Near.DoubleRoundoff);
            for (int i = 0; i < next.Length; i++)
            {
                double sum = Enumerable.Range(0, p.Length).Sum(mu => p[mu] * patterns.Pattern(mu)[i]);
                Near.Absolute(sum, next[i], 4 * (p.Length + 4) * Near.DoubleRoundoff * patterns.MaxNorm);
            }
        }
    }

    [Theory, MemberData(nameof(Separations))]
    public void Each_update_lowers_the_energy_by_at_least_half_the_squared_step(string separation)
    {
        // Ten thousand updates. E(ξ) − E(ξ′) ≥ ½‖ξ′ − ξ‖², since the attraction is concave with slope −ξ′ at ξ.
        for (int draw = 0; draw < 1000; draw++)
        {
            var random = new SeededRandom(draw);
            PatternSet<double> patterns = RealDraws.Patterns<double>(random, 12, 12);
            var memory = ContinuousHopfield.Store(patterns, Math.Pow(10, 7 * random.NextDouble() - 3), Named(separation));
            double[] state = RealDraws.Normals<double>(patterns.Dimension, random);
            // Rounding of similarities, weights and sums: see ContinuousDescents, with the numbers of double precision.
            double size = Math.Max(patterns.MaxNorm, RealDraws.Norm<double>(state));
            double slack = 64 * (patterns.Dimension + patterns.PatternCount + 8) * Near.DoubleRoundoff * (size * size + memory.Terms(state).Entropy);
            for (int step = 0; step < 10; step++)
            {
                double[] next = memory.Update(state);
                double distance = Hopfield.Kernels.Distance.Between<double>(state, next);
                Assert.True(memory.Energy(state) - memory.Energy(next) >= 0.5 * distance * distance - slack, $"draw {draw}, step {step}");
                state = next;
            }
        }
    }

    [Theory, MemberData(nameof(Separations))]
    public void The_order_of_the_patterns_does_not_matter(string separation)
    {
        var random = new SeededRandom(3);
        double[][] rows = [.. Enumerable.Range(0, 15).Select(_ => RealDraws.Normals<double>(9, random))];
        double[] state = RealDraws.Normals<double>(9, random);
        var memory = ContinuousHopfield.Store(PatternSet.From(rows), 2.0, Named(separation));
        var mirrored = ContinuousHopfield.Store(PatternSet.From([.. rows.Reverse()]), 2.0, Named(separation));
        double slack = 100 * Near.DoubleRoundoff * memory.Patterns.MaxNorm * memory.Patterns.MaxNorm;
        Near.Absolute(memory.Energy(state), mirrored.Energy(state), slack);
        Near.Absolute(memory.Update(state), mirrored.Update(state), slack);
    }

    [Theory, MemberData(nameof(Separations))]
    public void A_batch_ends_where_each_state_ends_alone(string separation)
    {
        Batch<float>(Named(separation));
        Batch<double>(Named(separation));
    }

    private static void Batch<T>(FenchelYoungSeparation separation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        PatternSet<T> patterns = PatternSet.OnSphere<T>(20, 16, 2, seed: 1), states = PatternSet.OnSphere<T>(30, 16, 2, seed: 2);
        var memory = ContinuousHopfield.Store(patterns, 1.5, separation);
        var reports = new List<int>();
        RecallResult<T[]>[] batch = memory.RecallBatch(states, tolerance: 1e-4, record: true, progress: new Reports(reports));
        T[] next = new T[states.Values.Length];
        memory.Update(states.Values, next);
        for (int s = 0; s < batch.Length; s++)
        {
            RecallResult<T[]> alone = memory.Recall(states.Pattern(s), tolerance: 1e-4, record: true);
            // Kernels may add in another order for many states at once, so up to rounding; 30 updates multiply it little near an attractor.
            double slack = 1e4 * Near.Roundoff<T>();
            Near.Absolute(RealDraws.Widen<T>(alone.State), RealDraws.Widen<T>(batch[s].State), slack);
            Assert.Equal((alone.Stopped, alone.Steps), (batch[s].Stopped, batch[s].Steps));
            Near.Absolute([.. alone.Trajectory!.Energies], [.. batch[s].Trajectory!.Energies], slack);
            Assert.Equal(batch[s].Steps + 1, batch[s].Trajectory!.States.Count);
            Near.Absolute(RealDraws.Widen<T>(memory.Update(states.Pattern(s))), RealDraws.Widen<T>(next.AsSpan(s * 16, 16)), slack);
        }
        Assert.Equal(30, reports[^1]);
        Assert.Equal(batch.Max(result => result.Steps), reports.Count);
    }

    private sealed class Reports(List<int> seen) : IProgress<int>
    {
        public void Report(int value) => seen.Add(value);
    }

    [Fact]
    public void A_recall_says_how_it_ended()
    {
        var memory = ContinuousHopfield.Store(new double[,] { { 1, 0 }, { 0, 1 } }, beta: 100.0);
        RecallResult<double[]> exact = memory.Recall([0.9, 0.2], tolerance: 0);
        Assert.Equal((StopReason.FixedPoint, true), (exact.Stopped, exact.Settled));
        Assert.Equal([1.0, 0], [exact.State[0], Math.Round(exact.State[1], 15)]);

        var soft = ContinuousHopfield.Store(new double[,] { { 1, 0 }, { 0, 1 } }, beta: 1.0);
        RecallResult<double[]> converged = soft.Recall([0.9, 0.2], tolerance: 1e-3);
        Assert.Equal((StopReason.Converged, true), (converged.Stopped, converged.Settled));
        RecallResult<double[]> limited = soft.Recall([0.9, 0.2], maxUpdates: 2, tolerance: 0);
        Assert.Equal((StopReason.StepLimit, 2, false), (limited.Stopped, limited.Steps, limited.Settled));
        RecallResult<double[]> cancelled = soft.Recall([0.9, 0.2], cancellationToken: new CancellationToken(canceled: true));
        Assert.Equal((StopReason.Cancelled, 0), (cancelled.Stopped, cancelled.Steps));
        Assert.Equal([0.9, 0.2], cancelled.State);
        Assert.Equal(0, exact.Changes);
    }

    [Fact]
    public void Degenerate_memories_answer_lawfully()
    {
        double[] state = [3, -4];
        Assert.Equal([1.0, 2.0], ContinuousHopfield.Store(new double[,] { { 1, 2 } }, 1.0).Update(state));                 // one pattern
        Assert.Equal([1.0, 2.0], ContinuousHopfield.Store(new double[,] { { 1, 2 }, { 1, 2 } }, 1e4).Update(state));       // equal patterns
        Assert.Equal([0.0, 0.0], ContinuousHopfield.Store(new double[,] { { 0, 0 }, { 0, 0 } }, 1e-3).Update(state));      // zero patterns
        Assert.Equal([0.0, 0.0], ContinuousHopfield.Store(new double[,] { { 1, 2 }, { -1, -2 } }, 5.0).Update([0.0, 0.0])); // opposite ones, undecided
        Assert.Equal(StopReason.FixedPoint, ContinuousHopfield.Store(new double[,] { { 0, 0 } }, 1.0).Recall(state).Stopped);
    }

    [Fact]
    public void The_effective_number_of_patterns_runs_from_one_to_all()
    {
        PatternSet<double> patterns = PatternSet.OnSphere<double>(50, 20, 1, seed: 5);
        Assert.Equal(1, ContinuousHopfield.Store(patterns, 1e4).EffectivePatternCount(patterns.Pattern(7)), 9);
        // The entropy lies below ln 50 by half the variance of βx·ξ, less than β² = 1e-12.
        Near.Relative(50, ContinuousHopfield.Store(patterns, 1e-6).EffectivePatternCount(patterns.Pattern(7)), 2e-12);
        // Two equal patterns share the weight. The third has e⁻¹⁰⁰ of it; what is left are a few roundings.
        Near.Relative(2, ContinuousHopfield.Store(new double[,] { { 1, 0 }, { 1, 0 }, { -1, 0 } }, 50.0).EffectivePatternCount([1, 0]), 1e-14);
    }

    [Fact]
    public void Bad_input_is_refused_by_name()
    {
        var memory = ContinuousHopfield.Store(new float[,] { { 1, 0 }, { 0, 1 } }, 1f);
        foreach (float beta in new[] { 0, -1, float.NaN, float.PositiveInfinity, 1e-11f, 1e11f })
            Assert.Throws<ArgumentOutOfRangeException>("beta", () => ContinuousHopfield.Store(memory.Patterns, beta));
        Assert.Throws<ArgumentNullException>("patterns", () => ContinuousHopfield.Store((PatternSet<float>)null!, 1f));
        Assert.Throws<ArgumentException>("state", () => memory.Energy([1f]));
        Assert.Throws<ArgumentException>("state", () => memory.Energy([1f, float.NaN]));
        Assert.Throws<ArgumentException>("state", () => memory.Update([1f, 2f, 3f]));
        Assert.Throws<ArgumentException>("state", () => memory.Attention([1f, float.PositiveInfinity]));
        Assert.Throws<ArgumentException>("weights", () => memory.Attention([1f, 2f], new float[3]));
        Assert.Throws<ArgumentException>("states", () => memory.Update([1f, 2f, 3f], new float[3]));
        Assert.Throws<ArgumentException>("next", () => memory.Update([1f, 2f], new float[4]));
        Assert.Throws<ArgumentException>("next", () =>
        {
            float[] shared = [1, 2];
            memory.Update(shared, shared);
        });
        Assert.Throws<ArgumentException>("state", () => memory.Gradient([]));
        Assert.Throws<ArgumentException>("state", () => memory.Recall([1f]));
        Assert.Throws<ArgumentOutOfRangeException>("maxUpdates", () => memory.Recall([1f, 0f], maxUpdates: 0));
        Assert.Throws<ArgumentOutOfRangeException>("tolerance", () => memory.Recall([1f, 0f], tolerance: -1));
        Assert.Throws<ArgumentOutOfRangeException>("tolerance", () => memory.Recall([1f, 0f], tolerance: double.NaN));
        Assert.Throws<ArgumentException>("states", () => memory.RecallBatch(PatternSet.From([1f, 2f, 3f])));
    }
}
