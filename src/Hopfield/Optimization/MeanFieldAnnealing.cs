namespace Hopfield;

/// <summary>Graded units that grow steeper in stages: wide units feel the whole landscape, narrow ones decide.</summary>
/// <remarks>
/// Between two stages the potentials shrink with u₀, so that the outputs g(u/u₀) stay where they were. In the limit u₀ → 0 the energy is that of the
/// ±1 network (Hopfield 1984). What annealing does with noise, this does without any: it is the deterministic annealing of C. Peterson and
/// J. R. Anderson, "A mean field theory learning algorithm for neural networks", Complex Systems 1, 1987.
/// </remarks>
public static class MeanFieldAnnealing
{
    /// <summary>Widths that fall by one factor from stage to stage.</summary>
    /// <param name="from">u₀ of the first stage, positive.</param>
    /// <param name="to">u₀ of the last stage, positive.</param>
    /// <param name="stages">How many, at least 1; a single one has the first width.</param>
    /// <exception cref="ArgumentOutOfRangeException">A width is not positive and finite, or there is no stage.</exception>
    public static double[] Widths(double from, double to, int stages)
    {
        Require.PositiveFinite(from);
        Require.PositiveFinite(to);
        ArgumentOutOfRangeException.ThrowIfLessThan(stages, 1);
        return [.. Enumerable.Range(0, stages).Select(k => stages == 1 ? from : from * Math.Pow(to / from, (double)k / (stages - 1)))];
    }

    /// <summary>Looks for a low state of a ±1 network by graded units of the same weights that narrow, and reads their signs.</summary>
    /// <param name="network">The ±1 network; its thresholds are the negative of the graded units' input.</param>
    /// <param name="widths">u₀ of each stage, positive, in units of the field.</param>
    /// <param name="seed">The first potentials, a tenth of the first width wide. Equal seeds give equal results.</param>
    /// <param name="maxSteps">The most Euler steps of one stage.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <returns>The signs of the last outputs, after the ±1 network has come to rest from there.</returns>
    /// <exception cref="ArgumentException">There is no width.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A width is not positive and finite, or maxSteps &lt; 1.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static RecallResult<sbyte[]> Minimise(
        HopfieldNetwork network, IReadOnlyList<double> widths, int seed, int maxSteps = 200, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        Require.NotEmpty(widths);
        foreach (double width in widths) Require.PositiveFinite(width, nameof(widths));
        double[,] weights = network.Weights();
        double[] input = [.. network.Thresholds.Select(threshold => -threshold)];
        var random = new SeededRandom(seed);
        double[] start = [.. Enumerable.Range(0, network.Dimension).Select(_ => 0.1 * widths[0] * (2 * random.NextDouble() - 1))];
        GradedResponseNetwork[] stages = [.. widths.Select(width => new GradedResponseNetwork(weights, input, new GradedUnits(GradedRange.Bipolar, width)))];
        GradedState last = Run(stages, start, null, maxSteps, cancellationToken).Last().State;
        RecallResult<sbyte[]> rest = network.Recall(Array.ConvertAll(last.Outputs, v => (sbyte)(v < 0 ? -1 : 1)), cancellationToken: cancellationToken);
        cancellationToken.ThrowIfCancellationRequested(); // a run cut short is no result
        return rest;
    }

    /// <summary>The end of each stage, one after the other.</summary>
    internal static IEnumerable<RecallResult<GradedState>> Run(
        IEnumerable<GradedResponseNetwork> stages, double[] start, double? timeStep, int maxSteps, CancellationToken cancellationToken)
    {
        double[] potentials = start;
        double? width = null;
        foreach (GradedResponseNetwork stage in stages)
        {
            double narrowing = stage.Units.Width / (width ?? stage.Units.Width);
            width = stage.Units.Width;
            RecallResult<GradedState> rest = stage.Recall(
                Array.ConvertAll(potentials, u => u * narrowing), timeStep, maxSteps, 1e-4, cancellationToken: cancellationToken);
            cancellationToken.ThrowIfCancellationRequested(); // a run cut short is no result
            potentials = rest.State.Potentials;
            yield return rest;
        }
    }
}
