using System.Globalization;

namespace Hopfield.Layers;

/// <summary>What training did, epoch by epoch, and why it ended.</summary>
/// <param name="Epochs">The epochs in their order.</param>
/// <param name="Stopped">Why it ended.</param>
public sealed record TrainingLog(IReadOnlyList<TrainingEpoch> Epochs, TrainingStop Stopped)
{
    /// <summary>The mean loss of each epoch, for a curve.</summary>
    public double[] Losses => [.. Epochs.Select(epoch => epoch.Training.Mean)];

    /// <summary>The share of right answers in each epoch, for a curve.</summary>
    public double[] Accuracies => [.. Epochs.Select(epoch => epoch.Training.Accuracy)];

    /// <summary>The mean validation loss of each epoch; empty without validation.</summary>
    public double[] ValidationLosses => [.. Epochs.Where(epoch => epoch.Validation is not null).Select(epoch => epoch.Validation!.Value.Mean)];

    /// <summary>The share of right answers to the validation data in each epoch; empty without validation.</summary>
    public double[] ValidationAccuracies => [.. Epochs.Where(epoch => epoch.Validation is not null).Select(epoch => epoch.Validation!.Value.Accuracy)];

    /// <summary>The last epoch, and why training ended.</summary>
    public override string ToString() => Epochs.Count == 0 ? $"{Stopped}" : $"{Epochs[^1]} ({Stopped})";
}

/// <summary>One epoch of training.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Training">Loss and right answers, measured while the batches passed.</param>
/// <param name="Validation">Loss and right answers on the validation data after the epoch; null without any.</param>
/// <param name="LearningRate">η.</param>
/// <param name="LargestNorm">The largest norm of a step's gradient, before it was shrunk.</param>
public sealed record TrainingEpoch(int Number, LossSum Training, LossSum? Validation, double LearningRate, double LargestNorm)
{
    /// <summary>One line for a reader.</summary>
    public override string ToString()
    {
        string line = string.Create(CultureInfo.InvariantCulture, $"epoch {Number}: loss {Training.Mean:F4}, right {Training.Accuracy:F3}");
        return Validation is { } other ? line + string.Create(CultureInfo.InvariantCulture, $"; validation loss {other.Mean:F4}, right {other.Accuracy:F3}") : line;
    }
}

/// <summary>Why training ended.</summary>
public enum TrainingStop
{
    /// <summary>It has not yet.</summary>
    Running,

    /// <summary>All epochs were run.</summary>
    AllEpochs,

    /// <summary>The validation loss had not become smaller for as many epochs as there was patience; the weights are those of the best epoch.</summary>
    NoImprovement,

    /// <summary>The caller's cancellation token asked to stop; the weights are those reached by then.</summary>
    Cancelled,
}
