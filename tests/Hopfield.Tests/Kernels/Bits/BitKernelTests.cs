using System.Runtime.Intrinsics;
using Hopfield.Kernels;

namespace Hopfield.Tests;

/// <summary>Every kernel on bits equals its reference exactly, at every width that this processor has, and touches nothing beside its spans.</summary>
public class BitKernelTests
{
    // Lengths around one and several words, around the registers of 16, 32 and 64 bytes, and around the emptying of byte counters.
    public static TheoryData<int> Lengths => [.. Enumerable.Range(1, 300).Concat([511, 512, 513, 1000, 2047, 2049, 16 * 1024 + 1])];

    [Theory, MemberData(nameof(Lengths))]
    public void Packing_and_unpacking_are_inverse_and_stay_inside(int length)
    {
        sbyte[] state = Bipolar.Random(length, seed: length);
        for (int skip = 0; skip < 3; skip++)
        {
            var words = Guarded<ulong>((length + 63) / 64, skip, ulong.MaxValue);
            var source = Guarded<sbyte>(length, skip, 1);
            state.CopyTo(source.Inside);
            BitPacking.Pack(source.Inside, words.Inside);
            for (int i = 0; i < 64 * words.Inside.Length; i++) Assert.Equal(i < length && state[i] > 0, (words.Inside[i / 64] >> i % 64 & 1) == 1);
            var back = Guarded<sbyte>(length, skip, 77);
            BitPacking.Unpack(words.Inside, back.Inside);
            Assert.Equal(state, back.Inside.ToArray());
            words.AssertUntouched();
            back.AssertUntouched();
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 200)]
    [InlineData(200, 1)]
    [InlineData(63, 65)]
    [InlineData(64, 64)]
    [InlineData(65, 127)]
    [InlineData(130, 259)]
    public void A_transposed_bit_stands_where_row_and_column_say(int rows, int columns)
    {
        ulong[] words = RandomWords(rows * ((columns + 63) / 64), rows);
        int across = (columns + 63) / 64, down = (rows + 63) / 64;
        var transposed = Guarded<ulong>(columns * down, 1, 0xABCD);
        BitPacking.Transpose(words, rows, columns, transposed.Inside);
        for (int c = 0; c < columns; c++)
        {
            for (int r = 0; r < 64 * down; r++)
            {
                bool expected = r < rows && (words[r * across + c / 64] >> c % 64 & 1) == 1;
                Assert.Equal(expected, (transposed.Inside[c * down + r / 64] >> r % 64 & 1) == 1);
            }
        }
        transposed.AssertUntouched();
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Similarities_are_those_of_the_reference_at_every_width(int dimension)
    {
        const int Count = 5;
        int words = (dimension + 63) / 64;
        ulong[] patterns = RandomPatterns(Count, dimension, seed: dimension), state = RandomPatterns(1, dimension, seed: -dimension);
        int[] expected = new int[Count];
        BitSimilarities.Reference(patterns, state, dimension, expected);
        for (int mu = 0; mu < Count; mu++) // and the reference is the sum of products
            Assert.Equal(Enumerable.Range(0, dimension).Sum(i => Sign(patterns.AsSpan(mu * words), i) * Sign(state, i)), expected[mu]);
        foreach (Similarities width in Widths<Similarities>(BitSimilarities.Apply<Vector512<byte>, BitLanes512>, BitSimilarities.Apply<Vector256<byte>, BitLanes256>, BitSimilarities.Apply<Vector128<byte>, BitLanes128>, BitSimilarities.Apply))
        {
            var source = Guarded<ulong>(patterns.Length, 1, ulong.MaxValue);
            patterns.CopyTo(source.Inside);
            var z = Guarded<int>(Count, 1, 12345);
            width(source.Inside, state, dimension, z.Inside);
            Assert.Equal(expected, z.Inside.ToArray());
            z.AssertUntouched();
        }
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Selected_sums_of_integers_are_exact_at_every_width(int length)
    {
        ulong[] bits = RandomPatterns(1, length, seed: length);
        foreach (int largest in new[] { 1, 30_000, int.MaxValue })
        {
            var values = Guarded<int>(64 * bits.Length, 1, int.MaxValue);
            Fill(values.Inside, largest, seed: length);
            long expected = 0;
            for (int mu = 0; mu < length; mu++) expected += (bits[mu / 64] >> mu % 64 & 1) == 1 ? values.Inside[mu] : 0;
            Assert.Equal(expected, SelectedSum.Reference<long, int>(bits, values.Inside));
            Assert.Equal(expected, SelectedSum.Of(bits, values.Inside, largest));
            if (largest == int.MaxValue) continue; // not even 16 of those fit a lane
            // Lanes that are emptied after every word, or as late as they may.
            foreach (int perLane in new[] { 16, int.MaxValue / largest })
            {
                foreach (Integers width in Widths<Integers>(SelectedSum.Integers<Vector512<byte>, BitLanes512>, SelectedSum.Integers<Vector256<byte>, BitLanes256>, SelectedSum.Integers<Vector128<byte>, BitLanes128>))
                    Assert.Equal(expected, width(bits, values.Inside, perLane));
            }
            values.AssertUntouched();
        }
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Selected_sums_of_single_precision_keep_their_bound(int length)
    {
        ulong[] bits = RandomPatterns(1, length, seed: length);
        var random = new SeededRandom(length);
        var values = Guarded<float>(64 * bits.Length, 1, float.NaN);
        // Magnitudes from 2⁻²⁰ to 2²⁰ and both signs, so that sums cancel and swallow small terms.
        for (int mu = 0; mu < values.Inside.Length; mu++) values.Inside[mu] = (random.NextSingle() - 0.5f) * MathF.ScaleB(1, random.Next(-20, 21));
        double exact = SelectedSum.Reference<double, float>(bits, values.Inside), size = 0;
        foreach (float value in values.Inside) size += Math.Abs(value);
        Assert.InRange(SelectedSum.Of(bits, values.Inside) - exact, -SelectedSum.SingleError * size, SelectedSum.SingleError * size);
        foreach (Singles width in Widths<Singles>(SelectedSum.Singles<Vector512<byte>, BitLanes512>, SelectedSum.Singles<Vector256<byte>, BitLanes256>, SelectedSum.Singles<Vector128<byte>, BitLanes128>))
            Assert.InRange(width(bits, values.Inside) - exact, -SelectedSum.SingleError * size, SelectedSum.SingleError * size);
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Signed_addition_is_that_of_the_reference_at_every_width(int length)
    {
        ulong[] bits = RandomPatterns(1, length, seed: length);
        foreach (int amount in new[] { 2, -2, 1 << 30 })
        {
            int[] expected = new int[64 * bits.Length];
            SignedAdd.Reference(bits, amount, expected);
            for (int mu = 0; mu < expected.Length; mu++) Assert.Equal(amount * Sign(bits, mu), expected[mu]);
            foreach (Additions width in Widths<Additions>(SignedAdd.Apply<Vector512<byte>, BitLanes512>, SignedAdd.Apply<Vector256<byte>, BitLanes256>, SignedAdd.Apply<Vector128<byte>, BitLanes128>, SignedAdd.Apply))
            {
                var values = Guarded<int>(64 * bits.Length, 1, 99);
                values.Inside.Clear();
                width(bits, amount, values.Inside);
                Assert.Equal(expected, values.Inside.ToArray());
                values.AssertUntouched();
            }
        }
    }

    private delegate void Similarities(ReadOnlySpan<ulong> patterns, ReadOnlySpan<ulong> state, int dimension, Span<int> z);

    private delegate long Integers(ReadOnlySpan<ulong> bits, ReadOnlySpan<int> values, int perLane);

    private delegate double Singles(ReadOnlySpan<ulong> bits, ReadOnlySpan<float> values);

    private delegate void Additions(ReadOnlySpan<ulong> bits, int amount, Span<int> values);

    private static void Fill(Span<int> values, int largest, int seed)
    {
        var random = new SeededRandom(seed);
        foreach (ref int value in values) value = (int)random.NextInt64(-largest, largest + 1L);
        values[0] = largest;
    }

    /// <summary>Those of the three widths that this processor has, and whatever else is given.</summary>
    internal static IEnumerable<TDelegate> Widths<TDelegate>(TDelegate wide, TDelegate middle, TDelegate narrow, params TDelegate[] others)
    {
        if (BitLanes512.IsSupported) yield return wide;
        if (BitLanes256.IsSupported) yield return middle;
        if (BitLanes128.IsSupported) yield return narrow;
        foreach (TDelegate other in others) yield return other;
    }

    internal static int Sign(ReadOnlySpan<ulong> bits, int i) => (bits[i / 64] >> i % 64 & 1) == 1 ? 1 : -1;

    internal static ulong[] RandomPatterns(int count, int dimension, int seed)
    {
        BinaryPatterns patterns = BinaryPatterns.Random(count, dimension, seed);
        return [.. Enumerable.Range(0, count).SelectMany(mu => patterns.Words(mu).ToArray())];
    }

    private static ulong[] RandomWords(int count, int seed)
    {
        var bytes = new byte[8 * count];
        new SeededRandom(seed).NextBytes(bytes);
        return [.. Enumerable.Range(0, count).Select(w => BitConverter.ToUInt64(bytes, 8 * w))];
    }

    internal static GuardedSpan<T> Guarded<T>(int length, int skip, T sentinel)
        where T : unmanaged => new(length, skip, sentinel);
}
