using System.Numerics;

namespace Hopfield.Layers;

/// <summary>Examples with the loss that knows their targets.</summary>
/// <typeparam name="TInput">The kind of inputs.</typeparam>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="Inputs">The inputs of all examples.</param>
/// <param name="Loss">The loss of all examples.</param>
public sealed record TrainingData<TInput, T>(TInput Inputs, Loss<T> Loss)
    where TInput : IBatch<TInput>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>Trains a model on mini-batches with <see cref="AdamW{T}"/>.</summary>
/// <typeparam name="TInput">What the model reads.</typeparam>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>
/// Equal seeds and data give equal weights bit by bit on one machine, whatever the number of threads: a batch always falls into the same
/// <see cref="ShardCount"/> parts, and their gradients are added in the order of the parts. Once all shapes have been seen, a step on one thread
/// allocates nothing.
/// </remarks>
public sealed class Trainer<TInput, T>
    where TInput : IBatch<TInput>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of parts that a batch falls into, 4: as many threads find work.</summary>
    public const int ShardCount = 4;

    private const int OrderStream = 1; // of the seed; dropout draws by hashing it

    private readonly TrainingOptions _options;
    private readonly AdamW<T> _optimiser;
    private readonly Shard<TInput, T>[] _shards;
    private readonly SeededRandom _random;
    private int[] _order = [];
    private int _epochs;

    /// <summary>A trainer at its first step.</summary>
    /// <param name="model">What is trained. Parameters that are frozen now stay as they are.</param>
    /// <param name="options">Epochs, batches, rates; the reference's when left out.</param>
    public Trainer(Layer<TInput, T> model, TrainingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        _options = options ?? new TrainingOptions();
        _optimiser = new AdamW<T>(model.Parameters, _options.Decay);
        _shards = [.. Enumerable.Range(0, ShardCount).Select(number => new Shard<TInput, T>(model, _options.Seed, number))];
        _random = new SeededRandom(_options.Seed, OrderStream);
    }

    /// <summary>What is trained.</summary>
    public Layer<TInput, T> Model { get; }

    /// <summary>Runs all epochs of the options, or fewer where patience or the caller ends them.</summary>
    /// <param name="data">What the model learns from.</param>
    /// <param name="validation">What it is judged by after each epoch, if anything.</param>
    /// <param name="progress">Receives the log after each epoch: what a live curve is drawn from.</param>
    /// <param name="cancellationToken">Ends the training between two steps.</param>
    /// <exception cref="ArgumentException">There is no example, or inputs and targets differ in number.</exception>
    public TrainingLog Fit(
        TrainingData<TInput, T> data, TrainingData<TInput, T>? validation = null, IProgress<TrainingLog>? progress = null, CancellationToken cancellationToken = default)
    {
        Require(data, nameof(data));
        if (validation is not null) Require(validation, nameof(validation));
        var epochs = new List<TrainingEpoch>();
        var best = new BestWeights<T>(Model.Parameters, _options.Patience);
        TrainingStop stopped = TrainingStop.AllEpochs;
        try
        {
            while (epochs.Count < _options.Epochs)
            {
                TrainingEpoch epoch = RunEpoch(data, cancellationToken);
                if (validation is not null) epoch = epoch with { Validation = Evaluate(validation, cancellationToken) };
                epochs.Add(epoch);
                progress?.Report(new TrainingLog([.. epochs], TrainingStop.Running));
                if (epoch.Validation is not { } judged || best.GoesOn(judged.Mean)) continue;
                stopped = TrainingStop.NoImprovement;
                break;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new TrainingLog(epochs, TrainingStop.Cancelled);
        }
        best.Restore();
        return new TrainingLog(epochs, stopped);
    }

    /// <summary>Shows all examples once, in a new order.</summary>
    /// <param name="data">What the model learns from.</param>
    /// <param name="cancellationToken">Ends the epoch between two steps.</param>
    /// <exception cref="ArgumentException">There is no example, or inputs and targets differ in number.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public TrainingEpoch RunEpoch(TrainingData<TInput, T> data, CancellationToken cancellationToken = default)
    {
        Require(data, nameof(data));
        double rate = _options.LearningRates[Math.Min(_epochs, _options.LearningRates.Count - 1)], largest = 0;
        Shuffle(data.Inputs.Count);
        LossSum sum = default;
        for (int at = 0; at < _order.Length; at += _options.BatchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            sum += Step(data, _order.AsMemory(at, Math.Min(_options.BatchSize, _order.Length - at)), rate, out double norm);
            largest = Math.Max(largest, norm);
        }
        return new TrainingEpoch(++_epochs, sum, null, rate, largest);
    }

    /// <summary>Loss and right answers on some data, without learning from it.</summary>
    /// <param name="data">The data.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <exception cref="ArgumentException">There is no example, or inputs and targets differ in number.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public LossSum Evaluate(TrainingData<TInput, T> data, CancellationToken cancellationToken = default)
    {
        Require(data, nameof(data));
        int[] all = [.. Enumerable.Range(0, data.Inputs.Count)];
        LossSum sum = default;
        for (int at = 0; at < all.Length; at += _options.BatchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Memory<int> batch = all.AsMemory(at, Math.Min(_options.BatchSize, all.Length - at));
            Share(batch, (shard, numbers) => shard.Evaluate(data, numbers));
            foreach (Shard<TInput, T> shard in _shards) sum += shard.Sum;
        }
        return sum;
    }

    private LossSum Step(TrainingData<TInput, T> data, ReadOnlyMemory<int> batch, double rate, out double norm)
    {
        int step = _optimiser.Steps;
        double scale = 1.0 / Math.Max(1, data.Loss.TargetCount(batch.Span));
        if (_options.Parallelism == 1)
        {
            for (int i = 0; i < ShardCount; i++) _shards[i].Learn(data, PartOf(batch, i), scale, step);
        }
        else
        {
            LearnTogether(data, batch, scale, step);
        }
        LossSum sum = default;
        foreach (Shard<TInput, T> shard in _shards) sum += shard.Sum;
        Gradients<T> gradients = _shards[0].Gradients;
        foreach (Shard<TInput, T> shard in _shards.AsSpan(1))
        {
            if (shard.Sum.Targets > 0) gradients.Add(shard.Gradients);
        }
        norm = gradients.Clip(_options.MaxNorm);
        _optimiser.Step(gradients, rate);
        return sum;
    }

    // Apart from the step on one thread, which would else allocate what the lambda captures.
    private void LearnTogether(TrainingData<TInput, T> data, ReadOnlyMemory<int> batch, double scale, int step) =>
        Share(batch, (shard, numbers) => shard.Learn(data, numbers, scale, step));

    private void Share(ReadOnlyMemory<int> batch, Action<Shard<TInput, T>, ReadOnlyMemory<int>> work)
    {
        int threads = _options.Parallelism == 0 ? Environment.ProcessorCount : _options.Parallelism;
        Parallel.For(0, ShardCount, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => work(_shards[i], PartOf(batch, i)));
    }

    private static ReadOnlyMemory<int> PartOf(ReadOnlyMemory<int> batch, int shard) =>
        batch[(batch.Length * shard / ShardCount)..(batch.Length * (shard + 1) / ShardCount)];

    private void Shuffle(int count)
    {
        if (_order.Length != count) _order = new int[count];
        for (int k = 0; k < count; k++) _order[k] = k;
        for (int k = 0; k < count - 1; k++)
        {
            int other = k + _random.Next(count - k);
            (_order[k], _order[other]) = (_order[other], _order[k]);
        }
    }

    private static void Require(TrainingData<TInput, T> data, string name)
    {
        ArgumentNullException.ThrowIfNull(data, name);
        if (data.Inputs.Count == 0) throw new ArgumentException("Expected at least one example, got none.", name);
        if (data.Loss.Count != data.Inputs.Count)
            throw new ArgumentException($"Expected targets for {data.Inputs.Count} examples, got {data.Loss.Count}.", name);
    }
}
