using Orleans;

namespace Hopfield.Cluster;

/// <summary>What a shard needs to come back on another silo: where its rows are.</summary>
[GenerateSerializer, Alias("Hopfield.Cluster.ShardState")]
internal sealed record ShardState
{
    /// <summary>The name of the grain storage that keeps it.</summary>
    public const string StorageName = "Hopfield";

    [Id(0)]
    public ShardLayout? Layout { get; init; }

    [Id(1)]
    public RowRun[] Runs { get; init; } = [];

    /// <summary>The number that the next added pattern gets. Numbers are never used again.</summary>
    [Id(2)]
    public long NextNumber { get; init; }

    [Id(3)]
    public long Version { get; init; }

    /// <summary>Of the first shard: the memory has been stored to its end.</summary>
    [Id(4)]
    public bool IsStored { get; init; }
}

/// <summary>Rows that stand one behind the other in a file and whose patterns are numbered one behind the other.</summary>
/// <param name="File">The file.</param>
/// <param name="First">The first row.</param>
/// <param name="Count">The number of rows.</param>
/// <param name="Number">The number of the first row's pattern.</param>
/// <param name="IsOwn">Whether the shard wrote the file, and may delete it.</param>
/// <param name="Change">The change that added them, so that one that comes twice is made once.</param>
[GenerateSerializer, Immutable, Alias("Hopfield.Cluster.RowRun")]
internal sealed record RowRun(string File, int First, int Count, long Number, bool IsOwn, Guid Change)
{
    /// <summary>Whether the rows of another run begin where these end.</summary>
    public bool Touches(RowRun next) => next.File == File && next.IsOwn == IsOwn && next.First == First + Count;

    /// <summary>What is left without some patterns: the runs between them.</summary>
    public IEnumerable<RowRun> Without(IReadOnlySet<long> numbers)
    {
        int first = 0;
        for (int i = 0; i <= Count; i++)
        {
            if (i < Count && !numbers.Contains(Number + i)) continue;
            if (i > first) yield return this with { First = First + first, Count = i - first, Number = Number + first };
            first = i + 1;
        }
    }
}
