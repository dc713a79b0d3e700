using System.Buffers;
using System.Collections;
using System.Numerics;
using System.Runtime.InteropServices;
using Hopfield.Kernels;
using MathNet.Numerics.Distributions;

namespace Hopfield;

/// <summary>Makes a <see cref="PatternSet{T}"/>; the type of the entries follows from the argument.</summary>
public static partial class PatternSet
{
    /// <summary>Stores a copy of the rows.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="rows">X, shape [P, N], one pattern a row, P ≥ 1 and N ≥ 1.</param>
    /// <exception cref="ArgumentException">There is no row or no column, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    public static PatternSet<T> From<T>(T[,] rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(rows);
        Memory<T> values = CacheLine.Allocate<T>(Require.Room(rows.GetLength(0), rows.GetLength(1), "patterns", nameof(rows)));
        if (rows.Length > 0) MemoryMarshal.CreateReadOnlySpan(ref rows[0, 0], rows.Length).CopyTo(values.Span);
        return new PatternSet<T>(values, rows.GetLength(1), nameof(rows));
    }

    /// <summary>Stores a copy of the rows.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="rows">P ≥ 1 patterns of one length N ≥ 1.</param>
    /// <exception cref="ArgumentException">
    /// There is no row, the lengths differ, or an entry is not finite or beyond 10¹⁰ in magnitude.
    /// </exception>
    public static PatternSet<T> From<T>(params IEnumerable<T[]> rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(rows);
        T[][] list = [.. rows];
        if (list.Length == 0) throw new ArgumentException("Expected at least one pattern, got none.", nameof(rows));
        if (list.Contains(null)) throw new ArgumentException("Expected patterns, got null among them.", nameof(rows));
        int dimension = list[0].Length;
        Memory<T> values = CacheLine.Allocate<T>(Require.Room(list.Length, dimension, "patterns", nameof(rows)));
        for (int mu = 0; mu < list.Length; mu++)
        {
            if (list[mu].Length != dimension)
                throw new ArgumentException($"Expected patterns of one length, got {dimension} and {list[mu].Length} (row {mu}).", nameof(rows));
            list[mu].CopyTo(values.Span[(mu * dimension)..]);
        }
        return new PatternSet<T>(values, dimension, nameof(rows));
    }

    /// <summary>Stores a copy of the values.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="values">X row by row, P·N entries.</param>
    /// <param name="dimension">N ≥ 1, the length of one pattern.</param>
    /// <exception cref="ArgumentException">
    /// The number of values is not a positive multiple of N, or an entry is not finite or beyond 10¹⁰ in magnitude.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">N &lt; 1.</exception>
    public static PatternSet<T> From<T>(ReadOnlySpan<T> values, int dimension)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        Memory<T> copy = CacheLine.Allocate<T>(values.Length);
        values.CopyTo(copy.Span);
        return new PatternSet<T>(copy, dimension, nameof(values));
    }

    /// <summary>Uses the caller's memory as the patterns, without a copy: for sets that are large or lie in a mapped file.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="values">X row by row, P·N entries. It is read once here; it must not change or go away while the set is in use.</param>
    /// <param name="dimension">N ≥ 1, the length of one pattern.</param>
    /// <exception cref="ArgumentException">
    /// The number of values is not a positive multiple of N, or an entry is not finite or beyond 10¹⁰ in magnitude.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">N &lt; 1.</exception>
    public static PatternSet<T> Wrap<T>(ReadOnlyMemory<T> values, int dimension)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        return new PatternSet<T>(values, dimension, nameof(values));
    }

    /// <summary>Stores ±1 patterns as real ones.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="patterns">X, shape [P, N].</param>
    public static PatternSet<T> From<T>(BinaryPatterns patterns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(patterns);
        return From([.. patterns.Select(pattern => Array.ConvertAll(pattern, T.CreateTruncating))]);
    }

    /// <summary>Draws patterns that lie evenly on a sphere around the origin.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="patternCount">P ≥ 1.</param>
    /// <param name="dimension">N ≥ 1.</param>
    /// <param name="radius">The norm of every pattern, above 0 and at most 10¹⁰.</param>
    /// <param name="random">The source of randomness.</param>
    /// <exception cref="ArgumentOutOfRangeException">P &lt; 1, N &lt; 1, or the radius lies outside its range.</exception>
    public static PatternSet<T> OnSphere<T>(int patternCount, int dimension, double radius, Random random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patternCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentNullException.ThrowIfNull(random);
        if (!(radius > 0 && radius <= Require.MaxMagnitude))
            throw new ArgumentOutOfRangeException(nameof(radius), radius, "Expected a radius above 0 and at most 1e10.");
        Require.Room(patternCount, dimension, "patterns", nameof(patternCount)); // before anything is drawn
        var rows = new T[patternCount][];
        for (int mu = 0; mu < patternCount; mu++)
        {
            // The direction of a normal vector is uniform, since its density depends on the length alone.
            var direction = new double[dimension];
            Normal.Samples(random, direction, 0, 1);
            double scale = radius / Math.Sqrt(Dot.Of<double>(direction, direction));
            rows[mu] = Array.ConvertAll(direction, entry => T.CreateTruncating(scale * entry));
        }
        return From(rows);
    }

    /// <inheritdoc cref="OnSphere{T}(int, int, double, System.Random)"/>
    /// <param name="patternCount">P ≥ 1.</param>
    /// <param name="dimension">N ≥ 1.</param>
    /// <param name="radius">The norm of every pattern, above 0 and at most 10¹⁰.</param>
    /// <param name="seed">Equal seeds give equal patterns.</param>
    public static PatternSet<T> OnSphere<T>(int patternCount, int dimension, double radius, int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => OnSphere<T>(patternCount, dimension, radius, new SeededRandom(seed));
}

