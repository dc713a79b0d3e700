using System.Buffers;
using System.Runtime.InteropServices;
using Hopfield.Kernels;

namespace Hopfield;

public sealed partial class CompactHopfield
{
    /// <summary>Stores a rounded copy of the patterns.</summary>
    /// <param name="patterns">X, shape [P, N].</param>
    /// <param name="beta">Inverse temperature, 10⁻¹⁰ ≤ β ≤ 10¹⁰, rounded to single precision.</param>
    /// <exception cref="ArgumentOutOfRangeException">β lies outside its range.</exception>
    public static CompactHopfield Store(PatternSet<float> patterns, double beta) => new(patterns, (float)Require.Beta(beta, nameof(beta)));

    /// <summary>Stores a rounded copy of the patterns.</summary>
    /// <param name="patterns">X, shape [P, N], one pattern a row, P ≥ 1 and N ≥ 1.</param>
    /// <param name="beta">Inverse temperature, 10⁻¹⁰ ≤ β ≤ 10¹⁰, rounded to single precision.</param>
    /// <exception cref="ArgumentException">There is no row or no column, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    /// <exception cref="ArgumentOutOfRangeException">β lies outside its range.</exception>
    public static CompactHopfield Store(float[,] patterns, double beta) => Store(PatternSet.From(patterns), beta);

    /// <summary>Stores a rounded copy of the patterns.</summary>
    /// <param name="patterns">P ≥ 1 patterns of one length N ≥ 1.</param>
    /// <param name="beta">Inverse temperature, 10⁻¹⁰ ≤ β ≤ 10¹⁰, rounded to single precision.</param>
    /// <exception cref="ArgumentException">There is no pattern, the lengths differ, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    /// <exception cref="ArgumentOutOfRangeException">β lies outside its range.</exception>
    public static CompactHopfield Store(IEnumerable<float[]> patterns, double beta) => Store(PatternSet.From(patterns), beta);

    /// <summary>Uses patterns that are rounded already, without a copy: those of a mapped file, for instance.</summary>
    /// <remarks><see cref="MaxNorm"/> is then the norm of the rounded patterns, and <see cref="ErrorBound"/> is good to one part in 256.</remarks>
    /// <param name="patterns">X̂ row by row, P·N entries. It is read once here; it must not change or go away while the memory is in use.</param>
    /// <param name="dimension">N ≥ 1, the length of one pattern.</param>
    /// <param name="beta">Inverse temperature, 10⁻¹⁰ ≤ β ≤ 10¹⁰, rounded to single precision.</param>
    /// <exception cref="ArgumentException">The number of entries is not a positive multiple of N, or one is not finite or beyond 10¹⁰ in magnitude.</exception>
    /// <exception cref="ArgumentOutOfRangeException">N &lt; 1, or β lies outside its range.</exception>
    public static CompactHopfield Wrap(ReadOnlyMemory<BFloat16> patterns, int dimension, double beta) => new(patterns, dimension, beta, maxNorm: null);

    /// <summary>Uses a mapped file of rounded patterns, without a copy.</summary>
    /// <param name="file">X̂, shape [P, N]. It is read once here; it must not be disposed while the memory is in use.</param>
    /// <param name="beta">Inverse temperature, 10⁻¹⁰ ≤ β ≤ 10¹⁰, rounded to single precision.</param>
    /// <exception cref="ArgumentException">The file does not have two axes, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    /// <exception cref="ArgumentOutOfRangeException">β lies outside its range.</exception>
    public static CompactHopfield Wrap(MappedArray<BFloat16> file, double beta)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Shape is not [_, var dimension])
            throw new ArgumentException($"Expected a file of two axes, got the shape [{string.Join(", ", file.Shape)}].", nameof(file));
        return Wrap(file.Values, dimension, beta);
    }

    // Patterns that are rounded already, with the largest norm that they had before, where it is known.
    private CompactHopfield(ReadOnlyMemory<BFloat16> patterns, int dimension, double beta, double? maxNorm)
    {
        Require.AtLeast(dimension, 1);
        if (patterns.IsEmpty || patterns.Length % dimension != 0)
            throw new ArgumentException($"Expected a positive multiple of N = {dimension} entries, got {patterns.Length}.", nameof(patterns));
        (_rows, Dimension, PatternCount) = (new Rows<BFloat16>(patterns), dimension, patterns.Length / dimension);
        Beta = (float)Require.Beta(beta, nameof(beta));
        var row = new float[dimension];
        double largest = 0;
        using MemoryHandle held = Hold();
        for (int mu = 0; mu < PatternCount; mu++)
        {
            BFloat16.ToSingle(patterns.Span.Slice(mu * dimension, dimension), row);
            Require.Values<float>(row, nameof(patterns));
            largest = Math.Max(largest, Dot.Precise<float>(row, row));
        }
        MaxNorm = maxNorm ?? Math.Sqrt(largest);
        Require.NonNegativeFinite(MaxNorm, nameof(maxNorm));
    }

    /// <summary>Keeps a mapped file from going away until the handle is disposed.</summary>
    private MemoryHandle Hold() => MemoryMarshal.TryGetArray(_rows.Values, out _) ? default : _rows.Values.Pin();
}
