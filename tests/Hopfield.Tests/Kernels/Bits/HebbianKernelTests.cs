using System.Runtime.Intrinsics;
using Hopfield.Kernels;

namespace Hopfield.Tests;

/// <summary>Hebb's sums and all fields at once: equal to their definitions at every width, for all shapes, similarities and degrees of parallelism.</summary>
public class HebbianKernelTests
{
    // P around nibbles, bytes, and the 252 and 504 patterns after which byte counters are emptied; N around 64 and the tiles of 128.
    public static TheoryData<int, int> Shapes => new()
    {
        { 1, 1 }, { 1, 300 }, { 2, 5 }, { 3, 63 }, { 4, 64 }, { 5, 65 }, { 7, 127 }, { 8, 128 }, { 9, 129 }, { 31, 191 },
        { 64, 193 }, { 251, 17 }, { 252, 130 }, { 253, 33 }, { 505, 66 }, { 1013, 3 }, { 17, 300 },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void Sums_of_all_pairs_are_those_of_the_definition_at_every_width(int patternCount, int dimension)
    {
        BinaryPatterns x = BinaryPatterns.Random(patternCount, dimension, seed: patternCount);
        ulong[] words = BitKernelTests.RandomPatterns(patternCount, dimension, seed: patternCount);
        var expected = new int[dimension * dimension];
        HebbianSums.Reference(words, patternCount, dimension, expected);
        for (int i = 0; i < dimension; i += 7)
        {
            for (int j = 0; j < dimension; j += 3) Assert.Equal(Enumerable.Range(0, patternCount).Sum(mu => x[mu, i] * x[mu, j]), expected[i * dimension + j]);
        }
        foreach (int threads in new[] { 1, 3 })
        {
            foreach (Sums width in BitKernelTests.Widths<Sums>(HebbianSums.Apply<Vector512<byte>, BitLanes512>, HebbianSums.Apply<Vector256<byte>, BitLanes256>, HebbianSums.Apply<Vector128<byte>, BitLanes128>,
                HebbianSums.Apply))
            {
                GuardedSpan<int> sums = BitKernelTests.Guarded(dimension * dimension, 1, -777);
                width(words, patternCount, dimension, sums.Inside, threads, CancellationToken.None);
                Assert.Equal(expected, sums.Inside.ToArray());
                sums.AssertUntouched();
            }
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Fields_of_all_units_are_those_of_the_definition_at_every_width(int patternCount, int dimension)
    {
        BinaryPatterns x = BinaryPatterns.Random(patternCount, dimension, seed: patternCount);
        ulong[] words = BitKernelTests.RandomPatterns(patternCount, dimension, seed: patternCount);
        GuardedSpan<byte> planes = BitKernelTests.Guarded<byte>(BitFields.PlaneBytes(patternCount, dimension), 1, 0xEE);
        BitFields.WritePlanes(words, patternCount, dimension, planes.Inside);
        planes.AssertUntouched();
        // Similarities within one entry of the tables, at its edge, beyond it, and so large that every eight patterns need many entries.
        foreach (int largest in new[] { 0, 1, 300, 4095, 4096, 100_000 })
        {
            var random = new SeededRandom(largest);
            int[] z = [.. Enumerable.Range(0, patternCount).Select(_ => random.Next(-largest, largest + 1))];
            z[0] = largest;
            int[] expected = [.. Enumerable.Range(0, dimension).Select(i => Enumerable.Range(0, patternCount).Sum(mu => x[mu, i] * z[mu]))];
            foreach (Fields width in BitKernelTests.Widths<Fields>(BitFields.Apply<Vector512<byte>, BitLanes512>, BitFields.Apply<Vector256<byte>, BitLanes256>, BitFields.Apply<Vector128<byte>, BitLanes128>, BitFields.Apply, BitFields.Reference))
            {
                GuardedSpan<int> fields = BitKernelTests.Guarded(dimension, 1, 4242);
                width(planes.Inside, z, fields.Inside);
                Assert.Equal(expected, fields.Inside.ToArray());
                fields.AssertUntouched();
            }
        }
    }

    [Fact]
    public void Sums_stop_when_asked_to_and_refuse_what_does_not_fit()
    {
        ulong[] words = new ulong[4];
        int[] sums = new int[64 * 64];
        Assert.ThrowsAny<OperationCanceledException>(() => HebbianSums.Apply(words, 4, 64, sums, 2, new CancellationToken(canceled: true)));
        Assert.Throws<ArgumentOutOfRangeException>("patternCount", () => HebbianSums.Apply(words, 0, 64, sums));
        Assert.Throws<ArgumentOutOfRangeException>("dimension", () => HebbianSums.Apply(words, 4, 0, sums));
        Assert.Throws<ArgumentOutOfRangeException>("parallelism", () => HebbianSums.Apply(words, 4, 64, sums, -1));
        Assert.Throws<ArgumentException>("patterns", () => HebbianSums.Apply(words, 5, 64, sums));
        Assert.Throws<ArgumentException>("sums", () => HebbianSums.Apply(words, 4, 63, sums));
        Assert.Throws<ArgumentException>("planes", () => BitFields.WritePlanes(words, 4, 64, new byte[63]));
        Assert.Throws<ArgumentException>("patterns", () => BitFields.WritePlanes(words, 5, 64, new byte[64]));
        Assert.Throws<ArgumentException>("planes", () => BitFields.Apply(new byte[64], new int[9], new int[64]));
        Assert.Throws<OverflowException>(() => BitFields.Apply(new byte[64], [int.MaxValue, 1], new int[64]));
        Assert.Throws<ArgumentException>("state", () => BitSimilarities.Apply(words, words, 64, new int[4]));
        Assert.Throws<ArgumentException>("patterns", () => BitSimilarities.Apply(words, words, 256, new int[2]));
        Assert.Throws<ArgumentException>("values", () => SelectedSum.Of(words, new int[255], 1));
        Assert.Throws<ArgumentException>("values", () => SelectedSum.Of(words, new float[257]));
        Assert.Throws<ArgumentOutOfRangeException>("largest", () => SelectedSum.Of(words, new int[256], 0));
        Assert.Throws<ArgumentException>("values", () => SignedAdd.Apply(words, 2, new int[255]));
        Assert.Throws<ArgumentException>("words", () => BitPacking.Pack(new sbyte[65], words));
        Assert.Throws<ArgumentException>("words", () => BitPacking.Unpack(words, new sbyte[257]));
        Assert.Throws<ArgumentException>("columns", () => BitPacking.Transpose(words, 4, 64, new ulong[63]));
        Assert.Throws<ArgumentException>("rows", () => BitPacking.Transpose(words, 3, 64, new ulong[64]));
    }

    private delegate void Sums(ReadOnlySpan<ulong> patterns, int patternCount, int dimension, Span<int> sums, int parallelism, CancellationToken cancellationToken);

    private delegate void Fields(ReadOnlySpan<byte> planes, ReadOnlySpan<int> z, Span<int> fields);
}
