namespace Hopfield;

// The states of ±1 units are the corners of a cube in N dimensions; no flat picture holds them all. What can be drawn honestly is a grid
// of true states: from one state, column a has flipped the first a units of one list and row b the first b units of another.
// Neighbours on the grid differ in one unit, every height is the energy of a real state, and nothing is interpolated.

/// <summary>The energies of a ±1 model over a grid of its states, with the states of interest placed in it.</summary>
/// <remarks>
/// <para>Column x and row y stand for the state that differs from the start in the first units of two lists; a step along either axis flips one unit.
/// Positions count flips from the first point; negative ones lie before it.</para>
/// <para>A recall lies in its slice exactly: its flips are dealt alternately to the two lists, so that each state of the path is a point of the grid.</para>
/// </remarks>
public sealed class LandscapeSlice : BipolarLandscape<LandscapeSlice>
{
    private readonly BipolarModel _model;
    private readonly sbyte[] _corner;
    private readonly int[] _across, _along;

    private LandscapeSlice(double[] x, double[] y, double[,] energy, BipolarModel model, sbyte[] corner, int[] across, int[] along)
        : base(x, y, energy, "units flipped, first list", "units flipped, second list")
    {
        (_model, _corner, _across, _along) = (model, corner, across, along);
    }

    /// <summary>The slice that holds the whole path of a recall.</summary>
    /// <param name="model">A model with an energy.</param>
    /// <param name="recall">A recall of this model that recorded its path.</param>
    /// <param name="margin">The number of further units that are flipped beyond each end of both lists, as far as N has so many;
    /// they show the walls of the valley.</param>
    /// <param name="maxPoints">The largest number of grid points along an axis, at least 2; longer lists are drawn at every second, third, … state.</param>
    /// <returns>The slice with the path drawn and its end marked, as a minimum where no single unit would change there.</returns>
    /// <exception cref="ArgumentException">The recall has no path, or a state of it does not fit the model.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The margin is negative, or maxPoints &lt; 2.</exception>
    /// <exception cref="NotSupportedException">The model has no energy.</exception>
    public static LandscapeSlice AlongRecall(BipolarModel model, RecallResult<sbyte[]> recall, int margin = 6, int maxPoints = 61)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(recall);
        IReadOnlyList<sbyte[]> states = recall.RequirePath(nameof(recall)).States;
        foreach (sbyte[] state in states) Bipolar.Require(state, model.Dimension, nameof(recall));
        var columns = new List<int>();
        var rows = new List<int>();
        var onColumns = new Dictionary<int, bool>();
        var places = new List<(int X, int Y)> { (0, 0) };
        for (int step = 1; step < states.Count; step++)
        {
            foreach (int unit in Difference(states[step - 1], states[step]))
            {
                // A unit that flips again stays on its list, so that its second flip undoes the first.
                if (!onColumns.TryGetValue(unit, out bool isColumn)) onColumns[unit] = isColumn = columns.Count <= rows.Count;
                (isColumn ? columns : rows).Add(unit);
            }
            places.Add((columns.Count, rows.Count));
        }
        int[] spare = [.. Enumerable.Range(0, model.Dimension).Where(unit => !onColumns.ContainsKey(unit))];
        LandscapeSlice slice = Draw(model, states[0], columns, rows, spare, margin, maxPoints);
        LandscapePoint[] path = [.. places.Zip(states, (place, state) => new LandscapePoint(place.X, place.Y, model.Energy(state)))];
        return slice.WithPath(path).WithPoints(path[^1] with { Kind = model.IsFixedPoint(states[^1]) ? PointKind.Minimum : PointKind.State });
    }

    /// <summary>The slice through three states, for example three memories: the three are points of its grid, and so is their mixture.</summary>
    /// <remarks>Seen from the first state a, the columns flip first the units in which b and c both differ from a, then those in which only b does;
    /// the rows flip those in which only c does. The majority of the three lies where only the first kind is flipped.</remarks>
    /// <param name="model">A model with an energy.</param>
    /// <param name="a">Shape [N], entries ±1: the point (0, 0).</param>
    /// <param name="b">Shape [N], entries ±1: on the line y = 0.</param>
    /// <param name="c">Shape [N], entries ±1.</param>
    /// <param name="seed">The units of each kind are flipped in a random order.</param>
    /// <param name="margin">The number of further units beyond each end of both lists, as far as N has so many.</param>
    /// <param name="maxPoints">The largest number of grid points along an axis, at least 2.</param>
    /// <returns>The slice with the three states marked as stored patterns; <see cref="Landscape{TSelf}.WithLabels"/> names them.</returns>
    /// <exception cref="ArgumentException">A state is not of length N, or an entry is not ±1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The margin is negative, or maxPoints &lt; 2.</exception>
    /// <exception cref="NotSupportedException">The model has no energy.</exception>
    public static LandscapeSlice Through(
        BipolarModel model, sbyte[] a, sbyte[] b, sbyte[] c, int seed = 0, int margin = 6, int maxPoints = 61)
    {
        ArgumentNullException.ThrowIfNull(model);
        Bipolar.Require(a, model.Dimension, nameof(a));
        Bipolar.Require(b, model.Dimension, nameof(b));
        Bipolar.Require(c, model.Dimension, nameof(c));
        int[] units = Permutation.Identity(model.Dimension);
        Permutation.Shuffle(units, new SeededRandom(seed));
        int[] both = [.. units.Where(i => a[i] != b[i] && a[i] != c[i])];
        int[] onlyB = [.. units.Where(i => a[i] != b[i] && a[i] == c[i])];
        int[] onlyC = [.. units.Where(i => a[i] == b[i] && a[i] != c[i])];
        int[] spare = [.. units.Where(i => a[i] == b[i] && a[i] == c[i])];
        return Draw(model, a, [.. both, .. onlyB], onlyC, spare, margin, maxPoints)
            .WithPoint(a, PointKind.Stored).WithPoint(b, PointKind.Stored).WithPoint(c, PointKind.Stored);
    }

    private static LandscapeSlice Draw(
        BipolarModel model, sbyte[] start, IReadOnlyList<int> columns, IReadOnlyList<int> rows, int[] spare, int margin, int maxPoints)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(margin);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPoints, 2);
        margin = Math.Min(margin, spare.Length / 4);
        int[] across = [.. spare[..margin], .. columns, .. spare[margin..(2 * margin)]];
        int[] along = [.. spare[(2 * margin)..(3 * margin)], .. rows, .. spare[(3 * margin)..(4 * margin)]];
        int[] x = Ticks(across.Length, maxPoints), y = Ticks(along.Length, maxPoints);

        // The margin in front holds flips that the start has not made: the grid begins with them undone, so at grid (0, 0)
        // both front margins are "flipped back".
        sbyte[] corner = [.. start];
        foreach (int unit in spare[..margin]) corner[unit] = (sbyte)-corner[unit];
        foreach (int unit in spare[(2 * margin)..(3 * margin)]) corner[unit] = (sbyte)-corner[unit];

        BipolarState moving = model.Begin(corner);
        var energy = new double[y.Length, x.Length];
        for (int row = 0, atY = 0; row < y.Length; row++)
        {
            for (; atY < y[row]; atY++) moving.Flip(along[atY]);
            int atX = 0;
            for (int column = 0; column < x.Length; column++)
            {
                for (; atX < x[column]; atX++) moving.Flip(across[atX]);
                energy[row, column] = moving.Energy;
            }
            while (atX > 0) moving.Flip(across[--atX]);
        }
        double[] FromStart(int[] ticks) => Array.ConvertAll(ticks, tick => (double)(tick - margin));
        return new LandscapeSlice(FromStart(x), FromStart(y), energy, model, corner, across, along);
    }

    /// <summary>Where a state lies in the slice, and how high. Most states of a model lie in no slice that was made for others.</summary>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <exception cref="ArgumentException">The state is not of length N, an entry is not ±1, or it is no state of the slice.</exception>
    public override LandscapePoint Place(ReadOnlySpan<sbyte> state)
    {
        Bipolar.Require(state, _model.Dimension, nameof(state));
        var flipped = new bool[_corner.Length];
        for (int i = 0; i < flipped.Length; i++) flipped[i] = state[i] != _corner[i];
        int elsewhere = flipped.Count(yes => yes) - _across.Concat(_along).Distinct().Count(unit => flipped[unit]);
        int x = FlipsTo(flipped, _across), y = FlipsTo(flipped, _along);
        if (elsewhere > 0 || x < 0 || y < 0) throw new ArgumentException("Expected a state of the slice; this one cannot be reached by the flips of its two lists.", nameof(state));

        // Both lists begin with the same number of margin units: the first tick is minus that number.
        return new LandscapePoint(X[0] + x, Y[0] + y, Height(_model.Energy(state)));
    }

    // How many flips of a list lead to the wanted state of its units: the smallest such number, or −1.
    private static int FlipsTo(bool[] wanted, int[] list)
    {
        var now = new bool[wanted.Length];
        int wrong = list.Distinct().Count(unit => wanted[unit]);
        for (int flips = 0; ; flips++)
        {
            if (wrong == 0) return flips;
            if (flips == list.Length) return -1;
            int unit = list[flips];
            now[unit] = !now[unit];
            wrong += now[unit] == wanted[unit] ? -1 : 1;
        }
    }

    // 0 … length in steps of one stride, the last tick included.
    private static int[] Ticks(int length, int maxPoints)
    {
        int stride = Math.Max(1, (length + maxPoints - 2) / (maxPoints - 1));
        var ticks = new List<int>();
        for (int tick = 0; tick < length; tick += stride) ticks.Add(tick);
        ticks.Add(length);
        return [.. ticks];
    }

    private static IEnumerable<int> Difference(sbyte[] before, sbyte[] after) =>
        Enumerable.Range(0, before.Length).Where(i => before[i] != after[i]);
}
