using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hopfield.Kernels;

// The heads of a layer weigh thousands of rows of a few dozen patterns. There what comes before and after the exponentials costs more than
// they do, one row at a time: so the rows are gone through by one loop. A row ends with a vector of its last entries, some of which the
// vector before it has too: they come out the same twice and count once. A vector of what is left alone would have to be written under a
// mask, and the first load of the next row, which begins within that vector, would wait for it.

/// <summary>Softmax of many short rows in single precision, and its gradient.</summary>
internal static unsafe class ShortRows
{
    /// <summary>The widest row: its sum stays within the error of <see cref="Exp.On{W, V}"/> although it is not carried on in double precision.</summary>
    public const int MaxWidth = 1024;

    /// <summary>Turns each row of similarities into its weights.</summary>
    public static void Softmax(Span<float> z, int width, float beta)
    {
        fixed (float* rows = z)
        {
            int count = z.Length / width;
            if (Lanes512.IsSupported && width >= 16) On<Lanes512, Vector512<float>>(rows, count, width, beta);
            else if (Lanes256.IsSupported && width >= 8) On<Lanes256, Vector256<float>>(rows, count, width, beta);
            else if (Lanes128.IsSupported && width >= 4) On<Lanes128, Vector128<float>>(rows, count, width, beta);
            else On<Lanes1, float>(rows, count, width, beta);
        }
    }

    /// <summary>Turns the gradient by each row's weights into the gradient by its similarities.</summary>
    public static void Gradient(ReadOnlySpan<float> p, Span<float> gradient, int width)
    {
        fixed (float* weights = p, gradients = gradient)
        {
            int count = gradient.Length / width;
            if (Lanes512.IsSupported && width >= 16) GradientOn<Lanes512, Vector512<float>>(weights, gradients, count, width);
            else if (Lanes256.IsSupported && width >= 8) GradientOn<Lanes256, Vector256<float>>(weights, gradients, count, width);
            else if (Lanes128.IsSupported && width >= 4) GradientOn<Lanes128, Vector128<float>>(weights, gradients, count, width);
            else GradientOn<Lanes1, float>(weights, gradients, count, width);
        }
    }

    /// <summary>The rows, at least as wide as a vector, on vectors of one width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void On<W, V>(float* row, int count, int width, float beta)
        where W : ISingleLanes<V>
        where V : unmanaged
    {
        int last = width - W.Count;
        V seen = SeenBefore<W, V>(width), zero = W.Broadcast(0), betas = W.Broadcast(beta);
        for (float* stop = row + ((nint)count * width); row < stop; row += width)
        {
            V end = W.Load(row + last), tops = end;
            for (int i = 0; i < last; i += W.Count) tops = W.AtLeast(tops, W.Load(row + i));
            float largest = W.Largest(tops);
            if (float.IsNegativeInfinity(largest))
            {
                new Span<float>(row, width).Clear();
                continue;
            }
            V shift = W.Broadcast(largest);
            end = W.Exp(W.Multiply(W.Subtract(end, shift), betas));
            V sums = W.Select(seen, zero, end);
            for (int i = 0; i < last; i += W.Count)
            {
                V e = W.Exp(W.Multiply(W.Subtract(W.Load(row + i), shift), betas));
                W.Store(e, row + i);
                sums = W.Add(sums, e);
            }
            V factor = W.Broadcast(1 / W.Sum(sums));
            for (int i = 0; i < last; i += W.Count) W.Store(W.Multiply(W.Load(row + i), factor), row + i);
            W.Store(W.Multiply(end, factor), row + last);
        }
    }

    /// <summary>The gradients of rows, at least as wide as a vector, on vectors of one width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void GradientOn<W, V>(float* p, float* gradient, int count, int width)
        where W : ISingleLanes<V>
        where V : unmanaged
    {
        int last = width - W.Count;
        V seen = SeenBefore<W, V>(width), zero = W.Broadcast(0);
        for (float* stop = gradient + ((nint)count * width); gradient < stop; gradient += width, p += width)
        {
            V weights = W.Load(p + last), end = W.Load(gradient + last), sums = W.Multiply(W.Select(seen, zero, weights), end);
            for (int i = 0; i < last; i += W.Count) sums = W.MultiplyAdd(W.Load(p + i), W.Load(gradient + i), sums);
            V mean = W.Broadcast(W.Sum(sums));
            for (int i = 0; i < last; i += W.Count) W.Store(W.Multiply(W.Load(p + i), W.Subtract(W.Load(gradient + i), mean)), gradient + i);
            W.Store(W.Multiply(weights, W.Subtract(end, mean)), gradient + last);
        }
    }

    // The sign bit is set in those lanes of a row's last vector that the vector before it has too.
    private static V SeenBefore<W, V>(int width)
        where W : ISingleLanes<V>
        where V : unmanaged
    {
        float* signs = stackalloc float[W.Count];
        for (int lane = 0, twice = (W.Count - (width % W.Count)) % W.Count; lane < W.Count; lane++) signs[lane] = lane < twice ? -1 : 1;
        return W.Load(signs);
    }
}
