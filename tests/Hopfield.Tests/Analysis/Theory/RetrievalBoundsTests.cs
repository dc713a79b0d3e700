using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Hopfield.Tests;

public class RetrievalBoundsTests
{
    // Theorems 4 and 5 of Ramsauer et al. 2021 in every trial in which the pattern is separated enough (their premise): random clouds of
    // 2–24 dimensions and 2–20 patterns, β over four decades, states within the sphere and beyond it. Rounding: 8·ε·P·M for one update.
    [Fact]
    public void No_error_exceeds_theorems_four_and_five()
    {
        Outcome[] outcomes = Trials.Run(2000, 31, TryCloud);

        Assert.Equal(0, outcomes.Sum(o => o.Violations));
        Assert.True(outcomes.Sum(o => o.Checked) >= 100_000, $"only {outcomes.Sum(o => o.Checked)} trials met the premises");
        Assert.True(outcomes.Sum(o => o.CheckedSecond) >= 20_000, $"only {outcomes.Sum(o => o.CheckedSecond)} trials met those of the second part");
    }

    // Theorem 3 promises 7.4 and 11.0 patterns with probability 0.999. Failures are counted against p: of 2000 draws with p = 0.001, two are
    // expected at most, and 10 or more would have a probability below 1e-4.
    [Theory]
    [InlineData(20, 3, 8), InlineData(75, 1, 11)]
    public void Theorem_three_fails_no_more_often_than_p(int dimension, double k, int patternCount)
    {
        var promise = new SphereCapacity(1, k, dimension, 0.001);
        Assert.InRange(promise.Patterns, patternCount - 1, patternCount);

        bool[] stored = Trials.Run(2000, 5, random => AllStored(OnSphere(patternCount, dimension, promise.Radius, random), 1));

        Assert.InRange(stored.Count(s => !s), 0, 9);
    }

    // Storage goes far beyond the promise: all of 100 and of 1000 patterns separated, each its own fixed point to the last digits.
    [Theory]
    [InlineData(20, 3, 100), InlineData(20, 3, 1000), InlineData(75, 1, 100), InlineData(75, 1, 1000)]
    public void Far_more_is_stored_than_promised(int dimension, double k, int patternCount)
    {
        PatternSet<double> patterns = OnSphere(patternCount, dimension, k * Math.Sqrt(dimension - 1), new SeededRandom(patternCount));
        var memory = new ContinuousHopfield<double>(patterns, 1);
        RetrievalBounds bounds = RetrievalBounds.Of(patterns, 1);
        for (int mu = 0; mu < 20; mu++)
        {
            Assert.True(bounds.IsSeparated(mu));
            double[] rest = memory.Recall(patterns.Pattern(mu), tolerance: 1e-14).State;
            // Theorem 5, second part, and the rounding of an update.
            Assert.InRange(bounds.Distance(mu, rest), 0, bounds.RetrievalError(mu) + bounds.Rounding);
        }
    }

    // N = 10, K = 1, 8 patterns, beside 2,000 draws of tests/measurements/SphericalPatterns.cs: 0.1026 separated at β = 1 with a deviation of 0.115 between
    // draws, 0.3759 at rest outside their sphere with 0.230; four standard errors of the difference are allowed. The worst error of a draw has the
    // quartiles 0.0593 and 0.225, at β = 8 the upper one is 2.6e-10; that a median of 100 lies beyond a quartile has a probability of 10⁻⁷.
    [Fact, Trait("Kind", "Measured")]
    public void In_ten_dimensions_beta_one_is_too_soft_and_beta_eight_is_enough()
    {
        const int count = 100;
        (double Separated, double Outside, double Worst, double WorstCold)[] draws = Trials.Run(count, 9, random =>
        {
            PatternSet<double> patterns = OnSphere(8, 10, 3, random);
            RetrievalBounds warm = RetrievalBounds.Of(patterns, 1);
            double[] Errors(double beta) => [.. Enumerable.Range(0, 8).Select(mu =>
                warm.Distance(mu, new ContinuousHopfield<double>(patterns, beta).Recall(patterns.Pattern(mu), 5000, 1e-13).State))];
            double[] errors = Errors(1);
            return (Enumerable.Range(0, 8).Average(mu => warm.IsSeparated(mu) ? 1.0 : 0), errors.Average(e => e > warm.SphereRadius ? 1.0 : 0), errors.Max(), Errors(8).Max());
        });

        Assert.Equal(0.1026, draws.Average(d => d.Separated), 4 * 0.115 * Math.Sqrt(1.0 / count + 1 / 2000.0));
        Assert.Equal(0.3759, draws.Average(d => d.Outside), 4 * 0.230 * Math.Sqrt(1.0 / count + 1 / 2000.0));
        Assert.InRange(draws.Select(d => d.Worst).Order().ElementAt(count / 2), 0.0593, 0.225);
        Assert.InRange(draws.Select(d => d.WorstCold).Order().ElementAt(count / 2), 0, 2.6e-10);
    }

