using Orleans.Runtime;

namespace Hopfield.Cluster;

public sealed partial class ClusterMemory
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks every shard at once, and again what fails, until all have answered or the deadline has come.</summary>
    /// <returns>The answers of those that spoke and which these are, in the order of the shards; their share of the patterns; and those that are missing.</returns>
    private async Task<(T[] Answers, int[] Shards, double Share, MissingShard[] Missing)> AskAll<T>(
        Func<IPatternShard, CancellationToken, Task<ShardAnswer<T>>> ask, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Task<T>[] calls = [.. Enumerable.Range(0, ShardCount).Select(shard => Insist(shard, ask, cancellationToken))];
        await ((Task)Task.WhenAll(calls)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        cancellationToken.ThrowIfCancellationRequested();
        int[] spoke = [.. Enumerable.Range(0, ShardCount).Where(shard => calls[shard].IsCompletedSuccessfully)];
        MissingShard[] missing =
        [
            .. Enumerable.Range(0, ShardCount).Except(spoke).Select(shard => new MissingShard(shard, Heard(shard).PatternCount, calls[shard].Exception!.InnerException!.Message)),
        ];
        long patterns = PatternCount, present = patterns - missing.Sum(shard => shard.PatternCount);
        double share = patterns == 0 ? 0 : (double)present / patterns;
        if (spoke.Length == 0 || (missing.Length > 0 && !_options.AllowsMissing)) throw new MissingShardsException(share, missing);
        if (patterns == 0) throw new InvalidOperationException($"The memory '{Name}' holds no pattern any more.");
        return ([.. spoke.Select(shard => calls[shard].Result)], spoke, share, missing);
    }

    /// <summary>Asks one shard until it answers or the deadline has come.</summary>
    private async Task<T> Insist<T>(int shard, Func<IPatternShard, CancellationToken, Task<ShardAnswer<T>>> ask, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_options.Deadline);
        Exception? last = null;
        try
        {
            while (true)
            {
                try
                {
                    ShardInfo? before = _known[shard];
                    ShardAnswer<T> answer = await ask(_shards[shard], limit.Token).WaitAsync(limit.Token);
                    Learn(shard, before, answer.Shard);
                    return answer.Value;
                }
                catch (Exception passing) when (Passes(passing, limit.Token))
                {
                    last = passing;
                }
                await Task.Delay(_pause, limit.Token);
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException($"Shard {shard} of '{Name}' did not answer within {_options.Deadline}{(last is null ? "" : $"; the last attempt: {last.Message}")}", last);
        }
    }

    // A silo that is lost, starts or stops, a message that is lost, a file that is not there yet. Whatever else fails would fail again.
    private static bool Passes(Exception exception, CancellationToken limit) =>
        exception is OrleansException or TimeoutException or IOException or ObjectDisposedException || (exception is OperationCanceledException && !limit.IsCancellationRequested);

    /// <summary>Remembers what a shard holds. An older state than the question knew of is no answer: it comes from a silo that does not know yet that it was given up.</summary>
    private void Learn(int shard, ShardInfo? before, ShardInfo now)
    {
        if (before is not null && before.Layout != now.Layout)
            throw new InvalidOperationException($"The memory '{Name}' was deleted and stored anew; open it again.");
        if (before?.Version > now.Version) throw new TimeoutException($"Shard {shard} of '{Name}' answered from an older state.");
        lock (_known)
        {
            if (_known[shard] is not { } known || known.Version <= now.Version) _known[shard] = now;
        }
    }

    private ShardInfo Heard(int shard) => Volatile.Read(ref _known[shard])!;
}
