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
        double[,] weights = Weights(cities, parameters);
        GradedResponseNetwork[] stages = [.. Enumerable.Range(0, parameters.Stages).Select(k => Network(weights, cities.Count, parameters, WidthOf(parameters, k)))];
        return new(Trials.Run(runs, seed, random => Relax(cities, stages, parameters, random, cancellationToken), progress, cancellationToken: cancellationToken), cities);
    }

    private static HopfieldTankRun Relax(
        CityDistances cities, GradedResponseNetwork[] stages, HopfieldTankParameters parameters, Random random, CancellationToken cancellationToken)
    {
        int n = cities.Count;
        // Outputs begin so that their sum is about n; a tenth of u₀ of noise decides between the 2n equal forms of every tour.
        double level = parameters.Width * Math.Atanh(2.0 / n - 1);
        double[] potentials = [.. Enumerable.Range(0, n * n).Select(_ => level + 0.1 * parameters.Width * (2 * random.NextDouble() - 1))];
        double[] outputs = [];
        double width = parameters.Width;
        int steps = 0;
        foreach (GradedResponseNetwork stage in stages)
        {
            // u scales with u₀, so that the outputs g(u/u₀) stay as they were.
            double narrowing = stage.Units.Width / width;
            width = stage.Units.Width;
            RecallResult<GradedState> rest = stage.Recall(
                Array.ConvertAll(potentials, u => u * narrowing), parameters.TimeStep, parameters.StepsPerStage, 1e-4, cancellationToken: cancellationToken);
            cancellationToken.ThrowIfCancellationRequested(); // a run cut short is no result
            (outputs, potentials) = (rest.State.Outputs, rest.State.Potentials);
            steps += rest.Steps;
        }
        var square = new double[n, n];
        for (int unit = 0; unit < outputs.Length; unit++) square[unit / n, unit % n] = outputs[unit];
        return new(square, Read(cities, outputs), Array.TrueForAll(outputs, v => v is < 0.1 or > 0.9), steps);
    }

    private static Tour? Read(CityDistances cities, double[] outputs)
    {
        int n = cities.Count;
        if (PermutationMatrix.Read(Array.ConvertAll(outputs, v => (sbyte)(v > 0.5 ? 1 : -1)), n) is not { } places) return null;
        int[] tour = new int[n];
        for (int city = 0; city < n; city++) tour[places[city]] = city;
        return new(tour, cities.TourLength(tour));
    }

    private static double WidthOf(HopfieldTankParameters p, int stage) =>
        p.Stages == 1 ? p.Width : p.Width * Math.Pow(p.FinalWidth / p.Width, (double)stage / (p.Stages - 1));

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
