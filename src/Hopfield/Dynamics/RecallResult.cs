namespace Hopfield;

/// <summary>What a recall found and how it ended.</summary>
/// <typeparam name="T">The type of one unit's value: <see cref="sbyte"/> for ±1 units, <see cref="float"/> or <see cref="double"/> for continuous ones.</typeparam>
/// <param name="State">The final state ξ, shape [N].</param>
/// <param name="Stopped">Why the recall came to an end.</param>
/// <param name="Sweeps">Applications of the update rule to all units: sweeps of N single updates, synchronous steps, or continuous updates.</param>
/// <param name="Changes">Single units that changed their value (0 where the model is continuous).</param>
/// <param name="Trajectory">The path of the recall, when it was asked for.</param>
public sealed record RecallResult<T>(T[] State, Stopped Stopped, int Sweeps, long Changes, Trajectory<T>? Trajectory = null)
    where T : struct
{
    /// <summary>True when the state is at rest: <see cref="Stopped.FixedPoint"/> or <see cref="Stopped.Converged"/>.</summary>
    public bool Settled => Stopped is Stopped.FixedPoint or Stopped.Converged;
}

/// <summary>The states that a recall passed through, first to last, with the energy of each.</summary>
/// <typeparam name="T">The type of one unit's value.</typeparam>
/// <param name="States">States ξ(0), ξ(1), …, each of shape [N]. Asynchronous recall records a state after each unit that changed,
/// synchronous recall after each step, Glauber dynamics after each sweep.</param>
/// <param name="Energies">The energy of each state; empty for a model without an energy.</param>
public sealed record Trajectory<T>(IReadOnlyList<T[]> States, IReadOnlyList<double> Energies)
    where T : struct;
