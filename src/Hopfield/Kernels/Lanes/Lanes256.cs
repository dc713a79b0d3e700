using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hopfield.Kernels;

/// <summary>Eight single-precision lanes (AVX2 with FMA).</summary>
internal readonly unsafe struct Lanes256 : ISingleLanes<Vector256<float>>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static bool IsSupported => Avx2.IsSupported && Fma.IsSupported;

    public static int Count => 8;

    public static bool HasManyRegisters => false;

    public static float MinExponent => -126;

    public static float Lowest => float.MinValue;

    [MethodImpl(Inline)] public static Vector256<float> Load(float* from) => Vector256.Load(from);

    [MethodImpl(Inline)]
    public static Vector256<float> Load(BFloat16* from) =>
        Avx2.ShiftLeftLogical(Avx2.ConvertToVector256Int32(Vector128.Load((ushort*)from)), 16).AsSingle();

    [MethodImpl(Inline)] public static void Store(Vector256<float> value, float* to) => value.Store(to);

    [MethodImpl(Inline)] public static Vector256<float> Load(float* from, int count) => Avx.MaskLoad(from, First(count));

    [MethodImpl(Inline)] public static void Store(Vector256<float> value, float* to, int count) => Avx.MaskStore(to, First(count), value);

    [MethodImpl(Inline)]
    private static Vector256<float> First(int count) => Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle();

    [MethodImpl(Inline)] public static Vector256<float> Broadcast(float value) => Vector256.Create(value);

    [MethodImpl(Inline)] public static Vector256<float> Add(Vector256<float> a, Vector256<float> b) => Avx.Add(a, b);

    [MethodImpl(Inline)] public static Vector256<float> Subtract(Vector256<float> a, Vector256<float> b) => Avx.Subtract(a, b);

    [MethodImpl(Inline)] public static Vector256<float> Multiply(Vector256<float> a, Vector256<float> b) => Avx.Multiply(a, b);

    [MethodImpl(Inline)]
    public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Fma.MultiplyAdd(a, b, c);

    [MethodImpl(Inline)] public static Vector256<float> AtLeast(Vector256<float> bound, Vector256<float> x) => Avx.Max(bound, x);

    [MethodImpl(Inline)] public static Vector256<float> AtMost(Vector256<float> bound, Vector256<float> x) => Avx.Min(bound, x);

    [MethodImpl(Inline)] public static Vector256<float> Floor(Vector256<float> x) => Avx.Floor(x);

    [MethodImpl(Inline)]
    public static Vector256<float> PowerOfTwo(Vector256<float> n) =>
        Avx2.ShiftLeftLogical(Avx.Add(n, Vector256.Create(ExpLanes.BiasedIntegers)).AsInt32(), 23).AsSingle();

    [MethodImpl(Inline)] public static Vector256<float> Exp(Vector256<float> x) => ExpLanes.Natural<Lanes256, Vector256<float>>(x);

    [MethodImpl(Inline)] public static Vector256<float> Exp2(Vector256<float> x) => ExpLanes.PowerOfTwo<Lanes256, Vector256<float>>(x);

    [MethodImpl(Inline)]
    public static Vector256<float> Select(Vector256<float> signs, Vector256<float> x, Vector256<float> other) => Avx.BlendVariable(other, x, signs);

    [MethodImpl(Inline)] public static Vector256<float> ShiftLeft(Vector256<float> bits) => Avx2.Add(bits.AsInt32(), bits.AsInt32()).AsSingle();

    [MethodImpl(Inline)] public static bool AllBelow(Vector256<float> x, Vector256<float> bound) => Vector256.LessThanAll(x, bound);

    [MethodImpl(Inline)] public static float Largest(Vector256<float> x) => Lanes128.Largest(Sse.Max(x.GetLower(), x.GetUpper()));

    [MethodImpl(Inline)] public static float Sum(Vector256<float> x) => Lanes128.Sum(Sse.Add(x.GetLower(), x.GetUpper()));

    [MethodImpl(Inline)]
    public static void Sums(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, float* to)
    {
        Vector256<float> all = Avx.HorizontalAdd(Avx.HorizontalAdd(a, b), Avx.HorizontalAdd(c, d));
        Sse.Add(all.GetLower(), all.GetUpper()).Store(to);
    }
}
