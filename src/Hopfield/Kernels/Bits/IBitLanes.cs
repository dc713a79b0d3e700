namespace Hopfield.Kernels;

// A kernel is written once, as a generic method over a vector type V and its operations L : IBitLanes<V>. The JIT compiles it anew for each
// pair of value types and inlines every operation, so the source is one and the code is that of 512, 256 or 128 bits.
// The register is always seen as bytes; T says how an addition reads them: byte, short, int or float.

/// <summary>What the kernels of ±1 models ask of a vector register, at one width.</summary>
/// <typeparam name="V">The register: <c>Vector512</c>, <c>Vector256</c> or <c>Vector128</c> of bytes.</typeparam>
internal interface IBitLanes<V>
    where V : struct
{
    /// <summary>Bytes in a register: 64, 32 or 16.</summary>
    static abstract int Bytes { get; }

    /// <summary>All bits 0.</summary>
    static abstract V Zero { get; }

    /// <summary>1 &lt;&lt; k in the k-th 32-bit lane.</summary>
    static abstract V LaneBits { get; }

    /// <summary>The register at a distance in bytes; no alignment is assumed.</summary>
    static abstract V Load(ref byte origin, nuint bytes);

    /// <summary>Writes the register at a distance in bytes.</summary>
    static abstract void Store(V value, ref byte origin, nuint bytes);

    /// <summary>The same integer in every 32-bit lane.</summary>
    static abstract V Broadcast(int value);

    /// <summary>Bitwise exclusive-or.</summary>
    static abstract V Xor(V a, V b);

    /// <summary>a + b, read as T.</summary>
    static abstract V Add<T>(V a, V b)
        where T : unmanaged;

    /// <summary>a − b, read as T.</summary>
    static abstract V Subtract<T>(V a, V b)
        where T : unmanaged;

    /// <summary>Shifts every 32-bit lane right by as many bits as there are lanes.</summary>
    static abstract V NextBits(V bits);

    /// <summary>sum + addend, both integers or both single precision, in those 32-bit lanes whose own bit, 1 &lt;&lt; k in the k-th, is set; sum elsewhere.</summary>
    static abstract V AddWhere<T>(V bits, V laneBits, V sum, V addend)
        where T : unmanaged;

    /// <summary>In each 16 bytes, table[index] for every byte; indices are 0 … 15.</summary>
    static abstract V Lookup(V table, V index);

    /// <summary>The same 16 bytes throughout.</summary>
    static abstract unsafe V LoadTable(byte* table);

    /// <summary>The lower and the upper four bits of every byte.</summary>
    static abstract (V Lower, V Upper) Nibbles(V value);

    /// <summary>In each 16 bytes, the first eight of a and of b in turn.</summary>
    static abstract V InterleaveLower(V a, V b);

    /// <summary>In each 16 bytes, the last eight of a and of b in turn.</summary>
    static abstract V InterleaveUpper(V a, V b);

    /// <summary>The four registers of 32-bit integers that the bytes (0 … 255) stand for, in order.</summary>
    static abstract (V A, V B, V C, V D) Widen(V bytes);

    /// <summary>The sum of all bytes (0 … 255).</summary>
    static abstract int SumBytes(V bytes);

    /// <summary>The sum of all 32-bit integers, without overflow.</summary>
    static abstract long SumIntegers(V integers);

    /// <summary>The sum of all single-precision numbers, in double precision.</summary>
    static abstract double SumSingles(V singles);
}
