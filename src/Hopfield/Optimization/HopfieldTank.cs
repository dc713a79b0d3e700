namespace Hopfield;

/// <summary>The network of Hopfield and Tank that lets graded units vote on a tour, and honest counts of how well it does.</summary>
/// <remarks>n² units for n cities; unit city · n + place. A share of runs ends in no tour at all, so the valid share is a result, not a footnote.</remarks>
public static class HopfieldTank
{
    /// <summary>The network for a set of cities, with units of the first stage's width.</summary>
    /// <param name="cities">At least 3 cities.</param>
    /// <param name="parameters">The constants; left out: <see cref="HopfieldTankParameters.Classic"/>.</param>
    /// <exception cref="ArgumentException">There are fewer than 3 cities or more than 215, or all distances are 0.</exception>
    public static GradedResponseNetwork Network(CityDistances cities, HopfieldTankParameters? parameters = null)
    {
        parameters ??= HopfieldTankParameters.Classic;
        return Network(Weights(cities, parameters), cities.Count, parameters, parameters.Width);
    }

    /// <summary>Runs the network many times, each from its own start.</summary>
    /// <param name="cities">At least 3 cities.</param>
    /// <param name="parameters">The constants; left out: <see cref="HopfieldTankParameters.Classic"/>.</param>
    /// <param name="runs">The number of runs, at least 1.</param>
    /// <param name="seed">Equal seeds give equal runs, whatever the number of threads.</param>
    /// <param name="progress">Receives the share of runs that are done, from 0 to 1.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <exception cref="ArgumentException">There are fewer than 3 cities or more than 215, or all distances are 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no run.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static HopfieldTankReport Run(
        CityDistances cities,
        HopfieldTankParameters? parameters = null,
        int runs = 100,
        int seed = 1,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        parameters ??= HopfieldTankParameters.Classic;
        GradedResponseNetwork[] stages = Stages(cities, parameters);
        return new(
            Trials.Run(runs, seed, random => Read(cities, Relax(cities.Count, stages, parameters, random, cancellationToken)), progress, cancellationToken: cancellationToken),
            cities);
    }

    /// <summary>One run as pictures: how the outputs of all cities and places crystallise into a tour, stage by stage.</summary>
    /// <param name="cities">At least 3 cities.</param>
    /// <param name="parameters">The constants; left out: <see cref="HopfieldTankParameters.Repaired"/>, whose units narrow in 40 stages.</param>
    /// <param name="seed">The first run of <see cref="Run"/> with this seed.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <returns>A picture for each stage, with the outputs at its end.</returns>
    /// <exception cref="ArgumentException">There are fewer than 3 cities, or all distances are 0.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static IReadOnlyList<HopfieldTankStage> Film(
        CityDistances cities, HopfieldTankParameters? parameters = null, int seed = 1, CancellationToken cancellationToken = default)
    {
        parameters ??= HopfieldTankParameters.Repaired;
        GradedResponseNetwork[] stages = Stages(cities, parameters);
        return Trials.Run(1, seed, random => Relax(cities.Count, stages, parameters, random, cancellationToken).Film, cancellationToken: cancellationToken)[0];
    }

    private static HopfieldTankRun Read(CityDistances cities, (IReadOnlyList<HopfieldTankStage> Film, int Steps) run)
    {
        double[,] outputs = run.Film[^1].Outputs;
        sbyte[] state = [.. outputs.Cast<double>().Select(v => (sbyte)(v > 0.5 ? 1 : -1))];
        return new(outputs, new TourProblem(cities).Read(state), outputs.Cast<double>().All(v => v is < 0.1 or > 0.9), run.Steps);
    }

    private static (IReadOnlyList<HopfieldTankStage> Film, int Steps) Relax(
        int n, GradedResponseNetwork[] stages, HopfieldTankParameters parameters, Random random, CancellationToken cancellationToken)
    {
        // Outputs begin so that their sum is about n; a tenth of u₀ of noise decides between the 2n equal forms of every tour.
        double level = parameters.Width * Math.Atanh(2.0 / n - 1);
        double[] start = [.. Enumerable.Range(0, n * n).Select(_ => level + 0.1 * parameters.Width * (2 * random.NextDouble() - 1))];
        RecallResult<GradedState>[] rests = [.. MeanFieldAnnealing.Run(stages, start, parameters.TimeStep, parameters.StepsPerStage, cancellationToken)];
        return ([.. rests.Zip(stages, (rest, stage) => new HopfieldTankStage(stage.Units.Width, Square(rest.State.Outputs, n)))], rests.Sum(rest => rest.Steps));
    }

    private static double[,] Square(double[] outputs, int n)
    {
        var square = new double[n, n];
        for (int unit = 0; unit < outputs.Length; unit++) square[unit / n, unit % n] = outputs[unit];
        return square;
    }

    private static GradedResponseNetwork[] Stages(CityDistances cities, HopfieldTankParameters p)
    {
        double[,] weights = Weights(cities, p);
        return [.. MeanFieldAnnealing.Widths(p.Width, p.FinalWidth, p.Stages).Select(width => Network(weights, cities.Count, p, width))];
    }

    private static GradedResponseNetwork Network(double[,] weights, int n, HopfieldTankParameters p, double width)
    {
        var input = new double[n * n];
        Array.Fill(input, p.C * p.TargetPerCity * n + 2 * p.R - p.G / 2);
        return new GradedResponseNetwork(weights, input, new GradedUnits(GradedRange.Unipolar, width));
    }

    // w = −∂²E/∂V∂V of the terms in the remarks of the parameters.
    private static double[,] Weights(CityDistances cities, HopfieldTankParameters p)
    {
        ArgumentNullException.ThrowIfNull(cities);
        int n = cities.Count;
        if (n < 3) throw new ArgumentException($"Expected at least 3 cities, got {n}.", nameof(cities));
        Require.Room((long)n * n, (long)n * n, "weights between all pairs of city and place", nameof(cities));
        double largest = cities.Distances.Cast<double>().Max();
        if (largest == 0) throw new ArgumentException("Expected cities apart from each other, got distances of 0 only.", nameof(cities));
        var weights = new double[n * n, n * n];
        for (int x = 0; x < n; x++)
        {
            for (int y = 0; y < n; y++)
            {
                double road = p.D * cities.Distances[x, y] / largest;
                for (int i = 0; i < n; i++)
                {
                    for (int j = 0; j < n; j++)
                    {
                        double w = -p.C;
                        if (x == y) w -= p.R + (i == j ? -p.G : p.A);
                        if (i == j) w -= p.R + (x == y ? 0 : p.B);
                        if (j == (i + 1) % n || i == (j + 1) % n) w -= road;
                        weights[x * n + i, y * n + j] = w;
                    }
                }
            }
        }
        return weights;
    }
}
