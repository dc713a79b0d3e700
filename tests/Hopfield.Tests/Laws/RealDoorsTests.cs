using System.Numerics;
using CsCheck;
using static Hopfield.Tests.Doors;

namespace Hopfield.Tests;

/// <summary>
/// Whatever comes through the public doors of dense, continuous and graded models, the answer is finite and lawful, or an
/// <see cref="ArgumentException"/> that names the argument (and for separations without bounded weights the one other documented exception).
/// </summary>
public class RealDoorsTests
{
    private const int Cases = 8000;

    private static readonly SeparationFunction[] _separations =
    [
        SeparationFunction.Softmax, SeparationFunction.Sparsemax, SeparationFunction.Entmax(1.5), SeparationFunction.Entmax(1.0001),
        SeparationFunction.Identity, SeparationFunction.Power(1), SeparationFunction.Power(7), SeparationFunction.Maximum,
    ];

    private static readonly Gen<double[][]> _rows =
        from n in Gen.Int[0, 5]
        from ragged in Gen.Int[0, 20]
        from rows in Real.Array[n].Array[0, 6]
        select ragged == 0 && rows.Length > 0 ? [.. rows, [1.0, 2]] : rows;

    [Fact]
    public void Continuous_memories_recall_or_refuse()
    {
        var tally = new Tally();
        Gen.Select(_rows, Real.Array[0, 6], Beta, Gen.Int[0, 3], Gen.Bool, Gen.Bool).Sample((rows, state, beta, separation, single, fits) =>
        {
            if (fits && rows.Length > 0) Array.Resize(ref state, rows[0].Length);
            if (single) Continuous<float>(rows, state, beta, (FenchelYoungSeparation)_separations[separation], tally);
            else Continuous<double>(rows, state, beta, (FenchelYoungSeparation)_separations[separation], tally);
        }, iter: 2 * Cases);
        tally.AssertBoth(Cases / 3);
    }

    private static void Continuous<T>(double[][] rows, double[] start, double beta, FenchelYoungSeparation separation, Tally tally)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Lawful(() =>
    {
        PatternSet<T> patterns = PatternSet.From([.. rows.Select(Cast<T>)]);
        Assert.All(Enumerable.Range(0, patterns.PatternCount), mu => Assert.False(double.IsNaN(patterns.Separation(mu))));
        AssertFinite(patterns.Mean());
        var memory = ContinuousHopfield.Store(patterns, beta, separation);
        T[] state = Cast<T>(start), weights = memory.Attention(state);
        Assert.All(weights, p => Assert.InRange(double.CreateTruncating(p), 0, 1 + 16 * Near.Roundoff<T>()));
        Near.Absolute(1, weights.Sum(double.CreateTruncating), 4 * weights.Length * Near.Roundoff<T>());
        RecallResult<T[]> recall = memory.Recall(state, maxUpdates: 20);

        // The answer lies between the patterns, is itself a legal state, and does not lie higher than the start.
        double size = Math.Max(patterns.MaxNorm, RealDraws.Norm<T>(state));
        for (int i = 0; i < state.Length; i++)
        {
            double[] column = [.. Enumerable.Range(0, patterns.PatternCount).Select(mu => double.CreateTruncating(patterns.Pattern(mu)[i]))];
            double slackHere = 64 * Near.Roundoff<T>() * column.Max(Math.Abs);
            Assert.InRange(double.CreateTruncating(recall.State[i]), column.Min() - slackHere, column.Max() + slackHere);
        }
        // The rounding of ContinuousDescents for twenty updates of up to 7 patterns and 6 units, in each of which a similarity may be off by
        // ten roundoffs of size² and the weights by twenty.
        double slack = 20 * 128 * Near.Roundoff<T>() * size * size + 200 * Near.DoubleRoundoff * (size * size + memory.Terms(state).Entropy);
        Assert.True(memory.Energy(recall.State) <= memory.Energy(state) + slack);
        Assert.InRange(memory.EffectivePatternCount(state), 1, patterns.PatternCount);
        AssertFinite(memory.Gradient(state));
        AssertFinite(memory.Jacobian(state).Cast<double>());
        AssertFinite(memory.Hessian(recall.State).Cast<double>());
        Assert.Equal(recall.State, memory.RecallBatch(PatternSet.From(state), maxUpdates: 20)[0].State);
    }, tally);

