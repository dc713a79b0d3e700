using System.Numerics;
using System.Runtime.InteropServices;

namespace Hopfield.Kernels;

/// <summary>The exponential of every entry of a span.</summary>
public static class Exp
{
    /// <summary>Writes y_i = exp(x_i). exp(−∞) is 0.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Exponents, shape [N].</param>
    /// <param name="y">Receives the exponentials, shape [N]; may be the same memory as <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Apply<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shapes.RequireLength(y.Length, x.Length, nameof(y));
        ReadOnlySpan<Vector<T>> xs = MemoryMarshal.Cast<T, Vector<T>>(x);
        Span<Vector<T>> ys = MemoryMarshal.Cast<T, Vector<T>>(y);
        for (int block = 0; block < xs.Length; block++) ys[block] = Lanes(xs[block]);
        for (int i = xs.Length * Vector<T>.Count; i < x.Length; i++) y[i] = T.Exp(x[i]);
    }

    /// <summary>exp(x) − 1 with all its digits for small x too; MathNet 5.0's Expm1 is wrong by up to 2e-7 around x = 0.07.</summary>
    internal static double MinusOne(double x) => Math.Tanh(0.5 * x) * (Math.Exp(x) + 1);

    /// <summary>Writes y_i = exp(β (x_i − shift)) and returns their sum.</summary>
    internal static T Shifted<T>(ReadOnlySpan<T> x, T beta, T shift, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<Vector<T>> xs = MemoryMarshal.Cast<T, Vector<T>>(x);
        Span<Vector<T>> ys = MemoryMarshal.Cast<T, Vector<T>>(y);
        var shifts = new Vector<T>(shift);
        var sums = Vector<T>.Zero;
        for (int block = 0; block < xs.Length; block++) sums += ys[block] = Lanes((xs[block] - shifts) * beta);
        T sum = Vector.Sum(sums);
        for (int i = xs.Length * Vector<T>.Count; i < x.Length; i++) sum += y[i] = T.Exp((x[i] - shift) * beta);
        return sum;
    }

    /// <summary>Returns Σ_i exp(β (x_i − shift)) without keeping the terms.</summary>
    internal static T ShiftedSum<T>(ReadOnlySpan<T> x, T beta, T shift)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<Vector<T>> xs = MemoryMarshal.Cast<T, Vector<T>>(x);
        var shifts = new Vector<T>(shift);
        var sums = Vector<T>.Zero;
        foreach (Vector<T> block in xs) sums += Lanes((block - shifts) * beta);
        T sum = Vector.Sum(sums);
        for (int i = xs.Length * Vector<T>.Count; i < x.Length; i++) sum += T.Exp((x[i] - shift) * beta);
        return sum;
    }

    // The type test is decided when the code is compiled for T, so one of the two calls remains.
    private static Vector<T> Lanes<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float)
            ? Vector.Exp(x.As<T, float>()).As<float, T>()
            : Vector.Exp(x.As<T, double>()).As<double, T>();
}
