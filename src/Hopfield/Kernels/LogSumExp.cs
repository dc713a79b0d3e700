using System.Numerics;

namespace Hopfield.Kernels;

/// <summary>The log-sum-exp function lse(β, z) = β⁻¹ ln Σ_μ exp(β z_μ), a soft maximum.</summary>
public static class LogSumExp
{
    /// <summary>
    /// lse(β, z), which lies in [max z, max z + β⁻¹ ln P]. The maximum is taken out before the exponential, so nothing overflows.
    /// Entries −∞ count as absent; when all are, the answer is −∞.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="z">Similarities, shape [P], P ≥ 1, finite or −∞.</param>
    /// <param name="beta">Inverse temperature β &gt; 0, finite.</param>
    /// <exception cref="ArgumentException">z is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">β is not positive and finite.</exception>
    /// <exception cref="NotSupportedException">T is neither <see cref="float"/> nor <see cref="double"/>.</exception>
    public static T Of<T>(ReadOnlySpan<T> z, T beta)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require.Temperature(beta, nameof(beta));
        T largest = Largest.Of(z);
        return T.IsNegativeInfinity(largest) ? largest : Of(largest, Exp.ShiftedSum(z, beta, largest), beta);
    }

    /// <summary>lse from the largest similarity and the sum of exponentials relative to it.</summary>
    internal static T Of<T>(T largest, double sum, T beta)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        T.CreateTruncating(double.CreateTruncating(largest) + (Math.Log(sum) / double.CreateTruncating(beta)));
}
