using System.Numerics;

namespace Hopfield;

/// <summary>How widely an attention head looks: the four operating classes, by the number k of patterns that carry most of its weight.</summary>
/// <remarks>Source: Ramsauer et al., "Hopfield Networks is All You Need", ICLR 2021, which uses 90 % of the mass and the median over queries.</remarks>
public enum HeadClass
{
    /// <summary>Class I: k &gt; P/2, an average over nearly everything.</summary>
    VeryLarge,

    /// <summary>Class II: P/8 &lt; k ≤ P/2, a large metastable state.</summary>
    Large,

    /// <summary>Class III: P/32 &lt; k ≤ P/8, a medium metastable state.</summary>
    Medium,

    /// <summary>Class IV: k ≤ P/32, a small metastable state or a single pattern.</summary>
    Small,
}

/// <summary>What one head does, from its attention matrix.</summary>
/// <param name="Counts">k of each query, shape [S].</param>
/// <param name="KeyCount">P, the number of patterns (keys) that a query chooses among.</param>
/// <param name="Median">The median of the counts; the mean of the two middle ones when S is even.</param>
/// <param name="Class">The operating class of the median.</param>
public sealed record HeadMeasure(int[] Counts, int KeyCount, double Median, HeadClass Class)
{
    /// <summary>Measures a head.</summary>
    /// <typeparam name="T">The type of the weights.</typeparam>
    /// <param name="attention">Attention weights, one query a row, shape [S, P]; every row non-negative with sum 1 (to 10⁻³).</param>
    /// <param name="mass">The share of the weight that k patterns must carry, in (0, 1].</param>
    /// <exception cref="ArgumentException">There is no row or no column, or a row is not a distribution.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The mass is not in (0, 1].</exception>
    public static HeadMeasure Of<T>(T[,] attention, double mass = 0.9)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(attention);
        int queries = attention.GetLength(0), keys = attention.GetLength(1);
        if (queries == 0 || keys == 0) throw new ArgumentException($"Expected a matrix of at least one row and one column, got {queries} × {keys}.", nameof(attention));
        var counts = new int[queries];
        var row = new T[keys];
        for (int s = 0; s < queries; s++)
        {
            for (int mu = 0; mu < keys; mu++) row[mu] = attention[s, mu];
            counts[s] = PatternsForMass<T>(row, mass);
        }
        return Of(counts, keys);
    }

    /// <summary>Measures a head from counts that were collected elsewhere, for example over many inputs.</summary>
    /// <param name="counts">k of each query, at least one, each from 1 to P.</param>
    /// <param name="keyCount">P ≥ 1.</param>
    /// <exception cref="ArgumentException">There is no count, or one lies outside 1 … P.</exception>
    /// <exception cref="ArgumentOutOfRangeException">P is below 1.</exception>
    public static HeadMeasure Of(IReadOnlyCollection<int> counts, int keyCount)
    {
        Require.NotEmpty(counts);
        Require.AtLeast(keyCount, 1);
        int[] sorted = [.. counts.Order()];
        if (sorted[0] < 1 || sorted[^1] > keyCount)
            throw new ArgumentException($"Expected counts from 1 to {keyCount}, got {(sorted[0] < 1 ? sorted[0] : sorted[^1])}.", nameof(counts));
        double median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2.0;
        return new([.. counts], keyCount, median, Classify(median, keyCount));
    }

    /// <summary>k, the smallest number of patterns whose weights together reach a given share of the whole.</summary>
    /// <typeparam name="T">The type of the weights.</typeparam>
    /// <param name="weights">p, shape [P], non-negative, with sum 1 (to 10⁻³, which half precision keeps).</param>
    /// <param name="mass">The share, in (0, 1].</param>
    /// <returns>
    /// k between 1 and P: 461 for uniform weights over 512 patterns and a share of 0.9, 1 for a one-hot row. Ties do not matter, because k counts
    /// patterns and names none. A sum that misses the share by no more than the rounding of its weights (relatively, the last bit of
    /// <typeparamref name="T"/>) has reached it, so that ten equal weights need nine for 0.9 in every precision.
    /// </returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative or not finite, or their sum is not 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share is not in (0, 1].</exception>
    public static int PatternsForMass<T>(ReadOnlySpan<T> weights, double mass = 0.9)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!(mass > 0 && mass <= 1)) throw new ArgumentOutOfRangeException(nameof(mass), mass, $"Expected a share in (0, 1], got {mass}.");
        double[] sorted = Distribution(weights);
        Array.Sort(sorted, static (a, b) => b.CompareTo(a));
        double needed = mass * sorted.Sum();
        double rounding = double.CreateTruncating(T.BitIncrement(T.One) - T.One) + weights.Length * Math.ScaleB(1, -52);
        double sum = 0;
        int k = 0;
        while (k < sorted.Length && (k == 0 || sum < needed * (1 - rounding))) sum += sorted[k++];
        return k;
    }

    /// <summary>The class of a head whose queries need k patterns. A value on a boundary belongs to the smaller class.</summary>
    /// <param name="patterns">k (or a median of several), between 1 and P.</param>
    /// <param name="keyCount">P ≥ 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">P is below 1, or k is not between 1 and P.</exception>
    public static HeadClass Classify(double patterns, int keyCount)
    {
        Require.AtLeast(keyCount, 1);
        Require.Within(patterns, 1, keyCount);
        return patterns > keyCount / 2.0 ? HeadClass.VeryLarge
            : patterns > keyCount / 8.0 ? HeadClass.Large
            : patterns > keyCount / 32.0 ? HeadClass.Medium
            : HeadClass.Small;
    }

    /// <summary>k_eff = exp(−Σ p ln p), the effective number of patterns in a distribution, between 1 and P.</summary>
    /// <typeparam name="T">The type of the weights.</typeparam>
    /// <param name="weights">p, shape [P], non-negative, with sum 1 (to 10⁻³).</param>
    /// <exception cref="ArgumentException">There is no weight, one is negative or not finite, or their sum is not 1.</exception>
    public static double EffectivePatternCount<T>(ReadOnlySpan<T> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] p = Distribution(weights);
        double total = p.Sum(), entropy = 0;
        foreach (double value in p)
            if (value > 0) entropy -= value / total * Math.Log(value / total);
        return Math.Exp(entropy);
    }

    private static double[] Distribution<T>(ReadOnlySpan<T> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (weights.IsEmpty) throw new ArgumentException("Expected at least one weight, got none.", nameof(weights));
        var p = new double[weights.Length];
        double sum = 0;
        for (int mu = 0; mu < p.Length; mu++)
        {
            p[mu] = double.CreateTruncating(weights[mu]);
            if (!(p[mu] >= 0) || !double.IsFinite(p[mu]))
                throw new ArgumentException($"Expected non-negative, finite weights, got {p[mu]} at index {mu}.", nameof(weights));
            sum += p[mu];
        }
        return Math.Abs(sum - 1) <= 1e-3 ? p : throw new ArgumentException($"Expected weights with sum 1, got {sum}.", nameof(weights));
    }
}
