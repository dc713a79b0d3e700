using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hopfield.Kernels;

/// <summary>The exponential of every entry of a span.</summary>
public static class Exp
{
    // So many vectors are added in the type of the numbers before their sum goes on in double precision: a sum that is rounded more often
    // loses digits with every term.
    private const int SumBlock = 64;

    /// <summary>
    /// Writes y_i = exp(x_i). In single precision it errs by less than one unit in the last place, subnormal results included; exp(−∞) is 0,
    /// what is too large becomes ∞, and NaN stays NaN. In double precision it is the exponential of .NET.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Exponents, shape [N].</param>
    /// <param name="y">Receives the exponentials, shape [N]; may be the same memory as <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="NotSupportedException">T is neither <see cref="float"/> nor <see cref="double"/>.</exception>
    public static void Apply<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require.SingleOrDouble<T>();
        Require.Length(y.Length, x.Length, nameof(y));
        if (typeof(T) == typeof(double))
        {
            Shifted(x, T.One, T.Zero, y);
            return;
        }
        ReadOnlySpan<float> xs = MemoryMarshal.Cast<T, float>(x);
        Span<float> ys = MemoryMarshal.Cast<T, float>(y);
        if (Lanes512.IsSupported) Each<Lanes512, Vector512<float>>(xs, ys);
        else if (Lanes256.IsSupported) Each<Lanes256, Vector256<float>>(xs, ys);
        else if (Lanes128.IsSupported) Each<Lanes128, Vector128<float>>(xs, ys);
        else Each<Lanes1, float>(xs, ys);
    }

    /// <summary>exp(x) − 1 with all its digits for small x too; MathNet 5.0's Expm1 is wrong by up to 2e-7 around x = 0.07.</summary>
    internal static double MinusOne(double x) => Math.Tanh(0.5 * x) * (Math.Exp(x) + 1);

    /// <summary>Writes y_i = exp(β (x_i − shift)) and returns their sum.</summary>
    internal static double Shifted<T>(ReadOnlySpan<T> x, T beta, T shift, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sum(x, beta, shift, y);

    /// <summary>Returns Σ_i exp(β (x_i − shift)) without keeping the terms.</summary>
    internal static double ShiftedSum<T>(ReadOnlySpan<T> x, T beta, T shift)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sum(x, beta, shift, default);

    // Keeps the exponentials where y has room for them. The type tests are decided when the code is compiled for T.
    private static double Sum<T>(ReadOnlySpan<T> x, T beta, T shift, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double))
            return SumOfDoubles(MemoryMarshal.Cast<T, double>(x), double.CreateTruncating(beta), double.CreateTruncating(shift), MemoryMarshal.Cast<T, double>(y));
        ReadOnlySpan<float> xs = MemoryMarshal.Cast<T, float>(x);
        Span<float> ys = MemoryMarshal.Cast<T, float>(y);
        (float b, float s) = (float.CreateTruncating(beta), float.CreateTruncating(shift));
        return Lanes512.IsSupported ? On<Lanes512, Vector512<float>>(xs, b, s, ys)
            : Lanes256.IsSupported ? On<Lanes256, Vector256<float>>(xs, b, s, ys)
            : Lanes128.IsSupported ? On<Lanes128, Vector128<float>>(xs, b, s, ys)
            : On<Lanes1, float>(xs, b, s, ys);
    }

    /// <summary>The single-precision exponentials on vectors of one width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static unsafe void Each<W, V>(ReadOnlySpan<float> x, Span<float> y)
        where W : ISingleLanes<V>
        where V : unmanaged
    {
        int whole = x.Length / W.Count * W.Count;
        fixed (float* from = x, to = y)
        {
            for (int i = 0; i < whole; i += W.Count) W.Store(W.Exp(W.Load(from + i)), to + i);
            if (whole < x.Length) W.Store(W.Exp(W.Load(from + whole, x.Length - whole)), to + whole, x.Length - whole);
        }
    }

    /// <summary>exp(β (x_i − shift)) on vectors of one width. Their sum errs by some 10⁻⁶ at most, however many there are.</summary>
    internal static unsafe double On<W, V>(ReadOnlySpan<float> x, float beta, float shift, Span<float> y)
        where W : ISingleLanes<V>
        where V : unmanaged
    {
        double sum = 0;
        int whole = x.Length / W.Count * W.Count;
        fixed (float* from = x, to = y)
        {
            for (int i = 0; i < whole; i += SumBlock * W.Count)
                sum += Whole<W, V>(from + i, Math.Min(SumBlock * W.Count, whole - i), beta, shift, to == null ? null : to + i);
        }
        if (whole == x.Length) return sum;
        // What is left after the last whole vector goes through a vector of its own, padded with −∞, whose exponential adds nothing.
        float* rest = stackalloc float[16];
        new Span<float>(rest, W.Count).Fill(float.NegativeInfinity);
        x[whole..].CopyTo(new Span<float>(rest, W.Count));
        sum += Whole<W, V>(rest, W.Count, beta, shift, rest);
        if (!y.IsEmpty) new ReadOnlySpan<float>(rest, x.Length - whole).CopyTo(y[whole..]);
        return sum;
    }

    // A method of its own, so that nothing but this loop needs registers: what the compiler keeps on the stack instead lies across cache
    // lines as often as not (row "exp of 65,536 numbers" of benchmarks/). No place to write to means that only the sum is asked for.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe float Whole<W, V>(float* x, int count, float beta, float shift, float* y)
        where W : ISingleLanes<V>
        where V : unmanaged
    {
        V betas = W.Broadcast(beta), shifts = W.Broadcast(shift), sums = W.Broadcast(0);
        for (int i = 0; i < count; i += W.Count)
        {
            V e = W.Exp(W.Multiply(W.Subtract(W.Load(x + i), shifts), betas));
            if (y != null) W.Store(e, y + i);
            sums = W.Add(sums, e);
        }
        return W.Sum(sums);
    }

    private static double SumOfDoubles(ReadOnlySpan<double> x, double beta, double shift, Span<double> y)
    {
        ReadOnlySpan<Vector<double>> xs = MemoryMarshal.Cast<double, Vector<double>>(x);
        Span<Vector<double>> ys = MemoryMarshal.Cast<double, Vector<double>>(y);
        var shifts = new Vector<double>(shift);
        double sum = 0;
        for (int block = 0; block < xs.Length;)
        {
            var sums = Vector<double>.Zero;
            for (int end = Math.Min(block + SumBlock, xs.Length); block < end; block++)
            {
                Vector<double> e = LanesDouble.Exp((xs[block] - shifts) * beta);
                if (!y.IsEmpty) ys[block] = e;
                sums += e;
            }
            sum += Vector.Sum(sums);
        }
        for (int i = xs.Length * Vector<double>.Count; i < x.Length; i++)
        {
            double e = Math.Exp((x[i] - shift) * beta);
            if (!y.IsEmpty) y[i] = e;
            sum += e;
        }
        return sum;
    }
}
