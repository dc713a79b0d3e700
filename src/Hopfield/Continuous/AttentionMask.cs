using System.Numerics;

namespace Hopfield;

/// <summary>Which stored patterns each query may attend to, and how much it is drawn to them beforehand.</summary>
/// <remarks>
/// <para>A mask is added to the scores β z: −∞ forbids, 0 changes nothing, other values favour or disfavour. It is added again at every
/// update. A query that may attend to nothing gets the zero vector as its answer (and zero weights), not NaN.</para>
/// <para>Libraries disagree on whether "true" allows or forbids, so the two doors here have names. Immutable and thread-safe.</para>
/// </remarks>
public sealed class AttentionMask
{
    private readonly double[] _scores;

    private AttentionMask(double[] scores, int heads, int queryCount, int patternCount, string name)
    {
        Require.Any(scores.Length, name);
        (_scores, Heads, QueryCount, PatternCount) = (scores, heads, queryCount, patternCount);
    }

    /// <summary>The number of heads the mask tells apart; 1 means the same mask for every head.</summary>
    public int Heads { get; }

    /// <summary>S, the number of queries.</summary>
    public int QueryCount { get; }

    /// <summary>P, the number of stored patterns.</summary>
    public int PatternCount { get; }

    /// <summary>True means: this query may attend to this pattern.</summary>
    /// <param name="allowed">Shape [S, P], for all heads.</param>
    /// <exception cref="ArgumentException">The mask is empty.</exception>
    public static AttentionMask Allow(bool[,] allowed) => FromFlags(allowed, allowing: true, nameof(allowed));

    /// <summary>True means: this query must not attend to this pattern.</summary>
    /// <param name="forbidden">Shape [S, P], for all heads.</param>
    /// <exception cref="ArgumentException">The mask is empty.</exception>
    public static AttentionMask Forbid(bool[,] forbidden) => FromFlags(forbidden, allowing: false, nameof(forbidden));

    /// <summary>Values that are added to the scores β z of all heads.</summary>
    /// <param name="scores">Shape [S, P], at most 10¹⁰; −∞ forbids.</param>
    /// <exception cref="ArgumentException">The mask is empty, or an entry is NaN or above 10¹⁰.</exception>
    public static AttentionMask Add(double[,] scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return new AttentionMask(Checked(scores, nameof(scores)), 1, scores.GetLength(0), scores.GetLength(1), nameof(scores));
    }

    /// <summary>Values that are added to the scores β z, for each head its own.</summary>
    /// <param name="scores">Shape [H, S, P], at most 10¹⁰; −∞ forbids.</param>
    /// <exception cref="ArgumentException">The mask is empty, or an entry is NaN or above 10¹⁰.</exception>
    public static AttentionMask Add(double[,,] scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return new AttentionMask(Checked(scores, nameof(scores)), scores.GetLength(0), scores.GetLength(1), scores.GetLength(2), nameof(scores));
    }

    /// <summary>Query s may attend to the patterns 0 … s: what a transformer that writes text uses.</summary>
    /// <param name="length">S = P ≥ 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is below 1.</exception>
    public static AttentionMask Causal(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        var scores = new double[length * length];
        for (int s = 0; s < length; s++) scores.AsSpan(s * length + s + 1, length - s - 1).Fill(double.NegativeInfinity);
        return new AttentionMask(scores, 1, length, length, nameof(length));
    }

    /// <summary>Adds the mask, in units of 1/β, to the similarities of one query, so that β z holds its scores.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="z">Similarities, shape [P].</param>
    /// <param name="head">0 ≤ h &lt; H; any, where all heads have the same mask.</param>
    /// <param name="query">0 ≤ s &lt; S.</param>
    /// <param name="beta">β.</param>
    /// <exception cref="ArgumentException">There are not P similarities.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such head or query.</exception>
    public void AddTo<T>(Span<T> z, int head, int query, T beta)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require.Length(z.Length, PatternCount, nameof(z));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)query, (uint)QueryCount, nameof(query));
        if (Heads > 1) ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)head, (uint)Heads, nameof(head));
        int row = (Heads == 1 ? 0 : head) * QueryCount + query;
        ReadOnlySpan<double> scores = _scores.AsSpan(row * PatternCount, PatternCount);
        for (int mu = 0; mu < z.Length; mu++) z[mu] += T.CreateTruncating(scores[mu]) / beta;
    }

    private static AttentionMask FromFlags(bool[,] flags, bool allowing, string name)
    {
        ArgumentNullException.ThrowIfNull(flags, name);
        var scores = new double[flags.Length];
        int next = 0;
        foreach (bool flag in flags) scores[next++] = flag == allowing ? 0 : double.NegativeInfinity;
        return new AttentionMask(scores, 1, flags.GetLength(0), flags.GetLength(1), name);
    }

    private static double[] Checked(Array scores, string name)
    {
        var values = new double[scores.Length];
        Buffer.BlockCopy(scores, 0, values, 0, sizeof(double) * values.Length);
        foreach (double value in values)
        {
            if (!(value <= Require.MaxMagnitude)) throw new ArgumentException($"Expected entries of at most 1e10, or −∞, got {value}.", name);
        }
        return values;
    }
}
