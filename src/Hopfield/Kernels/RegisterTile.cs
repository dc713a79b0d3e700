using System.Runtime.CompilerServices;

namespace Hopfield.Kernels;

/// <summary>A number that is known when the code is compiled for a type, so that a test of it costs nothing.</summary>
internal interface INumber
{
    static abstract int Value { get; }
}

internal readonly struct One : INumber
{
    public static int Value => 1;
}

internal readonly struct Two : INumber
{
    public static int Value => 2;
}

internal readonly struct Three : INumber
{
    public static int Value => 3;
}

internal readonly struct Four : INumber
{
    public static int Value => 4;
}

internal readonly struct Eight : INumber
{
    public static int Value => 8;
}

// The innermost loop of batched retrieval, for both of its products. Queries lie along the lanes; a tile of R results (rows) by C vectors
// of queries stays in registers while the sum runs:
//
//     result[r, :] = factor[:] result[r, :] + Σ_k x[r·stride + step[k]] · q[k, :]
//
// Scores: r counts patterns and k units. Answers: r counts units, k the patterns that count, and q holds their weights. Each x is read
// alone and spread over the lanes, so neither product needs a transposed or packed copy of the patterns. C = 3 and R = 8 fill 24 of 32
// registers; C = 3 and R = 4 fill 12 of 16. Earlier results are added last: sums of blocks round less than one sum from front to back.

/// <summary>Sums of products of numbers with vectors of queries, held in registers.</summary>
internal static unsafe class RegisterTile<W, V, E, R, C>
    where W : ILanes<V, E>
    where V : unmanaged
    where E : unmanaged
    where R : INumber
    where C : INumber
{
    /// <summary>Computes one tile.</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="stride">From one row's numbers to the next's.</param>
    /// <param name="steps">Where the number of each term stands in its row, shape [depth].</param>
    /// <param name="depth">The number of terms.</param>
    /// <param name="q">The vectors of each term, shape [depth, C·lanes].</param>
    /// <param name="factor">What earlier results are multiplied by, shape [C·lanes]; null where there are none.</param>
    /// <param name="result">The results, R rows.</param>
    /// <param name="apart">From one row of results to the next.</param>
    /// <param name="last">The entries of a row's last vector that are results: the others are neither read nor written.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum(E* x, nint stride, nint* steps, int depth, E* q, E* factor, E* result, nint apart, int last)
    {
        int width = C.Value * W.Count;
        Row r0 = default, r1 = default, r2 = default, r3 = default, r4 = default, r5 = default, r6 = default, r7 = default;
        E* x1 = x + stride, x2 = x1 + stride, x3 = x2 + stride, x4 = x3 + stride, x5 = x4 + stride, x6 = x5 + stride, x7 = x6 + stride;
        for (int k = 0; k < depth; k++, q += width)
        {
            nint at = steps[k];
            var term = Row.Load(q);
            r0.Add(x[at], term);
            if (R.Value > 1) r1.Add(x1[at], term);
            if (R.Value > 2)
            {
                r2.Add(x2[at], term);
                r3.Add(x3[at], term);
            }
            if (R.Value > 4)
            {
                r4.Add(x4[at], term);
                r5.Add(x5[at], term);
                r6.Add(x6[at], term);
                r7.Add(x7[at], term);
            }
        }
        r0.Store(result, factor, last);
        if (R.Value > 1) r1.Store(result += apart, factor, last);
        if (R.Value > 2) r2.Store(result += apart, factor, last);
        if (R.Value > 2) r3.Store(result += apart, factor, last);
        if (R.Value > 4) r4.Store(result += apart, factor, last);
        if (R.Value > 4) r5.Store(result += apart, factor, last);
        if (R.Value > 4) r6.Store(result += apart, factor, last);
        if (R.Value > 4) r7.Store(result += apart, factor, last);
    }

    /// <summary>One row of the tile: up to three vectors.</summary>
    private struct Row
    {
        private V _a, _b, _c;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Row Load(E* from)
        {
            Row row = default;
            row._a = W.Load(from);
            if (C.Value > 1) row._b = W.Load(from + W.Count);
            if (C.Value > 2) row._c = W.Load(from + 2 * W.Count);
            return row;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(E number, in Row term)
        {
            V x = W.Broadcast(number);
            _a = W.MultiplyAdd(x, term._a, _a);
            if (C.Value > 1) _b = W.MultiplyAdd(x, term._b, _b);
            if (C.Value > 2) _c = W.MultiplyAdd(x, term._c, _c);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(E* to, E* factor, int last)
        {
            Row row = this;
            if (factor != null) row.AddTimes(to, factor, last);
            if (C.Value > 1) W.Store(row._a, to);
            if (C.Value > 2) W.Store(row._b, to + W.Count);
            StoreEnd(C.Value == 1 ? row._a : C.Value == 2 ? row._b : row._c, to + (C.Value - 1) * W.Count, last);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void AddTimes(E* earlier, E* factor, int last)
        {
            V end = LoadEnd(earlier + (C.Value - 1) * W.Count, last);
            _a = W.MultiplyAdd(W.Load(factor), C.Value == 1 ? end : W.Load(earlier), _a);
            if (C.Value > 1) _b = W.MultiplyAdd(W.Load(factor + W.Count), C.Value == 2 ? end : W.Load(earlier + W.Count), _b);
            if (C.Value > 2) _c = W.MultiplyAdd(W.Load(factor + 2 * W.Count), end, _c);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static V LoadEnd(E* from, int last) => last == W.Count ? W.Load(from) : W.Load(from, last);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void StoreEnd(V value, E* to, int last)
        {
            if (last == W.Count) W.Store(value, to);
            else W.Store(value, to, last);
        }
    }
}
