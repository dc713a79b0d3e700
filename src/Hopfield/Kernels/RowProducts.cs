using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hopfield.Kernels;

// The two products of retrieval one at a time, on the same loops as the fused kernel: four rows in step, so that a vector of the state, or
// of the sum, is used four times each time it is read.

/// <summary>Products of a matrix with a vector from either side, on the widest vectors of this processor that fit a row.</summary>
internal static class RowProducts
{
    // So many rows, or runs of rows, are added in the type of the numbers before their sum goes on in double precision: a sum that is rounded
    // more often loses digits with every pattern.
    private const int SumBlock = 256;

    /// <summary>Writes the sums of products of every row with the state.</summary>
    public static void Dots<T>(ReadOnlySpan<T> rows, ReadOnlySpan<T> state, Span<T> z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double) && state.Length >= LanesDouble.Count)
        {
            Dots<LanesDouble, Vector<double>, double, T>(rows, state, z);
        }
        else if (typeof(T) == typeof(float) && Lanes512.IsSupported && state.Length >= 16)
        {
            Dots<Lanes512, Vector512<float>, float, T>(rows, state, z);
        }
        else if (typeof(T) == typeof(float) && Lanes256.IsSupported && state.Length >= 8)
        {
            Dots<Lanes256, Vector256<float>, float, T>(rows, state, z);
        }
        else if (typeof(T) == typeof(float) && Lanes128.IsSupported && state.Length >= 4)
        {
            Dots<Lanes128, Vector128<float>, float, T>(rows, state, z);
        }
        else
        {
            for (int mu = 0; mu < z.Length; mu++) z[mu] = Dot.Of(rows.Slice(mu * state.Length, state.Length), state);
        }
    }

    /// <summary>Writes the sum of the rows with the given weights; rows of weight 0 are not read.</summary>
    public static void AddWeighted<T>(ReadOnlySpan<T> rows, ReadOnlySpan<T> weights, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double) && y.Length >= LanesDouble.Count)
        {
            AddWeighted<LanesDouble, Vector<double>, double, T>(rows, weights, y);
        }
        else if (typeof(T) == typeof(float) && Lanes512.IsSupported && y.Length >= 16)
        {
            AddWeighted<Lanes512, Vector512<float>, float, T>(rows, weights, y);
        }
        else if (typeof(T) == typeof(float) && Lanes256.IsSupported && y.Length >= 8)
        {
            AddWeighted<Lanes256, Vector256<float>, float, T>(rows, weights, y);
        }
        else if (typeof(T) == typeof(float) && Lanes128.IsSupported && y.Length >= 4)
        {
            AddWeighted<Lanes128, Vector128<float>, float, T>(rows, weights, y);
        }
        else
        {
            AddInTurn(rows, weights, y);
        }
    }

    // Rows shorter than a vector, or processors without vectors.
    private static void AddInTurn<T>(ReadOnlySpan<T> rows, ReadOnlySpan<T> weights, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] rented = ArrayPool<double>.Shared.Rent(y.Length);
        Span<double> sums = rented.AsSpan(0, y.Length);
        sums.Clear();
        for (int mu = 0; mu < weights.Length; mu++)
        {
            ReadOnlySpan<T> row = rows.Slice(mu * y.Length, y.Length);
            if (weights[mu] == T.Zero) continue;
            double weight = double.CreateTruncating(weights[mu]);
            for (int i = 0; i < row.Length; i++) sums[i] += weight * double.CreateTruncating(row[i]);
        }
        for (int i = 0; i < y.Length; i++) y[i] = T.CreateTruncating(sums[i]);
        ArrayPool<double>.Shared.Return(rented);
    }

    private static unsafe void Dots<W, V, E, T>(ReadOnlySpan<T> rows, ReadOnlySpan<T> state, Span<T> z)
        where W : ILanes<V, E>
        where V : unmanaged
        where E : unmanaged, IBinaryFloatingPointIeee754<E>
        where T : unmanaged
    {
        int n = state.Length, whole = z.Length / 4 * 4;
        E[] scratch = ArrayPool<E>.Shared.Rent(Require.Scratch((long)n + W.Count + 4 + (CacheLine.Bytes / sizeof(E)), nameof(state)));
        fixed (T* x = rows, s = state, to = z)
        fixed (E* start = scratch)
        {
            E* rest = CacheLine.Align(start) + RowVectors<W, V, E, E>.Padded(n), q = CacheLine.Align(start);
            RowVectors<W, V, E, E>.Pad((E*)s, n, E.One, q);
            RowVectors<W, V, E, E>.Dots(new FourRows<E>((E*)x, n, 4 * (nint)n), whole / 4, q, n, (E*)to);
            if (whole < z.Length)
            {
                RowVectors<W, V, E, E>.Dots(new FourRows<E>((E*)x + ((nint)whole * n), n, n, z.Length - whole), 1, q, n, rest);
                for (int mu = whole; mu < z.Length; mu++) ((E*)to)[mu] = rest[mu - whole];
            }
        }
        ArrayPool<E>.Shared.Return(scratch);
    }

    private static unsafe void AddWeighted<W, V, E, T>(ReadOnlySpan<T> rows, ReadOnlySpan<T> weights, Span<T> y)
        where W : ILanes<V, E>
        where V : unmanaged
        where E : unmanaged, IBinaryFloatingPointIeee754<E>
        where T : unmanaged
    {
        int n = y.Length, length = Require.Scratch((long)n + W.Count + (CacheLine.Bytes / sizeof(E)), nameof(rows)), padded = RowVectors<W, V, E, E>.Padded(n);
        E[] scratch = ArrayPool<E>.Shared.Rent(length);
        double[] totals = ArrayPool<double>.Shared.Rent(padded);
        Array.Clear(totals, 0, padded);
        E* rest = stackalloc E[4];
        fixed (T* x = rows, w = weights, to = y)
        fixed (E* start = scratch)
        {
            E* sums = CacheLine.Align(start), weight = (E*)w;
            new Span<E>(sums, padded).Clear();
            int added = 0;
            for (int from = 0, end; from < weights.Length; from = end)
            {
                end = from + 1;
                if (weight[from] == E.Zero) continue;
                while (end < weights.Length && end - from < SumBlock && weight[end] != E.Zero) end++;
                int steps = (end - from) / 4, left = (end - from) % 4;
                E* first = (E*)x + ((nint)from * n);
                RowVectors<W, V, E, E>.AddWeighted(new FourRows<E>(first, n, 4 * (nint)n), steps, weight + from, n, E.One, sums);
                if (left > 0)
                {
                    for (int r = 0; r < 4; r++) rest[r] = r < left ? weight[end - left + r] : E.Zero;
                    RowVectors<W, V, E, E>.AddWeighted(new FourRows<E>(first + (4 * steps * (nint)n), n, n, left), 1, rest, n, E.One, sums);
                }
                if ((added += end - from) < SumBlock) continue;
                Empty<E>(new Span<E>(sums, padded), totals);
                added = 0;
            }
            Empty<E>(new Span<E>(sums, padded), totals);
            for (int i = 0; i < padded; i++) sums[i] = E.CreateTruncating(totals[i]);
            RowVectors<W, V, E, E>.Unpad(sums, n, (E*)to);
        }
        ArrayPool<E>.Shared.Return(scratch);
        ArrayPool<double>.Shared.Return(totals);
    }

    private static void Empty<E>(Span<E> sums, Span<double> totals)
        where E : unmanaged, IBinaryFloatingPointIeee754<E>
    {
        for (int i = 0; i < sums.Length; i++) totals[i] += double.CreateTruncating(sums[i]);
        sums.Clear();
    }
}
