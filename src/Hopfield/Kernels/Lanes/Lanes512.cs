using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hopfield.Kernels;

// To be used where Avx512F.IsSupported. Vector512.IsHardwareAccelerated is another question: .NET answers it with false on processors
// whose clock falls under wide instructions, although they run them, and although these kernels gain from them.

/// <summary>Sixteen single-precision lanes (AVX-512).</summary>
internal readonly unsafe struct Lanes512 : ISingleLanes<Vector512<float>>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static bool IsSupported => Avx512F.IsSupported;

    public static int Count => 16;

    public static bool HasManyRegisters => true;

    public static float MinExponent => -126;

    public static float Lowest => float.MinValue;

    [MethodImpl(Inline)] public static Vector512<float> Load(float* from) => Vector512.Load(from);

    [MethodImpl(Inline)]
    public static Vector512<float> Load(BFloat16* from) =>
        Avx512F.ShiftLeftLogical(Avx512F.ConvertToVector512Int32(Vector256.Load((ushort*)from)), 16).AsSingle();

    [MethodImpl(Inline)] public static void Store(Vector512<float> value, float* to) => value.Store(to);

    [MethodImpl(Inline)] public static Vector512<float> Load(float* from, int count) => Avx512F.MaskLoad(from, First(count), Vector512<float>.Zero);

    [MethodImpl(Inline)] public static void Store(Vector512<float> value, float* to, int count) => Avx512F.MaskStore(to, First(count), value);

    [MethodImpl(Inline)]
    private static Vector512<float> First(int count) => Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle();

    [MethodImpl(Inline)] public static Vector512<float> Broadcast(float value) => Vector512.Create(value);

    [MethodImpl(Inline)] public static Vector512<float> Add(Vector512<float> a, Vector512<float> b) => Avx512F.Add(a, b);

    [MethodImpl(Inline)] public static Vector512<float> Subtract(Vector512<float> a, Vector512<float> b) => Avx512F.Subtract(a, b);

    [MethodImpl(Inline)] public static Vector512<float> Multiply(Vector512<float> a, Vector512<float> b) => Avx512F.Multiply(a, b);

    [MethodImpl(Inline)]
    public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Avx512F.FusedMultiplyAdd(a, b, c);

    [MethodImpl(Inline)] public static Vector512<float> AtLeast(Vector512<float> bound, Vector512<float> x) => Avx512F.Max(bound, x);

    [MethodImpl(Inline)] public static Vector512<float> AtMost(Vector512<float> bound, Vector512<float> x) => Avx512F.Min(bound, x);

    [MethodImpl(Inline)] public static Vector512<float> Floor(Vector512<float> x) => Avx512F.RoundScale(x, 0b1001);

    [MethodImpl(Inline)] public static Vector512<float> Round(Vector512<float> x) => Avx512F.RoundScale(x, 0b1000);

    [MethodImpl(Inline)]
    public static Vector512<float> PowerOfTwo(Vector512<float> n) =>
        Avx512F.ShiftLeftLogical(Avx512F.Add(n, Vector512.Create(ExpLanes.BiasedIntegers)).AsInt32(), 23).AsSingle();

    [MethodImpl(Inline)] public static Vector512<float> Scale(Vector512<float> y, Vector512<float> n) => Avx512F.Scale(y, n);

    [MethodImpl(Inline)] public static Vector512<float> Exp2(Vector512<float> x) => ExpLanes.PowerOfTwo<Lanes512, Vector512<float>>(x);

    [MethodImpl(Inline)]
    public static Vector512<float> Select(Vector512<float> signs, Vector512<float> x, Vector512<float> other) => Avx512F.BlendVariable(other, x, signs);

    [MethodImpl(Inline)] public static Vector512<float> ShiftLeft(Vector512<float> bits) => Avx512F.Add(bits.AsInt32(), bits.AsInt32()).AsSingle();

    [MethodImpl(Inline)] public static bool AllBelow(Vector512<float> x, Vector512<float> bound) => Vector512.LessThanAll(x, bound);

    [MethodImpl(Inline)] public static float Largest(Vector512<float> x) => Lanes256.Largest(Avx.Max(x.GetLower(), x.GetUpper()));

    [MethodImpl(Inline)] public static float Sum(Vector512<float> x) => Lanes256.Sum(Avx.Add(x.GetLower(), x.GetUpper()));

    [MethodImpl(Inline)]
    public static void Sums(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, float* to)
    {
        // Two rounds of "even lanes plus odd lanes" leave the four sums of each quarter side by side; then the quarters are added.
        Vector512<float> ab = Avx512F.Add(Avx512F.UnpackLow(a, b), Avx512F.UnpackHigh(a, b));
        Vector512<float> cd = Avx512F.Add(Avx512F.UnpackLow(c, d), Avx512F.UnpackHigh(c, d));
        Vector512<float> all = Avx512F.Add(Avx512F.Shuffle(ab, cd, 0x44), Avx512F.Shuffle(ab, cd, 0xEE));
        Vector256<float> half = Avx.Add(all.GetLower(), all.GetUpper());
        Sse.Add(half.GetLower(), half.GetUpper()).Store(to);
    }
}
