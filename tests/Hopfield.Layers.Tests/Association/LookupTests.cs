namespace Hopfield.Layers.Tests;

/// <summary>A lookup with a tied metric is a soft nearest neighbour.</summary>
public class LookupTests
{
    private static (double[,] Rows, double[,] OneHot, int[] Classes) Data(int count, int width, int seed)
    {
        double[] values = Draws.Normals<double>(count * width, seed);
        var random = new SeededRandom(seed, 1);
        (double[,] rows, double[,] oneHot, int[] classes) = (new double[count, width], new double[count, 3], new int[count]);
        for (int n = 0; n < count; n++)
        {
            for (int i = 0; i < width; i++) rows[n, i] = values[(n * width) + i];
            oneHot[n, classes[n] = random.Next(3)] = 1;
        }
        return (rows, oneHot, classes);
    }

    [Fact]
    public void A_large_beta_answers_with_the_class_of_the_nearest_row_and_a_tiny_one_with_the_shares_of_all()
    {
        (double[,] rows, double[,] oneHot, int[] classes) = Data(40, 3, 1);
        double[,] queries = Data(25, 3, 2).Rows;
        foreach (double beta in new[] { 1e5, 1e-9 })
        {
            var lookup = new HopfieldLookup<double>(rows, oneHot, HopfieldLayerOptions.TiedMetric with { Beta = beta }, new SeededRandom(1));
            BagBatch<double> shares = lookup.Forward(BagBatch.FromRows(queries)).Output;
            for (int q = 0; q < 25; q++)
            {
                int nearest = Enumerable.Range(0, 40).MinBy(n => Enumerable.Range(0, 3).Sum(i => Math.Pow(rows[n, i] - queries[q, i], 2)));
                for (int c = 0; c < 3; c++)
                {
                    double expected = beta > 1 ? (classes[nearest] == c ? 1 : 0) : classes.Count(k => k == c) / 40.0;
                    // Beside the nearest row the next has e^{−β gap}; the smallest gap of squared halves here is above 1e-3: e^{−100}. At β = 1e-9 scores are below 1e-7.
                    Assert.Equal(expected, shares[q, 0, c], 1e-6);
                }
            }
        }
    }

    [Fact]
    public void A_lookup_of_classes_answers_with_their_shares_and_leaves_the_votes_as_they_are()
    {
        (double[,] rows, double[,] oneHot, int[] classes) = Data(40, 3, 1);
        double[,] queries = Data(25, 3, 2).Rows;
        HopfieldLayerOptions options = HopfieldLayerOptions.Retrieval with { Beta = 3, ComparesByDistance = true };
        var plain = new HopfieldLookup<double>(rows, oneHot, options, new SeededRandom(1));
        HopfieldLookup<double> voting = HopfieldLookup.Store(PatternSet.From(rows), classes, 3, options, hidesSelf: false);
        Assert.Equal(plain.Forward(BagBatch.FromRows(queries)).Output.Values, voting.Forward(BagBatch.FromRows(queries)).Output.Values);
        Assert.True(voting.Targets.Frozen);
        Assert.Equal(3, voting.OutputWidth);
        Assert.Throws<ArgumentException>("labels", () => HopfieldLookup.Store(PatternSet.From(rows), [.. classes[1..], -1], 3));
        Assert.Throws<ArgumentException>("options", () => HopfieldLookup.Store(PatternSet.From(rows), classes, 3, new HopfieldLayerOptions()));
    }

    [Fact]
    public void An_example_does_not_see_itself_while_it_is_learned_whatever_batch_it_is_in()
    {
        (double[,] rows, double[,] oneHot, _) = Data(10, 3, 3);
        var lookup = new HopfieldLookup<double>(rows, oneHot, HopfieldLayerOptions.TiedMetric, new SeededRandom(1)) { HidesSelf = true };
        int[] batch = [7, 2, 9];
        AssociationTrace<double> learning = lookup.Forward(BagBatch.FromRows(rows).Gather(batch), new LayerContext<double> { Training = true });
        for (int b = 0; b < 3; b++)
        {
            Assert.Equal(0, learning.Weights(b, 0, 0)[batch[b]]);
            Assert.Equal(9, learning.Weights(b, 0, 0).ToArray().Count(p => p > 0));
        }
        Assert.All(Enumerable.Range(0, 10), n => Assert.True(lookup.Forward(BagBatch.FromRows(rows), new LayerContext<double>()).Weights(n, 0, 0)[n] > 0));
    }

