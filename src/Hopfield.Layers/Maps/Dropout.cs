using System.Numerics;

namespace Hopfield.Layers;

/// <summary>Which numbers are dropped, and by how much the others grow so that their mean stays.</summary>
/// <remarks>
/// y = k ∘ x with k = 0 with probability r and 1/(1 − r) else; ∂L/∂x = k ∘ ∂L/∂y. A draw depends on a key and on its own place, so it is the
/// same on any number of threads.
/// </remarks>
internal static class Dropout
{
    /// <summary>Writes k.</summary>
    public static void Draw<T>(ulong key, double rate, Span<T> keep)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T grown = T.CreateTruncating(1 / (1 - rate));
        var bound = (ulong)(rate * (1UL << 32));
        for (int i = 0; i < keep.Length; i++) keep[i] = LayerContext<T>.Mix(key + (ulong)i) >> 32 < bound ? T.Zero : grown;
    }
}
