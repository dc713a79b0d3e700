using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hopfield.Kernels;

/// <summary>512 bits: AVX-512 with its byte and word instructions.</summary>
internal readonly struct BitLanes512 : IBitLanes<Vector512<byte>>
{
    /// <summary>Whether the processor has what this width needs. <c>Vector512.IsHardwareAccelerated</c> is no test for it: the runtime answers false on
    /// processors that lower their clock a little for 512 bits, although these kernels gain there.</summary>
    public static bool IsSupported => Avx512BW.IsSupported;

    public static int Bytes => 64;

    public static Vector512<byte> Zero => Vector512<byte>.Zero;

    public static Vector512<byte> LaneBits => Vector512.Create(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Load(ref byte origin, nuint bytes) => Vector512.LoadUnsafe(ref origin, bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<byte> value, ref byte origin, nuint bytes) => value.StoreUnsafe(ref origin, bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Broadcast(int value) => Vector512.Create(value).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Xor(Vector512<byte> a, Vector512<byte> b) => a ^ b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Add<T>(Vector512<byte> a, Vector512<byte> b)
        where T : unmanaged => (a.As<byte, T>() + b.As<byte, T>()).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Subtract<T>(Vector512<byte> a, Vector512<byte> b)
        where T : unmanaged => (a.As<byte, T>() - b.As<byte, T>()).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> NextBits(Vector512<byte> bits) => (bits.AsUInt32() >> 16).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> AddWhere<T>(Vector512<byte> bits, Vector512<byte> laneBits, Vector512<byte> sum, Vector512<byte> addend)
        where T : unmanaged
    {
        Vector512<T> own = (~Vector512.Equals(bits.AsInt32() & laneBits.AsInt32(), Vector512<int>.Zero)).As<int, T>(), before = sum.As<byte, T>();
        return Vector512.ConditionalSelect(own, before + addend.As<byte, T>(), before).AsByte(); // one addition under a mask
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Lookup(Vector512<byte> table, Vector512<byte> index) => Avx512BW.Shuffle(table, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<byte> LoadTable(byte* table) => Avx512F.BroadcastVector128ToVector512((int*)table).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<byte> Lower, Vector512<byte> Upper) Nibbles(Vector512<byte> value)
    {
        Vector512<byte> low = Vector512.Create((byte)15);
        return (value & low, (value.AsUInt16() >> 4).AsByte() & low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> InterleaveLower(Vector512<byte> a, Vector512<byte> b) => Avx512BW.UnpackLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> InterleaveUpper(Vector512<byte> a, Vector512<byte> b) => Avx512BW.UnpackHigh(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<byte> A, Vector512<byte> B, Vector512<byte> C, Vector512<byte> D) Widen(Vector512<byte> bytes)
    {
        (Vector512<ushort> lower, Vector512<ushort> upper) = Vector512.Widen(bytes);
        return (Vector512.WidenLower(lower).AsByte(), Vector512.WidenUpper(lower).AsByte(), Vector512.WidenLower(upper).AsByte(), Vector512.WidenUpper(upper).AsByte());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SumBytes(Vector512<byte> bytes) => (int)Vector512.Sum(Avx512BW.SumAbsoluteDifferences(bytes, Vector512<byte>.Zero).AsInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long SumIntegers(Vector512<byte> integers)
    {
        (Vector512<long> lower, Vector512<long> upper) = Vector512.Widen(integers.AsInt32());
        return Vector512.Sum(lower + upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double SumSingles(Vector512<byte> singles)
    {
        (Vector512<double> lower, Vector512<double> upper) = Vector512.Widen(singles.AsSingle());
        return Vector512.Sum(lower + upper);
    }
}
