using Orleans;
using Orleans.Concurrency;

namespace Hopfield.Cluster;

/// <summary>A part of a memory, on one of the silos: it holds rows and answers for them. <see cref="ClusterMemory"/> is who asks.</summary>
/// <remarks>
/// <para>Key: the number of the shard, and the memory's name. Questions are answered side by side, also while the shard changes: each sees the rows
/// before a change or after it. One question works on one thread, so a cluster is busy with as many shards as it has processors.</para>
/// <para>The state names files and rows of them; it lies in the grain storage <see cref="ClusterMemory.StorageName"/>. When a silo is lost, the
/// next question brings its shards back on another one, at the cost of reading their rows once. A shard that finds no state refuses to answer.</para>
/// </remarks>
[Alias("Hopfield.Cluster.IPatternShard")]
public interface IPatternShard : IGrainWithIntegerCompoundKey
{
    /// <summary>What the shard holds.</summary>
    /// <param name="cancellationToken">Asks to stop.</param>
    [AlwaysInterleave, Alias("DescribeAsync")]
    Task<ShardInfo> DescribeAsync(CancellationToken cancellationToken);

    /// <summary>What its patterns know of the next states: largest score, Σ exp(β z_μ) and Σ exp(β z_μ) x_μ of each. Cost: O(S·P·N).</summary>
    /// <param name="states">S states, shape [S, N].</param>
    /// <param name="beta">β.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    [AlwaysInterleave, Alias("PartialsAsync")]
    Task<ShardAnswer<PartialAnswer[]>> PartialsAsync(Immutable<float[]> states, float beta, CancellationToken cancellationToken);

    /// <summary>Its patterns that are most similar to each state. Cost: O(S·P·N).</summary>
    /// <param name="states">S states, shape [S, N].</param>
    /// <param name="count">How many of each, at least 1; a shard with fewer gives all.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    [AlwaysInterleave, Alias("NearestAsync")]
    Task<ShardAnswer<ShardMatches>> NearestAsync(Immutable<float[]> states, int count, CancellationToken cancellationToken);

    /// <summary>Begins a memory: takes rows of a file, or none.</summary>
    /// <param name="layout">The memory.</param>
    /// <param name="rows">The rows; null where they will be added.</param>
    /// <param name="firstNumber">The number of the first of them.</param>
    /// <param name="nextNumber">The number of the pattern that is added next.</param>
    /// <exception cref="InvalidOperationException">A memory of this name is stored already.</exception>
    [Alias("StoreAsync")]
    Task<ShardInfo> StoreAsync(ShardLayout layout, FileRows? rows, long firstNumber, long nextNumber);

    /// <summary>Says to the first shard that all have taken their rows: only now the memory can be opened.</summary>
    /// <param name="memory">The memory.</param>
    [Alias("FinishAsync")]
    Task<ShardInfo> FinishAsync(Guid memory);

    /// <summary>Adds patterns. Cost: that of writing them, now and then of a part of the shard beside.</summary>
    /// <param name="change">Names the change: one that comes again is not made again.</param>
    /// <param name="rows">The patterns, shape [count, N].</param>
    /// <returns>The number of the first; the others follow.</returns>
    [Alias("AddAsync")]
    Task<ShardAnswer<long>> AddAsync(Guid change, Immutable<float[]> rows);

    /// <summary>Removes patterns; those that are gone already do no harm. Cost: that of reading the shard.</summary>
    /// <param name="numbers">Their numbers.</param>
    /// <returns>How many were there.</returns>
    [Alias("RemoveAsync")]
    Task<ShardAnswer<int>> RemoveAsync(long[] numbers);

    /// <summary>Ends the shard: its state and the files that it wrote are deleted, files that it was given stay.</summary>
    /// <param name="memory">The memory: a shard of another one stays.</param>
    [Alias("DeleteAsync")]
    Task DeleteAsync(Guid memory);
}
