using System.Numerics;
using MathNet.Numerics;

namespace Hopfield.Kernels;

/// <summary>The α-entmax weights, which run from softmax (α → 1) to sparsemax (α = 2) and give exact zeros for α &gt; 1.</summary>
/// <remarks>
/// <para>p is the point of the simplex that maximises p·θ + H_α(p) with θ = β z and Tsallis' entropy
/// H_α(p) = (1 − Σ_μ p_μ^α) / (α (α − 1)). Its solution is p_μ = max(0, (α − 1) θ_μ − τ)^(1/(α − 1)) with the threshold τ that makes
/// the weights sum to 1. Sources: Martins and Astudillo (2016) for sparsemax; Peters, Niculae and Martins (2019) for α-entmax.</para>
/// <para>The sum is a convex, falling function of τ, so Newton's method started on the left of the root climbs to it without ever
/// stepping across; for sparsemax the function is piecewise linear and the method ends after finitely many steps.</para>
/// </remarks>
public static class Entmax
{
    /// <summary>Writes the α-entmax weights of β z, computed in double precision. Entries −∞ get the weight 0; when all are −∞, all weights are 0.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="z">Similarities, shape [P], P ≥ 1, finite or −∞. May be the same memory as <paramref name="p"/>.</param>
    /// <param name="beta">Inverse temperature β &gt; 0, finite.</param>
    /// <param name="alpha">α, 1 &lt; α ≤ 2.</param>
    /// <param name="p">Receives the weights, shape [P]; they sum to 1 up to rounding.</param>
    /// <exception cref="ArgumentException">z is empty, or the lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">α lies outside (1, 2], or β is not positive and finite.</exception>
    /// <exception cref="NotSupportedException">T is neither <see cref="float"/> nor <see cref="double"/>.</exception>
    public static void Apply<T>(ReadOnlySpan<T> z, T beta, double alpha, Span<T> p)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require.Temperature(beta, nameof(beta));
        if (!(alpha is > 1 and <= 2)) throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "Expected 1 < α ≤ 2.");
        Require.Length(p.Length, z.Length, nameof(p));
        T largest = Largest.Of(z);
        if (T.IsNegativeInfinity(largest))
        {
            p.Clear();
            return;
        }

        // With u = (α − 1) β (z − max z) ≤ 0 and τ = t − 1 the weights are (1 + u − t)^power, 0 ≤ t < 1: at t = 0 the largest
        // entry alone has weight 1. Keeping u − t apart from the 1 saves its digits when α is close to 1.
        double slope = (alpha - 1) * double.CreateTruncating(beta), shift = double.CreateTruncating(largest), power = 1 / (alpha - 1);
        double t = Threshold(z, slope, shift, power);
        double sum = 0;
        foreach (T similarity in z) sum += Weight(Offset(similarity, slope, shift) - t, power);
        for (int mu = 0; mu < z.Length; mu++) p[mu] = T.CreateTruncating(Weight(Offset(z[mu], slope, shift) - t, power) / sum);
    }

    private static double Threshold<T>(ReadOnlySpan<T> z, double slope, double shift, double power)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double t = 0;
        while (true)
        {
            double sum = 0, fall = 0;
            foreach (T similarity in z)
            {
                double offset = Offset(similarity, slope, shift) - t, weight = Weight(offset, power);
                if (weight == 0) continue;
                sum += weight;
                fall += power * weight / (1 + offset);
            }
            double next = t + (sum - 1) / fall;
            if (!(next > t)) return t; // t rises at every step, so this ends
            t = next;
        }
    }

    private static double Offset<T>(T similarity, double slope, double shift)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => slope * (double.CreateTruncating(similarity) - shift);

    // (1 + offset)^power where the base is positive, else 0. The two powers in common use, sparsemax and 1.5-entmax, need no logarithm.
    private static double Weight(double offset, double power)
    {
        double excess = 1 + offset;
        if (!(excess > 0)) return 0;
        if (power == 1) return excess;
        if (power == 2) return excess * excess;
        return Math.Exp(power * SpecialFunctions.Log1p(offset));
    }
}
