namespace Hopfield;

/// <summary>An associative memory whose weights join sets of units: pairs as in the classical network, triangles, tetrahedra and beyond.</summary>
/// <remarks>
/// <para>Weight of a set σ: w_σ = (1/N) Σ_μ Π_{i∈σ} x_μi. Energy: E(ξ) = −Σ_σ w_σ Π_{i∈σ} ξ_i.
/// Local field: h_i = Σ_{σ∋i} w_σ Π_{j∈σ, j≠i} ξ_j, so that flipping unit i changes E by 2 ξ_i h_i. With all pairs it is the network of Hebb's rule.</para>
/// <para>Weights are integers times 1/N, so fields and energies are exact. A set of k units is called a (k − 1)-simplex in the literature.</para>
/// <para>Source: T. F. Burns and T. Fukai, "Simplicial Hopfield networks", ICLR 2023.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed partial class SimplicialNetwork : BipolarModel
{
    private readonly ISimplexSum _sum;
    private readonly BinaryPatterns _patterns;
    private readonly IEnumerable<int[]> _sets;

    private SimplicialNetwork(ISimplexSum sum, BinaryPatterns patterns, IEnumerable<int[]> sets, int dimension, Int128 weightCount)
    {
        (_sum, _patterns, _sets) = (sum, patterns, sets);
        Dimension = dimension;
        WeightCount = weightCount;
    }

    /// <summary>Joins the given sets of units: a random choice, a mixture of sizes, or any list of yours.</summary>
    /// <param name="patterns">X, shape [P, N].</param>
    /// <param name="sets">Each set once: two or more different units. See <see cref="Simplices"/>.</param>
    /// <exception cref="ArgumentException">There is no set, a set has fewer than two units, names a unit twice or one that does not exist, or comes twice.</exception>
    public static SimplicialNetwork From(BinaryPatterns patterns, IEnumerable<int[]> sets)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        ArgumentNullException.ThrowIfNull(sets);
        var seen = new HashSet<int[]>(SameUnits.Instance);
        var list = new List<int[]>();
        foreach (int[] given in sets)
        {
            ArgumentNullException.ThrowIfNull(given, nameof(sets));
            int[] set = [.. given.Distinct().Order()];
            if (set.Length != given.Length || set.Length < 2)
                throw new ArgumentException($"Expected sets of two or more different units, got {{{string.Join(", ", given)}}}.", nameof(sets));
            if (set[0] < 0 || set[^1] >= patterns.Dimension)
                throw new ArgumentException($"Expected units from 0 to {patterns.Dimension - 1}, got {{{string.Join(", ", given)}}}.", nameof(sets));
            if (!seen.Add(set))
                throw new ArgumentException($"Expected each set once, got {{{string.Join(", ", set)}}} twice.", nameof(sets));
            list.Add(set);
        }
        if (list.Count == 0) throw new ArgumentException("Expected at least one set of units, got none.", nameof(sets));
        return Listed(patterns, [.. list]);
    }

    /// <inheritdoc cref="From(BinaryPatterns, IEnumerable{int[]})"/>
    public static SimplicialNetwork Store(BinaryPatterns patterns, IEnumerable<int[]> sets) => From(patterns, sets);

    /// <summary>Joins a random choice of sets of one size, as thin or as dense as asked for.</summary>
    /// <param name="patterns">X, shape [P, N].</param>
    /// <param name="size">Units per set, from 2 to N: 2 for a diluted network of pairs, 3 for triangles.</param>
    /// <param name="inputsPerUnit">
    /// In how many sets a unit takes part on average, positive: its field is a sum of so many terms. round(N · inputs / size) sets are drawn, and a
    /// single unit has more or fewer of them by about the square root of that number.
    /// </param>
    /// <param name="seed">Equal seeds give equal sets.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size lies outside its range, or there are no or not so many sets.</exception>
    public static SimplicialNetwork Random(BinaryPatterns patterns, int size, double inputsPerUnit, int seed)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        Require.PositiveFinite(inputsPerUnit);
        double count = Math.Round(patterns.Dimension * inputsPerUnit / size);
        if (!(count >= 1 && count <= int.MaxValue))
            throw new ArgumentOutOfRangeException(nameof(inputsPerUnit), inputsPerUnit, $"Expected inputs that make 1 to {int.MaxValue} sets, got {count}.");
        int[][] sets = Simplices.Random(patterns.Dimension, size, (int)count, seed);
        return Listed(patterns, sets);
    }

    /// <summary>Joins all sets of the given sizes, for example all triangles. No weight is stored: the sum over the sets depends on the overlaps alone.</summary>
    /// <param name="patterns">X, shape [P, N].</param>
    /// <param name="sizes">Units per set, different numbers from 2 to N: 3 for all triangles; 2 and 3 for all pairs and triangles.</param>
    /// <exception cref="ArgumentException">There is no size, one comes twice, lies outside 2 … N, or has more sets than 64-bit integers can count.</exception>
    public static SimplicialNetwork All(BinaryPatterns patterns, params int[] sizes)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        ArgumentNullException.ThrowIfNull(sizes);
        int n = patterns.Dimension;
        if (sizes.Length == 0) throw new ArgumentException("Expected at least one size, got none.", nameof(sizes));
        if (sizes.Distinct().Count() < sizes.Length) throw new ArgumentException("Expected each size once.", nameof(sizes));
        Int128 count = 0;
        foreach (int size in sizes)
        {
            if (size < 2 || size > n) throw new ArgumentException($"Expected sizes from 2 to {n}, got {size}.", nameof(sizes));
            count += Simplices.Count(n, size);
            if (!AreCountable(count, patterns.PatternCount))
                throw new ArgumentException($"Expected sizes whose sets can be counted in 64 bits, got {size} of {n} units.", nameof(sizes));
        }
        return new SimplicialNetwork(new AllSimplices(patterns, sizes), patterns, sizes.SelectMany(size => Simplices.All(n, size)), n, count);
    }

    /// <inheritdoc/>
    public override int Dimension { get; }

    /// <summary>True: every update of a single unit lowers the energy or leaves it.</summary>
    public override bool HasEnergy => true;

    /// <summary>The number of sets, each with one weight.</summary>
    public Int128 WeightCount { get; }

    /// <summary>The sets, each with its weight w_σ, one after the other. Cost: O(P) for each that is asked for.</summary>
    public IEnumerable<(int[] Units, double Weight)> Weights() =>
        _sets.Select(set => ((int[])[.. set], _patterns.Sum(x => set.Aggregate(1, (product, unit) => product * x[unit])) / (double)Dimension));

    /// <inheritdoc/>
    public override BipolarState Begin(ReadOnlySpan<sbyte> state)
    {
        Bipolar.Require(state, Dimension, nameof(state));
        return _sum.Begin(state);
    }

    // Whether twice a sum over the sets of all patterns fits 64 bits.
    private static bool AreCountable(Int128 sets, int patterns) => sets <= long.MaxValue / 4 / patterns;

    private static SimplicialNetwork Listed(BinaryPatterns patterns, int[][] sets) =>
        new(new ListedSimplices(patterns, sets), patterns, sets, patterns.Dimension, sets.Length);
}

/// <summary>A sum over simplices in one of its two forms: a list of sets, or all sets of some sizes.</summary>
internal interface ISimplexSum
{
    BipolarState Begin(ReadOnlySpan<sbyte> state);

    /// <summary>The same sets with one pattern more, which the given set already holds.</summary>
    ISimplexSum Add(BinaryPatterns more, ReadOnlySpan<sbyte> pattern);

    /// <summary>The same sets with one pattern less, which the given set no longer holds.</summary>
    ISimplexSum Remove(BinaryPatterns fewer, int mu, ReadOnlySpan<sbyte> pattern);

    /// <summary>Writes which sets they are.</summary>
    void Write(ModelWriter writer);
}
