namespace Hopfield.Layers.Tests;

/// <summary>Training: the same weights on any number of threads, ended as asked, nothing allocated on the way.</summary>
public class TrainerTests
{
    // Bags with an instance of large first entry are to be told from those without.
    private static TrainingData<BagBatch<float>, float> Data(int count, int seed)
    {
        const int Size = 6, Width = 4;
        var random = new SeededRandom(seed);
        float[] values = Draws.Normals<float>(count * Size * Width, seed, 0.5);
        var labels = new bool[count];
        for (int n = 0; n < count; n++)
        {
            if (labels[n] = random.Next(2) == 1) values[((n * Size) + random.Next(Size)) * Width] = 4;
        }
        return new(new(values, count, Size, Width), new LogisticLoss<float>(labels));
    }

    private static Layer<BagBatch<float>, float> Model(int seed, double dropout = 0.3)
    {
        var random = new SeededRandom(seed);
        var options = new HopfieldLayerOptions { Heads = 2, HiddenWidth = 3, MaxUpdates = 2, Dropout = dropout, LearnsBeta = true, InitialDeviation = HopfieldLayerOptions.SharpDeviation };
        return new HopfieldPooling<float>(4, options, random).Then(new Linear<float>(4, 1, random));
    }

    private static float[] Weights(Layer<BagBatch<float>, float> model) => [.. model.Parameters.SelectMany(parameter => parameter.Value.ToArray())];

    [Fact]
    public void Equal_seeds_give_equal_weights_on_any_number_of_threads()
    {
        TrainingData<BagBatch<float>, float> data = Data(90, 1);
        float[]? first = null;
        foreach (int threads in new[] { 1, 2, 3, 0 })
        {
            Layer<BagBatch<float>, float> model = Model(1);
            new Trainer<BagBatch<float>, float>(model, new TrainingOptions { Epochs = 3, BatchSize = 20, Seed = 5, Parallelism = threads }).Fit(data);
            first ??= Weights(model);
            Assert.Equal(first, Weights(model));
        }
        Layer<BagBatch<float>, float> other = Model(1);
        new Trainer<BagBatch<float>, float>(other, new TrainingOptions { Epochs = 3, BatchSize = 20, Seed = 6 }).Fit(data);
        Assert.NotEqual(first, Weights(other));
    }

    [Fact]
    public void A_pooling_learns_to_find_the_instance_that_matters()
    {
        var random = new SeededRandom(1);
        var options = new HopfieldLayerOptions { NormalisesStored = false, NormalisesProjected = false, InitialDeviation = HopfieldLayerOptions.SharpDeviation };
        Layer<BagBatch<float>, float> model = new HopfieldPooling<float>(4, options, random).Then(new Linear<float>(4, 1, random));
        var trainer = new Trainer<BagBatch<float>, float>(model, new TrainingOptions { Epochs = 40, LearningRate = 0.01 });
        TrainingLog log = trainer.Fit(Data(300, 1), Data(200, 2));
        Assert.Equal(TrainingStop.AllEpochs, log.Stopped);
        Assert.Equal(40, log.Epochs.Count);
        Assert.True(log.ValidationAccuracies[^1] > 0.97, $"{log}");
        Assert.True(log.Losses[^1] < log.Losses[0] / 3, $"{log}");
    }

