namespace Hopfield;

/// <summary>All states of a small ±1 model on one map, on which every step to a neighbour changes exactly one unit.</summary>
/// <remarks>
/// The first units choose the column and the others the row, both in reflected Gray order, as on a Karnaugh map.
/// The order is cyclic: the right edge continues at the left, the upper at the lower. A state of N units has N neighbours, of which the map
/// shows at most four, so a minimum of the map need not be a fixed point of the model; the fixed points are minima of the map.
/// </remarks>
public sealed class StateMap : BipolarLandscape<StateMap>
{
    private readonly StateSpace _space;
    private readonly int _columnUnits;

    private StateMap(StateSpace space, int columnUnits)
        : base(
            Positions(1 << columnUnits), Positions(1 << (space.Dimension - columnUnits)), Heights(space, columnUnits),
            Units(0, columnUnits), Units(columnUnits, space.Dimension))
    {
        (_space, _columnUnits) = (space, columnUnits);
    }

    /// <summary>Lays out the states of a model.</summary>
    /// <param name="space">All states of the model, 2 ≤ N ≤ 12, with an energy.</param>
    /// <returns>A map of 2^⌊N/2⌋ columns and 2^⌈N/2⌉ rows, both numbered from 0.</returns>
    /// <exception cref="ArgumentException">The model has no energy, or N lies outside its range.</exception>
    public static StateMap Of(StateSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        if (space.Dimension is < 2 or > 12) throw new ArgumentException($"Expected a model of 2 to 12 units, got {space.Dimension}.", nameof(space));
        if (space.Energies.Count == 0) throw new ArgumentException("Expected a model with an energy, got one without.", nameof(space));
        return new StateMap(space, space.Dimension / 2);
    }

    /// <summary>Marks every fixed point, as a minimum.</summary>
    /// <param name="name">Makes a label of a state; left out: no labels.</param>
    public StateMap WithFixedPoints(Func<sbyte[], string>? name = null)
    {
        StateMap map = this;
        foreach (sbyte[] state in _space.FixedPoints.Select(_space.State)) map = map.WithPoint(state, PointKind.Minimum, name?.Invoke(state) ?? "");
        return map;
    }

    /// <inheritdoc/>
    public override LandscapePoint Place(ReadOnlySpan<sbyte> state)
    {
        int index = _space.IndexOf(state);
        return new LandscapePoint(GrayRank(state[.._columnUnits]), GrayRank(state[_columnUnits..]), Height(_space.Energies[index]));
    }

    private static double[,] Heights(StateSpace space, int columnUnits)
    {
        var energy = new double[1 << (space.Dimension - columnUnits), 1 << columnUnits];
        for (int s = 0; s < space.Count; s++)
        {
            sbyte[] state = space.State(s);
            energy[GrayRank(state.AsSpan(columnUnits)), GrayRank(state.AsSpan(0, columnUnits))] = space.Energies[s];
        }
        return energy;
    }

    private static string Units(int from, int to) => to - from == 1 ? $"unit {from}" : $"units {from} to {to - 1}";

    // The place of a word in the reflected Gray sequence: each bit of the rank is the parity of the word's bits from the left up to it.
    private static int GrayRank(ReadOnlySpan<sbyte> units)
    {
        int rank = 0, parity = 0;
        foreach (sbyte unit in units)
        {
            parity ^= unit > 0 ? 1 : 0;
            rank = (rank << 1) | parity;
        }
        return rank;
    }

    private static double[] Positions(int count)
    {
        var positions = new double[count];
        for (int i = 0; i < count; i++) positions[i] = i;
        return positions;
    }
}
