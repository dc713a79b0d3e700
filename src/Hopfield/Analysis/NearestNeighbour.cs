using System.Numerics;
using System.Numerics.Tensors;

namespace Hopfield;

/// <summary>The baseline of every memory: compare the query with all stored patterns and take the closest.</summary>
/// <remarks>It needs all P patterns at recall and O(P·N/64) work, and it never invents a state that was not stored.</remarks>
public static class NearestNeighbour
{
    /// <summary>The stored pattern with the smallest Hamming distance to the query; of several equally close ones the first.</summary>
    /// <param name="patterns">X, shape [P, N].</param>
    /// <param name="query">ξ, shape [N], entries ±1.</param>
    /// <param name="known">The units that are compared; left out: all. For a query of which only a part is known.</param>
    /// <returns>μ and the number of differing units among those compared.</returns>
    /// <exception cref="ArgumentException">The query is not of length N, an entry is not ±1, or a known unit does not exist.</exception>
    public static (int Mu, int Distance) Find(BinaryPatterns patterns, ReadOnlySpan<sbyte> query, IReadOnlyCollection<int>? known = null)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        Bipolar.Require(query, patterns.Dimension, nameof(query));
        foreach (int unit in known ?? [])
        {
            if (unit < 0 || unit >= patterns.Dimension)
                throw new ArgumentException($"Expected units from 0 to {patterns.Dimension - 1}, got {unit}.", nameof(known));
        }
        (int Mu, int Distance) best = (0, int.MaxValue);
        for (int mu = 0; mu < patterns.PatternCount; mu++)
        {
            int distance = known is null ? patterns.HammingDistance(mu, query) : DistanceAmong(patterns, mu, query, known);
            if (distance < best.Distance) best = (mu, distance);
        }
        return best;
    }

    /// <summary>The stored pattern with the smallest Euclidean distance to the query; of several equally close ones the first. Cost: O(P·N).</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="patterns">X, shape [P, N].</param>
    /// <param name="query">ξ, shape [N], finite.</param>
    /// <returns>μ and the distance.</returns>
    /// <exception cref="ArgumentException">The query is not of length N, or not finite.</exception>
    public static (int Mu, double Distance) Find<T>(PatternSet<T> patterns, ReadOnlySpan<T> query)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(patterns);
        Require.Values(query, patterns.Dimension, nameof(query));
        (int Mu, double Distance) best = (0, double.PositiveInfinity);
        using HeldPatterns<T> held = patterns.Hold();
        for (int mu = 0; mu < patterns.PatternCount; mu++)
        {
            double distance = double.CreateTruncating(TensorPrimitives.Distance(held[mu], query));
            if (distance < best.Distance) best = (mu, distance);
        }
        return best;
    }

    /// <inheritdoc cref="Find{T}(PatternSet{T}, ReadOnlySpan{T})"/>
    public static (int Mu, double Distance) Find<T>(PatternSet<T> patterns, T[] query)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Find(patterns, (ReadOnlySpan<T>)query);

    /// <summary>The closest stored pattern itself.</summary>
    /// <inheritdoc cref="Find(BinaryPatterns, ReadOnlySpan{sbyte}, IReadOnlyCollection{int})"/>
    /// <returns>A copy of the pattern, shape [N].</returns>
    public static sbyte[] Recall(BinaryPatterns patterns, ReadOnlySpan<sbyte> query, IReadOnlyCollection<int>? known = null) =>
        patterns.Pattern(Find(patterns, query, known).Mu);

    private static int DistanceAmong(BinaryPatterns patterns, int mu, ReadOnlySpan<sbyte> query, IReadOnlyCollection<int> known)
    {
        int distance = 0;
        foreach (int unit in known) distance += patterns[mu, unit] != query[unit] ? 1 : 0;
        return distance;
    }
}
