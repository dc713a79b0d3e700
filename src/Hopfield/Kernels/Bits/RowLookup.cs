using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hopfield.Kernels;

/// <summary>Looks values up in a table of rows of four numbers, and adds the rows.</summary>
internal static class RowLookup
{
    private const int Chunk = 256;

    /// <summary>Writes the first number of every named row and returns the four sums over them.</summary>
    /// <remarks>Chunks of 256 rows are added in single precision and the chunks in double precision, so that each sum errs by less than
    /// <see cref="SelectedSum.SingleError"/> of the sum of its magnitudes.</remarks>
    /// <param name="slots">Which row, for each value; shape [P].</param>
    /// <param name="rows">The table.</param>
    /// <param name="firsts">Receives the first numbers, shape [P].</param>
    /// <exception cref="ArgumentException">A slot names no row, or the lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double First, double Second, double Third, double Fourth) Apply(ReadOnlySpan<int> slots, ReadOnlySpan<Vector128<float>> rows, Span<float> firsts)
    {
        Require.Length(firsts.Length, slots.Length, nameof(firsts));
        if (slots.IsEmpty) return default;
        // Read as unsigned, a negative slot is a large one. After this no access below can leave the table.
        if (TensorPrimitives.Max(MemoryMarshal.Cast<int, uint>(slots)) >= (uint)rows.Length) throw new ArgumentException($"Expected slots below {rows.Length}.", nameof(slots));
        ref Vector128<float> row = ref MemoryMarshal.GetReference(rows);
        Vector256<double> sums = Vector256<double>.Zero;
        for (int start = 0; start < slots.Length; start += Chunk)
        {
            int count = Math.Min(Chunk, slots.Length - start), k = 0;
            ref int slot = ref Unsafe.AsRef(in slots[start]);
            ref float to = ref firsts[start];
            // Four sums side by side, since one addition has to wait for the one before it.
            Vector128<float> a = Vector128<float>.Zero, b = a, c = a, d = a;
            for (; k + 4 <= count; k += 4)
            {
                a += Take(ref row, Unsafe.Add(ref slot, k), ref Unsafe.Add(ref to, k));
                b += Take(ref row, Unsafe.Add(ref slot, k + 1), ref Unsafe.Add(ref to, k + 1));
                c += Take(ref row, Unsafe.Add(ref slot, k + 2), ref Unsafe.Add(ref to, k + 2));
                d += Take(ref row, Unsafe.Add(ref slot, k + 3), ref Unsafe.Add(ref to, k + 3));
            }
            for (; k < count; k++) a += Take(ref row, Unsafe.Add(ref slot, k), ref Unsafe.Add(ref to, k));
            (Vector128<double> lower, Vector128<double> upper) = Vector128.Widen(a + b + (c + d));
            sums += Vector256.Create(lower, upper);
        }
        return (sums[0], sums[1], sums[2], sums[3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Take(ref Vector128<float> rows, int slot, ref float first)
    {
        Vector128<float> row = Unsafe.Add(ref rows, slot);
        first = row.ToScalar();
        return row;
    }
}
