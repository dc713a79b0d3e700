using System.Numerics;

namespace Hopfield;

// One of three forms, as the network keeps them. Weights W = scale·k:
//   Hebb's rule   patterns, patterns.units
//   all pairs     weights k [N, N]
//   some pairs    weights k [E] with targets [E] and starts [N + 1]: the columns of a sparse matrix (csc_matrix in SciPy), that is for each unit j
//                 the units i that it reaches
// Integers of 128 bits have no place in a file. They come from weights in double precision, of which each is one, exactly: `wide` holds these
// in place of `weights`.

/// <summary>The weights of a pairwise network in a file.</summary>
internal static class CouplingsFile
{
    private const string Patterns = "patterns", Weights = "weights", Wide = "wide", Targets = "targets", Starts = "starts";

    public static void Write(Couplings couplings, bool symmetric, ModelWriter writer)
    {
        writer.Value("scale", couplings.Scale);
        switch (couplings)
        {
            case HebbianCouplings hebb:
                hebb.Patterns.Write(writer, Patterns);
                break;
            case StoredCouplings<long> stored:
                Write(stored, symmetric, writer, (k, shape) => writer.Array<long>(Weights, k, shape));
                break;
            case StoredCouplings<Int128> stored:
                Write(stored, symmetric, writer, (k, shape) => writer.Array<double>(Wide, Array.ConvertAll(k, value => (double)value * couplings.Scale), shape));
                break;
        }
    }

    public static Couplings Read(ModelReader reader, bool symmetric)
    {
        double scale = reader.Value<double>("scale");
        if (symmetric && reader.Has(Patterns))
        {
            BinaryPatterns patterns = BinaryPatterns.Read(reader, Patterns);
            IntegerWeights.RequireScale(scale, HebbianCouplings.SumOf(patterns), nameof(scale));
            return new HebbianCouplings(patterns, scale);
        }
        IntegerWeights.RequireScale(scale, 0, nameof(scale));
        // A field of so much cannot overflow, whatever the state.
        return reader.Has(Wide)
            ? Read(reader, scale, symmetric, (Int128.One << 124, "2¹²⁴"), reader.Shape<double>(Wide), WideIntegers(reader, scale))
            : Read(reader, scale, symmetric, (Int128.One << 62, "2⁶²"), reader.Shape<long>(Weights), shape => reader.Array<long>(Weights, shape));
    }

    private static void Write<K>(StoredCouplings<K> couplings, bool symmetric, ModelWriter writer, Action<K[], int[]> write)
        where K : unmanaged, IBinaryInteger<K>, ISignedNumber<K>
    {
        if (couplings is SparseCouplings<K> sparse)
        {
            write(sparse.Integers.ToArray(), [sparse.Integers.Length]);
            writer.Array(Targets, sparse.Targets);
            writer.Array(Starts, sparse.Starts);
            return;
        }
        int n = couplings.Dimension;
        K[] k = couplings.Integers.ToArray();
        write(symmetric ? k : Turned(k, n), [n, n]);
    }

    private static Func<int[], Int128[]> WideIntegers(ModelReader reader, double scale) => shape => Array.ConvertAll(reader.Array<double>(Wide, shape), weight =>
    {
        double k = weight / scale;
        return Math.Abs(k) <= Math.ScaleB(1, 124) && k == Math.Round(k) ? (Int128)k : throw reader.Fault($"has in '{Wide}' {weight}, which is no multiple of the scale {scale}.");
    });

    private static Couplings Read<K>(ModelReader reader, double scale, bool symmetric, (Int128 Value, string Name) largest, int[] shape, Func<int[], K[]> integers)
        where K : unmanaged, IBinaryInteger<K>, ISignedNumber<K>
    {
        Int128[] rows;
        Couplings couplings = reader.Has(Targets)
            ? ReadSparse(reader, scale, symmetric, integers([-1]), out rows)
            : ReadDense(reader, scale, symmetric, shape, integers, out rows);
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] > largest.Value) throw reader.Fault($"has weights into unit {i} whose magnitudes add up to more than {largest.Name}.");
        }
        IntegerWeights.RequireScale(scale, couplings.Sum / scale, nameof(scale));
        return couplings;
    }

    private static DenseCouplings<K> ReadDense<K>(ModelReader reader, double scale, bool symmetric, int[] shape, Func<int[], K[]> integers, out Int128[] rows)
        where K : unmanaged, IBinaryInteger<K>, ISignedNumber<K>
    {
        if (shape is not [var n, var columns] || n != columns || n == 0) throw reader.Fault($"has in '{Weights}' no square matrix.");
        K[] k = integers([n, n]);
        rows = new Int128[n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                rows[i] += Int128.Abs(Int128.CreateTruncating(k[i * n + j]));
                if (symmetric && (k[i * n + j] != k[j * n + i] || (i == j && !K.IsZero(k[i * n + j])))) throw NotSymmetric(reader, i, j);
            }
        }
        return new DenseCouplings<K>(symmetric ? k : Turned(k, n), n, scale);
    }

    private static SparseCouplings<K> ReadSparse<K>(ModelReader reader, double scale, bool symmetric, K[] weights, out Int128[] rows)
        where K : unmanaged, IBinaryInteger<K>, ISignedNumber<K>
    {
        int[] targets = reader.Array<int>(Targets, weights.Length), starts = reader.Array<int>(Starts);
        int n = starts.Length - 1;
        if (n < 1 || starts[0] != 0 || starts[n] != weights.Length)
            throw reader.Fault($"has in '{Starts}' no columns that begin at 0 and end at {weights.Length}.");
        rows = new Int128[n];
        for (int j = 0; j < n; j++)
        {
            if (starts[j] > starts[j + 1]) throw reader.Fault($"has in '{Starts}' {starts[j]} before {starts[j + 1]}.");
            for (int at = starts[j]; at < starts[j + 1]; at++)
            {
                int before = at == starts[j] ? -1 : targets[at - 1];
                if (targets[at] <= before || targets[at] >= n)
                    throw reader.Fault($"has in '{Targets}' {targets[at]} after {before}; expected are ascending units from 0 to {n - 1} in each column.");
                rows[targets[at]] += Int128.Abs(Int128.CreateTruncating(weights[at]));
            }
        }
        var couplings = new SparseCouplings<K>(starts, targets, weights, scale);
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
    private static K[] Turned<K>(K[] matrix, int n)
    {
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++) (matrix[i * n + j], matrix[j * n + i]) = (matrix[j * n + i], matrix[i * n + j]);
        }
        return matrix;
    }

    private static InvalidDataException NotSymmetric(ModelReader reader, int i, int j) =>
        reader.Fault($"has in '{Weights}' no symmetric matrix with a zero diagonal: see [{i}, {j}] and [{j}, {i}].");
}
