using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Hopfield.Kernels;

/// <summary>128 bits: SSSE3, or AdvSimd on Arm.</summary>
internal readonly struct BitLanes128 : IBitLanes<Vector128<byte>>
{
    /// <summary>Whether the processor has what this width needs.</summary>
    public static bool IsSupported => Ssse3.IsSupported || AdvSimd.Arm64.IsSupported;

    public static int Bytes => 16;

    public static Vector128<byte> Zero => Vector128<byte>.Zero;

    public static Vector128<byte> LaneBits => Vector128.Create(1, 2, 4, 8).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Load(ref byte origin, nuint bytes) => Vector128.LoadUnsafe(ref origin, bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<byte> value, ref byte origin, nuint bytes) => value.StoreUnsafe(ref origin, bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Broadcast(int value) => Vector128.Create(value).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Xor(Vector128<byte> a, Vector128<byte> b) => a ^ b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Add<T>(Vector128<byte> a, Vector128<byte> b)
        where T : unmanaged => (a.As<byte, T>() + b.As<byte, T>()).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Subtract<T>(Vector128<byte> a, Vector128<byte> b)
        where T : unmanaged => (a.As<byte, T>() - b.As<byte, T>()).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> NextBits(Vector128<byte> bits) => (bits.AsUInt32() >> 4).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> AddWhere<T>(Vector128<byte> bits, Vector128<byte> laneBits, Vector128<byte> sum, Vector128<byte> addend)
        where T : unmanaged
    {
        Vector128<byte> own = Vector128.Equals(bits.AsInt32() & laneBits.AsInt32(), laneBits.AsInt32()).AsByte();
        return Add<T>(sum, own & addend); // where the bit is not set the addend becomes 0, of either type
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Lookup(Vector128<byte> table, Vector128<byte> index) => Ssse3.IsSupported ? Ssse3.Shuffle(table, index) : AdvSimd.Arm64.VectorTableLookup(table, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector128<byte> LoadTable(byte* table) => Vector128.Load(table);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector128<byte> Lower, Vector128<byte> Upper) Nibbles(Vector128<byte> value)
    {
        Vector128<byte> low = Vector128.Create((byte)15);
        return (value & low, (value.AsUInt16() >> 4).AsByte() & low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> InterleaveLower(Vector128<byte> a, Vector128<byte> b) => Sse2.IsSupported ? Sse2.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> InterleaveUpper(Vector128<byte> a, Vector128<byte> b) => Sse2.IsSupported ? Sse2.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector128<byte> A, Vector128<byte> B, Vector128<byte> C, Vector128<byte> D) Widen(Vector128<byte> bytes)
    {
        (Vector128<ushort> lower, Vector128<ushort> upper) = Vector128.Widen(bytes);
        return (Vector128.WidenLower(lower).AsByte(), Vector128.WidenUpper(lower).AsByte(), Vector128.WidenLower(upper).AsByte(), Vector128.WidenUpper(upper).AsByte());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SumBytes(Vector128<byte> bytes) => AdvSimd.Arm64.IsSupported
        ? AdvSimd.Arm64.AddAcrossWidening(bytes).ToScalar()
        : (int)Vector128.Sum(Sse2.SumAbsoluteDifferences(bytes, Vector128<byte>.Zero).AsInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long SumIntegers(Vector128<byte> integers)
    {
        (Vector128<long> lower, Vector128<long> upper) = Vector128.Widen(integers.AsInt32());
        return Vector128.Sum(lower + upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double SumSingles(Vector128<byte> singles)
    {
        (Vector128<double> lower, Vector128<double> upper) = Vector128.Widen(singles.AsSingle());
        return Vector128.Sum(lower + upper);
    }
}
