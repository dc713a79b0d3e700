namespace Hopfield.Cluster;

/// <summary>What a memory on many machines answers, and how much of it spoke.</summary>
/// <typeparam name="T">The answer.</typeparam>
/// <param name="Value">The answer of the patterns that spoke: exactly what a memory of these alone would say.</param>
/// <param name="Share">The share of the memory's patterns that spoke, by their number; 1 when all did. Of a recall with several updates, the least.</param>
/// <param name="Missing">The shards that did not speak, with the reason.</param>
public sealed record ClusterAnswer<T>(T Value, double Share, IReadOnlyList<MissingShard> Missing)
{
    /// <summary>True when every shard spoke.</summary>
    public bool IsWhole => Missing.Count == 0;
}

/// <summary>A shard that did not answer in time.</summary>
/// <param name="Shard">Its number.</param>
/// <param name="PatternCount">How many patterns it held when it was last heard of.</param>
/// <param name="Reason">What came of the last attempt.</param>
public sealed record MissingShard(int Shard, long PatternCount, string Reason);

/// <summary>Part of the memory did not speak, and the caller wants all of it or nothing; or nothing of it spoke.</summary>
/// <param name="share">The share that spoke.</param>
/// <param name="missing">The shards that did not.</param>
public sealed class MissingShardsException(double share, IReadOnlyList<MissingShard> missing) : TimeoutException(
    $"{missing.Count} shards did not answer in time; {share:P1} of the patterns spoke. "
    + string.Join(" ", missing.Take(3).Select(shard => $"Shard {shard.Shard}: {shard.Reason}")))
{
    /// <summary>The share of the patterns that spoke.</summary>
    public double Share { get; } = share;

    /// <summary>The shards that did not.</summary>
    public IReadOnlyList<MissingShard> Missing { get; } = missing;
}

/// <summary>The name of a pattern, for as long as it is stored; never given again.</summary>
/// <param name="Shard">The shard that holds it.</param>
/// <param name="Number">Its number there: the row of the file or matrix that the memory was stored from; added patterns follow, each shard counting for itself.</param>
public readonly record struct PatternKey(int Shard, long Number);

/// <summary>A stored pattern as a query sees it.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Similarity">z_μ = x_μ·ξ.</param>
public readonly record struct ClusterMatch(PatternKey Key, double Similarity);

/// <summary>How a memory on many machines is asked.</summary>
public sealed record ClusterOptions
{
    /// <summary>
    /// How long one round of questions (an update, a search, a change) waits for its shards. What failed is asked again until then: a silo that was
    /// lost is found out after some seconds, as the cluster's membership options say, and its shards come back elsewhere. One attempt lasts as long
    /// as Orleans' response timeout, which must exceed the longest answer.
    /// </summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>True: when shards are missing at the deadline, the others answer and <see cref="ClusterAnswer{T}.Share"/> says how much of the memory they
    /// are. False: a <see cref="MissingShardsException"/>.</summary>
    public bool AllowsMissing { get; init; }
}
