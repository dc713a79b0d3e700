namespace Hopfield;

/// <summary>How a <see cref="DenseClassifier"/> is trained. The defaults are those of Krotov and Hopfield's published code for 28 × 28 digits.</summary>
public sealed record DenseClassifierOptions
{
    /// <summary>P ≥ 1, the number of memories that are learned.</summary>
    public int Memories { get; init => field = AtLeast(1, value, nameof(Memories)); } = 100;

    /// <summary>n ≥ 2, the degree of F(z) = zⁿ for z &gt; 0. Small n learns features, large n prototypes.</summary>
    public int Degree { get; init => field = AtLeast(2, value, nameof(Degree)); } = 20;

    /// <summary>m, 1 ≤ m ≤ 100: the loss is the sum of (t − y)^(2m) over classes and pictures. A large m cares for the worst pictures alone.</summary>
    public int LossPower { get; init => field = (int)Between(1, 100, value, nameof(LossPower)); } = 30;

    /// <summary>The temperature that overlaps are divided by, above 0 and at most 10¹⁰. It must suit the degree and the number of pixels: scan it.</summary>
    public double Temperature { get; init => field = Between(double.Epsilon, 1e10, value, nameof(Temperature)); } = 540;

    /// <summary>The largest change of an entry of a memory in one batch of the first epoch, in (0, 1].</summary>
    public double LearningRate { get; init => field = Between(double.Epsilon, 1, value, nameof(LearningRate)); } = 0.04;

    /// <summary>The factor of the learning rate from one epoch to the next, in (0, 1].</summary>
    public double RateDecay { get; init => field = Between(double.Epsilon, 1, value, nameof(RateDecay)); } = 0.998;

    /// <summary>The share of the last batch's direction that is kept, in [0, 1).</summary>
    public double Momentum { get; init => field = Between(0, Math.BitDecrement(1), value, nameof(Momentum)); } = 0.6;

    /// <summary>The number of times that all pictures are shown, at least 1.</summary>
    public int Epochs { get; init => field = AtLeast(1, value, nameof(Epochs)); } = 300;

    /// <summary>The number of pictures that a change of the memories is computed from, at least 1.</summary>
    public int BatchSize { get; init => field = AtLeast(1, value, nameof(BatchSize)); } = 1000;

    /// <summary>The mean of the normal distribution from which memories start, in [−1, 1].</summary>
    public double InitialMean { get; init => field = Between(-1, 1, value, nameof(InitialMean)); } = -0.3;

    /// <summary>The standard deviation of the normal distribution from which memories start, in [0, 1].</summary>
    public double InitialDeviation { get; init => field = Between(0, 1, value, nameof(InitialDeviation)); } = 0.3;

    private static int AtLeast(int least, int value, string name) =>
        value >= least ? value : throw new ArgumentOutOfRangeException(name, value, $"Expected at least {least}.");

    private static double Between(double least, double most, double value, string name) =>
        value >= least && value <= most ? value : throw new ArgumentOutOfRangeException(name, value, $"Expected a value from {least} to {most}.");
}

/// <summary>What an epoch of training reached, measured while its batches passed.</summary>
/// <param name="Epoch">The number of the epoch, from 1.</param>
/// <param name="Loss">The mean over pictures of Σ over classes of (t − y)^(2m).</param>
/// <param name="ErrorRate">The share of pictures that were given a wrong class.</param>
public sealed record DenseTrainingEpoch(int Epoch, double Loss, double ErrorRate);