    [Fact]
    public void Attention_answers_or_refuses()
    {
        var tally = new Tally();
        Gen<double[]> betas = Beta.Array[0, 3];
        // Sizes that fit each other, except that one in four cases spoils one of them.
        (from heads in Gen.Int[0, 3]
         from width in Gen.Int[1, 3]
         from patterns in Gen.Int[1, 5]
         from queries in Gen.Int[1, 4]
         from spoilt in Gen.Int[0, 19]
         from keys in Real.Array[Math.Max(1, heads) * width * patterns + (spoilt == 0 ? 1 : 0)]
         from values in Real.Array[Math.Max(1, heads) * (patterns + (spoilt == 1 ? 1 : 0))]
         from states in Real.Array[Math.Max(1, heads) * width * queries + (spoilt == 2 ? 1 : 0)]
         from beta in Gen.OneOf(betas, Beta.Array[Math.Max(1, heads)])
         from updates in Gen.Int[spoilt == 3 ? 0 : 1, 4]
         from separation in Gen.Int[0, _separations.Length - 1]
         from seed in Gen.Int
         select (heads, width, patterns, keys, values, states, beta, updates, separation: _separations[separation], seed, spoilt)).Sample(x =>
        {
            // Fully masked rows, additive scores, and now and then a mask of another size.
            var random = new SeededRandom(x.seed);
            var scores = new double[Math.Max(1, x.states.Length / (Math.Max(1, x.heads) * x.width)), x.patterns + (x.spoilt == 4 ? 1 : 0)];
            for (int s = 0; s < scores.GetLength(0); s++)
            {
                for (int mu = 0; mu < scores.GetLength(1); mu++) scores[s, mu] = random.Next(3) == 0 ? double.NegativeInfinity : random.NextDouble() - 0.5;
            }
            var options = () => new HopfieldAttentionOptions
            {
                Heads = x.heads, Beta = x.beta.Length == 0 ? null : x.beta, MaxUpdates = x.updates, Separation = x.separation, Tolerance = random.Next(2) * 1e-3,
            };
            int keyWidth = Math.Max(1, x.heads) * x.width, valueWidth = Math.Max(1, x.heads);
            if (random.Next(2) == 0) Attention<float>(keyWidth, valueWidth, x.keys, x.values, x.states, options, random.Next(2) == 0 ? scores : null, tally);
            else Attention<double>(keyWidth, valueWidth, x.keys, x.values, x.states, options, random.Next(2) == 0 ? scores : null, tally);
        }, iter: 2 * Cases);
        tally.AssertBoth(Cases / 3);
    }

    private static void Attention<T>(
        int keyWidth, int valueWidth, double[] keys, double[] values, double[] states, Func<HopfieldAttentionOptions> options, double[,]? scores, Tally tally)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Lawful(() =>
    {
        HopfieldAttentionOptions chosen = options();
        var attention = HopfieldAttention.Store(PatternSet.From(Cast<T>(keys), keyWidth), PatternSet.From(Cast<T>(values), valueWidth), chosen);
        PatternSet<T> queries = PatternSet.From(Cast<T>(states), keyWidth);
        try
        {
            AttentionResult<T> recall = attention.Recall(queries, scores is null ? null : AttentionMask.Add(scores));
            AssertFinite(recall.Output.Cast<T>());
            AssertFinite(recall.Weights.Cast<T>());
            Assert.All(recall.Updates.Cast<int>(), count => Assert.InRange(count, 1, chosen.MaxUpdates));
            if (chosen.Separation is not FenchelYoungSeparation) return;
            for (int s = 0; s < queries.PatternCount; s++)
            {
                double sum = Enumerable.Range(0, attention.Keys.PatternCount).Sum(mu => double.CreateTruncating(recall.Weights[0, s, mu]));
                Assert.True(Math.Abs(sum - 1) <= 64 * Near.Roundoff<T>() || sum == 0, $"{sum:R}");
            }
        }
        catch (InvalidOperationException unbounded)
        {
            Assert.Contains(chosen.Separation.Name, unbounded.Message);
            Assert.Same(SeparationFunction.Identity, chosen.Separation); // the only one here without bounded weights
        }
    }, tally);

