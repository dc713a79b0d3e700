using Orleans;

namespace Hopfield.Cluster;

/// <summary>A continuous memory whose patterns lie on many machines: <see cref="ContinuousHopfield{T}"/> with <see cref="SeparationFunction.Softmax"/>, in shards.</summary>
/// <remarks>
/// <para>Update: ξ ← Xᵀ softmax(β Xξ), where X has shape [P, N] and its rows lie in shards, each a grain on one of the cluster's silos. A round of
/// questions is one message to every shard and one back, whatever the number of states S in the batch: S·N numbers there, and S·(N + 3) back. Parts are
/// merged as <see cref="PartialAnswer.Merge"/> does, in a tree whose shape does not depend on who answers first: k shards add ⌈log₂ k⌉ roundings in double
/// precision to what each has rounded itself. So the answer does not depend on the number of shards, beyond rounding.</para>
/// <para>This is a handle that any client or grain can open; it holds no patterns. Several may ask and change one memory at once: an answer is that of
/// every shard's patterns at some moment between question and answer, at least as new as what this handle has seen. Thread-safe.</para>
/// <para>Patterns are single precision. The shards read their files through <see cref="NpyFile.Map{T}(string, Range?)"/>: a shard may be larger than
/// the memory of its machine, at most 2³¹ − 1 numbers.</para>
/// </remarks>
public sealed partial class ClusterMemory
{
    /// <summary>The name of the grain storage that keeps what shards need to come back: which rows of which files are theirs.</summary>
    public const string StorageName = ShardState.StorageName;

    private const int MostEntries = 1 << 20; // of rows in one message: 5 MB

    private readonly IPatternShard[] _shards;
    private readonly ShardInfo?[] _known;
    private readonly ClusterOptions _options;

    private ClusterMemory(string name, double beta, ClusterOptions? options, IEnumerable<IPatternShard> shards)
    {
        if (!(beta >= 1e-10 && beta <= 1e10))
            throw new ArgumentOutOfRangeException(nameof(beta), beta, "Expected an inverse temperature β between 1e-10 and 1e10.");
        (Name, Beta, _options, _shards) = (name, (float)beta, options ?? new ClusterOptions(), [.. shards]);
        _known = new ShardInfo?[_shards.Length];
    }

    /// <summary>The memory's name in the cluster.</summary>
    public string Name { get; }

    /// <summary>β, the inverse temperature with which this handle asks.</summary>
    public float Beta { get; }

    /// <summary>N, the number of units.</summary>
    public int Dimension => Heard(0).Layout.Dimension;

    /// <summary>The number of shards.</summary>
    public int ShardCount => _shards.Length;

    /// <summary>P, the number of stored patterns, as this handle heard last.</summary>
    public long PatternCount => Enumerable.Range(0, ShardCount).Sum(shard => (long)Heard(shard).PatternCount);

    /// <summary>M = max_μ ‖x_μ‖, the largest norm of a pattern, as this handle heard last.</summary>
    public double MaxNorm => Enumerable.Range(0, ShardCount).Max(shard => Heard(shard).MaxNorm);

    /// <summary>Opens a memory that is stored.</summary>
    /// <param name="grains">The cluster: a client, or a grain's own factory.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="beta">Inverse temperature, 10⁻¹⁰ ≤ β ≤ 10¹⁰.</param>
    /// <param name="options">How it is asked.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <exception cref="ArgumentException">The name has other letters than a name may have.</exception>
    /// <exception cref="ArgumentOutOfRangeException">β lies outside its range.</exception>
    /// <exception cref="InvalidOperationException">There is no such memory, it is not stored to its end, or what the shards need to come back is lost.</exception>
    /// <exception cref="TimeoutException">A shard did not answer in time: how large the memory is, all must say.</exception>
    public static async Task<ClusterMemory> OpenAsync(
        IGrainFactory grains, string name, double beta, ClusterOptions? options = null, CancellationToken cancellationToken = default)
    {
        ShardInfo first = await new ClusterMemory(name, beta, options, Shards(grains, name, 1)).DescribeAsync(0, cancellationToken);
        if (!first.IsStored) throw new InvalidOperationException($"The memory '{name}' is not stored to its end.");
        var memory = new ClusterMemory(name, beta, options, Shards(grains, name, first.Layout.ShardCount));
        ShardInfo[] infos = await Task.WhenAll(Enumerable.Range(0, memory.ShardCount).Select(shard => memory.DescribeAsync(shard, cancellationToken)));
        return infos.All(info => info.Layout == first.Layout)
            ? memory
            : throw new InvalidOperationException($"The shards of '{name}' belong to different memories: two were stored under this name at the same time.");
    }

