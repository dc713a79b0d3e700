using System.Collections;
using System.Numerics.Tensors;
using Hopfield.Kernels;

namespace Hopfield;

/// <summary>Stored ±1 patterns x_μ, one pattern a row, each unit held in one bit.</summary>
/// <remarks>
/// <para>Symbols: X has shape [P, N]; P is <see cref="PatternCount"/>, N is <see cref="Dimension"/>, α = P/N is <see cref="Load"/>.
/// Bit 1 stands for +1 and bit 0 for −1, so that z = x·ξ = N − 2·(number of differing bits): one exclusive-or and one population count.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed partial class BinaryPatterns : IEnumerable<sbyte[]>
{
    private readonly Rows<ulong> _rows;

    private BinaryPatterns(ulong[] words, int dimension)
        : this(new Rows<ulong>(words), dimension) { }

    /// <summary>Stores a copy of the rows.</summary>
    /// <param name="rows">X, shape [P, N], entries ±1, P ≥ 1 and N ≥ 1.</param>
    /// <exception cref="ArgumentException">There is no row or no column, or an entry is not ±1.</exception>
    public static BinaryPatterns From(sbyte[,] rows) => From(Rows(rows, row => [.. row]));

    /// <summary>Stores a copy of the rows.</summary>
    /// <param name="rows">P ≥ 1 patterns of one length N ≥ 1, entries ±1.</param>
    /// <exception cref="ArgumentException">There is no row, the lengths differ, or an entry is not ±1.</exception>
    public static BinaryPatterns From(params IEnumerable<sbyte[]> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        sbyte[][] list = [.. rows];
        if (list.Length == 0) throw new ArgumentException("Expected at least one pattern, got none.", nameof(rows));
        if (list.Contains(null)) throw new ArgumentException("Expected patterns, got null among them.", nameof(rows));
        int dimension = list[0].Length;
        int stride = WordCount(dimension);
        var words = new ulong[Room(list.Length, dimension, nameof(rows))];
        for (int mu = 0; mu < list.Length; mu++)
        {
            Bipolar.Require(list[mu], dimension, nameof(rows));
            BitPacking.Pack(list[mu], words.AsSpan(mu * stride, stride));
        }
        return new BinaryPatterns(words, dimension);
    }

    /// <summary>Reads one pattern from each text; see <see cref="Bipolar.Parse"/> for the letters.</summary>
    /// <param name="texts">For example "#.#..", "10100", or glyphs drawn over several lines.</param>
    /// <exception cref="ArgumentException">There is no text, a letter is unknown, or the lengths differ.</exception>
    public static BinaryPatterns Parse(params string[] texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return From(texts.Select(Bipolar.Parse));
    }

    /// <summary>Maps 0/1 rows to ±1 and stores them: x = 2s − 1.</summary>
    /// <param name="rows">Shape [P, N], entries 0 or 1.</param>
    /// <exception cref="ArgumentException">There is no row or no column, or an entry is neither 0 nor 1.</exception>
    public static BinaryPatterns FromZeroOne(int[,] rows) => From(Rows(rows, row => Bipolar.FromZeroOne(row, nameof(rows))));

    /// <summary>Draws independent random patterns: each unit is +1 with the given probability.</summary>
    /// <param name="patternCount">P ≥ 1.</param>
    /// <param name="dimension">N ≥ 1.</param>
    /// <param name="random">The source of randomness.</param>
    /// <param name="activity">The probability of +1, in [0, 1]; 0.5 gives unbiased patterns.</param>
    /// <exception cref="ArgumentOutOfRangeException">P &lt; 1, N &lt; 1, or the activity lies outside [0, 1].</exception>
    public static BinaryPatterns Random(int patternCount, int dimension, Random random, double activity = 0.5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patternCount, 1);
        Room(patternCount, dimension, nameof(patternCount)); // before anything is drawn
        return From(Enumerable.Range(0, patternCount).Select(_ => Bipolar.Random(dimension, random, activity)));
    }

    /// <inheritdoc cref="Random(int, int, System.Random, double)"/>
    /// <param name="patternCount">P ≥ 1.</param>
    /// <param name="dimension">N ≥ 1.</param>
    /// <param name="seed">Equal seeds give equal patterns.</param>
    /// <param name="activity">The probability of +1, in [0, 1]; 0.5 gives unbiased patterns.</param>
    public static BinaryPatterns Random(int patternCount, int dimension, int seed, double activity = 0.5) =>
        Random(patternCount, dimension, new SeededRandom(seed), activity);

    /// <summary>P, the number of patterns.</summary>
    public int PatternCount { get; }

    /// <summary>N, the number of units of each pattern.</summary>
    public int Dimension { get; }

    /// <summary>α = P/N.</summary>
    public double Load => (double)PatternCount / Dimension;

    /// <summary>x_μi, one unit of one pattern.</summary>
    /// <param name="mu">μ, 0 ≤ μ &lt; P.</param>
    /// <param name="unit">i, 0 ≤ i &lt; N.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside its range.</exception>
    public sbyte this[int mu, int unit]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(unit);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(unit, Dimension);
            return (sbyte)((Words(mu)[unit >> 6] >> (unit & 63) & 1) == 1 ? 1 : -1);
        }
    }

    /// <summary>A run of the patterns as a new set: <c>patterns[..5]</c> are the first five.</summary>
    /// <param name="run">At least one μ, within 0 … P − 1.</param>
    /// <exception cref="ArgumentException">There is no pattern in the run.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The run reaches beyond the patterns.</exception>
    public BinaryPatterns this[Range run]
    {
        get
        {
            (int first, int count) = Require.Part(run, PatternCount, nameof(run));
            if (count == 0) throw new ArgumentException("Expected at least one pattern, got none.", nameof(run));
            int stride = WordCount(Dimension);
            return new(AllWords.Slice(first * stride, count * stride).ToArray(), Dimension);
        }
    }

    /// <summary>x_μ as a new array of ±1.</summary>
    /// <param name="mu">μ, 0 ≤ μ &lt; P.</param>
    /// <exception cref="ArgumentOutOfRangeException">μ lies outside its range.</exception>
    public sbyte[] Pattern(int mu)
    {
        var pattern = new sbyte[Dimension];
        BitPacking.Unpack(Words(mu), pattern);
        return pattern;
    }

    /// <summary>The bits of x_μ, unit 0 in the lowest bit of the first word; bits beyond N are 0.</summary>
    /// <param name="mu">μ, 0 ≤ μ &lt; P.</param>
    /// <exception cref="ArgumentOutOfRangeException">μ lies outside its range.</exception>
    public ReadOnlySpan<ulong> Words(int mu)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mu);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(mu, PatternCount);
        int stride = WordCount(Dimension);
        return AllWords.Slice(mu * stride, stride);
    }

    /// <summary>d_H, the number of units in which x_μ and a state differ.</summary>
    /// <param name="mu">μ, 0 ≤ μ &lt; P.</param>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not ±1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">μ lies outside its range.</exception>
    public int HammingDistance(int mu, ReadOnlySpan<sbyte> state) => Distance(Words(mu), PackState(state));

    /// <summary>m_μ = (1/N) x_μ·ξ, in [−1, 1].</summary>
    /// <inheritdoc cref="HammingDistance"/>
    public double Overlap(int mu, ReadOnlySpan<sbyte> state) => (Dimension - 2.0 * HammingDistance(mu, state)) / Dimension;

    /// <summary>z_μ = x_μ·ξ of every pattern, shape [P]; not divided by N. Cost: O(P·N/64).</summary>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not ±1.</exception>
    public int[] Similarities(ReadOnlySpan<sbyte> state)
    {
        var similarities = new int[PatternCount];
        WriteSimilarities(state, similarities);
        return similarities;
    }

    /// <summary>m_μ = (1/N) x_μ·ξ of every pattern, shape [P]. Cost: O(P·N/64).</summary>
    /// <inheritdoc cref="Similarities"/>
    public double[] Overlaps(ReadOnlySpan<sbyte> state) => Array.ConvertAll(Similarities(state), z => (double)z / Dimension);

    /// <summary>The index of a pattern that equals the state, the lowest if there are several, or −1.</summary>
    /// <inheritdoc cref="Similarities"/>
    public int IndexOf(ReadOnlySpan<sbyte> state)
    {
        ulong[] bits = PackState(state);
        for (int mu = 0; mu < PatternCount; mu++)
        {
            if (Words(mu).SequenceEqual(bits)) return mu;
        }
        return -1;
    }

    /// <summary>Some of the patterns, in the given order, as a new set.</summary>
    /// <param name="indices">At least one μ, each 0 ≤ μ &lt; P.</param>
    /// <exception cref="ArgumentException">There is no index.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside its range.</exception>
    public BinaryPatterns Subset(params IEnumerable<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        return From(indices.Select(Pattern));
    }

    /// <summary>X as an array of ±1, shape [P, N].</summary>
    public sbyte[,] ToArray()
    {
        var rows = new sbyte[PatternCount, Dimension];
        for (int mu = 0; mu < PatternCount; mu++)
        {
            sbyte[] pattern = Pattern(mu);
            for (int i = 0; i < Dimension; i++) rows[mu, i] = pattern[i];
        }
        return rows;
    }

    /// <summary>Every pattern in turn, each as a new array.</summary>
    public IEnumerator<sbyte[]> GetEnumerator()
    {
        for (int mu = 0; mu < PatternCount; mu++) yield return Pattern(mu);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // Counts below 2³⁰ can be doubled and rounded up to words without leaving 32 bits.
    private static int Room(int patternCount, int dimension, string name)
    {
        const int MaxCount = (1 << 30) - 1;
        if (Math.Max(patternCount, dimension) > MaxCount)
            throw new ArgumentException($"Expected at most {MaxCount} patterns of at most {MaxCount} units, got {patternCount} of {dimension}.", name);
        return Require.Room(patternCount, WordCount(dimension), "patterns of bits", name);
    }

    /// <summary>The number of 64-bit words that hold this many bits.</summary>
    internal static int WordCount(int bits) => (bits + 63) >> 6;

    /// <summary>The bits of X, one pattern after the other, shape [P, <see cref="WordCount"/>(N)].</summary>
    internal ReadOnlySpan<ulong> AllWords => _rows.Values.Span;

    /// <summary>Writes z_μ = x_μ·ξ of every pattern, shape [P].</summary>
    internal void WriteSimilarities(ReadOnlySpan<sbyte> state, Span<int> similarities) =>
        BitSimilarities.Apply(AllWords, PackState(state), Dimension, similarities);

    /// <summary>Σ_μ x_μi of every unit, shape [N].</summary>
    internal long[] UnitSums()
    {
        var units = new UnitBits(this);
        var sums = new long[Dimension];
        for (int i = 0; i < sums.Length; i++) sums[i] = units.Sum(i);
        return sums;
    }

    private ulong[] PackState(ReadOnlySpan<sbyte> state, string name = "state")
    {
        Bipolar.Require(state, Dimension, name);
        var bits = new ulong[WordCount(Dimension)];
        BitPacking.Pack(state, bits);
        return bits;
    }

    private static int Distance(ReadOnlySpan<ulong> x, ReadOnlySpan<ulong> y) => (int)TensorPrimitives.HammingBitDistance(x, y);
}
