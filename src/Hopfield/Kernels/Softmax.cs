using System.Numerics;
using System.Runtime.InteropServices;

namespace Hopfield.Kernels;

/// <summary>The attention weights p = softmax(β z).</summary>
/// <remarks>
/// The largest similarity is subtracted before the exponential: exp(88.8) is already infinite in single precision, while
/// β z reaches thousands in sharp retrieval. The shift changes nothing in exact arithmetic, since it cancels in the quotient.
/// </remarks>
public static class Softmax
{
    /// <summary>
    /// Writes p_μ = exp(β z_μ) / Σ_ν exp(β z_ν) and returns lse(β, z). Entries −∞ get the weight 0; when all entries are −∞
    /// (nothing may be attended to) all weights are 0 and the answer is −∞.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="z">Similarities, shape [P], P ≥ 1, finite or −∞. May be the same memory as <paramref name="p"/>.</param>
    /// <param name="beta">Inverse temperature β &gt; 0, finite.</param>
    /// <param name="p">Receives the weights, shape [P]; they sum to 1 up to rounding.</param>
    /// <returns>lse(β, z) = β⁻¹ ln Σ_μ exp(β z_μ).</returns>
    /// <exception cref="ArgumentException">z is empty, or the lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">β is not positive and finite.</exception>
    /// <exception cref="NotSupportedException">T is neither <see cref="float"/> nor <see cref="double"/>.</exception>
    public static T Apply<T>(ReadOnlySpan<T> z, T beta, Span<T> p)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require.Temperature(beta, nameof(beta));
        Require.Length(p.Length, z.Length, nameof(p));
        T largest = Largest.Of(z);
        if (T.IsNegativeInfinity(largest))
        {
            p.Clear();
            return largest;
        }
        double sum = Exp.Shifted(z, beta, largest, p); // at least 1: the largest entry contributes exp(0)
        Scale(p, T.CreateTruncating(1 / sum));
        return LogSumExp.Of(largest, sum, beta);
    }

    /// <summary>
    /// The softmax of every row of a matrix, in place. Rows of −∞ alone become rows of zeros. Cost: O(P) a row, three passes, no allocation.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="z">Similarities, each row of P entries, P ≥ 1, finite or −∞; receives the weights.</param>
    /// <param name="width">P.</param>
    /// <param name="beta">Inverse temperature β &gt; 0, finite.</param>
    /// <exception cref="ArgumentException">The matrix does not end with a whole row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row has no entry, or β is not positive and finite.</exception>
    /// <exception cref="NotSupportedException">T is neither <see cref="float"/> nor <see cref="double"/>.</exception>
    public static void ApplyToRows<T>(Span<T> z, int width, T beta)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireRows<T>(z.Length, width, nameof(z));
        Require.Temperature(beta, nameof(beta));
        if (typeof(T) == typeof(float) && width <= ShortRows.MaxWidth)
        {
            ShortRows.Softmax(MemoryMarshal.Cast<T, float>(z), width, float.CreateTruncating(beta));
            return;
        }
        for (int at = 0; at < z.Length; at += width) Apply(z.Slice(at, width), beta, z.Slice(at, width));
    }

    /// <summary>
    /// Turns ∂L/∂p into ∂L/∂(β z), row by row and in place: g becomes p ∘ (g − p·g), for the Jacobian of p is diag p − p pᵀ. A row of zero
    /// weights, where nothing may be attended to, has the gradient 0. Cost: O(P) a row, no allocation.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="p">The weights, each row of P entries, P ≥ 1.</param>
    /// <param name="gradient">∂L/∂p of the same shape; receives ∂L/∂(β z).</param>
    /// <param name="width">P.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the matrix does not end with a whole row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row has no entry.</exception>
    /// <exception cref="NotSupportedException">T is neither <see cref="float"/> nor <see cref="double"/>.</exception>
    public static void GradientOfRows<T>(ReadOnlySpan<T> p, Span<T> gradient, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require.Length(p.Length, gradient.Length, nameof(p));
        RequireRows<T>(gradient.Length, width, nameof(gradient));
        if (typeof(T) == typeof(float) && width <= ShortRows.MaxWidth)
        {
            ShortRows.Gradient(MemoryMarshal.Cast<T, float>(p), MemoryMarshal.Cast<T, float>(gradient), width);
            return;
        }
        for (int at = 0; at < p.Length; at += width)
        {
            ReadOnlySpan<T> weights = p.Slice(at, width);
            Span<T> row = gradient.Slice(at, width);
            T mean = Dot.Of(weights, row);
            for (int mu = 0; mu < width; mu++) row[mu] = weights[mu] * (row[mu] - mean);
        }
    }

    private static void RequireRows<T>(int length, int width, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require.SingleOrDouble<T>();
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (length % width != 0) throw new ArgumentException($"Expected whole rows of {width} entries, got {length} entries.", name);
    }

    private static void Scale<T>(Span<T> p, T factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<Vector<T>> blocks = MemoryMarshal.Cast<T, Vector<T>>(p);
        for (int block = 0; block < blocks.Length; block++) blocks[block] *= factor;
        for (int i = blocks.Length * Vector<T>.Count; i < p.Length; i++) p[i] *= factor;
    }
}