    /// <summary>Stores a memory whose rows lie in files: nothing is copied, every shard maps its own. Cost: the files are read once.</summary>
    /// <param name="grains">The cluster: a client, or a grain's own factory.</param>
    /// <param name="name">Its name there: ASCII letters, digits, '-' and '_'.</param>
    /// <param name="rows">One shard for each; see <see cref="FileRows.Split"/>. The files lie where every silo reads them, and never change.</param>
    /// <param name="beta">Inverse temperature, 10⁻¹⁰ ≤ β ≤ 10¹⁰.</param>
    /// <param name="options">How it is asked.</param>
    /// <param name="cancellationToken">Asks to stop; what was stored so far cannot be opened, and the next attempt replaces it.</param>
    /// <exception cref="ArgumentException">The name has other letters, there are no rows, files differ in N, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    /// <exception cref="ArgumentOutOfRangeException">β lies outside its range.</exception>
    /// <exception cref="InvalidOperationException">There is such a memory already, or somebody else stores one at the same time.</exception>
    /// <exception cref="TimeoutException">Part of the cluster did not answer in time.</exception>
    public static async Task<ClusterMemory> StoreAsync(
        IGrainFactory grains, string name, IReadOnlyList<FileRows> rows, double beta, ClusterOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0) throw new ArgumentException("Expected rows for at least one shard, got none.", nameof(rows));
        if (rows.FirstOrDefault(part => part.Dimension != rows[0].Dimension) is { } other)
            throw new ArgumentException($"Expected rows of one length, got {rows[0].Dimension} and {other.Dimension} ('{other.File}').", nameof(rows));
        var memory = new ClusterMemory(name, beta, options, Shards(grains, name, rows.Count));
        await memory.Begin(rows[0].Dimension, rows, [.. rows.Select(part => part.Count)], cancellationToken);
        await memory.Finish(cancellationToken);
        return memory;
    }

    /// <summary>Stores a memory whose rows are given: they are sent to the shards, which write them into the folder that every silo reads.</summary>
    /// <param name="grains">The cluster: a client, or a grain's own factory.</param>
    /// <param name="name">Its name there: ASCII letters, digits, '-' and '_'.</param>
    /// <param name="patterns">X, shape [P, N].</param>
    /// <param name="shards">The number of shards, 1 ≤ shards ≤ P: at least as many as the cluster has processors keeps all of them busy.</param>
    /// <param name="beta">Inverse temperature, 10⁻¹⁰ ≤ β ≤ 10¹⁰.</param>
    /// <param name="options">How it is asked.</param>
    /// <param name="cancellationToken">Asks to stop; what was stored so far cannot be opened, and the next attempt replaces it.</param>
    /// <exception cref="ArgumentException">The name has other letters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">β or the number of shards lies outside its range.</exception>
    /// <exception cref="InvalidOperationException">There is such a memory already, or somebody else stores one at the same time.</exception>
    /// <exception cref="TimeoutException">Part of the cluster did not answer in time.</exception>
    public static async Task<ClusterMemory> StoreAsync(
        IGrainFactory grains, string name, PatternSet<float> patterns, int shards, double beta, ClusterOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        (int First, int Count)[] parts = [.. FileRows.Parts(patterns.PatternCount, shards)];
        var memory = new ClusterMemory(name, beta, options, Shards(grains, name, shards));
        await memory.Begin(patterns.Dimension, null, [.. parts.Select(part => part.Count)], cancellationToken);
        await Task.WhenAll(parts.Select((part, shard) => memory.Send(shard, patterns, part, cancellationToken)));
        await memory.Finish(cancellationToken);
        return memory;
    }

    // The first shard refuses when there is a memory already, so it is asked before the others.
    private async Task Begin(int dimension, IReadOnlyList<FileRows>? rows, int[] counts, CancellationToken cancellationToken)
    {
        var layout = new ShardLayout(Guid.NewGuid(), ShardCount, dimension);
        long[] first = new long[ShardCount + 1];
        for (int shard = 0; shard < ShardCount; shard++) first[shard + 1] = first[shard] + counts[shard];
        await Store(0);
        await Task.WhenAll(Enumerable.Range(1, ShardCount - 1).Select(Store));

        Task Store(int shard) => Insist(
            shard, async (grain, _) => Told(await grain.StoreAsync(layout, rows?[shard], first[shard], rows is null ? first[shard] : first[^1])), cancellationToken);
    }

    private async Task Finish(CancellationToken cancellationToken)
    {
        Guid memory = Heard(0).Layout.Memory;
        await Insist(0, async (grain, _) => Told(await grain.FinishAsync(memory)), cancellationToken);
        await Task.WhenAll(Enumerable.Range(1, ShardCount - 1).Select(shard => DescribeAsync(shard, cancellationToken)));
    }

    private Task<ShardInfo> DescribeAsync(int shard, CancellationToken cancellationToken) =>
        Insist(shard, async (grain, limit) => Told(await grain.DescribeAsync(limit)), cancellationToken);

    private static ShardAnswer<ShardInfo> Told(ShardInfo info) => new(info, info);

    private static IEnumerable<IPatternShard> Shards(IGrainFactory grains, string name, int count)
    {
        ArgumentNullException.ThrowIfNull(grains);
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.FirstOrDefault(letter => !(char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')) is var wrong and not '\0')
            throw new ArgumentException($"Expected a name of ASCII letters, digits, '-' and '_', got '{wrong}' in '{name}'.", nameof(name));
        return Enumerable.Range(0, count).Select(shard => grains.GetGrain<IPatternShard>(shard, name));
    }
}
