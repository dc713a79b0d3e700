using System.Numerics.Tensors;
using Orleans.Concurrency;

namespace Hopfield.Cluster;

public sealed partial class ClusterMemory
{
    /// <summary>What the memory knows of the next states: the merged parts, with largest score and log-sum-exp. Cost: one round of questions.</summary>
    /// <param name="states">S states, shape [S, N].</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <returns>One part for each state, in the same order.</returns>
    /// <exception cref="ArgumentException">The states are not of length N.</exception>
    /// <exception cref="MissingShardsException">Shards are missing, and that is not allowed; or all are.</exception>
    /// <exception cref="InvalidOperationException">The memory holds no pattern any more.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public async Task<ClusterAnswer<PartialAnswer[]>> PartialsAsync(PatternSet<float> states, CancellationToken cancellationToken = default)
    {
        Immutable<float[]> batch = Batch(states);
        (PartialAnswer[][] parts, _, double share, MissingShard[] missing) =
            await AskAll((shard, limit) => shard.PartialsAsync(batch, Beta, limit), cancellationToken);
        PartialAnswer[] merged = [.. Enumerable.Range(0, states.PatternCount).Select(s => Merging.Tree([.. parts.Select(part => part[s])], Dimension))];
        return new ClusterAnswer<PartialAnswer[]>(merged, share, missing);
    }

    /// <summary>The next state ξ′ = Xᵀp. Cost: one round of questions.</summary>
    /// <param name="state">ξ, shape [N].</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    /// <exception cref="MissingShardsException">Shards are missing, and that is not allowed; or all are.</exception>
    /// <exception cref="InvalidOperationException">The memory holds no pattern any more.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public async Task<ClusterAnswer<float[]>> UpdateAsync(float[] state, CancellationToken cancellationToken = default) =>
        Only(await UpdateBatchAsync(PatternSet.From([state]), cancellationToken));

    /// <summary>The next state of every state of a batch. Cost: one round of questions.</summary>
    /// <param name="states">S states, shape [S, N].</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <returns>One state for each, in the same order.</returns>
    /// <exception cref="ArgumentException">The states are not of length N.</exception>
    /// <exception cref="MissingShardsException">Shards are missing, and that is not allowed; or all are.</exception>
    /// <exception cref="InvalidOperationException">The memory holds no pattern any more.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public async Task<ClusterAnswer<float[][]>> UpdateBatchAsync(PatternSet<float> states, CancellationToken cancellationToken = default)
    {
        ClusterAnswer<PartialAnswer[]> parts = await PartialsAsync(states, cancellationToken);
        return new ClusterAnswer<float[][]>([.. parts.Value.Select(part => Array.ConvertAll(part.Answer(), entry => (float)entry))], parts.Share, parts.Missing);
    }

    /// <summary>Updates a state until it rests. Cost: one round of questions for each update.</summary>
    /// <param name="state">ξ, shape [N].</param>
    /// <param name="maxUpdates">The most updates, at least 1.</param>
    /// <param name="tolerance">The state has converged when an update moves it by no more than this share of M.</param>
    /// <param name="cancellationToken">Asks the recall to stop; it then returns the state reached.</param>
    /// <returns>As <see cref="ContinuousHopfield{T}.Recall"/>.</returns>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    /// <exception cref="ArgumentOutOfRangeException">maxUpdates &lt; 1, or the tolerance is negative or not finite.</exception>
    /// <exception cref="MissingShardsException">Shards are missing, and that is not allowed; or all are.</exception>
    /// <exception cref="InvalidOperationException">The memory holds no pattern any more.</exception>
    public async Task<ClusterAnswer<RecallResult<float[]>>> RecallAsync(
        float[] state, int maxUpdates = 1000, double tolerance = 1e-6, CancellationToken cancellationToken = default) =>
        Only(await RecallBatchAsync(PatternSet.From([state]), maxUpdates, tolerance, cancellationToken));

    /// <summary>Updates a batch of states, each until it rests: those that do are asked no more. Cost: one round of questions for each update of the slowest.</summary>
    /// <param name="states">S states, shape [S, N].</param>
    /// <param name="maxUpdates">The most updates of each state, at least 1.</param>
    /// <param name="tolerance">A state has converged when an update moves it by no more than this share of M.</param>
    /// <param name="cancellationToken">Asks the recall to stop; it then returns the states reached.</param>
    /// <returns>One result for each state, in the same order.</returns>
    /// <exception cref="ArgumentException">The states are not of length N.</exception>
    /// <exception cref="ArgumentOutOfRangeException">maxUpdates &lt; 1, or the tolerance is negative or not finite.</exception>
    /// <exception cref="MissingShardsException">Shards are missing, and that is not allowed; or all are.</exception>
    /// <exception cref="InvalidOperationException">The memory holds no pattern any more.</exception>
    public async Task<ClusterAnswer<RecallResult<float[]>[]>> RecallBatchAsync(
        PatternSet<float> states, int maxUpdates = 1000, double tolerance = 1e-6, CancellationToken cancellationToken = default)
    {
        Batch(states); // refuses other lengths
        ArgumentOutOfRangeException.ThrowIfLessThan(maxUpdates, 1);
        if (!(tolerance >= 0 && double.IsFinite(tolerance)))
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "Expected a finite tolerance, at least 0.");

