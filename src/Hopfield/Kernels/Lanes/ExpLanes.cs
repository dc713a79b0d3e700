using System.Runtime.CompilerServices;

namespace Hopfield.Kernels;

// Both exponentials split the exponent into a whole number n and a rest, take a polynomial of degree 6 of the rest and multiply by 2^n.
// The coefficients are those of the smallest largest relative error (Remez' exchange, about 2^−28 here), rounded to single precision one
// after the other, each time with the rest fitted anew.

/// <summary>Exponentials of single-precision vectors of any width.</summary>
internal static class ExpLanes
{
    /// <summary>Added to a whole number n, it leaves n + 127, the exponent field of 2^n, in the lowest bits: 1.5·2²³ + 127.</summary>
    public const float BiasedIntegers = 12583039;

    public const float Log2E = 1.44269504f;

    // ln 2 in two parts. The first has so few digits that its product with any n in question is exact.
    public const float Ln2High = 0.693359375f, Ln2Low = -2.12194440e-4f;

    // exp(−104) is below half of the smallest subnormal number, exp(89) above the largest number: the rounding gives 0 and ∞.
    public const float MinArgument = -104, MaxArgument = 89;

    // n is rounded from x/ln 2 − 0.085, so that exp of the rest lies in [0.75, 1.5) and the rest in [−0.29, 0.41], not in the symmetric
    // ±0.35: results below 1 have the finer unit in the last place, and there the sums now stay within ¼; above they stay within ½.
    private const float Skew = -0.085f;

    /// <summary>exp(x) as <see cref="ISingleLanes{V}.Exp"/> wants it, where no table fits into the registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Natural<W, V>(V x)
        where W : ISingleLanes<V>
        where V : unmanaged
    {
        x = W.AtMost(W.Broadcast(MaxArgument), W.AtLeast(W.Broadcast(MinArgument), x));
        V n = W.Floor(W.MultiplyAdd(x, W.Broadcast(Log2E), W.Broadcast(0.5f + Skew)));
        V r = W.MultiplyAdd(n, W.Broadcast(-Ln2High), x);
        r = W.MultiplyAdd(n, W.Broadcast(-Ln2Low), r);
        V p = W.Broadcast(1.45808992e-3f);
        p = W.MultiplyAdd(p, r, W.Broadcast(8.36268347e-3f));
        p = W.MultiplyAdd(p, r, W.Broadcast(4.16588001e-2f));
        p = W.MultiplyAdd(p, r, W.Broadcast(0.166665554f));
        p = W.MultiplyAdd(p, r, W.Broadcast(0.500000179f));
        p = W.MultiplyAdd(p, W.Multiply(r, r), r);
        return Scale<W, V>(W.Add(p, W.Broadcast(1)), n);
    }

    /// <summary>2^x for x ≤ 0 within one and a half units in the last place; 0 below x = −126, so that no result is subnormal (arithmetic with those is slow).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V PowerOfTwo<W, V>(V x)
        where W : ISingleLanes<V>
        where V : unmanaged
    {
        x = W.AtLeast(W.Broadcast(-127), x);
        V n = W.Floor(x), f = W.Subtract(x, n);
        V p = W.Broadcast(2.15659849e-4f);
        p = W.MultiplyAdd(p, f, W.Broadcast(1.24822883e-3f));
        p = W.MultiplyAdd(p, f, W.Broadcast(9.67377517e-3f));
        p = W.MultiplyAdd(p, f, W.Broadcast(5.54861836e-2f));
        p = W.MultiplyAdd(p, f, W.Broadcast(0.240229085f));
        p = W.MultiplyAdd(p, f, W.Broadcast(0.693147063f));
        p = W.MultiplyAdd(p, f, W.Broadcast(1));
        return W.Multiply(p, W.PowerOfTwo(n)); // the polynomial is at least 1: the product is normal, or n = −127 and it is 0
    }

    /// <summary>y 2^n by multiplications; by two, of which the first is exact, where 2^n or the result may lie outside the range of normal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Scale<W, V>(V y, V n)
        where W : ISingleLanes<V>
        where V : unmanaged
    {
        V size = W.AtLeast(n, W.Subtract(W.Broadcast(0), n));
        if (W.AllBelow(size, W.Broadcast(126))) return W.Multiply(y, W.PowerOfTwo(n));
        V half = W.Floor(W.Multiply(n, W.Broadcast(0.5f)));
        return W.Multiply(W.Multiply(y, W.PowerOfTwo(half)), W.PowerOfTwo(W.Subtract(n, half)));
    }
}
