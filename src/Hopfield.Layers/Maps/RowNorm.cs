using System.Numerics;
using System.Runtime.InteropServices;

namespace Hopfield.Layers;

/// <summary>One row moved to mean 0 and variance 1: x̂ = (x − m)/s with m = mean(x) and s² = mean((x − m)²) + ε.</summary>
/// <remarks>
/// Since ∂m/∂x_j = 1/D and ∂s/∂x_j = x̂_j/D: ∂x̂_i/∂x_j = (δ_ij − 1/D − x̂_i x̂_j/D)/s, and with h = ∂L/∂x̂ [D]
/// ∂L/∂x = (h − mean(h) − x̂ mean(h ∘ x̂))/s.
/// </remarks>
internal static class RowNorm
{
    private const double Epsilon = 1e-5; // PyTorch's default

    /// <summary>Writes x̂ and returns 1/s.</summary>
    public static T Apply<T>(ReadOnlySpan<T> x, Span<T> normalised)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<Vector<T>> xs = MemoryMarshal.Cast<T, Vector<T>>(x);
        Span<Vector<T>> to = MemoryMarshal.Cast<T, Vector<T>>(normalised);
        int whole = xs.Length * Vector<T>.Count;
        Vector<T> sums = Vector<T>.Zero;
        foreach (Vector<T> vector in xs) sums += vector;
        T sum = Vector.Sum(sums);
        foreach (T value in x[whole..]) sum += value;
        T count = T.CreateTruncating(x.Length), mean = sum / count;

        // The variance from the centred values: from the sum of squares it would lose its digits where the mean is large.
        sums = Vector<T>.Zero;
        var means = new Vector<T>(mean);
        for (int block = 0; block < to.Length; block++)
        {
            Vector<T> centred = xs[block] - means;
            to[block] = centred;
            sums += centred * centred;
        }
        sum = Vector.Sum(sums);
        for (int i = whole; i < x.Length; i++)
        {
            normalised[i] = x[i] - mean;
            sum += normalised[i] * normalised[i];
        }
        T scale = T.One / T.Sqrt((sum / count) + T.CreateTruncating(Epsilon));
        for (int block = 0; block < to.Length; block++) to[block] *= scale;
        for (int i = whole; i < x.Length; i++) normalised[i] *= scale;
        return scale;
    }

    /// <summary>Adds ∂L/∂x to what the last span holds.</summary>
    public static void AddGradient<T>(ReadOnlySpan<T> h, ReadOnlySpan<T> normalised, T scale, Span<T> to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<Vector<T>> hs = MemoryMarshal.Cast<T, Vector<T>>(h), hats = MemoryMarshal.Cast<T, Vector<T>>(normalised);
        Span<Vector<T>> results = MemoryMarshal.Cast<T, Vector<T>>(to);
        int whole = hs.Length * Vector<T>.Count;
        Vector<T> sums = Vector<T>.Zero, products = Vector<T>.Zero;
        for (int block = 0; block < hs.Length; block++)
        {
            sums += hs[block];
            products += hs[block] * hats[block];
        }
        T mean = Vector.Sum(sums), along = Vector.Sum(products), count = T.CreateTruncating(h.Length);
        for (int i = whole; i < h.Length; i++)
        {
            mean += h[i];
            along += h[i] * normalised[i];
        }
        (mean, along) = (mean / count, along / count);
        var means = new Vector<T>(mean);
        for (int block = 0; block < hs.Length; block++) results[block] += (hs[block] - means - (hats[block] * along)) * scale;
        for (int i = whole; i < h.Length; i++) to[i] += (h[i] - mean - (normalised[i] * along)) * scale;
    }
}
