using System.Numerics;
using System.Runtime.InteropServices;

namespace Hopfield.Kernels;

/// <summary>The largest entry of a span: the shift that keeps every softmax finite.</summary>
internal static class Largest
{
    /// <summary>max_i x_i.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Shape [N], N ≥ 1, no entry NaN.</param>
    /// <exception cref="ArgumentException">The span is empty.</exception>
    public static T Of<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require.Any(x.Length, nameof(x));
        ReadOnlySpan<Vector<T>> xs = MemoryMarshal.Cast<T, Vector<T>>(x);
        var lanes = new Vector<T>(x[0]);
        foreach (Vector<T> block in xs) lanes = Vector.Max(lanes, block);
        T largest = lanes[0];
        for (int lane = 1; lane < Vector<T>.Count; lane++) largest = T.Max(largest, lanes[lane]);
        for (int i = xs.Length * Vector<T>.Count; i < x.Length; i++) largest = T.Max(largest, x[i]);
        return largest;
    }
}
