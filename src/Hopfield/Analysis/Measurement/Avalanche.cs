namespace Hopfield;

/// <summary>How errors grow step by step after recall begins at a stored pattern: the first step looks harmless on both sides of the limit.</summary>
/// <param name="WrongShare">The mean share of wrong units after 0, 1, 2, … synchronous steps, shape [steps + 1].</param>
/// <param name="Low">Lower ends of the 95 % intervals over networks.</param>
/// <param name="High">Upper ends of the 95 % intervals over networks.</param>
/// <param name="Runs">The share of wrong units in each network, shape [networks][steps + 1].</param>
public sealed record Avalanche(double[] WrongShare, double[] Low, double[] High, double[][] Runs)
{
    /// <summary>Follows one random pattern in each of several networks; all units move at once.</summary>
    /// <param name="store">Makes the model from its patterns, for example <c>Hebbian.From</c>.</param>
    /// <param name="dimension">N ≥ 2.</param>
    /// <param name="patternCount">P ≥ 1.</param>
    /// <param name="steps">The number of synchronous steps, at least 1.</param>
    /// <param name="networks">At least 2.</param>
    /// <param name="seed">Equal seeds give equal results.</param>
    /// <param name="progress">Receives the share of networks that are done, from 0 to 1.</param>
    /// <param name="cancellationToken">Asks to stop between networks.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static Avalanche Measure(
        Func<BinaryPatterns, BipolarModel> store,
        int dimension,
        int patternCount,
        int steps = 20,
        int networks = 40,
        int seed = 1,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        Require.AtLeast(dimension, 2);
        Require.AtLeast(patternCount, 1);
        Require.AtLeast(steps, 1);
        Require.AtLeast(networks, 2);
        double[] Run(Random random)
        {
            var patterns = BinaryPatterns.Random(patternCount, dimension, random);
            return Follow(CapacityExperiment.Made(store(patterns), dimension), patterns.Pattern(0), steps);
        }
        double[][] runs = Trials.Run(networks, seed, Run, progress, cancellationToken: cancellationToken);
        Estimate[] means = [.. Enumerable.Range(0, steps + 1).Select(t => Estimate.OfMean([.. runs.Select(run => run[t])]).Within(0, 1))];
        return new([.. means.Select(e => e.Value)], [.. means.Select(e => e.Low)], [.. means.Select(e => e.High)], runs);
    }

    private static double[] Follow(BipolarModel model, sbyte[] pattern, int steps)
    {
        var wrong = new double[steps + 1];
        sbyte[] state = pattern;
        for (int t = 1; t <= steps; t++)
        {
            state = model.Recall(state, UpdateOrder.Synchronous, maxSweeps: 1).State;
            wrong[t] = (double)Bipolar.HammingDistance(pattern, state) / pattern.Length;
        }
        return wrong;
    }
}