    [Fact]
    public void Retrieval_schemes_answer_or_refuse()
    {
        var tally = new Tally();
        Gen.Select(_rows, Real.Array[0, 6], Beta, Gen.Int[0, _separations.Length - 1], Gen.Int[0, 3]).Sample((rows, state, beta, separation, similarity) => Lawful(() =>
        {
            Similarity[] similarities = [Similarity.Dot, Similarity.Cosine, Similarity.Euclidean, Similarity.Manhattan];
            var scheme = new RetrievalScheme(similarities[similarity], _separations[separation], beta);
            PatternSet<double> patterns = PatternSet.From(rows);
            Array.Resize(ref state, patterns.Dimension);
            AssertFinite(scheme.Weights(patterns, state));
            AssertFinite(scheme.Retrieve(patterns, state));
        }, tally), iter: Cases);
        tally.AssertBoth(Cases / 3);
    }

    [Fact]
    public void Dense_memories_recall_or_refuse()
    {
        var tally = new Tally();
        Gen.Select(BipolarDoorsTests.Patterns, BipolarDoorsTests.State, Gen.Int[0, 4], Gen.Int[-1, 150], Beta, Gen.Int[0, 10], Gen.Enum<TieRule>())
            .Sample((rows, start, kind, degree, beta, seed, tie) => Lawful(() =>
            {
                BinaryPatterns patterns = BinaryPatterns.From(rows);
                var memory = new DenseAssociativeMemory(patterns, kind switch
                {
                    0 => InteractionFunction.Power(degree),
                    1 => InteractionFunction.RectifiedPower(degree),
                    2 => InteractionFunction.Exponential(beta),
                    3 => InteractionFunction.CustomLogarithmic("own", z => beta * z * z, z => 2 * beta * z),
                    _ => InteractionFunction.Custom("own", z => beta * Math.Cosh(z / 8), z => beta / 8 * Math.Sinh(z / 8)),
                });
                sbyte[] state = BipolarDoorsTests.Fit(start, patterns.Dimension, seed);
                double energy = memory.Energy(state), flipped = memory.Energy(Bipolar.Mirror(state));
                Assert.True(double.IsFinite(energy) && double.IsFinite(flipped));
                AssertFinite(memory.LocalFields(state));
                // The rounding of DenseDescents at up to 70 units; an energy is at most that of a pattern itself.
                double deepest = patterns.Max(x => Math.Abs(memory.Energy(x)));
                BipolarDoorsTests.AssertRecallIsLawful(memory, state, seed, tie, 4 * 78 * Near.DoubleRoundoff * (1 + deepest + Math.Abs(energy)));
            }, tally), iter: Cases);
        tally.AssertBoth(Cases / 3);
    }

