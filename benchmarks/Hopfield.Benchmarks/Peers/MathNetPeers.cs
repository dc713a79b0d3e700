using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Single;

namespace Hopfield.Benchmarks.Peers;

/// <summary>The same work in MathNet's matrices, with its managed provider: the one that a plain reference to the package brings.</summary>
internal static class MathNetPeers
{
    /// <summary>softmax(β Q Xᵀ) X. MathNet keeps columns together, so the transposes of our rows are its matrices as they are.</summary>
    public static float[] Attend(Matrix<float> queries, Matrix<float> patterns, float beta)
    {
        // queries: N × S, patterns: N × P, scores: P × S, one query a column.
        Matrix<float> scores = patterns.TransposeThisAndMultiply(queries);
        float[] values = ((DenseMatrix)scores).Values;
        for (int s = 0; s < scores.ColumnCount; s++)
        {
            Span<float> column = values.AsSpan(s * scores.RowCount, scores.RowCount);
            float largest = float.NegativeInfinity, sum = 0;
            foreach (float score in column) largest = MathF.Max(largest, score);
            foreach (ref float score in column) sum += score = MathF.Exp(beta * (score - largest));
            foreach (ref float score in column) score /= sum;
        }
        return ((DenseMatrix)patterns.Multiply(scores)).Values;
    }

    /// <summary>Rows of ours as MathNet's columns, without a copy.</summary>
    public static Matrix<float> Columns(float[] rows, int width) => new DenseMatrix(width, rows.Length / width, rows);
}
