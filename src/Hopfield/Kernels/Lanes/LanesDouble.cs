using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Wasm;

namespace Hopfield.Kernels;

/// <summary>Double-precision lanes of the width that .NET prefers.</summary>
internal readonly unsafe struct LanesDouble : ILanes<Vector<double>, double>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;
    private const double Ln2 = 0.693147180559945309417;

    public static int Count => Vector<double>.Count;

    public static bool HasManyRegisters => false;

    public static double MinExponent => -1022;

    public static double Lowest => double.MinValue;

    [MethodImpl(Inline)] public static Vector<double> Load(double* from) => Vector.Load(from);

    public static Vector<double> Load(BFloat16* from) => throw new UnreachableException("Half-width patterns are read in single precision.");

    [MethodImpl(Inline)] public static void Store(Vector<double> value, double* to) => value.Store(to);

    public static Vector<double> Load(double* from, int count)
    {
        var some = Vector<double>.Zero;
        for (int lane = 0; lane < count; lane++) some = some.WithElement(lane, from[lane]);
        return some;
    }

    public static void Store(Vector<double> value, double* to, int count)
    {
        for (int lane = 0; lane < count; lane++) to[lane] = value[lane];
    }

    [MethodImpl(Inline)] public static Vector<double> Broadcast(double value) => new(value);

    [MethodImpl(Inline)] public static Vector<double> Add(Vector<double> a, Vector<double> b) => a + b;

    [MethodImpl(Inline)] public static Vector<double> Subtract(Vector<double> a, Vector<double> b) => a - b;

    [MethodImpl(Inline)]
    public static Vector<double> MultiplyAdd(Vector<double> a, Vector<double> b, Vector<double> c) =>
        PackedSimd.IsSupported ? (a * b) + c : Vector.MultiplyAddEstimate(a, b, c); // as in Lanes128

    [MethodImpl(Inline)] public static Vector<double> AtLeast(Vector<double> bound, Vector<double> x) => Vector.Max(bound, x);

    // The exponential of .NET; below 2^−1022 it gives 0 or numbers that are not normal, which the comparison turns into 0.
    [MethodImpl(Inline)]
    public static Vector<double> Exp2(Vector<double> x) =>
        Vector.AndNot(Exp(x * new Vector<double>(Ln2)), Vector.LessThan(x, new Vector<double>(MinExponent)).As<long, double>());

    /// <summary>exp(x): in vectors of two, that of .NET costs more than two single ones.</summary>
    [MethodImpl(Inline)]
    public static Vector<double> Exp(Vector<double> x) =>
        Count > 2 ? Vector.Exp(x) : Vector128.Create(Math.Exp(x[0]), Math.Exp(x[1])).AsVector();

    [MethodImpl(Inline)]
    public static Vector<double> Select(Vector<double> signs, Vector<double> x, Vector<double> other) =>
        Vector.ConditionalSelect(Vector.LessThan(signs.As<double, long>(), Vector<long>.Zero), x, other);

    [MethodImpl(Inline)] public static Vector<double> ShiftLeft(Vector<double> bits) => (bits.As<double, long>() + bits.As<double, long>()).As<long, double>();

    [MethodImpl(Inline)] public static bool AllBelow(Vector<double> x, Vector<double> bound) => Vector.LessThanAll(x, bound);

    public static double Largest(Vector<double> x)
    {
        double largest = x[0];
        for (int lane = 1; lane < Count; lane++) largest = Math.Max(largest, x[lane]);
        return largest;
    }

    [MethodImpl(Inline)] public static double Sum(Vector<double> x) => Vector.Sum(x);

    [MethodImpl(Inline)]
    public static void Sums(Vector<double> a, Vector<double> b, Vector<double> c, Vector<double> d, double* to) =>
        (to[0], to[1], to[2], to[3]) = (Vector.Sum(a), Vector.Sum(b), Vector.Sum(c), Vector.Sum(d));
}