    [Fact]
    public void Graded_networks_settle_or_refuse()
    {
        var tally = new Tally();
        Gen.Select(Gen.Int[0, 4], Real.Array[16], Real.Array[0, 4], Real.Array[0, 5], Beta, Beta, Gen.Int[0, 12], Gen.Double[0, 2])
            .Sample((n, values, input, start, width, constant, kind, step) => Lawful(() =>
            {
                var weights = new double[n, kind == 0 ? n + 1 : n];
                for (int i = 0; i < n; i++)
                {
                    for (int j = 0; j < n; j++) weights[i, j] = kind == 1 ? values[4 * i + j] : values[4 * Math.Max(i, j) + Math.Min(i, j)];
                }
                if (kind > 2) Array.Resize(ref start, n);
                if (kind > 3 && input.Length > 0) Array.Resize(ref input, n);
                var range = (GradedRange)(kind == 12 ? 2 : kind % 2);
                var network = new GradedResponseNetwork(weights, input, new GradedUnits(range, width, constant));
                RecallResult<GradedState> recall = network.Recall(start, kind == 2 ? step : null, maxSteps: 30, record: true);
                Assert.All(recall.State.Outputs, v => Assert.InRange(v, range == GradedRange.Bipolar ? -1 : 0, 1));
                AssertFinite(recall.State.Potentials);
                AssertFinite(recall.Trajectory!.Energies);
                AssertFinite(network.Velocity(start));
                if (kind == 2) return;
                // The rounding of GradedDescents for at most 4 units.
                double pull = weights.Cast<double>().Sum(Math.Abs) + input.Sum(Math.Abs), potential = Math.Max(start.Max(Math.Abs), network.Units.TimeConstant * pull);
                double slack = 128 * Near.DoubleRoundoff * (pull + n * width / constant) * (1 + network.Units.SteepestSlope * potential);
                IReadOnlyList<double> energies = recall.Trajectory.Energies;
                for (int t = 1; t < energies.Count; t++) Assert.True(energies[t] <= energies[t - 1] + slack, $"{energies[t - 1]:R} -> {energies[t]:R}, slack {slack:G3}");
            }, tally), iter: Cases);
        tally.AssertBoth(Cases / 3);
    }

    [Fact]
    public void Classifiers_learn_or_refuse()
    {
        var tally = new Tally();
        (from n in Gen.Int[1, 5]
         from count in Gen.Int[2, 6]
         from spoilt in Gen.Int[0, 9]
         from rows in Gen.OneOf(Gen.Double[-1, 1], Gen.Int[-1, 1].Select(k => (double)k), spoilt == 0 ? Real : Gen.Const(0.5)).Array[n].Array[count]
         from labels in Gen.Int[spoilt == 1 ? -1 : 0, 3].Array[spoilt == 2 ? count + 1 : count]
         from memories in Gen.Int[spoilt == 3 ? 0 : 1, 4]
         from degree in Gen.Int[spoilt == 4 ? 1 : 2, 60]
         from temperature in spoilt == 5 ? Beta : Gen.Double[0.5, 20]
         from odd in spoilt == 6 ? Real : Gen.Double[0.01, 1]
         select (rows, labels, memories, degree, temperature, odd)).Sample(x => Lawful(() =>
        {
            (double[][] images, int[] labels, int memories, int degree, double temperature, double odd) = x;
            PatternSet<double> pictures = PatternSet.From(images);
            var options = new DenseClassifierOptions
            {
                Memories = memories, Degree = degree, Temperature = temperature, LossPower = degree, Epochs = 3, BatchSize = 2,
                LearningRate = odd, InitialMean = odd / 2,
            };
            DenseClassifier classifier = DenseClassifier.Train(pictures, labels, options);
            Assert.All(classifier.Memories.Values.ToArray(), entry => Assert.InRange(entry, -1, 1));
            Assert.All(classifier.History, epoch => Assert.True(double.IsFinite(epoch.Loss) && epoch.ErrorRate is >= 0 and <= 1));
            AssertFinite(classifier.Scores(pictures.Pattern(0)));
            Assert.InRange(classifier.Classify(pictures.Pattern(0)), 0, classifier.ClassCount - 1);
            Assert.InRange(classifier.ErrorRate(pictures, labels), 0, 1);
        }, tally), iter: Cases);
        tally.AssertBoth(Cases / 3);
    }
}
