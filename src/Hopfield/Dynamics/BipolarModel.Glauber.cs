namespace Hopfield;

// Glauber (heat-bath) dynamics: units follow their fields only with a probability, the less surely the hotter it is.
public abstract partial class BipolarModel
{
    /// <summary>Lets random units take the value +1 with probability 1/(1 + exp(−2h_i/T)), −1 otherwise, for one sweep at each temperature.</summary>
    /// <remarks>
    /// <para>At constant T the states of a model with an energy are visited in the long run with probabilities ∝ exp(−E/T).
    /// At T = 0 a unit takes the sign of its field, and either value with probability ½ where the field is zero.</para>
    /// <para>For T &gt; 0 the last digit of exp may differ between platforms, which changes about one decision in 10¹⁶.</para>
    /// <para>Source: R. J. Glauber, "Time-dependent statistics of the Ising model", J. Math. Phys. 4, 1963.</para>
    /// </remarks>
    /// <param name="state">ξ, the state to start from, shape [N], entries ±1.</param>
    /// <param name="temperatures">T of each sweep, ≥ 0, in units of the field; see <see cref="TemperatureSchedule"/>. A sweep is as many random draws as there are free units.</param>
    /// <param name="seed">Units and decisions are drawn from it.</param>
    /// <param name="clamped">Units that keep their value; left out: none.</param>
    /// <param name="record">Whether to keep the state and energy after every sweep.</param>
    /// <param name="cancellationToken">Ends the run at the next sweep with <see cref="StopReason.Cancelled"/>.</param>
    /// <returns>The state after the last sweep: <see cref="StopReason.FixedPoint"/> when the last temperature was 0 and no unit wants to move,
    /// <see cref="StopReason.StepLimit"/> otherwise.</returns>
    /// <exception cref="ArgumentException">The state is not of length N, an entry is not ±1, there is no temperature, or a clamped unit does not exist.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A temperature is negative or not finite.</exception>
    public RecallResult<sbyte[]> Glauber(
        ReadOnlySpan<sbyte> state,
        IReadOnlyList<double> temperatures,
        int seed,
        IReadOnlyCollection<int>? clamped = null,
        bool record = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(temperatures);
        if (temperatures.Count == 0) throw new ArgumentException("Expected at least one temperature, got none.", nameof(temperatures));
        foreach (double temperature in temperatures) TemperatureSchedule.RequireTemperature(temperature, nameof(temperatures));
        BipolarState moving = Begin(state);
        int[] free = FreeUnits(Dimension, clamped);
        var random = new SeededRandom(seed, SeedUse.Heat);
        var path = new PathRecorder(moving, HasEnergy, record);
        long changes = 0;
        for (int sweep = 0; sweep < temperatures.Count; sweep++)
        {
            if (cancellationToken.IsCancellationRequested) return Result(StopReason.Cancelled, sweep);
            for (int draw = 0; draw < free.Length; draw++)
            {
                int unit = free[random.Next(free.Length)];
                bool up = random.NextDouble() < ChanceOfPlus(moving.Field(unit), temperatures[sweep]);
                if (up == moving.State[unit] > 0) continue;
                moving.Flip(unit);
                changes++;
            }
            path.Add(moving);
        }
        bool atRest = temperatures[^1] == 0 && AtRest(moving, free, TieRule.Keep);
        return Result(atRest ? StopReason.FixedPoint : StopReason.StepLimit, temperatures.Count);

        RecallResult<sbyte[]> Result(StopReason stopped, int sweeps) => new(moving.State.ToArray(), stopped, sweeps, path.ToTrajectory()) { Changes = changes };
    }

    // exp overflows to infinity for strong opposite fields, which gives the right limit, 0.
    private static double ChanceOfPlus(double field, double temperature)
    {
        if (temperature == 0) return field > 0 ? 1 : field < 0 ? 0 : 0.5;
        return 1 / (1 + Math.Exp(-2 * field / temperature));
    }
}
