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

    private static void Scale<T>(Span<T> p, T factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<Vector<T>> blocks = MemoryMarshal.Cast<T, Vector<T>>(p);
        for (int block = 0; block < blocks.Length; block++) blocks[block] *= factor;
        for (int i = blocks.Length * Vector<T>.Count; i < p.Length; i++) p[i] *= factor;
    }
}
