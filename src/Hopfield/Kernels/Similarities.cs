using System.Numerics;

namespace Hopfield.Kernels;

/// <summary>The similarities z = Xξ of a state with every pattern, z_μ = x_μ·ξ.</summary>
public static class Similarities
{
    /// <summary>Writes z = Xξ. Cost: O(P·N).</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="patterns">X row by row, shape [P, N].</param>
    /// <param name="state">ξ, shape [N].</param>
    /// <param name="z">Receives the similarities, shape [P].</param>
    /// <exception cref="ArgumentException">The patterns do not hold P·N entries.</exception>
    /// <exception cref="NotSupportedException">T is neither <see cref="float"/> nor <see cref="double"/>.</exception>
    public static void Apply<T>(ReadOnlySpan<T> patterns, ReadOnlySpan<T> state, Span<T> z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require.SingleOrDouble<T>();
        Require.Length(patterns.Length, (long)z.Length * state.Length, nameof(patterns));
        RowProducts.Dots(patterns, state, z);
    }

    /// <summary>Writes z = Xξ, multiplied and summed in double precision. Cost: O(P·N).</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="patterns">X row by row, shape [P, N].</param>
    /// <param name="state">ξ, shape [N].</param>
    /// <param name="z">Receives the similarities, shape [P].</param>
    /// <exception cref="ArgumentException">The patterns do not hold P·N entries.</exception>
    /// <exception cref="NotSupportedException">T is neither <see cref="float"/> nor <see cref="double"/>.</exception>
    public static void Precise<T>(ReadOnlySpan<T> patterns, ReadOnlySpan<T> state, Span<double> z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require.SingleOrDouble<T>();
        Require.Length(patterns.Length, (long)z.Length * state.Length, nameof(patterns));
        for (int mu = 0; mu < z.Length; mu++) z[mu] = Dot.Precise(patterns.Slice(mu * state.Length, state.Length), state);
    }
}
