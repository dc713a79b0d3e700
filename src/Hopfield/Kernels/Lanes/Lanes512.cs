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

    [MethodImpl(Inline)]
    public static Vector512<float> PowerOfTwo(Vector512<float> n) =>
        Avx512F.ShiftLeftLogical(Avx512F.Add(n, Vector512.Create(ExpLanes.BiasedIntegers)).AsInt32(), 23).AsSingle();

    // 2^(j/32) e^δ for j from 0 to 31. δ = −0.005780677579241189 is the number within ±0.01 for which all of them lie nearest to numbers of
    // single precision, the best of 1.5 billion that were tried: within 0.3 units in the last place, where the worst of 32 would miss by half a unit.
    internal static Vector512<float> LowPowers => Vector512.Create(
        0.994236f, 1.016007f, 1.0382546f, 1.0609894f, 1.0842221f, 1.1079634f, 1.1322247f, 1.1570171f,
        1.1823525f, 1.2082427f, 1.2346997f, 1.2617362f, 1.2893646f, 1.317598f, 1.3464496f, 1.375933f);

    internal static Vector512<float> HighPowers => Vector512.Create(
        1.406062f, 1.4368508f, 1.4683137f, 1.5004656f, 1.5333215f, 1.5668969f, 1.6012075f, 1.6362693f,
        1.672099f, 1.7087132f, 1.7461292f, 1.7843643f, 1.8234369f, 1.8633649f, 1.9041673f, 1.9458631f);

    // The exponent is split into a multiple n of 1/32 and a rest r of ±0.011: 2^n is an entry of a table that two registers hold, times a power
    // of two, and exp(r − δ) − 1 the first four terms of its series.
    [MethodImpl(Inline)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        x = AtMost(Broadcast(ExpLanes.MaxArgument), AtLeast(Broadcast(ExpLanes.MinArgument), x));
        // Added to 1.5·2¹⁸, a number is rounded to a multiple of 1/32, and the last five bits say which of the 32.
        Vector512<float> shifted = MultiplyAdd(x, Broadcast(ExpLanes.Log2E), Broadcast(393216)), n = Subtract(shifted, Broadcast(393216));
        Vector512<float> power = Avx512F.PermuteVar16x32x2(LowPowers, shifted.AsInt32(), HighPowers);
        Vector512<float> r = MultiplyAdd(n, Broadcast(-ExpLanes.Ln2Low), MultiplyAdd(n, Broadcast(-ExpLanes.Ln2High), x));
        Vector512<float> p = MultiplyAdd(r, Broadcast(0.16763291f), Broadcast(0.5028987f));
        p = MultiplyAdd(p, r, Broadcast(1.0057974f));
        p = MultiplyAdd(p, r, Broadcast(0.005797418f));
        return Avx512F.Scale(MultiplyAdd(power, p, power), n); // by 2 to the whole number below n, rounded once
    }

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