    [Fact]
    public void A_step_on_one_thread_allocates_nothing()
    {
        TrainingData<BagBatch<float>, float> data = Data(64, 1);
        var trainer = new Trainer<BagBatch<float>, float>(Model(1), new TrainingOptions { BatchSize = 16 });
        long least = long.MaxValue, epochsOwn = 0;
        for (int round = 0; round < 5 && least > epochsOwn; round++)
        {
            trainer.RunEpoch(data);
            long before = GC.GetAllocatedBytesForCurrentThread();
            TrainingEpoch epoch = trainer.RunEpoch(data);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            before = GC.GetAllocatedBytesForCurrentThread();
            _ = epoch with { };
            epochsOwn = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Assert.Equal(epochsOwn, least); // four steps and the record of the epoch
    }

    [Fact]
    public void Patience_ends_training_with_the_weights_of_the_best_epoch()
    {
        Layer<BagBatch<float>, float> model = Model(1);
        TrainingData<BagBatch<float>, float> validation = Data(40, 9);
        // A rate that throws the weights about: the validation loss soon rises.
        var trainer = new Trainer<BagBatch<float>, float>(model, new TrainingOptions { Epochs = 200, LearningRate = 0.3, Patience = 4 });
        TrainingLog log = trainer.Fit(Data(60, 1), validation);
        Assert.Equal(TrainingStop.NoImprovement, log.Stopped);
        int best = Array.IndexOf(log.ValidationLosses, log.ValidationLosses.Min());
        Assert.Equal(best + 1 + 4, log.Epochs.Count);
        Assert.Equal(log.ValidationLosses[best], trainer.Evaluate(validation).Mean);
    }

    [Fact]
    public void A_cancelled_training_keeps_what_it_has_reached_and_says_so()
    {
        using var source = new CancellationTokenSource();
        var seen = new List<TrainingLog>();
        var trainer = new Trainer<BagBatch<float>, float>(Model(1), new TrainingOptions { Epochs = 1000 });
        TrainingLog log = trainer.Fit(Data(60, 1), progress: new Reports(epochs =>
        {
            seen.Add(epochs);
            if (epochs.Epochs.Count == 3) source.Cancel();
        }), cancellationToken: source.Token);
        Assert.Equal(TrainingStop.Cancelled, log.Stopped);
        Assert.Equal(3, log.Epochs.Count);
        Assert.Equal([1, 2, 3], seen.Select(one => one.Epochs.Count));
        Assert.All(seen, one => Assert.Equal(TrainingStop.Running, one.Stopped));
        Assert.Equal(log.Losses, seen[^1].Losses);
    }

    private sealed class Reports(Action<TrainingLog> report) : IProgress<TrainingLog>
    {
        public void Report(TrainingLog value) => report(value);
    }

    [Fact]
    public void An_epoch_shows_every_example_once_in_a_new_order()
    {
        var seen = new Recorder();
        var trainer = new Trainer<BagBatch<float>, float>(new Linear<float>(1, 1, new SeededRandom(1)), new TrainingOptions { BatchSize = 3 });
        var data = new TrainingData<BagBatch<float>, float>(new(new float[10], 10, 1, 1), seen);
        trainer.RunEpoch(data);
        int[] first = [.. seen.Numbers];
        seen.Numbers.Clear();
        trainer.RunEpoch(data);
        Assert.Equal(Enumerable.Range(0, 10), first.Order());
        Assert.Equal(Enumerable.Range(0, 10), seen.Numbers.Order());
        Assert.NotEqual(first, seen.Numbers);
    }

    private sealed class Recorder : Loss<float>
    {
        public List<int> Numbers { get; } = [];

        public override int Count => 10;

        public override int TargetCount(ReadOnlySpan<int> numbers) => numbers.Length;

        public override LossSum Evaluate(BagBatch<float> output, ReadOnlySpan<int> numbers, double scale, Span<float> gradient)
        {
            Numbers.AddRange(numbers);
            gradient.Clear();
            return new LossSum(0, 0, numbers.Length);
        }
    }

    [Fact]
    public void Rates_follow_their_list_and_the_last_one_stays()
    {
        var trainer = new Trainer<BagBatch<float>, float>(Model(1), new TrainingOptions { Epochs = 4, LearningRates = LearningRates.Cosine(0.1, 3) });
        Assert.Equal([0.1, 0.05, 0, 0], trainer.Fit(Data(20, 1)).Epochs.Select(epoch => Math.Round(epoch.LearningRate, 12)));
        Assert.Equal([8, 4, 2, 1], LearningRates.Geometric(8, 4, 1).Select(rate => Math.Round(rate, 12)));
        Assert.Equal([3.0], LearningRates.Cosine(3, 1));
    }

    [Fact]
    public void Frozen_parameters_stay_as_they_are()
    {
        Layer<BagBatch<float>, float> model = Model(1);
        Parameter<float> frozen = model.Parameters.First(parameter => parameter.Name == "stored.weight");
        frozen.Frozen = true;
        float[] before = frozen.Value.ToArray(), all = Weights(model);
        new Trainer<BagBatch<float>, float>(model, new TrainingOptions { Epochs = 2 }).Fit(Data(40, 1));
        Assert.Equal(before, frozen.Value.ToArray());
        Assert.NotEqual(all, Weights(model));
    }

    [Fact]
    public void Data_that_do_not_fit_are_refused()
    {
        var trainer = new Trainer<BagBatch<float>, float>(Model(1));
        BagBatch<float> inputs = Data(5, 1).Inputs;
        Assert.Equal("data", Assert.Throws<ArgumentException>(() => trainer.Fit(new(inputs, new LogisticLoss<float>([true])))).ParamName);
        Assert.Equal("data", Assert.Throws<ArgumentException>(() => trainer.Fit(new(new BagBatch<float>(default, 0, 6, 4), new LogisticLoss<float>([])))).ParamName);
        Assert.Equal("validation", Assert.Throws<ArgumentException>(() => trainer.Fit(Data(5, 1), new(inputs, new LogisticLoss<float>([true])))).ParamName);
        Assert.Equal("LearningRates", Assert.Throws<ArgumentException>(() => new TrainingOptions { LearningRates = [] }).ParamName);
        Assert.Equal("Epochs", Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { Epochs = 0 }).ParamName);
        Assert.Equal("MaxNorm", Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { MaxNorm = 0 }).ParamName);
    }
}
