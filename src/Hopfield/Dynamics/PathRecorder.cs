namespace Hopfield;

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
        if (_hasEnergy) _energies.Add(moving.Energy);
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