    // One update from a pattern misses it by p_ν ‖x_ν − x_μ‖ with p_ν = 1/(1 + e^(βΔ)) where there are two patterns: on a log plot against Δ the
    // slope is −β. The factor √(2Δ) in front adds at most 1/(2Δ) to the slope, which is β/10 at βΔ = 5, the smallest one taken.
    [Theory]
    [InlineData(1), InlineData(4)]
    public void The_one_update_error_falls_exponentially_with_the_separation(double beta)
    {
        var random = new SeededRandom(12);
        var deltas = new List<double>();
        var logs = new List<double>();
        for (int k = 0; k < 400; k++)
        {
            PatternSet<double> patterns = OnSphere(2, 12, 4 / Math.Sqrt(beta), random);
            RetrievalBounds bounds = RetrievalBounds.Of(patterns, beta);
            double delta = bounds.Separations[0];
            double error = bounds.Distance(0, new ContinuousHopfield<double>(patterns, beta).Update(patterns.Pattern(0)));
            if (beta * delta < 5) continue;
            deltas.Add(delta);
            logs.Add(Math.Log(error));
        }
        Assert.Equal(-beta, Fit.Line([.. deltas], [.. logs]).B, 0.1 * beta);
    }

    [Fact]
    public void The_quantities_are_what_they_are_called()
    {
        RetrievalBounds bounds = RetrievalBounds.Of(PatternSet.From([3.0, 0], [0.0, 1], [0.0, -2]), 0.5);
        Assert.Equal([9.0, 1, 4], bounds.Separations);
        Assert.Equal(3, bounds.MaxNorm);
        // A few roundings each: 1e-15 is four of numbers below 2, 1e-14 five of numbers below 16; the last one, 12, multiplies the exponential of a difference.
        Assert.Equal(1 / (0.5 * 3 * 3), bounds.SphereRadius, 1e-15);
        Assert.Equal(2 / 1.5 + 2 * Math.Log(2.0 * 2 * 3 * 0.5 * 9), bounds.RequiredSeparation, 1e-14);
        Assert.Equal(1 / 3.0, bounds.ErrorRadius, 1e-15);
        Assert.Equal(2 * Math.E * 2 * 3 * Math.Exp(-4.5), bounds.RetrievalError(0), 1e-14);
        // max distance 1 (the state), so Δ − 2·1·M = 3.
        Assert.Equal(12 * Math.Exp(-1.5), bounds.UpdateError(0, [2, 0], [3, 0.5]), 1e-13);
        Assert.Equal(2 * 0.5 * 3 * 9 * 2 * Math.Exp(-1.5), bounds.Contraction(0, [2, 0], [3, 0.5]), 1e-12);
    }

    [Fact]
    public void A_single_pattern_is_always_stored_without_error()
    {
        RetrievalBounds bounds = RetrievalBounds.Of(PatternSet.From<float>([1f, 2f]), 3);
        Assert.True(bounds.IsSeparated(0));
        Assert.Equal(0, bounds.UpdateError(0, [1.5, 2], [1, 2]));
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        PatternSet<double> patterns = PatternSet.From([3.0, 0], [0.0, 1]);
        Assert.Throws<ArgumentOutOfRangeException>("beta", () => RetrievalBounds.Of(patterns, double.NaN));
        RetrievalBounds bounds = RetrievalBounds.Of(patterns, 1);
        Assert.Throws<ArgumentOutOfRangeException>("mu", () => bounds.IsSeparated(2));
        Assert.Throws<ArgumentException>("state", () => bounds.Distance(0, [1.0]));
    }

