namespace Hopfield;

/// <summary>All states of a small ±1 model on one map, on which every step to a neighbour changes exactly one unit.</summary>
/// <remarks>
/// The first units choose the column and the others the row, both in reflected Gray order, as on a Karnaugh map.
/// The order is cyclic: the right edge continues at the left, the upper at the lower. A state of N units has N neighbours, of which the map
/// shows at most four, so a minimum of the map need not be a fixed point of the model; the fixed points are minima of the map.
/// </remarks>
public sealed class StateMap
{
    private readonly StateSpace _space;
    private readonly int _columnUnits;

    private StateMap(StateSpace space)
    {
        _space = space;
        _columnUnits = space.Dimension / 2;
        X = Positions(1 << _columnUnits);
        Y = Positions(1 << (space.Dimension - _columnUnits));
        Energy = new double[Y.Length, X.Length];
        for (int s = 0; s < space.Count; s++)
        {
            MapPlace place = Place(space.State(s));
            Energy[(int)place.Y, (int)place.X] = place.Energy;
        }
    }

    /// <summary>Lays out the states of a model.</summary>
    /// <param name="space">All states of the model, 2 ≤ N ≤ 12, with an energy.</param>
    /// <exception cref="ArgumentException">The model has no energy, or N lies outside its range.</exception>
    public static StateMap Of(StateSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        if (space.Dimension is < 2 or > 12) throw new ArgumentException($"Expected a model of 2 to 12 units, got {space.Dimension}.", nameof(space));
        if (space.Energies.Count == 0) throw new ArgumentException("Expected a model with an energy, got one without.", nameof(space));
        return new StateMap(space);
    }

    /// <summary>Column numbers 0, 1, …: 2^⌊N/2⌋ of them.</summary>
    public double[] X { get; }

    /// <summary>Row numbers 0, 1, …: 2^⌈N/2⌉ of them.</summary>
    public double[] Y { get; }

    /// <summary>E of the state at each place, shape [rows, columns].</summary>
    public double[,] Energy { get; }

    /// <summary>Where a state lies on the map, and how high.</summary>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not ±1.</exception>
    public MapPlace Place(ReadOnlySpan<sbyte> state)
    {
        int index = _space.IndexOf(state);
        return new MapPlace(GrayRank(state[.._columnUnits]), GrayRank(state[_columnUnits..]), _space.Energies[index]);
    }

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

/// <summary>A state's place on a <see cref="StateMap"/>.</summary>
/// <param name="X">The column.</param>
/// <param name="Y">The row.</param>
/// <param name="Energy">E of the state.</param>
public readonly record struct MapPlace(double X, double Y, double Energy);
