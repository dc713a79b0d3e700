namespace Hopfield;

/// <summary>What annealing found.</summary>
/// <param name="State">The best state over all restarts, shape [N].</param>
/// <param name="Energy">Its energy.</param>
/// <param name="Energies">The final energy of each restart.</param>
/// <param name="Evaluations">Energy differences that were looked at, over all restarts: one per unit and sweep.</param>
public sealed record AnnealingResult(sbyte[] State, double Energy, double[] Energies, long Evaluations);

/// <summary>Simulated annealing of any ±1 model with an energy: hot units find the valley, cooling finds its floor.</summary>
/// <remarks>Source: Kirkpatrick, Gelatt and Vecchi, "Optimization by simulated annealing", Science 220, 1983. The moves are Glauber's.</remarks>
public static class Annealing
{
    /// <summary>Starts from random states, cools, and lets the units settle at temperature 0.</summary>
    /// <param name="model">A model with an energy.</param>
    /// <param name="temperatures">T of each sweep, in units of the field; see <see cref="TemperatureSchedule"/>.</param>
    /// <param name="seed">Equal seeds give equal results, whatever the number of threads.</param>
    /// <param name="restarts">Independent runs, at least 1.</param>
    /// <param name="progress">Receives the share of restarts that are done, from 0 to 1.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <exception cref="ArgumentException">There is no temperature.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A temperature is negative or not finite, or there is no restart.</exception>
    /// <exception cref="NotSupportedException">The model has no energy.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static AnnealingResult Minimise(
        BipolarModel model,
        IReadOnlyList<double> temperatures,
        int seed,
        int restarts = 1,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        Require.NotEmpty(temperatures);
        if (!model.HasEnergy) throw new NotSupportedException("A model without an energy cannot be annealed.");
        var runs = Trials.Run(restarts, seed, Run, progress, cancellationToken: cancellationToken);
        var (state, energy, _) = runs.MinBy(run => run.Energy);
        return new(state, energy, [.. runs.Select(run => run.Energy)], runs.Sum(run => run.Evaluations));

        (sbyte[] State, double Energy, long Evaluations) Run(Random random)
        {
            sbyte[] cooled = model.Glauber(Bipolar.Random(model.Dimension, random), temperatures, random.Next(), cancellationToken: cancellationToken).State;
            RecallResult<sbyte[]> rest = model.Recall(cooled, cancellationToken: cancellationToken);
            cancellationToken.ThrowIfCancellationRequested(); // a run cut short is no result
            return (rest.State, model.Energy(rest.State), (long)model.Dimension * (temperatures.Count + rest.Steps));
        }
    }
}
