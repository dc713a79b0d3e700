using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Hopfield.Kernels;

// k_ij = P − 2·(patterns in which units i and j differ): the reference counts the bits of x_i ⊕ x_j, 64 patterns at a time.
// The fast form (HebbianTile) takes four patterns at a time: the nibble of unit i picks one of 16 tables of counts, and up to 64 units j at
// once are looked up in it.
// Work goes by tiles of 128 × 128 units: a tile's bits stay in the first-level cache, only tiles on or above the diagonal are computed,
// and the mirror image is written while the tile is still near. Tiles are independent, so threads take them in turn.

/// <summary>Hebb's sums k_ij = Σ_μ x_μi x_μj of all pairs of units.</summary>
internal static class HebbianSums
{
    /// <summary>Writes K = XᵀX, exactly; on the diagonal stands P. Cost: N²·P/2 bits, up to 256 an instruction, and N·P/4 bytes of scratch from the shared pool.</summary>
    /// <param name="patterns">X, one bit a unit (1 for +1), W = ⌈N/64⌉ words a pattern; shape [P, W]. Bits beyond N are 0.</param>
    /// <param name="patternCount">P ≥ 1.</param>
    /// <param name="dimension">N ≥ 1.</param>
    /// <param name="sums">Receives K row by row, shape [N, N].</param>
    /// <param name="parallelism">The largest number of threads; 0 means one per processor. It never changes the result.</param>
    /// <param name="cancellationToken">Asks to stop between tiles; the sums are then incomplete.</param>
    /// <exception cref="ArgumentException">The words or the sums do not fit N and P, or N·P/4 bytes are more than an array holds.</exception>
    /// <exception cref="ArgumentOutOfRangeException">N or P is below 1, or the parallelism is negative.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static void Apply(
        ReadOnlySpan<ulong> patterns, int patternCount, int dimension, Span<int> sums, int parallelism = 1, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patternCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(parallelism);
        Require.Length(patterns.Length, (long)patternCount * ((dimension + 63) / 64), nameof(patterns));
        Require.Length(sums.Length, (long)dimension * dimension, nameof(sums));
        if (BitLanes512.IsSupported) Apply<Vector512<byte>, BitLanes512>(patterns, patternCount, dimension, sums, parallelism, cancellationToken);
        else if (BitLanes256.IsSupported) Apply<Vector256<byte>, BitLanes256>(patterns, patternCount, dimension, sums, parallelism, cancellationToken);
        else if (BitLanes128.IsSupported) Apply<Vector128<byte>, BitLanes128>(patterns, patternCount, dimension, sums, parallelism, cancellationToken);
        else Reference(patterns, patternCount, dimension, sums, cancellationToken);
    }

    /// <summary>The same by one count of bits after the other: what the tiles must equal, and what runs where there are no vectors.</summary>
    internal static void Reference(ReadOnlySpan<ulong> patterns, int patternCount, int dimension, Span<int> sums, CancellationToken cancellationToken = default)
    {
        int words = (patternCount + 63) / 64;
        ulong[] units = new ulong[Require.Room(dimension, words, "bits", nameof(patterns))];
        BitPacking.Transpose(patterns, patternCount, dimension, units);
        for (int i = 0; i < dimension; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int j = 0; j <= i; j++)
            {
                int differ = 0;
                for (int w = 0; w < words; w++) differ += BitOperations.PopCount(units[i * words + w] ^ units[j * words + w]);
                sums[i * dimension + j] = sums[j * dimension + i] = patternCount - 2 * differ;
            }
        }
    }

    internal static unsafe void Apply<V, L>(
        ReadOnlySpan<ulong> patterns, int patternCount, int dimension, Span<int> sums, int parallelism, CancellationToken cancellationToken)
        where V : struct
        where L : struct, IBitLanes<V>
    {
        int quartets = (int)((patternCount + 3L) / 4), tiles = (dimension + HebbianTile.Side - 1) / HebbianTile.Side;
        if ((long)tiles * quartets * HebbianTile.Side > Array.MaxLength)
            throw new ArgumentException($"Expected patterns whose N·P/4 bytes fit one array, got N = {dimension} and P = {patternCount}.", nameof(patterns));
        int size = quartets * HebbianTile.Side;
        byte[] nibbles = ArrayPool<byte>.Shared.Rent(tiles * size);
        try
        {
            for (int t = 0; t < tiles; t++) HebbianTile.WriteNibbles(patterns, patternCount, dimension, t, nibbles.AsSpan(t * size, size));
            fixed (int* matrix = sums)
                ParallelParts.Run(new Pairs<V, L>(nibbles, size, patternCount, dimension, matrix), tiles * (tiles + 1) / 2, parallelism, cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(nibbles);
        }
    }

    // One part is one pair of tiles and its mirror image: (0,0), (0,1), (1,1), (0,2), …
    private readonly unsafe struct Pairs<V, L>(byte[] nibbles, int size, int patternCount, int dimension, int* matrix) : IJob
        where V : struct
        where L : struct, IBitLanes<V>
    {
        public void Run(int part)
        {
            int b = (int)((Math.Sqrt(8.0 * part + 1) - 1) / 2), a = part - b * (b + 1) / 2; // b is the largest number with b(b + 1)/2 ≤ part
            int[] rented = ArrayPool<int>.Shared.Rent(HebbianTile.Side * HebbianTile.Side);
            Span<int> block = rented.AsSpan(0, HebbianTile.Side * HebbianTile.Side);
            HebbianTile.Compute<V, L>(nibbles.AsSpan(a * size, size), nibbles.AsSpan(b * size, size), patternCount, block);
            HebbianTile.Write(block, a, b, new Span<int>(matrix, dimension * dimension), dimension);
            ArrayPool<int>.Shared.Return(rented);
        }
    }
}
