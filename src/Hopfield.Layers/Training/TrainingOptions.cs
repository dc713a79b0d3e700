namespace Hopfield.Layers;

/// <summary>How a model is trained. The defaults are those of the reference's examples.</summary>
public sealed record TrainingOptions
{
    /// <summary>The number of times that all examples are shown, at least 1.</summary>
    public int Epochs { get; init => field = AtLeast(1, value, nameof(Epochs)); } = 20;

    /// <summary>The number of examples that a step is computed from, at least 1.</summary>
    public int BatchSize { get; init => field = AtLeast(1, value, nameof(BatchSize)); } = 32;

    /// <summary>η of each epoch; the last one holds from there on. See <see cref="Layers.LearningRates"/>.</summary>
    public IReadOnlyList<double> LearningRates
    {
        get;
        init => field = value is { Count: > 0 } && value.All(rate => rate >= 0 && double.IsFinite(rate))
            ? [.. value]
            : throw new ArgumentException("Expected at least one learning rate, all finite and at least 0.", nameof(LearningRates));
    } = [1e-3];

    /// <summary>The same η in every epoch.</summary>
    public double LearningRate
    {
        init => LearningRates = [value];
    }

    /// <summary>λ, how strongly weights are pulled towards 0.</summary>
    public double Decay { get; init => field = Within(0, double.MaxValue, value, nameof(Decay)); } = 0.01;

    /// <summary>The largest norm of a step's gradient, above 0; longer ones are shrunk. Infinity: none is.</summary>
    public double MaxNorm { get; init => field = Within(double.Epsilon, double.PositiveInfinity, value, nameof(MaxNorm)); } = 1;

    /// <summary>Draws the order of the examples, and what is dropped, each from a stream of its own.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// After how many epochs without a smaller validation loss the training ends, with the weights of the best epoch. 0, the default: it
    /// runs through all epochs and keeps the last weights.
    /// </summary>
    public int Patience { get; init => field = AtLeast(0, value, nameof(Patience)); }

    /// <summary>The largest number of threads; 0 means one per processor. It never changes the results.</summary>
    public int Parallelism { get; init => field = AtLeast(0, value, nameof(Parallelism)); } = 1;

    private static int AtLeast(int least, int value, string name) =>
        value >= least ? value : throw new ArgumentOutOfRangeException(name, value, $"Expected at least {least}.");

    private static double Within(double least, double most, double value, string name) =>
        value >= least && value <= most ? value : throw new ArgumentOutOfRangeException(name, value, $"Expected a value from {least} to {most}.");
}
