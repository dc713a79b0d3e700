using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hopfield.Kernels;

/// <summary>256 bits: AVX2.</summary>
internal readonly struct BitLanes256 : IBitLanes<Vector256<byte>>
{
    /// <summary>Whether the processor has what this width needs.</summary>
    public static bool IsSupported => Avx2.IsSupported;

    public static int Bytes => 32;

    public static Vector256<byte> Zero => Vector256<byte>.Zero;

    public static Vector256<byte> LaneBits => Vector256.Create(1, 2, 4, 8, 16, 32, 64, 128).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Load(ref byte origin, nuint bytes) => Vector256.LoadUnsafe(ref origin, bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<byte> value, ref byte origin, nuint bytes) => value.StoreUnsafe(ref origin, bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Broadcast(int value) => Vector256.Create(value).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Xor(Vector256<byte> a, Vector256<byte> b) => a ^ b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Add<T>(Vector256<byte> a, Vector256<byte> b)
        where T : unmanaged => (a.As<byte, T>() + b.As<byte, T>()).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Subtract<T>(Vector256<byte> a, Vector256<byte> b)
        where T : unmanaged => (a.As<byte, T>() - b.As<byte, T>()).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> NextBits(Vector256<byte> bits) => (bits.AsUInt32() >> 8).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> AddWhere<T>(Vector256<byte> bits, Vector256<byte> laneBits, Vector256<byte> sum, Vector256<byte> addend)
        where T : unmanaged
    {
        Vector256<byte> own = Vector256.Equals(bits.AsInt32() & laneBits.AsInt32(), laneBits.AsInt32()).AsByte();
        return Add<T>(sum, own & addend); // where the bit is not set the addend becomes 0, of either type
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Lookup(Vector256<byte> table, Vector256<byte> index) => Avx2.Shuffle(table, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector256<byte> LoadTable(byte* table) => Avx2.BroadcastVector128ToVector256(table);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<byte> Lower, Vector256<byte> Upper) Nibbles(Vector256<byte> value)
    {
        Vector256<byte> low = Vector256.Create((byte)15);
        return (value & low, (value.AsUInt16() >> 4).AsByte() & low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> InterleaveLower(Vector256<byte> a, Vector256<byte> b) => Avx2.UnpackLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> InterleaveUpper(Vector256<byte> a, Vector256<byte> b) => Avx2.UnpackHigh(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<byte> A, Vector256<byte> B, Vector256<byte> C, Vector256<byte> D) Widen(Vector256<byte> bytes)
    {
        (Vector256<ushort> lower, Vector256<ushort> upper) = Vector256.Widen(bytes);
        return (Vector256.WidenLower(lower).AsByte(), Vector256.WidenUpper(lower).AsByte(), Vector256.WidenLower(upper).AsByte(), Vector256.WidenUpper(upper).AsByte());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SumBytes(Vector256<byte> bytes) => (int)Vector256.Sum(Avx2.SumAbsoluteDifferences(bytes, Vector256<byte>.Zero).AsInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long SumIntegers(Vector256<byte> integers)
    {
        (Vector256<long> lower, Vector256<long> upper) = Vector256.Widen(integers.AsInt32());
        return Vector256.Sum(lower + upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double SumSingles(Vector256<byte> singles)
    {
        (Vector256<double> lower, Vector256<double> upper) = Vector256.Widen(singles.AsSingle());
        return Vector256.Sum(lower + upper);
    }
}
