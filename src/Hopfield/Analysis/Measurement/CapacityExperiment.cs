namespace Hopfield;

/// <summary>
/// Measures how well a ±1 model holds random patterns: over the load, the size, or the noise. Every point carries a confidence interval over
/// independent networks.
/// </summary>
/// <remarks>
/// Networks depend on the seed, N, P and the trial's number alone, never on the other points or the number of threads, and two noise levels are
/// measured on the same networks. Set the properties as <c>new CapacityExperiment(Hebbian.From) { Trials = 50 }</c>.
/// </remarks>
public sealed class CapacityExperiment
{
    private const double Returned = 0.95;
    private readonly Func<BinaryPatterns, Random, BipolarModel> _store;

    /// <summary>An experiment on models that follow from their patterns.</summary>
    /// <param name="store">Makes the model, for example <c>Hebbian.From</c>. Called from several threads at once.</param>
    public CapacityExperiment(Func<BinaryPatterns, BipolarModel> store)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = (patterns, _) => store(patterns);
    }

    /// <summary>An experiment on models that are partly drawn at random, such as thinned-out networks.</summary>
    /// <param name="store">Makes the model from its patterns and a generator of the network's own. Called from several threads at once.</param>
    public CapacityExperiment(Func<BinaryPatterns, Random, BipolarModel> store)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
    }

    /// <summary>What is measured.</summary>
    public CapacityCriterion Criterion { get; init; } = CapacityCriterion.RetrievalOverlap;

    /// <summary>The number of networks per point, at least 2: the interval is taken over them.</summary>
    public int Trials { get; init => field = AtLeast(value, 2, nameof(Trials)); } = 20;

    /// <summary>The largest number of patterns probed in each network, at least 1. <see cref="CapacityCriterion.AllExact"/> probes all of them.</summary>
    public int Probes { get; init => field = AtLeast(value, 1, nameof(Probes)); } = 10;

    /// <summary>ρ, the share of units flipped before recall, from 0 to ½.</summary>
    public double FlipFraction
    {
        get;
        init
        {
            Require.Within(value, 0, 0.5, nameof(FlipFraction));
            field = value;
        }
    }

    /// <summary>a, the probability of +1 in the random patterns, strictly between 0 and 1; ½ unless patterns are sparse.</summary>
    public double Activity
    {
        get;
        init
        {
            Require.StrictlyWithin(value, 0, 1, nameof(Activity));
            field = value;
        }
    } = 0.5;

    /// <summary>Which unit moves when; left out: a new random order for every sweep, drawn from <see cref="Seed"/>.</summary>
    public UpdateOrder? Order { get; init; }

    /// <summary>The largest number of sweeps of one recall, at least 1. With 1 and <see cref="UpdateOrder.Synchronous"/> recall is a single step.</summary>
    public int MaxSweeps { get; init => field = AtLeast(value, 1, nameof(MaxSweeps)); } = 200;

    /// <summary>Equal seeds give equal curves.</summary>
    public int Seed { get; init; }

    /// <summary>The largest number of trials at a time; 0 means one per processor. It never changes a result.</summary>
    public int Parallelism { get; init => field = AtLeast(value, 0, nameof(Parallelism)); }

    /// <summary>Over the load, at one size.</summary>
    /// <param name="dimension">N ≥ 2.</param>
    /// <param name="loads">α values, positive; P = round(αN), at least 1.</param>
    /// <param name="progress">Receives the share of networks that are done, from 0 to 1.</param>
    /// <param name="cancellationToken">Asks to stop between networks.</param>
    /// <exception cref="ArgumentException">There is no load.</exception>
    /// <exception cref="ArgumentOutOfRangeException">N is below 2, or a load is not positive and finite.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public CapacityCurve OverLoad(int dimension, IReadOnlyList<double> loads, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        Require.NotEmpty(loads);
        return Measure([.. loads.Select(load => Setting(dimension, load, FlipFraction))], progress, cancellationToken);
    }

    /// <summary>Over the number of patterns, at one size: for memories that hold more patterns than units.</summary>
    /// <param name="dimension">N ≥ 2.</param>
    /// <param name="patternCounts">P values, at least 1.</param>
    /// <param name="progress">Receives the share of networks that are done, from 0 to 1.</param>
    /// <param name="cancellationToken">Asks to stop between networks.</param>
    /// <exception cref="ArgumentException">There is no pattern count.</exception>
    /// <exception cref="ArgumentOutOfRangeException">N is below 2, or a count is below 1.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public CapacityCurve OverPatternCount(int dimension, IReadOnlyList<int> patternCounts, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        Require.NotEmpty(patternCounts);
        foreach (int count in patternCounts) Require.AtLeast(count, 1, nameof(patternCounts));
        return Measure([.. patternCounts.Select(count => new CapacitySetting(dimension, count, FlipFraction))], progress, cancellationToken);
    }

    /// <summary>Over the size, at one load.</summary>
    /// <param name="load">α, positive.</param>
    /// <param name="dimensions">N values, at least 2.</param>
    /// <param name="progress">Receives the share of networks that are done, from 0 to 1.</param>
    /// <param name="cancellationToken">Asks to stop between networks.</param>
    /// <exception cref="ArgumentException">There is no size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The load is not positive and finite, or a size is below 2.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public CapacityCurve OverSize(double load, IReadOnlyList<int> dimensions, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        Require.NotEmpty(dimensions);
        return Measure([.. dimensions.Select(dimension => Setting(dimension, load, FlipFraction))], progress, cancellationToken);
    }

    /// <summary>Over the noise, at one size and load.</summary>
    /// <param name="dimension">N ≥ 2.</param>
    /// <param name="patternCount">P ≥ 1.</param>
    /// <param name="flipFractions">ρ values, from 0 to ½.</param>
    /// <param name="progress">Receives the share of networks that are done, from 0 to 1.</param>
    /// <param name="cancellationToken">Asks to stop between networks.</param>
    /// <exception cref="ArgumentException">There is no noise level.</exception>
    /// <exception cref="ArgumentOutOfRangeException">N is below 2, P is below 1, or a level lies outside [0, ½].</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public CapacityCurve OverNoise(int dimension, int patternCount, IReadOnlyList<double> flipFractions, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        Require.NotEmpty(flipFractions);
        Require.AtLeast(patternCount, 1);
        foreach (double flips in flipFractions) Require.Within(flips, 0, 0.5, nameof(flipFractions));
        return Measure([.. flipFractions.Select(flips => new CapacitySetting(dimension, patternCount, flips))], progress, cancellationToken);
    }

    /// <summary>Returns the model that a function of the caller's own has made of patterns, or throws where it is none of their size.</summary>
    internal static BipolarModel Made(BipolarModel? model, int dimension) => model?.Dimension == dimension
        ? model
        : throw new InvalidOperationException($"Expected a model of {dimension} units for patterns of {dimension}, got {(model is null ? "none" : $"{model.Dimension} units")}.");

    private CapacityCurve Measure(CapacitySetting[] settings, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        foreach (CapacitySetting setting in settings) Require.AtLeast(setting.Dimension, 2, "dimension");
        // One loop over all networks of all points, so that a slow point does not leave processors idle.
        double[] samples = Hopfield.Trials.ForEach(Require.Room(settings.Length, Trials, "networks", "settings"), k => Sample(settings[k / Trials], k % Trials), progress, Parallelism, cancellationToken);
        double least = Criterion == CapacityCriterion.RetrievalOverlap ? -1 : 0;
        return new(Criterion, [.. settings.Select((setting, k) =>
            new CapacityPoint(setting, Estimate.OfMean(samples[(k * Trials)..((k + 1) * Trials)]).Within(least, 1)))]);
    }

    // One network: the mean of the criterion over the probed patterns.
    private double Sample(CapacitySetting setting, int trial)
    {
        int stream = HashCode(setting.Dimension, setting.PatternCount, trial);
        var draw = new SeededRandom(Seed, stream);
        var patterns = BinaryPatterns.Random(setting.PatternCount, setting.Dimension, draw, Activity);
        BipolarModel model = Made(_store(patterns, draw), patterns.Dimension);
        var noise = new SeededRandom(Seed, ~stream);
        bool all = Criterion == CapacityCriterion.AllExact;
        int probes = all ? setting.PatternCount : Math.Min(Probes, setting.PatternCount);
        double sum = 0;
        for (int mu = 0; mu < probes; mu++)
        {
            double value = Probe(model, patterns.Pattern(mu), setting.FlipFraction, noise);
            if (all && value < 1) return 0;
            sum += value;
        }
        return sum / probes;
    }

    private double Probe(BipolarModel model, sbyte[] pattern, double flips, SeededRandom noise) => Criterion switch
    {
        CapacityCriterion.OneStepError => WrongShare(pattern, model.Step(Corruption.Flip(pattern, flips, noise))),
        CapacityCriterion.RetrievalOverlap => Bipolar.Overlap(pattern, Settle(model, Corruption.Flip(pattern, flips, noise), noise)),
        CapacityCriterion.SettledError => WrongShare(pattern, Settle(model, Corruption.Flip(pattern, flips, noise), noise)),
        CapacityCriterion.ExactRecall or CapacityCriterion.AllExact => pattern.AsSpan().SequenceEqual(Settle(model, Corruption.Flip(pattern, flips, noise), noise)) ? 1 : 0,
        CapacityCriterion.BasinRadius => BasinRadius(model, pattern, noise),
        _ => throw new InvalidOperationException($"Expected a named criterion, got {Criterion}."),
    };

    private sbyte[] Settle(BipolarModel model, sbyte[] start, SeededRandom noise) =>
        model.Recall(start, Order ?? UpdateOrder.Random(noise.Next()), maxSweeps: MaxSweeps).State;

    private static double WrongShare(sbyte[] pattern, sbyte[] end) => (double)Bipolar.HammingDistance(pattern, end) / pattern.Length;

    private double BasinRadius(BipolarModel model, sbyte[] pattern, SeededRandom noise)
    {
        int[] path = Permutation.Identity(pattern.Length);
        Permutation.Shuffle(path, noise);
        bool Returns(int flips)
        {
            sbyte[] start = [.. pattern];
            foreach (int unit in path.AsSpan(0, flips)) start[unit] = (sbyte)-start[unit];
            return Bipolar.Overlap(pattern, Settle(model, start, noise)) >= Returned;
        }
        if (!Returns(0)) return 0;
        int inside = 0, outside = pattern.Length;
        while (outside - inside > 1)
        {
            int middle = (inside + outside) / 2;
            if (Returns(middle)) inside = middle; else outside = middle;
        }
        return (double)inside / pattern.Length;
    }

    private static CapacitySetting Setting(int dimension, double load, double flips)
    {
        Require.PositiveFinite(load);
        Require.AtLeast(dimension, 2);
        Require.Within(load, 0, int.MaxValue / (double)dimension);
        return new(dimension, Math.Max(1, (int)Math.Round(load * dimension)), flips);
    }

    private static int AtLeast(int value, int least, string name)
    {
        Require.AtLeast(value, least, name);
        return value;
    }

    // A fixed mixing of three numbers into one stream: System.HashCode differs from process to process.
    private static int HashCode(int a, int b, int c)
    {
        ulong mix = 0x9E3779B97F4A7C15;
        foreach (int part in (ReadOnlySpan<int>)[a, b, c]) mix = (mix ^ (uint)part) * 0xBF58476D1CE4E5B9 + (mix >> 29);
        return (int)(mix >> 33);
    }
}
