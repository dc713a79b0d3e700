using System.Numerics;
using Hopfield.Kernels;

namespace Hopfield.Layers;

/// <summary>Solves (I − ∂f/∂ξ) u = c for the update f(ξ) = Kᵀ sep(β K ξ) of every query.</summary>
/// <remarks>
/// ∂f/∂ξ = β Kᵀ (diag q − q qᵀ/Σq) K [D_h, D_h] with the sensitivities q [P] of the weights. It is symmetric, so the transpose that the
/// implicit function theorem asks for is the same matrix. Cost: O(P·D_h² + D_h³) a query.
/// </remarks>
internal static class FixedPointSolve
{
    /// <summary>Turns every row c into its u.</summary>
    public static void Apply<T>(FenchelYoungSeparation separation, ReadOnlySpan<T> weights, MatrixView<T> keys, T beta, Span<T> rows, Room<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int patterns = keys.Rows, width = keys.Columns;
        Span<T> all = scratch.Of(patterns + (patterns * width) + (width * width) + width).Span;
        Span<T> q = all[..patterns], scaled = all.Slice(patterns, patterns * width), matrix = all.Slice(patterns + (patterns * width), width * width), mean = all[^width..];
        for (int s = 0; s * width < rows.Length; s++)
        {
            T sum = Sensitivities(separation, weights.Slice(s * patterns, patterns), q);
            for (int mu = 0; mu < patterns; mu++)
            {
                ReadOnlySpan<T> key = keys.Row(mu);
                for (int i = 0; i < width; i++) scaled[(mu * width) + i] = q[mu] * key[i];
            }
            mean.Clear();
            Layers.Rows.AddAll(scaled, mean);
            // I − β (Kᵀ diag(q) K − m mᵀ/Σq) with m = Kᵀ q.
            MatrixProduct.Apply(keys.Transposed, new(scaled, patterns, width), matrix, width, -beta);
            for (int i = 0; i < width; i++)
            {
                T factor = sum > T.Zero ? beta * mean[i] / sum : T.Zero;
                for (int j = 0; j < width; j++) matrix[(i * width) + j] += factor * mean[j];
                matrix[(i * width) + i] += T.One;
            }
            Eliminate(matrix, rows.Slice(s * width, width));
        }
    }

    private static T Sensitivities<T>(FenchelYoungSeparation separation, ReadOnlySpan<T> weights, Span<T> q)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        if (ReferenceEquals(separation, SeparationFunction.Softmax)) weights.CopyTo(q);
        else SeparationGradient.Sensitivities(separation, weights, q);
        foreach (T value in q) sum += value;
        return sum;
    }

    // Gauss with the largest pivot of each column. At a minimum of the energy the matrix is positive definite; a query that stands on a
    // saddle by symmetry still has its solution.
    private static void Eliminate<T>(Span<T> a, Span<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = x.Length;
        for (int column = 0; column < n; column++)
        {
            int pivot = column;
            for (int row = column + 1; row < n; row++)
            {
                if (T.Abs(a[(row * n) + column]) > T.Abs(a[(pivot * n) + column])) pivot = row;
            }
            if (pivot != column)
            {
                for (int j = column; j < n; j++) (a[(pivot * n) + j], a[(column * n) + j]) = (a[(column * n) + j], a[(pivot * n) + j]);
                (x[pivot], x[column]) = (x[column], x[pivot]);
            }
            for (int row = column + 1; row < n; row++)
            {
                T factor = a[(row * n) + column] / a[(column * n) + column];
                if (factor == T.Zero) continue;
                for (int j = column; j < n; j++) a[(row * n) + j] -= factor * a[(column * n) + j];
                x[row] -= factor * x[column];
            }
        }
        for (int row = n - 1; row >= 0; row--)
        {
            for (int j = row + 1; j < n; j++) x[row] -= a[(row * n) + j] * x[j];
            x[row] /= a[(row * n) + row];
        }
    }
}
