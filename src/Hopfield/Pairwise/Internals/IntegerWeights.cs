namespace Hopfield;

/// <summary>Turns given weights into integers times a scale, and refuses what is no weight matrix.</summary>
internal static class IntegerWeights
{
    private const string Advice = " DirectedNetwork takes asymmetric weights; it has no energy.";

    // 2⁻¹⁰⁷⁴ is the smallest positive double.
    private const int MinExponent = -1074;

    // Fractions with larger denominators are not told from other numbers.
    private const int MaxDenominator = 10_000;

    // What adding a thousand terms in double precision may lose, as a share of the largest weight.
    private const double FractionTolerance = 1.0 / (1L << 44);

    public static StoredCouplings FromReal(double[,] weights, bool symmetric, string name)
    {
        int n = RequireSquare(weights, name);
        var columns = new long[Require.Room(n, n, "weights", name)];
        var rows = new double[n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                if (!double.IsFinite(weights[i, j])) throw new ArgumentException($"Expected finite weights, got {weights[i, j]} at [{i}, {j}].", name);
                rows[i] += Math.Abs(weights[i, j]);
            }
        }
        if (symmetric) Require.Symmetric(weights, name, Advice);
        double largest = weights.Cast<double>().Max(Math.Abs);
        double scale = ScaleFor(weights.Cast<double>(), largest, rows, name);
        for (int i = 0; i < n; i++)
        {
            if (symmetric && weights[i, i] != 0) throw DiagonalNotZero(i, weights[i, i], name);
            for (int j = 0; j < n; j++)
            {
                double weight = weights[i, j];
                if (symmetric) weight = 0.5 * (weight + weights[j, i]);
                columns[j * n + i] = (long)Math.Round(weight / scale);
            }
        }
        return new DenseCouplings(columns, n, scale);
    }

    public static StoredCouplings FromIntegers(int[,] weights, double scale, bool symmetric, string name)
    {
        int n = RequireSquare(weights, name);
        RequireScale(scale, nameof(scale));
        var columns = new long[Require.Room(n, n, "weights", name)];
        for (int i = 0; i < n; i++)
        {
            if (symmetric && weights[i, i] != 0) throw DiagonalNotZero(i, weights[i, i], name);
            for (int j = 0; j < n; j++)
            {
                if (symmetric && weights[i, j] != weights[j, i]) throw Require.NotSymmetric(weights[i, j], weights[j, i], i, j, Advice, name);
                columns[j * n + i] = weights[i, j];
            }
        }
        return new DenseCouplings(columns, n, scale);
    }

    /// <summary>Weights from a list: (from j, to i, weight).</summary>
    public static StoredCouplings FromEdges(int dimension, IEnumerable<(int From, int To, double Weight)> edges, string name)
    {
        var seen = new HashSet<(int, int)>();
        var rows = new double[dimension];
        var list = new List<(int From, int To, double Weight)>();
        foreach ((int from, int to, double weight) in edges)
        {
            if (from < 0 || from >= dimension || to < 0 || to >= dimension)
                throw new ArgumentException($"Expected units from 0 to {dimension - 1}, got the edge {from}–{to}.", name);
            if (!double.IsFinite(weight)) throw new ArgumentException($"Expected finite weights, got {weight} on the edge {from}–{to}.", name);
            if (!seen.Add((from, to))) throw new ArgumentException($"Expected each edge once, got {from}–{to} twice.", name);
            list.Add((from, to, weight));
            rows[to] += Math.Abs(weight);
        }
        double scale = ScaleFor(list.Select(e => e.Weight), list.Select(e => Math.Abs(e.Weight)).DefaultIfEmpty().Max(), rows, name);
        list.Sort((a, b) => (a.From, a.To).CompareTo((b.From, b.To)));
        var starts = new int[dimension + 1];
        foreach ((int from, _, _) in list) starts[from + 1]++;
        for (int j = 0; j < dimension; j++) starts[j + 1] += starts[j];
        return new SparseCouplings(starts, [.. list.Select(e => e.To)], [.. list.Select(e => (long)Math.Round(e.Weight / scale))], scale);
    }

    public static double[] RequireThresholds(ReadOnlySpan<double> thresholds, int dimension, string name)
    {
        if (thresholds.IsEmpty) return new double[dimension];
        if (thresholds.Length != dimension) throw new ArgumentException($"Expected {dimension} thresholds, got {thresholds.Length}.", name);
        for (int i = 0; i < dimension; i++)
        {
            if (!double.IsFinite(thresholds[i])) throw new ArgumentException($"Expected finite thresholds, got {thresholds[i]} at index {i}.", name);
        }
        return thresholds.ToArray();
    }

    public static void RequireScale(double scale, string name)
    {
        if (!(scale > 0) || !double.IsFinite(scale)) throw new ArgumentOutOfRangeException(name, scale, "Expected a positive, finite scale.");
    }

    private static double ScaleFor(IEnumerable<double> weights, double largest, double[] rows, string name)
    {
        double largestRow = rows.Max();
        if (!double.IsFinite(largestRow * rows.Length))
            throw new ArgumentException("Expected weights that add up to a finite sum, so that energies are finite.", name);
        if (largest == 0) return 1;
        if (CommonDenominator(weights, largest) is int denominator && largestRow * denominator < 1L << 50) return 1.0 / denominator;
        // A power of two such that a row of rounded weights stays within 2⁶¹: a weight above 1/500 of the row's sum keeps all its bits.
        return Math.ScaleB(1, Math.Max(Math.ILogB(largestRow) - 60, MinExponent));
    }

    // The smallest d found by multiplying up whose multiples of 1/d all weights are, or null.
    private static int? CommonDenominator(IEnumerable<double> weights, double largest)
    {
        int d = 1;
        foreach (double weight in weights)
        {
            int tried = d;
            while (!IsMultiple(weight, tried))
            {
                tried += d;
                if (tried > MaxDenominator) return null;
            }
            d = tried;
        }
        return d;

        bool IsMultiple(double weight, int denominator) =>
            Math.Abs(weight - Math.Round(weight * denominator) / denominator) <= FractionTolerance * largest;
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
