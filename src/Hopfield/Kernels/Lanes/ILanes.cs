using System.Runtime.CompilerServices;

namespace Hopfield.Kernels;

// One width of vectors. A kernel is written once against these few operations and compiled once for each width: every call below is
// known when the code is compiled for a width, so it becomes one instruction. V is the vector, E its entries.

/// <summary>The operations on one width of vectors that the update kernels are made of.</summary>
/// <typeparam name="V">The vector.</typeparam>
/// <typeparam name="E">Its entries: <see cref="float"/> or <see cref="double"/>.</typeparam>
internal unsafe interface ILanes<V, E>
    where V : unmanaged
    where E : unmanaged
{
    /// <summary>The number of entries in a vector.</summary>
    static abstract int Count { get; }

    /// <summary>True where 32 vectors fit into registers, false for 16.</summary>
    static abstract bool HasManyRegisters { get; }

    /// <summary>The exponent of the smallest normal number: 2 to a smaller power counts as 0.</summary>
    static abstract E MinExponent { get; }

    /// <summary>The lowest finite number: what no score has been above yet. Unlike −∞ it can be subtracted from a score of −∞.</summary>
    static abstract E Lowest { get; }

    /// <summary>Reads a vector; any address will do.</summary>
    static abstract V Load(E* from);

    /// <summary>Reads a vector of half-width entries and widens them, which is exact.</summary>
    static abstract V Load(BFloat16* from);

    /// <summary>Writes a vector; any address will do.</summary>
    static abstract void Store(V value, E* to);

    /// <summary>Reads the first entries of a vector, 1 ≤ count ≤ lanes, and nothing beyond them; the other lanes hold zeros.</summary>
    static abstract V Load(E* from, int count);

    /// <summary>Writes the first entries of a vector, 1 ≤ count ≤ lanes, and nothing beyond them.</summary>
    static abstract void Store(V value, E* to, int count);

    /// <summary>The same entry in every lane.</summary>
    static abstract V Broadcast(E value);

    /// <summary>a + b.</summary>
    static abstract V Add(V a, V b);

    /// <summary>a − b.</summary>
    static abstract V Subtract(V a, V b);

    /// <summary>a b + c, rounded once where the hardware can, else twice.</summary>
    static abstract V MultiplyAdd(V a, V b, V c);

    /// <summary>The larger of bound and x; x where x is NaN.</summary>
    static abstract V AtLeast(V bound, V x);

    /// <summary>
    /// 2^x for x ≤ 0 within one and a half units in the last place in single precision, in double as exactly as x ln 2 is rounded; 0 where
    /// the result would be below the smallest normal number.
    /// </summary>
    static abstract V Exp2(V x);

    /// <summary>x in the lanes whose sign bit is set, other in the rest.</summary>
    static abstract V Select(V signs, V x, V other);

    /// <summary>Every lane's bits one place further up.</summary>
    static abstract V ShiftLeft(V bits);

    /// <summary>True where every entry of x is below the bound; NaN is not.</summary>
    static abstract bool AllBelow(V x, V bound);

    /// <summary>The largest entry.</summary>
    static abstract E Largest(V x);

    /// <summary>The sum of the entries.</summary>
    static abstract E Sum(V x);

    /// <summary>Writes the sums of the entries of four vectors.</summary>
    static abstract void Sums(V a, V b, V c, V d, E* to);
}

/// <summary>What exponentials need beyond the common operations: single precision only.</summary>
/// <typeparam name="V">The vector.</typeparam>
internal unsafe interface ISingleLanes<V> : ILanes<V, float>
    where V : unmanaged
{
    /// <summary>a b.</summary>
    static abstract V Multiply(V a, V b);

    /// <summary>The smaller of bound and x; x where x is NaN.</summary>
    static abstract V AtMost(V bound, V x);

    /// <summary>The largest whole number not above x.</summary>
    static abstract V Floor(V x);

    /// <summary>2^n for a whole number −127 ≤ n ≤ 127, where 2^−127 becomes 0.</summary>
    static abstract V PowerOfTwo(V n);

    /// <summary>exp(x) within one unit in the last place: subnormal results are rounded to the nearest, NaN stays NaN.</summary>
    static abstract V Exp(V x);
}