/// <summary>Stored real patterns X, one pattern a row.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>
/// <para>Symbols: X has shape [P, N] in row-major order; P is <see cref="PatternCount"/>, N is <see cref="Dimension"/>,
/// M = max_μ ‖x_μ‖ is <see cref="MaxNorm"/>. Ramsauer et al. (2021) write N for P, d for N, and keep patterns in columns.</para>
/// <para>Entries are finite and at most 10¹⁰ in magnitude. Norms and separations are summed in double precision, whatever T is.</para>
/// <para>Immutable and thread-safe. Made by the methods of <see cref="PatternSet"/>, which refuse other types than <see cref="float"/> and
/// <see cref="double"/> with a <see cref="NotSupportedException"/>.</para>
/// </remarks>
public sealed partial class PatternSet<T> : IEnumerable<T[]>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Rows<T> _rows;

    internal PatternSet(ReadOnlyMemory<T> values, int dimension, string name)
    {
        Require.SingleOrDouble<T>();
        if (dimension < 1) throw new ArgumentException("Expected patterns of at least one unit, got none.", name);
        if (values.Length == 0 || values.Length % dimension != 0)
            throw new ArgumentException($"Expected a positive multiple of N = {dimension} entries, got {values.Length}.", name);
        _rows = new Rows<T>(values);
        Dimension = dimension;
        PatternCount = values.Length / dimension;
        using HeldPatterns<T> held = Hold();
        Require.Values(held.Values, name);
        for (int mu = 0; mu < PatternCount; mu++) MaxNorm = Math.Max(MaxNorm, Kernels.Norm.Of(held[mu]));
    }

    /// <summary>P, the number of patterns.</summary>
    public int PatternCount { get; }

    /// <summary>N, the number of units of each pattern.</summary>
    public int Dimension { get; }

    /// <summary>M = max_μ ‖x_μ‖, the largest Euclidean norm of a pattern.</summary>
    public double MaxNorm { get; }

    /// <summary>X row by row, P·N entries.</summary>
    public ReadOnlySpan<T> Values => _rows.Values.Span;

    /// <summary>X to be read: it stays until the answer is disposed, also when it lies in a mapped file.</summary>
    internal HeldPatterns<T> Hold() => new(_rows.Values, Dimension);

    /// <summary>Keeps X where it is until the handle is disposed, as long as something refers to this set.</summary>
    internal MemoryHandle Pin() => _rows.Values.Pin();

    /// <summary>x_μ, shape [N], without a copy.</summary>
    /// <param name="mu">μ, 0 ≤ μ &lt; P.</param>
    /// <exception cref="ArgumentOutOfRangeException">μ lies outside its range.</exception>
    public ReadOnlySpan<T> Pattern(int mu)
    {
        RequirePattern(mu);
        return _rows.Values.Span.Slice(mu * Dimension, Dimension);
    }

    /// <summary>x_μ as a new array, shape [N].</summary>
    internal T[] CopyOf(int mu)
    {
        using HeldPatterns<T> held = Hold();
        return held[mu].ToArray();
    }

    /// <summary>‖x_μ‖, the Euclidean norm of a pattern. Cost: O(N).</summary>
    /// <param name="mu">μ, 0 ≤ μ &lt; P.</param>
    /// <exception cref="ArgumentOutOfRangeException">μ lies outside its range.</exception>
    public double Norm(int mu)
    {
        RequirePattern(mu);
        using HeldPatterns<T> held = Hold();
        return Kernels.Norm.Of(held[mu]);
    }

    /// <summary>
    /// Δ_μ = x_μ·x_μ − max_{ν≠μ} x_μ·x_ν, how far a pattern stands apart from the others. It is negative where another pattern
    /// is more similar to x_μ than x_μ itself (a longer vector in nearly the same direction), and +∞ for a single pattern. Cost: O(P·N).
    /// </summary>
    /// <param name="mu">μ, 0 ≤ μ &lt; P.</param>
    /// <exception cref="ArgumentOutOfRangeException">μ lies outside its range.</exception>
    public double Separation(int mu)
    {
        RequirePattern(mu);
        using HeldPatterns<T> held = Hold();
        double closest = double.NegativeInfinity;
        for (int nu = 0; nu < PatternCount; nu++)
        {
            if (nu != mu) closest = Math.Max(closest, Dot.Precise(held[mu], held[nu]));
        }
        return Dot.Precise(held[mu], held[mu]) - closest;
    }

    /// <summary>(1/P) Σ_μ x_μ, the average pattern, shape [N]. Cost: O(P·N).</summary>
    public T[] Mean()
    {
        var sums = new double[Dimension];
        using HeldPatterns<T> held = Hold();
        for (int mu = 0; mu < PatternCount; mu++)
        {
            ReadOnlySpan<T> pattern = held[mu];
            for (int i = 0; i < sums.Length; i++) sums[i] += double.CreateTruncating(pattern[i]);
        }
        return Array.ConvertAll(sums, sum => T.CreateTruncating(sum / PatternCount));
    }

    /// <summary>Each pattern minus the average of its own entries, as a new set: a picture's 0 then means "as bright as the picture", no longer "black".</summary>
    public PatternSet<T> Centred() => Each(pattern =>
    {
        double average = pattern.Average(entry => double.CreateTruncating(entry));
        return Array.ConvertAll(pattern, entry => T.CreateTruncating(double.CreateTruncating(entry) - average));
    });

    /// <summary>Each pattern scaled to one norm, as a new set: then none is similar to everything only because it is long.</summary>
    /// <param name="norm">The Euclidean norm of every pattern, above 0 and at most 10¹⁰.</param>
    /// <exception cref="ArgumentOutOfRangeException">The norm lies outside its range.</exception>
    /// <exception cref="InvalidOperationException">A pattern has only zeros, and so no direction.</exception>
    public PatternSet<T> Normalised(double norm = 1)
    {
        if (!(norm > 0 && norm <= Require.MaxMagnitude))
            throw new ArgumentOutOfRangeException(nameof(norm), norm, "Expected a norm above 0 and at most 1e10.");
        return Each(pattern =>
        {
            double length = Kernels.Norm.Of<T>(pattern);
            if (length == 0) throw new InvalidOperationException("A pattern has only zeros; no factor gives it a norm.");
            return Array.ConvertAll(pattern, entry => T.CreateTruncating(double.CreateTruncating(entry) / length * norm));
        });
    }

    /// <summary>Every pattern in turn, each as a new array.</summary>
    public IEnumerator<T[]> GetEnumerator()
    {
        for (int mu = 0; mu < PatternCount; mu++) yield return CopyOf(mu);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Every pattern changed in the same way, as a new set.</summary>
    internal PatternSet<T> Each(Func<T[], T[]> change) => PatternSet.From([.. this.Select(change)]);

    /// <summary>X as an array, shape [P, N].</summary>
    public T[,] ToArray()
    {
        var rows = new T[PatternCount, Dimension];
        using HeldPatterns<T> held = Hold();
        held.Values.CopyTo(MemoryMarshal.CreateSpan(ref rows[0, 0], rows.Length));
        return rows;
    }

    /// <summary>The largest distance of a pattern from their mean: how far apart they are, wherever they lie. Cost: O(P·N).</summary>
    internal double Spread()
    {
        double[] mean = Array.ConvertAll(Mean(), double.CreateTruncating);
        double largest = 0;
        foreach (T[] pattern in this) largest = Math.Max(largest, Distance.Between<double>(Array.ConvertAll(pattern, double.CreateTruncating), mean));
        return largest;
    }

    private void RequirePattern(int mu)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mu);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(mu, PatternCount);
    }
}
