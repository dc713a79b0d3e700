using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hopfield.Kernels;

// Every pattern looks up two numbers. What costs is the number of reads, so both come with one: pairs of single-precision numbers are read as
// 64 bits, with AVX2 four at a time. The sums of the pairs, and of their magnitudes, stay pairs until the end; only the first numbers are
// put side by side, to be written.

/// <summary>Two numbers that are looked up together.</summary>
/// <param name="First">The one that is written.</param>
/// <param name="Second">The other.</param>
internal readonly record struct NumberPair(float First, float Second);

/// <summary>Looks pairs of numbers up in a table and adds them.</summary>
internal static class PairLookup
{
    // So many values are added in one lane in single precision before the sums move to double.
    private const int ValuesOfALane = 256;

    /// <summary>Writes the first number of every named pair; returns the sums of the first and of the second ones, and of their magnitudes.</summary>
    /// <remarks>Each sum errs by less than <see cref="SelectedSum.SingleError"/> of the sum of its magnitudes; the last digits depend on the width of the registers.</remarks>
    /// <param name="slots">Which pair, for each value; shape [P].</param>
    /// <param name="pairs">The table.</param>
    /// <param name="firsts">Receives the first numbers, shape [P].</param>
    /// <exception cref="ArgumentException">A slot names no pair, or the lengths differ.</exception>
    public static (double First, double Second, double FirstSize, double SecondSize) Apply(ReadOnlySpan<int> slots, ReadOnlySpan<NumberPair> pairs, Span<float> firsts)
    {
        Require.Length(firsts.Length, slots.Length, nameof(firsts));
        if (slots.IsEmpty) return default;
        // Read as unsigned, a negative slot is a large one. After this no access below can leave the table.
        if (TensorPrimitives.Max(MemoryMarshal.Cast<int, uint>(slots)) >= (uint)pairs.Length) throw new ArgumentException($"Expected slots below {pairs.Length}.", nameof(slots));
        Vector256<double> sums = Vector256<double>.Zero; // first, second, and their magnitudes
        int done = Avx2.IsSupported ? Eights(slots, pairs, firsts, ref sums) : 0;
        Twos(slots[done..], pairs, firsts[done..], ref sums);
        return (sums[0], sums[1], sums[2], sums[3]);
    }

    /// <summary>As many values as there are eights; returns their number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe int Eights(ReadOnlySpan<int> slots, ReadOnlySpan<NumberPair> pairs, Span<float> firsts, ref Vector256<double> sums)
    {
        int end = slots.Length & ~7;
        fixed (int* slot = slots)
        fixed (NumberPair* table = pairs)
        fixed (float* to = firsts)
        {
            for (int start = 0; start < end;)
            {
                Vector256<float> sum = Vector256<float>.Zero, other = sum, size = sum, otherSize = sum;
                for (int stop = Math.Min(end, start + (4 * ValuesOfALane)); start < stop; start += 8)
                {
                    Vector256<float> a = Four(table, slot + start), b = Four(table, slot + start + 4);
                    // The first numbers of 0, 1, 4, 5 and of 2, 3, 6, 7, in halves; then two by two in order.
                    Avx2.Permute4x64(Avx.Shuffle(a, b, 0b10_00_10_00).AsDouble(), 0b11_01_10_00).AsSingle().Store(to + start);
                    (sum, other) = (sum + a, other + b);
                    (size, otherSize) = (size + Vector256.Abs(a), otherSize + Vector256.Abs(b));
                }
                sums += Vector256.Create(Pair(sum, other), Pair(size, otherSize));
            }
        }
        return end;
    }

    // Two reads fill a half. The instruction that gathers all four takes longer (row "dense memory, one sweep" of benchmarks/).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<float> Four(NumberPair* table, int* slot) => Vector256.Create(
        Sse.LoadHigh(Sse2.LoadScalarVector128((double*)(table + slot[0])).AsSingle(), (float*)(table + slot[1])),
        Sse.LoadHigh(Sse2.LoadScalarVector128((double*)(table + slot[2])).AsSingle(), (float*)(table + slot[3])));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Twos(ReadOnlySpan<int> slots, ReadOnlySpan<NumberPair> pairs, Span<float> firsts, ref Vector256<double> sums)
    {
        ref NumberPair table = ref MemoryMarshal.GetReference(pairs);
        for (int start = 0; start < slots.Length; start += 2 * ValuesOfALane)
        {
            int count = Math.Min(2 * ValuesOfALane, slots.Length - start), k = 0;
            ref int slot = ref Unsafe.AsRef(in slots[start]);
            ref float to = ref firsts[start];
            // Two sums side by side, since one addition has to wait for the one before it.
            Vector128<float> sum = Vector128<float>.Zero, other = sum, size = sum, otherSize = sum;
            for (; k + 4 <= count; k += 4)
            {
                Vector128<float> a = Two(ref table, ref Unsafe.Add(ref slot, k), ref Unsafe.Add(ref to, k));
                Vector128<float> b = Two(ref table, ref Unsafe.Add(ref slot, k + 2), ref Unsafe.Add(ref to, k + 2));
                (sum, other) = (sum + a, other + b);
                (size, otherSize) = (size + Vector128.Abs(a), otherSize + Vector128.Abs(b));
            }
            for (; k < count; k++)
            {
                NumberPair pair = Unsafe.Add(ref table, Unsafe.Add(ref slot, k));
                Unsafe.Add(ref to, k) = pair.First;
                Vector128<float> a = Vector128.Create(pair.First, pair.Second, 0, 0);
                (sum, size) = (sum + a, size + Vector128.Abs(a));
            }
            sums += Vector256.Create(Pair(sum) + Pair(other), Pair(size) + Pair(otherSize));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Two(ref NumberPair table, ref int slot, ref float to)
    {
        ref NumberPair a = ref Unsafe.Add(ref table, slot), b = ref Unsafe.Add(ref table, Unsafe.Add(ref slot, 1));
        (to, Unsafe.Add(ref to, 1)) = (a.First, b.First);
        return Vector128.Create(Unsafe.As<NumberPair, long>(ref a), Unsafe.As<NumberPair, long>(ref b)).AsSingle();
    }

    // The sum of the pairs in a register, in double precision.
    private static Vector128<double> Pair(Vector128<float> pairs)
    {
        (Vector128<double> lower, Vector128<double> upper) = Vector128.Widen(pairs);
        return lower + upper;
    }

    private static Vector128<double> Pair(Vector256<float> a, Vector256<float> b) => Pair(a.GetLower()) + Pair(a.GetUpper()) + (Pair(b.GetLower()) + Pair(b.GetUpper()));
}
