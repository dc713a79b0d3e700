using System.Runtime.CompilerServices;

namespace Hopfield.Kernels;

/// <summary>Four places at which rows are read in step.</summary>
/// <typeparam name="S">The type of the entries.</typeparam>
internal readonly unsafe struct FourRows<S>
    where S : unmanaged
{
    public readonly S* A, B, C, D;

    /// <summary>From one row of a place to the next.</summary>
    public readonly nint Stride;

    /// <summary>Four places at equal distances, of which the last ones may be missing: they then repeat the first.</summary>
    public FourRows(S* first, nint apart, nint stride, int present = 4)
    {
        A = first;
        B = present > 1 ? first + apart : first;
        C = present > 2 ? first + 2 * apart : first;
        D = present > 3 ? first + 3 * apart : first;
        Stride = stride;
    }
}

// A row whose length is no multiple of a vector's ends with a vector that reaches back into the one before. For sums of products the
// query's copy of that vector holds zeros where the two overlap; sums of rows keep it apart and take only its new entries at the end.
// So every entry is read with full vectors and nothing outside the row is touched. Rows are at least one vector long.

/// <summary>Sums of products with rows, and sums of rows.</summary>
internal static unsafe class RowVectors<W, V, E, S>
    where W : ILanes<V, E>
    where V : unmanaged
    where E : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<E>
    where S : unmanaged
{
    /// <summary>The number of entries in the vectors of a row.</summary>
    public static int Padded(int length) => (length + W.Count - 1) / W.Count * W.Count;

    /// <summary>Writes factor · x in vectors, with zeros where the last one overlaps the one before.</summary>
    public static void Pad(E* x, int length, E factor, E* vectors)
    {
        int whole = length / W.Count * W.Count;
        for (int i = 0; i < whole; i++) vectors[i] = factor * x[i];
        for (int i = whole; i < Padded(length); i++)
        {
            int from = length - W.Count + (i - whole);
            vectors[i] = from < whole ? E.Zero : factor * x[from];
        }
    }

    /// <summary>Writes the entries of a sum of rows.</summary>
    public static void Unpad(E* vectors, int length, E* y)
    {
        int whole = length / W.Count * W.Count;
        for (int i = 0; i < whole; i++) y[i] = vectors[i];
        for (int i = whole; i < length; i++) y[i] = vectors[Padded(length) - length + i];
    }

    /// <summary>Writes the sums of products of q with the rows: four a step, side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Dots(FourRows<S> rows, int steps, E* q, int length, E* to)
    {
        S* x0 = rows.A, x1 = rows.B, x2 = rows.C, x3 = rows.D;
        nint last = length - W.Count;
        for (; steps > 0; steps--, to += 4)
        {
            V a0 = W.Broadcast(E.Zero), a1 = a0, a2 = a0, a3 = a0;
            E* vector = q;
            for (nint i = 0; i < length; i += W.Count, vector += W.Count)
            {
                nint at = i < last ? i : last;
                V v = W.Load(vector);
                a0 = W.MultiplyAdd(v, Load(x0 + at), a0);
                a1 = W.MultiplyAdd(v, Load(x1 + at), a1);
                a2 = W.MultiplyAdd(v, Load(x2 + at), a2);
                a3 = W.MultiplyAdd(v, Load(x3 + at), a3);
            }
            W.Sums(a0, a1, a2, a3, to);
            x0 += rows.Stride;
            x1 += rows.Stride;
            x2 += rows.Stride;
            x3 += rows.Stride;
        }
    }

    /// <summary>sums ← factor · sums + Σ weight · row, over four rows a step.</summary>
    public static void AddWeighted(FourRows<S> rows, int steps, E* weights, int length, E factor, E* sums)
    {
        int i = 0, vectors = Padded(length) / W.Count;
        for (; i + 4 <= vectors; i += 4) AddColumns<Four>(rows, steps, weights, length, i, factor, sums);
        for (; i < vectors; i++) AddColumns<One>(rows, steps, weights, length, i, factor, sums);
    }

    // Four vectors of columns with two sums each: eight sums keep the arithmetic units busy while each waits for its last addition.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddColumns<C>(FourRows<S> rows, int steps, E* weights, int length, int first, E factor, E* sums)
        where C : INumber
    {
        nint last = length - W.Count, at0 = Math.Min(first * W.Count, last);
        nint at1 = Math.Min((first + 1) * W.Count, last), at2 = Math.Min((first + 2) * W.Count, last), at3 = Math.Min((first + 3) * W.Count, last);
        V zero = W.Broadcast(E.Zero), a0 = zero, a1 = zero, a2 = zero, a3 = zero, b0 = zero, b1 = zero, b2 = zero, b3 = zero;
        S* x0 = rows.A, x1 = rows.B, x2 = rows.C, x3 = rows.D;
        for (; steps > 0; steps--, weights += 4)
        {
            V w0 = W.Broadcast(weights[0]), w1 = W.Broadcast(weights[1]), w2 = W.Broadcast(weights[2]), w3 = W.Broadcast(weights[3]);
            a0 = W.MultiplyAdd(w1, Load(x1 + at0), W.MultiplyAdd(w0, Load(x0 + at0), a0));
            b0 = W.MultiplyAdd(w3, Load(x3 + at0), W.MultiplyAdd(w2, Load(x2 + at0), b0));
            if (C.Value > 1)
            {
                a1 = W.MultiplyAdd(w1, Load(x1 + at1), W.MultiplyAdd(w0, Load(x0 + at1), a1));
                b1 = W.MultiplyAdd(w3, Load(x3 + at1), W.MultiplyAdd(w2, Load(x2 + at1), b1));
                a2 = W.MultiplyAdd(w1, Load(x1 + at2), W.MultiplyAdd(w0, Load(x0 + at2), a2));
                b2 = W.MultiplyAdd(w3, Load(x3 + at2), W.MultiplyAdd(w2, Load(x2 + at2), b2));
                a3 = W.MultiplyAdd(w1, Load(x1 + at3), W.MultiplyAdd(w0, Load(x0 + at3), a3));
                b3 = W.MultiplyAdd(w3, Load(x3 + at3), W.MultiplyAdd(w2, Load(x2 + at3), b3));
            }
            x0 += rows.Stride;
            x1 += rows.Stride;
            x2 += rows.Stride;
            x3 += rows.Stride;
        }
        V f = W.Broadcast(factor);
        E* y = sums + first * W.Count;
        W.Store(W.MultiplyAdd(f, W.Load(y), W.Add(a0, b0)), y);
        if (C.Value > 1)
        {
            W.Store(W.MultiplyAdd(f, W.Load(y + W.Count), W.Add(a1, b1)), y + W.Count);
            W.Store(W.MultiplyAdd(f, W.Load(y + 2 * W.Count), W.Add(a2, b2)), y + 2 * W.Count);
            W.Store(W.MultiplyAdd(f, W.Load(y + 3 * W.Count), W.Add(a3, b3)), y + 3 * W.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Load(S* from) => typeof(S) == typeof(BFloat16) ? W.Load((BFloat16*)from) : W.Load((E*)from);
}
