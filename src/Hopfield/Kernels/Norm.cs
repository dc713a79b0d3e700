using System.Numerics;

namespace Hopfield.Kernels;

/// <summary>The Euclidean norm ‖x‖.</summary>
internal static class Norm
{
    // Below the square root of the smallest normal number squares lose their digits or vanish; numbers of at most 10¹⁰ cannot be too large.
    private const double Small = 1e-140;

    /// <summary>‖x‖ in double precision, also where the squares of the entries would underflow; 0 only where every entry is 0.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Shape [N], at most 10¹⁰ in magnitude.</param>
    public static double Of<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double norm = Math.Sqrt(Dot.Precise(x, x));
        if (norm > Small) return norm;
        double largest = 0, sum = 0;
        foreach (T entry in x) largest = Math.Max(largest, Math.Abs(double.CreateTruncating(entry)));
        if (largest == 0) return 0;
        foreach (T entry in x)
        {
            double share = double.CreateTruncating(entry) / largest;
            sum += share * share;
        }
        return largest * Math.Sqrt(sum);
    }
}