    private sealed record Outcome(int Checked, int CheckedSecond, int Violations);

    // One random cloud with its separated patterns; ten states around each.
    private static Outcome TryCloud(Random random)
    {
        int dimension = random.Next(2, 25), count = random.Next(2, 21);
        PatternSet<double> patterns = OnSphere(count, dimension, 1, random, scatter: 0.5 * random.NextDouble());
        // β from where few patterns are separated to where the bounds lie far below the last bit.
        double beta = Math.Pow(10, 0.5 + 3 * random.NextDouble());
        RetrievalBounds bounds = RetrievalBounds.Of(patterns, beta);
        var memory = new ContinuousHopfield<double>(patterns, beta);
        int tried = 0, second = 0, violations = 0;
        for (int mu = 0; mu < count; mu++)
        {
            if (!bounds.IsSeparated(mu)) continue;
            double[] rest = Hopfield.FixedPoints.From(memory, patterns.Pattern(mu)).State;
            if (bounds.Distance(mu, rest) > bounds.SphereRadius + bounds.Rounding) violations++;
            for (int k = 0; k < 10; k++)
            {
                // Half of the states inside the sphere of the theorem, half at up to 1/(2βM), the radius of the second part.
                double reach = (k % 2 == 0 ? bounds.SphereRadius : bounds.ErrorRadius) * random.NextDouble();
                double[] state = Beside(patterns.Pattern(mu), reach, random), next = memory.Update(state);
                tried++;
                if (bounds.Distance(mu, next) > bounds.UpdateError(mu, state, rest) + bounds.Rounding) violations++;
                if (Distance(next, rest) > bounds.Contraction(mu, state, rest) * Distance(state, rest) + bounds.Rounding) violations++;
                if (bounds.Distance(mu, state) > bounds.ErrorRadius || bounds.Distance(mu, rest) > bounds.ErrorRadius) continue;
                second++;
                if (bounds.Distance(mu, rest) > bounds.RetrievalError(mu) + bounds.Rounding) violations++;
            }
        }
        return new(tried, second, violations);
    }

    // Stored as the paper defines it: the sphere around each pattern holds a fixed point, to which the pattern itself and a random point of the
    // sphere converge, and the spheres are disjoint.
    private static bool AllStored(PatternSet<double> patterns, double beta)
    {
        RetrievalBounds bounds = RetrievalBounds.Of(patterns, beta);
        var memory = new ContinuousHopfield<double>(patterns, beta);
        var random = new SeededRandom(1);
        for (int mu = 0; mu < patterns.PatternCount; mu++)
        {
            double[] rest = memory.Recall(patterns.Pattern(mu), 1000, 1e-13).State;
            double[] other = memory.Recall(Beside(patterns.Pattern(mu), bounds.SphereRadius, random), 1000, 1e-13).State;
            // Both walks end with a move below 1e-13, in a sphere in which the update contracts.
            if (bounds.Distance(mu, rest) > bounds.SphereRadius || Distance(rest, other) > 1e-9) return false;
            for (int nu = 0; nu < mu; nu++)
                if (bounds.Distance(nu, patterns.Pattern(mu)) <= 2 * bounds.SphereRadius) return false;
        }
        return true;
    }

    private static PatternSet<double> OnSphere(int count, int dimension, double radius, Random random, double scatter = 0) =>
        PatternSet.From([.. Enumerable.Range(0, count).Select(_ =>
        {
            double[] x = [.. Enumerable.Range(0, dimension).Select(_ => Normal.Sample(random, 0, 1))];
            double length = radius * (1 + scatter * (random.NextDouble() - 0.5)) / Math.Sqrt(x.Sum(v => v * v));
            return Array.ConvertAll(x, v => v * length);
        })]);

    private static double[] Beside(ReadOnlySpan<double> pattern, double distance, Random random)
    {
        double[] state = pattern.ToArray(), offset = [.. state.Select(_ => Normal.Sample(random, 0, 1))];
        double scale = distance / Math.Sqrt(offset.Sum(v => v * v));
        for (int i = 0; i < state.Length; i++) state[i] += scale * offset[i];
        return state;
    }

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());
}
