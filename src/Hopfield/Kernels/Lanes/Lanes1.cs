using System.Runtime.CompilerServices;

namespace Hopfield.Kernels;

/// <summary>One lane: the portable path, and rows that are shorter than a vector.</summary>
internal readonly unsafe struct Lanes1 : ISingleLanes<float>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Count => 1;

    public static bool HasManyRegisters => false;

    public static float MinExponent => -126;

    public static float Lowest => float.MinValue;

    [MethodImpl(Inline)] public static float Load(float* from) => *from;

    [MethodImpl(Inline)] public static float Load(BFloat16* from) => from->ToSingle();

    [MethodImpl(Inline)] public static void Store(float value, float* to) => *to = value;

    [MethodImpl(Inline)] public static float Load(float* from, int count) => *from;

    [MethodImpl(Inline)] public static void Store(float value, float* to, int count) => *to = value;

    [MethodImpl(Inline)] public static float Broadcast(float value) => value;

    [MethodImpl(Inline)] public static float Add(float a, float b) => a + b;

    [MethodImpl(Inline)] public static float Subtract(float a, float b) => a - b;

    [MethodImpl(Inline)] public static float Multiply(float a, float b) => a * b;

    [MethodImpl(Inline)] public static float MultiplyAdd(float a, float b, float c) => a * b + c;

    [MethodImpl(Inline)] public static float AtLeast(float bound, float x) => x < bound ? bound : x;

    [MethodImpl(Inline)] public static float AtMost(float bound, float x) => x > bound ? bound : x;

    [MethodImpl(Inline)] public static float Floor(float x) => MathF.Floor(x);

    [MethodImpl(Inline)] public static float PowerOfTwo(float n) => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(n + ExpLanes.BiasedIntegers) << 23);

    [MethodImpl(Inline)] public static float Exp(float x) => ExpLanes.Natural<Lanes1, float>(x);

    [MethodImpl(Inline)] public static float Exp2(float x) => ExpLanes.PowerOfTwo<Lanes1, float>(x);

    [MethodImpl(Inline)] public static float Select(float signs, float x, float other) => BitConverter.SingleToInt32Bits(signs) < 0 ? x : other;

    [MethodImpl(Inline)] public static float ShiftLeft(float bits) => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(bits) << 1);

    [MethodImpl(Inline)] public static bool AllBelow(float x, float bound) => x < bound;

    [MethodImpl(Inline)] public static float Largest(float x) => x;

    [MethodImpl(Inline)] public static float Sum(float x) => x;

    [MethodImpl(Inline)] public static void Sums(float a, float b, float c, float d, float* to) => (to[0], to[1], to[2], to[3]) = (a, b, c, d);
}
