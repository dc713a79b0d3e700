namespace Hopfield;

// One of three forms, as the network keeps them. Weights W = scale·k:
//   Hebb's rule   patterns, patterns.units
//   all pairs     weights k [N, N]
//   some pairs    weights k [E] with targets [E] and starts [N + 1]: the columns of a sparse matrix (csc_matrix in SciPy), that is for each unit j
//                 the units i that it reaches

/// <summary>The weights of a pairwise network in a file.</summary>
internal static class CouplingsFile
{
    private const string Patterns = "patterns", Weights = "weights", Targets = "targets", Starts = "starts";

    // A field of so much cannot overflow 64 bits, whatever the state.
    private static readonly Int128 _largestRow = Int128.One << 62;

    public static void Write(Couplings couplings, bool symmetric, ModelWriter writer)
    {
        writer.Value("scale", couplings.Scale);
        switch (couplings)
        {
            case HebbianCouplings hebb:
                hebb.Patterns.Write(writer, Patterns);
                break;
            case SparseCouplings sparse:
                writer.Array(Weights, sparse.Values);
                writer.Array(Targets, sparse.Targets);
                writer.Array(Starts, sparse.Starts);
                break;
            case DenseCouplings dense:
                int n = dense.Dimension;
                writer.Array(Weights, symmetric ? dense.Columns : Turned(dense.Columns.ToArray(), n), n, n);
                break;
        }
    }

    public static Couplings Read(ModelReader reader, bool symmetric)
    {
        double scale = reader.Value<double>("scale");
        IntegerWeights.RequireScale(scale, "scale");
        if (symmetric && reader.Has(Patterns)) return new HebbianCouplings(BinaryPatterns.Read(reader, Patterns), scale);
        return reader.Has(Targets) ? ReadSparse(reader, scale, symmetric) : ReadDense(reader, scale, symmetric);
    }

    private static DenseCouplings ReadDense(ModelReader reader, double scale, bool symmetric)
    {
        if (reader.Shape<long>(Weights) is not [var n, var columns] || n != columns || n == 0)
            throw reader.Fault($"has in '{Weights}' no square matrix.");
        long[] k = reader.Array<long>(Weights, n, n);
        for (int i = 0; i < n; i++)
        {
            Int128 row = 0;
            for (int j = 0; j < n; j++)
            {
                row += Int128.Abs(k[i * n + j]);
                if (symmetric && (k[i * n + j] != k[j * n + i] || (i == j && k[i * n + j] != 0))) throw NotSymmetric(reader, i, j);
            }
            RequireRow(reader, row, i);
        }
        return new DenseCouplings(symmetric ? k : Turned(k, n), n, scale);
    }

    private static SparseCouplings ReadSparse(ModelReader reader, double scale, bool symmetric)
    {
        long[] weights = reader.Array<long>(Weights);
        int[] targets = reader.Array<int>(Targets, weights.Length), starts = reader.Array<int>(Starts);
        int n = starts.Length - 1;
        if (n < 1 || starts[0] != 0 || starts[n] != weights.Length)
            throw reader.Fault($"has in '{Starts}' no columns that begin at 0 and end at {weights.Length}.");
        var rows = new Int128[n];
        for (int j = 0; j < n; j++)
        {
            if (starts[j] > starts[j + 1]) throw reader.Fault($"has in '{Starts}' {starts[j]} before {starts[j + 1]}.");
            for (int at = starts[j]; at < starts[j + 1]; at++)
            {
                int before = at == starts[j] ? -1 : targets[at - 1];
                if (targets[at] <= before || targets[at] >= n)
                    throw reader.Fault($"has in '{Targets}' {targets[at]} after {before}; expected are ascending units from 0 to {n - 1} in each column.");
                rows[targets[at]] += Int128.Abs(weights[at]);
            }
        }
        for (int i = 0; i < n; i++) RequireRow(reader, rows[i], i);
        var couplings = new SparseCouplings(starts, targets, weights, scale);
        for (int j = 0; symmetric && j < n; j++)
        {
            for (int at = starts[j]; at < starts[j + 1]; at++)
            {
                if (targets[at] == j || couplings[j, targets[at]] != weights[at]) throw NotSymmetric(reader, targets[at], j);
            }
        }
        return couplings;
    }

    // Columns become rows, and rows columns.
    private static long[] Turned(long[] matrix, int n)
    {
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++) (matrix[i * n + j], matrix[j * n + i]) = (matrix[j * n + i], matrix[i * n + j]);
        }
        return matrix;
    }

    private static void RequireRow(ModelReader reader, Int128 row, int i)
    {
        if (row > _largestRow) throw reader.Fault($"has weights into unit {i} whose magnitudes add up to more than 2⁶².");
    }

    private static InvalidDataException NotSymmetric(ModelReader reader, int i, int j) =>
        reader.Fault($"has in '{Weights}' no symmetric matrix with a zero diagonal: see [{i}, {j}] and [{j}, {i}].");
}
