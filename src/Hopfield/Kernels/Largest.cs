using System.Numerics;
using System.Runtime.InteropServices;

namespace Hopfield.Kernels;

/// <summary>The largest entry of a span, the shift that keeps every softmax finite, and the places of the largest ones.</summary>
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

    /// <summary>Where the largest entries are, the largest first; of equal ones the earlier. Cost: O(N), and O(ln K) for each that is among the K largest so far.</summary>
    /// <typeparam name="T">Any number type.</typeparam>
    /// <param name="x">Shape [N], no entry NaN.</param>
    /// <param name="count">K, 1 ≤ K ≤ N.</param>
    public static int[] Few<T>(ReadOnlySpan<T> x, int count)
        where T : INumber<T>
    {
        // The least of those kept comes out first, and of equal ones the later.
        var kept = new PriorityQueue<int, (T Entry, int Later)>(count);
        for (int i = 0; i < count; i++) kept.Enqueue(i, (x[i], -i));
        T least = x[kept.Peek()];
        for (int i = count; i < x.Length; i++)
        {
            if (x[i] <= least) continue;
            kept.EnqueueDequeue(i, (x[i], -i));
            least = x[kept.Peek()];
        }
        var places = new int[count];
        for (int rank = count - 1; rank >= 0; rank--) places[rank] = kept.Dequeue();
        return places;
    }
}
