namespace Hopfield;

// The states of ±1 units are the corners of a cube in N dimensions; no flat picture holds them all. What can be drawn honestly is a grid
// of true states: from one state, column a has flipped the first a units of one list and row b the first b units of another.
// Neighbours on the grid differ in one unit, every height is the energy of a real state, and nothing is interpolated.

/// <summary>The energies of a ±1 model over a grid of its states, with the states of interest placed in it.</summary>
/// <remarks>
/// <para>Column x and row y stand for the state that differs from the start in the first units of two lists; a step along either axis flips one unit.</para>
/// <para>A recall lies in its slice exactly: its flips are dealt alternately to the two lists, so that each state of the path is a point of the grid.</para>
/// </remarks>
public sealed class LandscapeSlice
{
    private LandscapeSlice(double[] x, double[] y, double[,] energy, LandscapePoint[] points)
    {
        X = x;
        Y = y;
        Energy = energy;
        Points = points;
    }

    /// <summary>Flips along the first list, counted from the first point; negative values lie before it.</summary>
    public double[] X { get; }

    /// <summary>Flips along the second list, counted from the first point; negative values lie before it.</summary>
    public double[] Y { get; }

    /// <summary>E of every grid state, shape [rows Y, columns X].</summary>
    public double[,] Energy { get; }

    /// <summary>The path of the recall from start to end, or the three states that span the slice; on the surface exactly.</summary>
    public IReadOnlyList<LandscapePoint> Points { get; }

    /// <summary>The slice that holds the whole path of a recall.</summary>
    /// <param name="model">A model with an energy.</param>
    /// <param name="trajectory">The path that a recall of this model recorded.</param>
    /// <param name="margin">The number of further units that are flipped beyond each end of both lists, as far as N has so many;
    /// they show the walls of the valley.</param>
    /// <param name="maxPoints">The largest number of grid points along an axis, at least 2; longer lists are drawn at every second, third, … state.</param>
    /// <exception cref="ArgumentException">The trajectory has no state, or one that does not fit the model.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The margin is negative, or maxPoints &lt; 2.</exception>
    /// <exception cref="NotSupportedException">The model has no energy.</exception>
    public static LandscapeSlice AlongRecall(BipolarModel model, Trajectory<sbyte[]> trajectory, int margin = 6, int maxPoints = 61)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(trajectory);
        if (trajectory.States.Count == 0) throw new ArgumentException("Expected a path of at least one state, got none.", nameof(trajectory));
        foreach (sbyte[] state in trajectory.States) Bipolar.Require(state, model.Dimension, nameof(trajectory));
        var columns = new List<int>();
        var rows = new List<int>();
        var onColumns = new Dictionary<int, bool>();
        var places = new List<(int X, int Y)> { (0, 0) };
        for (int step = 1; step < trajectory.States.Count; step++)
        {
            foreach (int unit in Difference(trajectory.States[step - 1], trajectory.States[step]))
            {
                // A unit that flips again stays on its list, so that its second flip undoes the first.
                if (!onColumns.TryGetValue(unit, out bool isColumn)) onColumns[unit] = isColumn = columns.Count <= rows.Count;
                (isColumn ? columns : rows).Add(unit);
            }
            places.Add((columns.Count, rows.Count));
        }
        int[] spare = [.. Enumerable.Range(0, model.Dimension).Where(unit => !onColumns.ContainsKey(unit))];
        return Draw(model, trajectory.States[0], columns, rows, places, spare, margin, maxPoints);
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
        List<(int X, int Y)> places = [(0, 0), (both.Length + onlyB.Length, 0), (both.Length, onlyC.Length)];
        return Draw(model, a, [.. both, .. onlyB], onlyC, places, spare, margin, maxPoints);
    }

    private static LandscapeSlice Draw(
        BipolarModel model, sbyte[] start, IReadOnlyList<int> columns, IReadOnlyList<int> rows, List<(int X, int Y)> places,
        int[] spare, int margin, int maxPoints)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(margin);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPoints, 2);
        margin = Math.Min(margin, spare.Length / 4);
        int[] across = [.. spare[..margin], .. columns, .. spare[margin..(2 * margin)]];
        int[] along = [.. spare[(2 * margin)..(3 * margin)], .. rows, .. spare[(3 * margin)..(4 * margin)]];
        int[] x = Ticks(across.Length, maxPoints), y = Ticks(along.Length, maxPoints);

        // The margin in front holds flips that the start has not made: the walk begins with them undone, so at grid (0, 0)
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
        return new LandscapeSlice(Shifted(x), Shifted(y), energy, [.. places.Select(Point)]);

        double[] Shifted(int[] ticks) => Array.ConvertAll(ticks, tick => (double)(tick - margin));

        LandscapePoint Point((int X, int Y) place)
        {
            sbyte[] state = [.. start];
            foreach (int unit in columns.Take(place.X)) state[unit] = (sbyte)-state[unit];
            foreach (int unit in rows.Take(place.Y)) state[unit] = (sbyte)-state[unit];
            return new LandscapePoint(place.X, place.Y, model.Energy(state));
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

/// <summary>A state's place in a slice.</summary>
/// <param name="X">Flips along the first list.</param>
/// <param name="Y">Flips along the second list.</param>
/// <param name="Energy">E of the state.</param>
public readonly record struct LandscapePoint(double X, double Y, double Energy);
