using System.Numerics;
using System.Runtime.InteropServices;

namespace Hopfield.Kernels;

/// <summary>The inner product x·y = Σ_i x_i y_i.</summary>
public static class Dot
{
    /// <summary>x·y, summed in the type of the entries in several lanes, which keeps the rounding error well below that of one running sum.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Shape [N].</param>
    /// <param name="y">Shape [N].</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="NotSupportedException">T is neither <see cref="float"/> nor <see cref="double"/>.</exception>
    public static T Of<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require.SingleOrDouble<T>();
        Require.Length(y.Length, x.Length, nameof(y));
        ReadOnlySpan<Vector<T>> xs = MemoryMarshal.Cast<T, Vector<T>>(x), ys = MemoryMarshal.Cast<T, Vector<T>>(y);
        Vector<T> even = Vector<T>.Zero, odd = Vector<T>.Zero;
        int block = 0;
        for (; block + 1 < xs.Length; block += 2)
        {
            even += xs[block] * ys[block];
            odd += xs[block + 1] * ys[block + 1];
        }
        if (block < xs.Length) even += xs[block] * ys[block];

        T sum = Vector.Sum(even + odd);
        for (int i = xs.Length * Vector<T>.Count; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    /// <summary>x·y, multiplied and summed in double precision whatever the type of the entries: for energies and oracles.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Shape [N].</param>
    /// <param name="y">Shape [N].</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="NotSupportedException">T is neither <see cref="float"/> nor <see cref="double"/>.</exception>
    public static double Precise<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require.SingleOrDouble<T>();
        if (typeof(T) == typeof(double)) return Of(MemoryMarshal.Cast<T, double>(x), MemoryMarshal.Cast<T, double>(y));

        Require.Length(y.Length, x.Length, nameof(y));
        ReadOnlySpan<float> xf = MemoryMarshal.Cast<T, float>(x), yf = MemoryMarshal.Cast<T, float>(y);
        ReadOnlySpan<Vector<float>> xs = MemoryMarshal.Cast<float, Vector<float>>(xf), ys = MemoryMarshal.Cast<float, Vector<float>>(yf);
        Vector<double> lower = Vector<double>.Zero, upper = Vector<double>.Zero;
        for (int block = 0; block < xs.Length; block++)
        {
            Vector.Widen(xs[block], out Vector<double> xLower, out Vector<double> xUpper);
            Vector.Widen(ys[block], out Vector<double> yLower, out Vector<double> yUpper);
            lower += xLower * yLower;
            upper += xUpper * yUpper;
        }
        double sum = Vector.Sum(lower + upper);
        for (int i = xs.Length * Vector<float>.Count; i < xf.Length; i++) sum += (double)xf[i] * yf[i];
        return sum;
    }
}
