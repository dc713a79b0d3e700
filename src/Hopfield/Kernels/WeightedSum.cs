using System.Numerics;

namespace Hopfield.Kernels;

/// <summary>The projection y = Xᵀp = Σ_μ p_μ x_μ of weights back onto the patterns.</summary>
internal static class WeightedSum
{
    /// <summary>Writes y = Xᵀp. Patterns of weight 0 are not read. Cost: O(P·N).</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="patterns">X row by row, shape [P, N].</param>
    /// <param name="weights">p, shape [P].</param>
    /// <param name="y">Receives the sum, shape [N]; it must not overlap the inputs.</param>
    /// <exception cref="ArgumentException">The patterns do not hold P·N entries.</exception>
    public static void Apply<T>(ReadOnlySpan<T> patterns, ReadOnlySpan<T> weights, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require.Length(patterns.Length, (long)weights.Length * y.Length, nameof(patterns));
        RowProducts.AddWeighted(patterns, weights, y);
    }

    /// <summary>Writes y = Xᵀp, multiplied and summed in double precision. Cost: O(P·N).</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="patterns">X row by row, shape [P, N].</param>
    /// <param name="weights">p, shape [P].</param>
    /// <param name="y">Receives the sum, shape [N].</param>
    /// <exception cref="ArgumentException">The patterns do not hold P·N entries.</exception>
    public static void Precise<T>(ReadOnlySpan<T> patterns, ReadOnlySpan<double> weights, Span<double> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require.Length(patterns.Length, (long)weights.Length * y.Length, nameof(patterns));
        y.Clear();
        for (int mu = 0; mu < weights.Length; mu++)
        {
            ReadOnlySpan<T> pattern = patterns.Slice(mu * y.Length, y.Length);
            if (weights[mu] == 0) continue;
            for (int i = 0; i < pattern.Length; i++) y[i] += weights[mu] * double.CreateTruncating(pattern[i]);
        }
    }
}
