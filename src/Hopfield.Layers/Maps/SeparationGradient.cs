using System.Buffers;
using System.Numerics;
using Hopfield.Kernels;

namespace Hopfield.Layers;

/// <summary>The gradient of p = sep(z), row by row.</summary>
/// <remarks>
/// For a row p [P] with g = ∂L/∂p [P]: ∂p/∂z = diag q − q qᵀ/Σq, where q is the separation's sensitivity, so ∂L/∂z = q ∘ (g − (q·g)/Σq).
/// For softmax q = p and Σq = 1. A row of zeros, where nothing may be attended to, has the gradient 0.
/// </remarks>
internal static class SeparationGradient
{
    /// <summary>Turns the gradient by the weights into the gradient by the scores.</summary>
    public static void Apply<T>(FenchelYoungSeparation separation, ReadOnlySpan<T> weights, Span<T> gradient, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (ReferenceEquals(separation, SeparationFunction.Softmax))
        {
            Softmax.GradientOfRows(weights, gradient, width);
            return;
        }
        for (int at = 0; at < weights.Length; at += width) General(separation, weights.Slice(at, width), gradient.Slice(at, width));
    }

    private static void General<T>(FenchelYoungSeparation separation, ReadOnlySpan<T> p, Span<T> g)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] scratch = ArrayPool<T>.Shared.Rent(p.Length);
        Span<T> q = scratch.AsSpan(0, p.Length);
        Sensitivities(separation, p, q);
        T sum = T.Zero, product = T.Zero;
        for (int mu = 0; mu < q.Length; mu++)
        {
            sum += q[mu];
            product += q[mu] * g[mu];
        }
        T mean = sum > T.Zero ? product / sum : T.Zero;
        for (int mu = 0; mu < q.Length; mu++) g[mu] = q[mu] * (g[mu] - mean);
        ArrayPool<T>.Shared.Return(scratch);
    }

    /// <summary>q for a row of weights; separations answer in double precision.</summary>
    internal static void Sensitivities<T>(FenchelYoungSeparation separation, ReadOnlySpan<T> p, Span<T> q)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] scratch = ArrayPool<double>.Shared.Rent(2 * p.Length);
        Span<double> weights = scratch.AsSpan(0, p.Length), sensitivities = scratch.AsSpan(p.Length, p.Length);
        for (int mu = 0; mu < p.Length; mu++) weights[mu] = double.CreateTruncating(p[mu]);
        separation.Sensitivity(weights, sensitivities);
        for (int mu = 0; mu < p.Length; mu++) q[mu] = T.CreateTruncating(sensitivities[mu]);
        ArrayPool<double>.Shared.Return(scratch);
    }
}