    [Fact]
    public void A_metric_that_is_learned_finds_the_column_that_matters()
    {
        // The class is the sign of the first of four columns; the others are noise of five times its size.
        const int Count = 120;
        double[] values = Draws.Normals<double>(Count * 4, 4);
        (var rows, var oneHot, var classes) = (new double[Count, 4], new double[Count, 2], new int[Count]);
        for (int n = 0; n < Count; n++)
        {
            for (int i = 0; i < 4; i++) rows[n, i] = values[(n * 4) + i] * (i == 0 ? 1 : 5);
            oneHot[n, classes[n] = rows[n, 0] > 0 ? 1 : 0] = 1;
        }
        var lookup = new HopfieldLookup<double>(rows, oneHot, HopfieldLayerOptions.TiedMetric with { Beta = 1 }, new SeededRandom(1)) { HidesSelf = true };
        lookup.Patterns.Frozen = lookup.Targets.Frozen = true;
        var trainer = new Trainer<BagBatch<double>, double>(lookup, new TrainingOptions { Epochs = 60, BatchSize = Count, LearningRate = 0.03, Decay = 0 });
        var data = new TrainingData<BagBatch<double>, double>(BagBatch.FromRows(rows), new ClassShareLoss<double>(classes));
        TrainingLog log = trainer.Fit(data);
        Assert.True(log.Accuracies[0] < 0.8, $"{log.Accuracies[0]}");
        Assert.True(log.Accuracies[^1] > 0.95, $"{log}");
        Assert.Equal(rows.Cast<double>(), lookup.Patterns.Value.ToArray());
    }

    [Fact]
    public void The_metric_begins_as_the_identity_or_keeps_squared_lengths_on_average()
    {
        (double[,] rows, double[,] oneHot, _) = Data(10, 6, 3);
        Parameter<double> square = Metric(null), flat = Metric(400);
        Assert.Equal(Enumerable.Range(0, 36).Select(k => k % 7 == 0 ? 1.0 : 0), square.Value.ToArray());
        // ‖x A‖² for a unit vector is a mean of 400 squares of normal numbers, with a standard deviation of √(2/400) = 0.07.
        for (int i = 0; i < 6; i++) Assert.Equal(1, flat.Value.Slice(i * 400, 400).ToArray().Sum(a => a * a), 4 * 0.0708);

        Parameter<double> Metric(int? rank) => new HopfieldLookup<double>(rows, oneHot, HopfieldLayerOptions.TiedMetric with { HiddenWidth = rank }, new SeededRandom(1)).Metric!;
    }

    [Fact]
    public void Labelled_rows_are_stored_with_their_classes_and_stay_as_they_are()
    {
        (double[,] rows, double[,] oneHot, int[] classes) = Data(15, 3, 6);
        PatternSet<double> stored = PatternSet.From(rows), asked = PatternSet.From(Data(9, 3, 7).Rows);
        var lookup = HopfieldLookup.Store(stored, classes, 3, HopfieldLayerOptions.TiedMetric with { Beta = 2 });
        Assert.Equal(oneHot.Cast<double>(), lookup.Targets.Value.ToArray());
        Assert.True(lookup.HidesSelf && lookup.Patterns.Frozen && lookup.Targets.Frozen && !lookup.Metric!.Frozen);
        BagBatch<double> shares = lookup.Forward(BagBatch.FromRows(asked)).Output;
        int[] expected = [.. Enumerable.Range(0, 9).Select(b => Enumerable.Range(0, 3).MaxBy(c => shares[b, 0, c]))];
        Assert.Equal(expected, lookup.Classify(asked));
        int[] other = [.. expected.Select((c, b) => b < 3 ? (c + 1) % 3 : c)];
        Assert.Equal(3 / 9.0, lookup.ErrorRate(asked, other));
        Assert.Throws<ArgumentException>("labels", () => HopfieldLookup.Store(stored, classes[1..], 3));
        Assert.Throws<ArgumentException>("labels", () => HopfieldLookup.Store(stored, [.. classes.Select(_ => 3)], 3));
        Assert.Throws<ArgumentException>("labels", () => lookup.ErrorRate(asked, [0]));
    }

    [Fact]
    public void A_metric_that_is_set_is_the_one_that_rows_are_compared_by()
    {
        (double[,] rows, double[,] oneHot, _) = Data(12, 3, 5);
        var lookup = new HopfieldLookup<double>(rows, oneHot, HopfieldLayerOptions.TiedMetric with { HiddenWidth = 2, Beta = 1 }, new SeededRandom(1));
        double[] a = [1, 0, 0.5, 2, 0, -1]; // columns 0, 1, 2 lead to (1, 0), (0.5, 2), (0, -1)
        a.CopyTo(lookup.Metric!.Value);
        double[] query = [0.3, -0.2, 0.9];
        double[] Led(Func<int, double> x) => [x(0) + (0.5 * x(1)), (2 * x(1)) - x(2)];
        double[] scores = [.. Enumerable.Range(0, 12).Select(n => Led(i => rows[n, i]).Zip(Led(i => query[i]), (u, v) => -0.5 * (u - v) * (u - v)).Sum())];
        double sum = scores.Sum(Math.Exp);
        ReadOnlySpan<double> weights = lookup.Forward(BagBatch.FromRows(new[,] { { 0.3, -0.2, 0.9 } }), new LayerContext<double>()).Weights(0, 0, 0);
        for (int n = 0; n < 12; n++) Assert.Equal(Math.Exp(scores[n]) / sum, weights[n], 1e-12); // scores of order 10 in double precision, exponentials below 1
        Assert.Null(new HopfieldLookup<double>(rows, oneHot, HopfieldLayerOptions.Retrieval, new SeededRandom(1)).Metric);
    }
}
