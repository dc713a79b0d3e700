namespace Hopfield;

/// <summary>Collects the states of a walk, when asked to.</summary>
internal sealed class PathRecorder
{
    private readonly List<sbyte[]>? _states;
    private readonly List<double> _energies = [];
    private readonly bool _hasEnergy;

    public PathRecorder(BipolarWalk walk, bool hasEnergy, bool record)
    {
        _hasEnergy = hasEnergy;
        if (!record) return;
        _states = [];
        Add(walk);
    }

    public void Add(BipolarWalk walk)
    {
        if (_states is null) return;
        _states.Add(walk.State.ToArray());
        if (_hasEnergy) _energies.Add(walk.Energy);
    }

    public Trajectory<sbyte>? ToTrajectory() => _states is null ? null : new Trajectory<sbyte>(_states, _energies);
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
