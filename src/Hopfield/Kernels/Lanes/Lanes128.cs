using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.Wasm;
using System.Runtime.Intrinsics.X86;

namespace Hopfield.Kernels;

/// <summary>Four single-precision lanes: Arm, WebAssembly, and x86 without AVX2.</summary>
internal readonly unsafe struct Lanes128 : ISingleLanes<Vector128<float>>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    public static int Count => 4;

    public static bool HasManyRegisters => AdvSimd.IsSupported;

    public static float MinExponent => -126;

    public static float Lowest => float.MinValue;

    [MethodImpl(Inline)] public static Vector128<float> Load(float* from) => Vector128.Load(from);

    [MethodImpl(Inline)]
    public static Vector128<float> Load(BFloat16* from) =>
        (Vector128.WidenLower(Vector64.Load((ushort*)from).ToVector128Unsafe()) << 16).AsSingle();

    [MethodImpl(Inline)] public static void Store(Vector128<float> value, float* to) => value.Store(to);

    public static Vector128<float> Load(float* from, int count)
    {
        var some = Vector128<float>.Zero;
        for (int lane = 0; lane < count; lane++) some = some.WithElement(lane, from[lane]);
        return some;
    }

    public static void Store(Vector128<float> value, float* to, int count)
    {
        for (int lane = 0; lane < count; lane++) to[lane] = value[lane];
    }

    [MethodImpl(Inline)] public static Vector128<float> Broadcast(float value) => Vector128.Create(value);

    [MethodImpl(Inline)] public static Vector128<float> Add(Vector128<float> a, Vector128<float> b) => a + b;

    [MethodImpl(Inline)] public static Vector128<float> Subtract(Vector128<float> a, Vector128<float> b) => a - b;

    [MethodImpl(Inline)] public static Vector128<float> Multiply(Vector128<float> a, Vector128<float> b) => a * b;

    [MethodImpl(Inline)]
    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) =>
        PackedSimd.IsSupported ? (a * b) + c : Vector128.MultiplyAddEstimate(a, b, c); // in WebAssembly the estimate is a call, and means the same

    [MethodImpl(Inline)]
    public static Vector128<float> AtLeast(Vector128<float> bound, Vector128<float> x) => Sse.IsSupported ? Sse.Max(bound, x) : Vector128.Max(bound, x);

    [MethodImpl(Inline)]
    public static Vector128<float> AtMost(Vector128<float> bound, Vector128<float> x) => Sse.IsSupported ? Sse.Min(bound, x) : Vector128.Min(bound, x);

    [MethodImpl(Inline)] public static Vector128<float> Floor(Vector128<float> x) => Vector128.Floor(x);

    [MethodImpl(Inline)]
    public static Vector128<float> PowerOfTwo(Vector128<float> n) => ((n + Vector128.Create(ExpLanes.BiasedIntegers)).AsInt32() << 23).AsSingle();

    [MethodImpl(Inline)] public static Vector128<float> Exp(Vector128<float> x) => ExpLanes.Natural<Lanes128, Vector128<float>>(x);

    [MethodImpl(Inline)] public static Vector128<float> Exp2(Vector128<float> x) => ExpLanes.PowerOfTwo<Lanes128, Vector128<float>>(x);

    [MethodImpl(Inline)]
    public static Vector128<float> Select(Vector128<float> signs, Vector128<float> x, Vector128<float> other) =>
        Vector128.ConditionalSelect(Vector128.LessThan(signs.AsInt32(), Vector128<int>.Zero).AsSingle(), x, other);

    [MethodImpl(Inline)] public static Vector128<float> ShiftLeft(Vector128<float> bits) => (bits.AsInt32() + bits.AsInt32()).AsSingle();

    [MethodImpl(Inline)] public static bool AllBelow(Vector128<float> x, Vector128<float> bound) => Vector128.LessThanAll(x, bound);

    [MethodImpl(Inline)]
    public static float Largest(Vector128<float> x)
    {
        Vector128<float> pairs = AtLeast(x, Vector128.Shuffle(x, Vector128.Create(2, 3, 0, 1)));
        return AtLeast(pairs, Vector128.Shuffle(pairs, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }

    [MethodImpl(Inline)] public static float Sum(Vector128<float> x) => Vector128.Sum(x);

    [MethodImpl(Inline)]
    public static void Sums(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d, float* to) =>
        Vector128.Create(Vector128.Sum(a), Vector128.Sum(b), Vector128.Sum(c), Vector128.Sum(d)).Store(to);
}
