using System.Numerics;

namespace Hopfield;

/// <summary>Turns given weights into integers times a scale, and refuses what is no weight matrix.</summary>
internal static class IntegerWeights
{
    private const string Advice = " DirectedNetwork takes asymmetric weights; it has no energy.";

    public static Couplings FromReal(double[,] weights, bool symmetric, string name)
    {
        int n = RequireSquare(weights, name), room = Require.Room(n, n, "weights", name);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                if (!double.IsFinite(weights[i, j])) throw new ArgumentException($"Expected finite weights, got {weights[i, j]} at [{i}, {j}].", name);
            }
        }
        if (symmetric) Require.Symmetric(weights, name, Advice);
        for (int i = 0; symmetric && i < n; i++)
        {
            if (weights[i, i] != 0) throw DiagonalNotZero(i, weights[i, i], name);
        }
        var grid = new WeightGrid(n, Entries(), symmetric, name);
        return grid.IsWide ? Columns<Int128>() : Columns<long>();

        IEnumerable<(int From, int To, double Weight)> Entries()
        {
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++) yield return (j, i, weights[i, j]);
            }
        }

        Couplings Columns<K>()
            where K : unmanaged, IBinaryInteger<K>, ISignedNumber<K>
        {
            var columns = new K[room];
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                    columns[j * n + i] = grid.Round<K>(symmetric ? 0.5 * (weights[i, j] + weights[j, i]) : weights[i, j]);
            }
            return new DenseCouplings<K>(columns, n, grid.Scale);
        }
    }

    public static Couplings FromIntegers(int[,] weights, double scale, bool symmetric, string name)
    {
        int n = RequireSquare(weights, name);
        var columns = new long[Require.Room(n, n, "weights", name)];
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            if (symmetric && weights[i, i] != 0) throw DiagonalNotZero(i, weights[i, i], name);
            for (int j = 0; j < n; j++)
            {
                if (symmetric && weights[i, j] != weights[j, i]) throw Require.NotSymmetric(weights[i, j], weights[j, i], i, j, Advice, name);
                columns[j * n + i] = weights[i, j];
                sum += Math.Abs((double)weights[i, j]);
            }
        }
        RequireScale(scale, sum, nameof(scale));
        return new DenseCouplings<long>(columns, n, scale);
    }

    /// <summary>Weights from a list: (from j, to i, weight).</summary>
    public static Couplings FromEdges(int dimension, IEnumerable<(int From, int To, double Weight)> edges, bool symmetric, string name)
    {
        var seen = new HashSet<(int, int)>();
        var list = new List<(int From, int To, double Weight)>();
        foreach ((int from, int to, double weight) in edges)
        {
            if (from < 0 || from >= dimension || to < 0 || to >= dimension)
                throw new ArgumentException($"Expected units from 0 to {dimension - 1}, got the edge {from}–{to}.", name);
            if (!double.IsFinite(weight)) throw new ArgumentException($"Expected finite weights, got {weight} on the edge {from}–{to}.", name);
            if (!seen.Add((from, to))) throw new ArgumentException($"Expected each edge once, got {from}–{to} twice.", name);
            list.Add((from, to, weight));
        }
        var grid = new WeightGrid(dimension, list, symmetric, name);
        list.Sort((a, b) => (a.From, a.To).CompareTo((b.From, b.To)));
        var starts = new int[dimension + 1];
        foreach ((int from, _, _) in list) starts[from + 1]++;
        for (int j = 0; j < dimension; j++) starts[j + 1] += starts[j];
        int[] targets = [.. list.Select(e => e.To)];
        return grid.IsWide ? Of<Int128>() : Of<long>();

        Couplings Of<K>()
            where K : unmanaged, IBinaryInteger<K>, ISignedNumber<K> =>
            new SparseCouplings<K>(starts, targets, [.. list.Select(e => grid.Round<K>(e.Weight))], grid.Scale);
    }

    /// <summary>Returns a copy of the thresholds, zeros where there are none, or throws where they do not fit or an energy could be infinite.</summary>
    public static double[] RequireThresholds(ReadOnlySpan<double> thresholds, Couplings couplings, string name)
    {
        if (thresholds.IsEmpty) return new double[couplings.Dimension];
        if (thresholds.Length != couplings.Dimension) throw new ArgumentException($"Expected {couplings.Dimension} thresholds, got {thresholds.Length}.", name);
        Require.FiniteEnergy(thresholds, couplings.Sum, "thresholds", name);
        return thresholds.ToArray();
    }

    /// <summary>Throws unless the scale of integers of the given sum is positive and leaves energies finite.</summary>
    public static void RequireScale(double scale, double sum, string name)
    {
        if (!(scale > 0 && scale <= Require.MaxEnergy && scale * sum <= Require.MaxEnergy))
            throw new ArgumentOutOfRangeException(name, scale, "Expected a positive, finite scale with which the weights add up to a finite sum, so that energies are finite.");
    }

    private static int RequireSquare(Array weights, string name)
    {
        ArgumentNullException.ThrowIfNull(weights, name);
        (int rows, int columns) = (weights.GetLength(0), weights.GetLength(1));
        if (rows != columns || rows == 0) throw new ArgumentException($"Expected a square matrix of at least one unit, got {rows}×{columns}.", name);
        return rows;
    }

    private static ArgumentException DiagonalNotZero(int i, double weight, string name) => new(
        $"Expected a zero diagonal, got {weight} at [{i}, {i}]. A self-weight adds a constant to the energy and hides ties; set it to 0.", name);
}
