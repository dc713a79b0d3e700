using Orleans.Concurrency;

namespace Hopfield.Cluster;

public sealed partial class ClusterMemory
{
    /// <summary>
    /// Adds patterns while others ask. They go to the shards with the fewest. Each shard writes its own into the folder that every silo reads, and answers
    /// with them once they are stored: whoever asks after this returns hears of all of them, on the way of some.
    /// </summary>
    /// <remarks>Cost: a message of the rows, a file and a stored state for each 2²⁰ numbers; so add many at once. A change that is lost on the way is
    /// sent again and made once.</remarks>
    /// <param name="patterns">X′, shape [count, N].</param>
    /// <param name="cancellationToken">Asks to stop; what was added stays.</param>
    /// <returns>Their names, in the same order.</returns>
    /// <exception cref="ArgumentException">The patterns are not of length N.</exception>
    /// <exception cref="TimeoutException">A shard did not answer in time; whether it will add what it was sent is open.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public async Task<PatternKey[]> AddAsync(PatternSet<float> patterns, CancellationToken cancellationToken = default)
    {
        Batch(patterns); // refuses other lengths
        var keys = new List<PatternKey>();
        int piece = Math.Max(1, MostEntries / Dimension);
        for (int first = 0; first < patterns.PatternCount; first += piece)
        {
            int shard = Enumerable.Range(0, ShardCount).MinBy(i => Heard(i).PatternCount);
            keys.AddRange(await Send(shard, patterns, (first, Math.Min(piece, patterns.PatternCount - first)), cancellationToken));
        }
        return [.. keys];
    }

    /// <summary>Removes patterns while others ask; those that are gone already do no harm. Cost: that of reading the shards concerned.</summary>
    /// <param name="keys">Their names.</param>
    /// <param name="cancellationToken">Asks to stop; what was removed stays so.</param>
    /// <returns>How many were there.</returns>
    /// <exception cref="ArgumentException">A name is that of a shard that there is not.</exception>
    /// <exception cref="TimeoutException">A shard did not answer in time; whether it will remove its patterns is open.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public async Task<int> RemoveAsync(IEnumerable<PatternKey> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ILookup<int, long> numbers = keys.ToLookup(key => key.Shard, key => key.Number);
        if (numbers.FirstOrDefault(shard => shard.Key < 0 || shard.Key >= ShardCount) is { } wrong)
            throw new ArgumentException($"Expected names of shards from 0 to {ShardCount - 1}, got one of shard {wrong.Key}.", nameof(keys));
        int[] removed = await Task.WhenAll(numbers.Select(shard => Insist(shard.Key, (grain, _) => grain.RemoveAsync([.. shard]), cancellationToken)));
        return removed.Sum();
    }

    /// <summary>Deletes the memory with the files that its shards wrote; files that it was given stay. Handles that are open find nothing from then on.</summary>
    /// <param name="cancellationToken">Asks to stop; the memory can then no longer be opened, and deleting it again ends the rest.</param>
    /// <exception cref="TimeoutException">A shard did not answer in time.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public async Task DeleteAsync(CancellationToken cancellationToken = default)
    {
        // The first shard says that there is a memory: without it the others are no part of any.
        await Delete(0);
        await Task.WhenAll(Enumerable.Range(1, ShardCount - 1).Select(Delete));

        Task Delete(int shard) => Insist(shard, async (grain, _) =>
        {
            ShardInfo heard = Heard(shard);
            await grain.DeleteAsync(heard.Layout.Memory);
            return Told(heard);
        }, cancellationToken);
    }

    private async Task<IReadOnlyList<PatternKey>> Send(int shard, PatternSet<float> patterns, (int First, int Count) part, CancellationToken cancellationToken)
    {
        var keys = new List<PatternKey>();
        int piece = Math.Max(1, MostEntries / patterns.Dimension), end = part.First + part.Count;
        for (int first = part.First; first < end; first += piece)
        {
            int count = Math.Min(piece, end - first);
            var rows = new Immutable<float[]>(patterns.Values.Slice(first * patterns.Dimension, count * patterns.Dimension).ToArray());
            var change = Guid.NewGuid();
            long number = await Insist(shard, (grain, _) => grain.AddAsync(change, rows), cancellationToken);
            keys.AddRange(Enumerable.Range(0, count).Select(i => new PatternKey(shard, number + i)));
        }
        return keys;
    }
}