        float[][] now = [.. states];
        var results = new RecallResult<float[]>[now.Length];
        int[] moving = [.. Enumerable.Range(0, now.Length)];
        double share = 1;
        var missing = new SortedDictionary<int, MissingShard>();
        for (int update = 1; moving.Length > 0; update++)
        {
            ClusterAnswer<float[][]> next;
            try
            {
                next = await UpdateBatchAsync(PatternSet.From(moving.Select(s => now[s])), cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                foreach (int s in moving) results[s] = new RecallResult<float[]>(now[s], StopReason.Cancelled, update - 1);
                break;
            }
            share = Math.Min(share, next.Share);
            foreach (MissingShard shard in next.Missing) missing[shard.Shard] = shard;
            for (int i = 0; i < moving.Length; i++)
            {
                float[] before = now[moving[i]], after = now[moving[i]] = next.Value[i];
                StopReason? stopped = after.AsSpan().SequenceEqual(before) ? StopReason.FixedPoint
                    : TensorPrimitives.Distance<float>(before, after) <= tolerance * MaxNorm ? StopReason.Converged
                    : update == maxUpdates ? StopReason.StepLimit
                    : null;
                if (stopped is { } reason) results[moving[i]] = new RecallResult<float[]>(after, reason, update);
            }
            moving = [.. moving.Where(s => results[s] is null)];
        }
        return new ClusterAnswer<RecallResult<float[]>[]>(results, share, [.. missing.Values]);
    }

    /// <summary>The stored patterns that are most similar to a state, the most similar first. Cost: one round of questions.</summary>
    /// <param name="state">ξ, shape [N].</param>
    /// <param name="count">How many, at least 1; all when there are fewer.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    /// <exception cref="ArgumentOutOfRangeException">count &lt; 1.</exception>
    /// <exception cref="MissingShardsException">Shards are missing, and that is not allowed; or all are.</exception>
    /// <exception cref="InvalidOperationException">The memory holds no pattern any more.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public async Task<ClusterAnswer<ClusterMatch[]>> NearestAsync(float[] state, int count = 1, CancellationToken cancellationToken = default) =>
        Only(await NearestBatchAsync(PatternSet.From([state]), count, cancellationToken));

    /// <summary>The stored patterns that are most similar to each state of a batch, the most similar first. Cost: one round of questions.</summary>
    /// <param name="states">S states, shape [S, N].</param>
    /// <param name="count">How many of each, at least 1; all when there are fewer.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <returns>The matches of each state, in the same order; of equal similarities the lower shard and number first.</returns>
    /// <exception cref="ArgumentException">The states are not of length N.</exception>
    /// <exception cref="ArgumentOutOfRangeException">count &lt; 1.</exception>
    /// <exception cref="MissingShardsException">Shards are missing, and that is not allowed; or all are.</exception>
    /// <exception cref="InvalidOperationException">The memory holds no pattern any more.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public async Task<ClusterAnswer<ClusterMatch[][]>> NearestBatchAsync(PatternSet<float> states, int count = 1, CancellationToken cancellationToken = default)
    {
        Immutable<float[]> batch = Batch(states);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        (ShardMatches[] found, int[] shards, double share, MissingShard[] missing) =
            await AskAll((shard, limit) => shard.NearestAsync(batch, count, limit), cancellationToken);
        return new ClusterAnswer<ClusterMatch[][]>([.. Enumerable.Range(0, states.PatternCount).Select(Best)], share, missing);

        ClusterMatch[] Best(int s) =>
        [
            .. found.SelectMany((matches, i) => Enumerable.Range(s * matches.Count, matches.Count)
                    .Select(at => new ClusterMatch(new PatternKey(shards[i], matches.Numbers[at]), matches.Similarities[at])))
                .OrderByDescending(match => match.Similarity).Take(count),
        ];
    }

    private Immutable<float[]> Batch(PatternSet<float> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        return states.Dimension == Dimension
            ? new Immutable<float[]>(states.Values.ToArray())
            : throw new ArgumentException($"Expected states of length N = {Dimension}, got {states.Dimension}.", nameof(states));
    }

    private static ClusterAnswer<T> Only<T>(ClusterAnswer<T[]> answer) => new(answer.Value[0], answer.Share, answer.Missing);
}
