using System.Numerics;
using System.Runtime.Intrinsics;
using Hopfield.Kernels;

namespace Hopfield.Tests;

/// <summary>The vector widths that the kernels are compiled for, so that a test runs all of them that this processor has.</summary>
internal static class RegisterWidths
{
    /// <summary>By number of single-precision lanes. One lane is always there.</summary>
    public static TheoryData<int> Single => [16, 8, 4, 1];

    public static void RequireSupport(int lanes) => Assert.SkipUnless(
        lanes switch { 16 => Lanes512.IsSupported, 8 => Lanes256.IsSupported, 4 => Lanes128.IsSupported, _ => true },
        $"This processor has no vectors of {lanes} single-precision lanes, or they are switched off.");

    public static double Exp(int lanes, ReadOnlySpan<float> x, Span<float> y) => lanes switch
    {
        16 => Hopfield.Kernels.Exp.On<Lanes512, Vector512<float>>(x, 1, 0, y),
        8 => Hopfield.Kernels.Exp.On<Lanes256, Vector256<float>>(x, 1, 0, y),
        4 => Hopfield.Kernels.Exp.On<Lanes128, Vector128<float>>(x, 1, 0, y),
        _ => Hopfield.Kernels.Exp.On<Lanes1, float>(x, 1, 0, y),
    };

    /// <summary>The exponentials alone, without shift, factor and sum.</summary>
    public static void EachExp(int lanes, ReadOnlySpan<float> x, Span<float> y)
    {
        if (lanes == 16) Hopfield.Kernels.Exp.Each<Lanes512, Vector512<float>>(x, y);
        else if (lanes == 8) Hopfield.Kernels.Exp.Each<Lanes256, Vector256<float>>(x, y);
        else if (lanes == 4) Hopfield.Kernels.Exp.Each<Lanes128, Vector128<float>>(x, y);
        else Hopfield.Kernels.Exp.Each<Lanes1, float>(x, y);
    }

    /// <summary>Softmax of rows that are at least as wide as a vector.</summary>
    public static unsafe void SoftmaxOfRows(int lanes, Span<float> z, int width, float beta)
    {
        fixed (float* rows = z)
        {
            int count = z.Length / width;
            if (lanes == 16) ShortRows.On<Lanes512, Vector512<float>>(rows, count, width, beta);
            else if (lanes == 8) ShortRows.On<Lanes256, Vector256<float>>(rows, count, width, beta);
            else if (lanes == 4) ShortRows.On<Lanes128, Vector128<float>>(rows, count, width, beta);
            else ShortRows.On<Lanes1, float>(rows, count, width, beta);
        }
    }

    /// <summary>The gradient of such rows.</summary>
    public static unsafe void GradientOfRows(int lanes, ReadOnlySpan<float> p, Span<float> gradient, int width)
    {
        fixed (float* weights = p, gradients = gradient)
        {
            int count = gradient.Length / width;
            if (lanes == 16) ShortRows.GradientOn<Lanes512, Vector512<float>>(weights, gradients, count, width);
            else if (lanes == 8) ShortRows.GradientOn<Lanes256, Vector256<float>>(weights, gradients, count, width);
            else if (lanes == 4) ShortRows.GradientOn<Lanes128, Vector128<float>>(weights, gradients, count, width);
            else ShortRows.GradientOn<Lanes1, float>(weights, gradients, count, width);
        }
    }

    public static unsafe float[] Exp2(int lanes, float[] x)
    {
        float[] padded = [.. x, .. new float[16]];
        fixed (float* at = padded)
        {
            for (int i = 0; i < x.Length; i += lanes)
            {
                if (lanes == 16) Lanes512.Exp2(Vector512.Load(at + i)).Store(at + i);
                else if (lanes == 8) Lanes256.Exp2(Vector256.Load(at + i)).Store(at + i);
                else if (lanes == 4) Lanes128.Exp2(Vector128.Load(at + i)).Store(at + i);
                else at[i] = Lanes1.Exp2(at[i]);
            }
        }
        return padded[..x.Length];
    }

    /// <summary>Attention over patterns stored as S on vectors of one width; 0 lanes stands for double precision.</summary>
    public static unsafe void Attend<E, S>(
        int lanes, ReadOnlySpan<E> queries, ReadOnlySpan<S> patterns, ReadOnlySpan<S> values, int patternCount, int dimension, E beta, Span<E> output,
        int parallelism = 1, AttentionMask? mask = null)
        where E : unmanaged, IBinaryFloatingPointIeee754<E>
        where S : unmanaged
    {
        int width = values.Length / patternCount;
        fixed (E* q = queries, y = output)
        fixed (S* x = patterns, v = values)
        {
            var task = new Retrieval<E, S>
            {
                Queries = q, QueryStride = dimension, QueryCount = queries.Length / dimension, Patterns = x, Values = v,
                PatternCount = patternCount, Dimension = dimension, ValueDimension = width, Beta = beta, Output = y, OutputStride = width,
                Mask = mask?.View<E>(0) ?? default,
            };
            if (task is Retrieval<float, S> one)
            {
                var single = new ReadOnlySpan<Retrieval<float, S>>(in one);
                if (lanes == 16) Hopfield.Kernels.Attend.On<Lanes512, Vector512<float>, float, S>(single, parallelism, default);
                else if (lanes == 8) Hopfield.Kernels.Attend.On<Lanes256, Vector256<float>, float, S>(single, parallelism, default);
                else if (lanes == 4) Hopfield.Kernels.Attend.On<Lanes128, Vector128<float>, float, S>(single, parallelism, default);
                else Hopfield.Kernels.Attend.On<Lanes1, float, float, S>(single, parallelism, default);
            }
            else
            {
                Hopfield.Kernels.Attend.Run(new ReadOnlySpan<Retrieval<E, S>>(in task), parallelism, default);
            }
        }
        GC.KeepAlive(mask);
    }
}
