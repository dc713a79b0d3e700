namespace Hopfield;

/// <summary>The outputs at the end of a stage.</summary>
/// <param name="Width">u₀ of the stage.</param>
/// <param name="Outputs">V, shape [n, n]: city by place, from 0 to 1.</param>
public sealed record HopfieldTankStage(double Width, double[,] Outputs);

/// <summary>One run of a Hopfield–Tank network.</summary>
/// <param name="Outputs">V, shape [cities, places].</param>
/// <param name="Tour">The tour, when the outputs above ½ form one; null otherwise.</param>
/// <param name="IsDecided">True when every output is below 0.1 or above 0.9.</param>
/// <param name="Steps">Euler steps taken.</param>
public sealed record HopfieldTankRun(double[,] Outputs, Tour? Tour, bool IsDecided, int Steps)
{
    /// <summary>How many fields of single units were computed: steps times units. The budget to give to a rival.</summary>
    public long Evaluations => (long)Steps * Outputs.Length;
}

/// <summary>Many runs of a Hopfield–Tank network, with what they are worth.</summary>
/// <param name="Runs">The runs.</param>
/// <param name="Cities">The instance.</param>
public sealed record HopfieldTankReport(IReadOnlyList<HopfieldTankRun> Runs, CityDistances Cities)
{
    /// <summary>The share of runs that ended in a tour, with Wilson's 95 % interval.</summary>
    public Estimate ValidShare => Estimate.OfShare(Runs.Count(run => run.Tour is not null), Runs.Count);

    /// <summary>The share of runs whose outputs had all decided by the end.</summary>
    public Estimate DecidedShare => Estimate.OfShare(Runs.Count(run => run.IsDecided), Runs.Count);

    /// <summary>The tours of the valid runs.</summary>
    public IReadOnlyList<Tour> Tours => [.. Runs.Select(run => run.Tour).OfType<Tour>()];

    /// <summary>The shortest of them, or null when there is none.</summary>
    public Tour? Best => Tours.MinBy(tour => tour.Length);

    /// <summary>By how much each valid tour is longer than the shortest possible one, as a share of that: 0.13 is 13 %.</summary>
    /// <exception cref="InvalidOperationException">The instance does not know its optimum; <see cref="HeldKarp"/> finds it for up to 16 cities.</exception>
    public double[] Gaps => Cities.Optimum is { } optimum
        ? [.. Tours.Select(tour => tour.Length / optimum - 1)]
        : throw new InvalidOperationException("Expected an instance with a known optimum; add it by cities with { Optimum = HeldKarp.Solve(cities).Length }.");

    /// <summary>The mean gap over valid tours with its 95 % interval, or null when no run was valid.</summary>
    /// <exception cref="InvalidOperationException">The instance does not know its optimum.</exception>
    public Estimate? MeanGap => Gaps is { Length: > 0 } gaps ? Estimate.OfMean(gaps) : null;
}
