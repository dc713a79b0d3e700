using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Hopfield.Benchmarks.Measurement;

namespace Hopfield.Benchmarks.Limits;

/// <summary>The most multiply-adds a second: twelve independent chains in registers, no memory at all.</summary>
internal static class MultiplyAdd
{
    private const int Steps = 200_000, Chains = 12;

    /// <summary>Floating-point operations of one call on one thread: a multiply-add counts as two.</summary>
    public static double Operations => 2.0 * Steps * Chains * (Avx512F.IsSupported ? 16 : 8);

    public static float Run(int threads)
    {
        var sums = new float[threads];
        Split.Over(threads, thread => sums[thread] = Avx512F.IsSupported ? Wide() : Narrow());
        return sums.Sum();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Wide()
    {
        Vector512<float> x = Vector512.Create(0.999f), y = Vector512.Create(1e-3f);
        Vector512<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, k = x, l = x, m = x, n = x;
        for (int step = 0; step < Steps; step++)
        {
            a = Vector512.FusedMultiplyAdd(a, x, y);
            b = Vector512.FusedMultiplyAdd(b, x, y);
            c = Vector512.FusedMultiplyAdd(c, x, y);
            d = Vector512.FusedMultiplyAdd(d, x, y);
            e = Vector512.FusedMultiplyAdd(e, x, y);
            f = Vector512.FusedMultiplyAdd(f, x, y);
            g = Vector512.FusedMultiplyAdd(g, x, y);
            h = Vector512.FusedMultiplyAdd(h, x, y);
            k = Vector512.FusedMultiplyAdd(k, x, y);
            l = Vector512.FusedMultiplyAdd(l, x, y);
            m = Vector512.FusedMultiplyAdd(m, x, y);
            n = Vector512.FusedMultiplyAdd(n, x, y);
        }
        return Vector512.Sum(a + b + c + d + e + f + g + h + k + l + m + n);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Narrow()
    {
        Vector256<float> x = Vector256.Create(0.999f), y = Vector256.Create(1e-3f);
        Vector256<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, k = x, l = x, m = x, n = x;
        for (int step = 0; step < Steps; step++)
        {
            a = Vector256.FusedMultiplyAdd(a, x, y);
            b = Vector256.FusedMultiplyAdd(b, x, y);
            c = Vector256.FusedMultiplyAdd(c, x, y);
            d = Vector256.FusedMultiplyAdd(d, x, y);
            e = Vector256.FusedMultiplyAdd(e, x, y);
            f = Vector256.FusedMultiplyAdd(f, x, y);
            g = Vector256.FusedMultiplyAdd(g, x, y);
            h = Vector256.FusedMultiplyAdd(h, x, y);
            k = Vector256.FusedMultiplyAdd(k, x, y);
            l = Vector256.FusedMultiplyAdd(l, x, y);
            m = Vector256.FusedMultiplyAdd(m, x, y);
            n = Vector256.FusedMultiplyAdd(n, x, y);
        }
        return Vector256.Sum(a + b + c + d + e + f + g + h + k + l + m + n);
    }
}
