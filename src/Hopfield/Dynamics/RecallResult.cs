namespace Hopfield;

/// <summary>What a recall found and how it ended: the same words in every family of models.</summary>
/// <typeparam name="TState">The model's state: <see cref="sbyte"/>[] for ±1 units, <see cref="float"/>[] or <see cref="double"/>[] for continuous ones,
/// <see cref="BidirectionalState"/>, <see cref="GradedState"/>.</typeparam>
/// <param name="State">The final state ξ.</param>
/// <param name="Stopped">Why the recall came to an end.</param>
/// <param name="Steps">Applications of the update rule to all units: sweeps of N single updates, synchronous steps, continuous updates, rounds of both
/// sides, or steps of time.</param>
/// <param name="Trajectory">The path of the recall, when it was asked for.</param>
public sealed record RecallResult<TState>(TState State, StopReason Stopped, int Steps, Trajectory<TState>? Trajectory = null)
{
    /// <summary>Single units that changed their value; 0 where the model is continuous.</summary>
    public long Changes { get; init; }

    /// <summary>True when the state is at rest: <see cref="StopReason.FixedPoint"/> or <see cref="StopReason.Converged"/>.</summary>
    public bool Settled => Stopped is StopReason.FixedPoint or StopReason.Converged;

    /// <summary>The path, for readers that cannot do without it.</summary>
    /// <param name="name">The reader's own argument, which the exception names.</param>
    /// <exception cref="ArgumentException">The recall kept no path.</exception>
    public Trajectory<TState> RequirePath(string name) => Trajectory is { States.Count: > 0 } path
        ? path
        : throw new ArgumentException("Expected a recall that kept its path; ask for it with record: true.", name);
}

/// <summary>The states that a recall passed through, first to last, with the energy of each.</summary>
/// <typeparam name="TState">The model's state.</typeparam>
/// <param name="States">States ξ(0), ξ(1), … Asynchronous recall records a state after each unit that changed, synchronous recall after each step,
/// Glauber dynamics after each sweep, a bidirectional memory after each half-step that changed a unit.</param>
/// <param name="Energies">The energy of each state; empty for a model without an energy.</param>
public sealed record Trajectory<TState>(IReadOnlyList<TState> States, IReadOnlyList<double> Energies);

/// <summary>Why a recall came to an end. "Nothing changed" and "ran out of steps" never look alike.</summary>
public enum StopReason
{
    /// <summary>An exact fixed point: another update would leave every unit as it is.</summary>
    FixedPoint,

    /// <summary>The last update moved the state by no more than the tolerance (continuous models).</summary>
    Converged,

    /// <summary>The states repeat with a period above one, as synchronous updates may.</summary>
    Cycle,

    /// <summary>The allowed number of sweeps or updates was used up before the state settled.</summary>
    StepLimit,

    /// <summary>The caller's cancellation token asked to stop; the state is the one reached by then. Recalls say it so; whatever else takes a token throws.</summary>
    Cancelled,
}

/// <summary>Collects the states on the way, when asked to.</summary>
internal sealed class PathRecorder
{
    private readonly List<sbyte[]>? _states;
    private readonly List<double> _energies = [];
    private readonly bool _hasEnergy;

    public PathRecorder(BipolarState moving, bool hasEnergy, bool record)
    {
        _hasEnergy = hasEnergy;
        if (!record) return;
        _states = [];
        Add(moving);
    }

    public void Add(BipolarState moving)
    {
        if (_states is null) return;
        _states.Add(moving.State.ToArray());
        if (_hasEnergy) _energies.Add(moving.Height);
    }

    public Trajectory<sbyte[]>? ToTrajectory() => _states is null ? null : new Trajectory<sbyte[]>(_states, _energies);
}

/// <summary>Compares states by their entries.</summary>
internal sealed class StateComparer : IEqualityComparer<sbyte[]>
{
    public static readonly StateComparer Instance = new();

    public bool Equals(sbyte[]? x, sbyte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(sbyte[] state)
    {
        var hash = new HashCode();
        hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(state.AsSpan()));
        return hash.ToHashCode();
    }
}
