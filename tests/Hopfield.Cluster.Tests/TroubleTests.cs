using Hopfield.Tests;

namespace Hopfield.Cluster.Tests;

/// <summary>Slow shards, calls that are dropped, states that are lost: an answer is whole, or says what is missing.</summary>
public class TroubleTests(Silos silos)
{
    private static readonly ClusterOptions _hurry = new() { Deadline = TimeSpan.FromSeconds(1), AllowsMissing = true };
    private static readonly PatternSet<float> _patterns = ClusterLawTests.Draw(40, 6, new SeededRandom(1)), _states = ClusterLawTests.Draw(4, 6, new SeededRandom(2));

    // Ten rows a shard.
    private async Task<(string Name, ClusterMemory Memory)> Store(ClusterOptions options)
    {
        string name = Silos.NewName();
        await ClusterMemory.StoreAsync(silos.Grains, name, _patterns, shards: 4, beta: 1);
        return (name, await ClusterMemory.OpenAsync(silos.Grains, name, beta: 1, options));
    }

    private static PatternSet<float> Without(int shard) => PatternSet.From(_patterns.Where((_, mu) => mu / 10 != shard));

    [Fact]
    public async Task A_slow_shard_is_waited_for_until_the_deadline_and_then_named()
    {
        (string name, ClusterMemory memory) = await Store(_hurry);
        ClusterMemory strict = await ClusterMemory.OpenAsync(silos.Grains, name, beta: 1, _hurry with { AllowsMissing = false });
        Trouble.Make(name, async (shard, call) =>
        {
            if (shard == 2) await Task.Delay(TimeSpan.FromMinutes(1), call.Request.GetCancellationToken());
            await call.Invoke();
        });
        ClusterAnswer<float[][]> answer = await memory.UpdateBatchAsync(_states);
        Assert.Equal((0.75, 2, 10), (answer.Share, Assert.Single(answer.Missing).Shard, answer.Missing[0].PatternCount));
        Assert.False(answer.IsWhole);
        ClusterLawTests.AssertAnswers(answer.Value, 1, Without(2), _states);

        ClusterAnswer<ClusterMatch[]> nearest = await memory.NearestAsync(_states.Pattern(0).ToArray(), 40);
        Assert.Equal(0.75, nearest.Share);
        Assert.Equal(Enumerable.Range(0, 40).Where(mu => mu / 10 != 2), nearest.Value.Select(match => (int)match.Key.Number).Order());

        var missing = await Assert.ThrowsAsync<MissingShardsException>(() => strict.UpdateBatchAsync(_states));
        Assert.Equal((0.75, 2), (missing.Share, Assert.Single(missing.Missing).Shard));

        Trouble.End(name);
        await ClusterLawTests.AssertAnswers(memory, _patterns, _states);
    }

    [Fact]
    public async Task A_recall_tells_the_least_share_of_its_updates()
    {
        (string name, ClusterMemory memory) = await Store(_hurry);
        int asked = 0;
        Trouble.Make(name, async (shard, call) =>
        {
            if (shard == 1 && Interlocked.Increment(ref asked) > 1) await Task.Delay(TimeSpan.FromMinutes(1), call.Request.GetCancellationToken());
            await call.Invoke();
        });
        ClusterAnswer<RecallResult<float[]>[]> recall = await memory.RecallBatchAsync(_states, maxUpdates: 2, tolerance: 0);
        Assert.Equal((0.75, 1), (recall.Share, Assert.Single(recall.Missing).Shard));
        Trouble.End(name);
    }

    // The filter keeps the first call of every shard for ever: Orleans gives up waiting, and the memory asks again.
    [Fact]
    public async Task A_call_that_a_filter_drops_is_made_again()
    {
        (string name, ClusterMemory memory) = await Store(new ClusterOptions());
        int[] calls = new int[4];
        Trouble.Make(name, (shard, call) => Interlocked.Increment(ref calls[shard]) == 1 ? Task.Delay(Timeout.Infinite, call.Request.GetCancellationToken()) : call.Invoke());
        await ClusterLawTests.AssertAnswers(memory, _patterns, _states);
        Assert.All(calls, count => Assert.Equal(2, count));
        Trouble.End(name);
    }

    // The answer is lost, not the message: the change was made, and is not made twice.
    [Fact]
    public async Task A_change_whose_answer_is_lost_is_made_once()
    {
        (string name, ClusterMemory memory) = await Store(new ClusterOptions());
        int calls = 0;
        Trouble.Make(name, async (_, call) =>
        {
            await call.Invoke();
            if (Interlocked.Increment(ref calls) == 1) throw new TimeoutException("The answer was lost.");
        });
        PatternKey[] keys = await memory.AddAsync(_states);
        Assert.Equal((2, 44, 4), (calls, memory.PatternCount, keys.Distinct().Count()));
        await ClusterLawTests.AssertAnswers(memory, PatternSet.From(_patterns.Concat(_states)), _states);
        calls = 0;
        await memory.RemoveAsync(keys);
        Assert.Equal((2, 40), (calls, memory.PatternCount));
        Trouble.End(name);
    }

    // Orleans' memory storage goes with its silo. A shard that finds no state must not pass for an empty one.
    [Fact]
    public async Task A_shard_whose_state_is_lost_does_not_answer_as_if_it_were_empty()
    {
        (string name, ClusterMemory memory) = await Store(new ClusterOptions { AllowsMissing = true });
        string state = Assert.Single(Directory.GetFiles(Path.Combine(Silos.Folder, "states")), path => Path.GetFileName(path).Contains($"%2F3%2B{name}-rows", StringComparison.Ordinal));
        await silos.Forget(name, 3);
        File.Delete(state);
        ClusterAnswer<float[][]> answer = await memory.UpdateBatchAsync(_states);
        Assert.Equal(0.75, answer.Share);
        Assert.Contains("its state is lost", Assert.Single(answer.Missing).Reason, StringComparison.Ordinal);
        ClusterLawTests.AssertAnswers(answer.Value, 1, Without(3), _states);
        await Assert.ThrowsAsync<InvalidOperationException>(() => ClusterMemory.OpenAsync(silos.Grains, name, beta: 1));
    }

    // What a silo that was given up without knowing would say.
    [Fact]
    public async Task An_answer_from_before_a_change_that_was_seen_is_none()
    {
        (string name, ClusterMemory memory) = await Store(_hurry);
        string folder = Path.Combine(Silos.Folder, "states"), prefix = $"%2F0%2B{name}-rows.";
        string Current() => Directory.GetFiles(folder).Single(path => Path.GetFileName(path).Contains(prefix, StringComparison.Ordinal));
        (string before, byte[] content) = (Current(), await File.ReadAllBytesAsync(Current()));
        Assert.Equal(0, (await memory.AddAsync(PatternSet.From([_states.Pattern(0).ToArray()])))[0].Shard);
        await silos.Forget(name, 0);
        File.Delete(Current());
        await File.WriteAllBytesAsync(before, content);
        ClusterAnswer<float[][]> answer = await memory.UpdateBatchAsync(_states);
        Assert.Equal((0, 11), (Assert.Single(answer.Missing).Shard, answer.Missing[0].PatternCount));
        Near.Absolute(30.0 / 41, answer.Share, 1e-15);
        ClusterLawTests.AssertAnswers(answer.Value, 1, Without(0), _states);
    }

    [Fact]
    public async Task When_nothing_speaks_there_is_no_answer()
    {
        (string name, ClusterMemory memory) = await Store(_hurry);
        Trouble.Make(name, (_, call) => Task.Delay(Timeout.Infinite, call.Request.GetCancellationToken()));
        Assert.Equal(0, (await Assert.ThrowsAsync<MissingShardsException>(() => memory.UpdateBatchAsync(_states))).Share);
        Trouble.End(name);
    }

    // The shard hears of it: its own token ends its work.
    [Fact]
    public async Task A_token_ends_a_question_at_the_shards_too_and_a_recall_with_the_state_reached()
    {
        (string name, ClusterMemory memory) = await Store(new ClusterOptions());
        var ended = new TaskCompletionSource();
        int first = 0;
        using var source = new CancellationTokenSource();
        Trouble.Make(name, async (shard, call) =>
        {
            if (shard == 0 && Interlocked.Increment(ref first) == 2)
            {
                call.Request.GetCancellationToken().Register(ended.SetResult);
                await source.CancelAsync();
                await Task.Delay(Timeout.Infinite, call.Request.GetCancellationToken());
            }
            await call.Invoke();
        });
        ClusterAnswer<RecallResult<float[]>[]> recall = await memory.RecallBatchAsync(_states, tolerance: 0, cancellationToken: source.Token);
        Assert.All(recall.Value, result => Assert.Equal((StopReason.Cancelled, 1), (result.Stopped, result.Steps)));
        ClusterLawTests.AssertAnswers([.. recall.Value.Select(result => result.State)], 1, _patterns, _states);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => memory.UpdateBatchAsync(_states, source.Token));
        Trouble.End(name);
    }

    [Fact]
    public async Task Bad_input_is_refused_by_name()
    {
        (string name, ClusterMemory memory) = await Store(new ClusterOptions());
        Task<ClusterMemory> Stored(string other, int shards = 2, double beta = 1) => ClusterMemory.StoreAsync(silos.Grains, other, _patterns, shards, beta);
        await Assert.ThrowsAsync<ArgumentException>("name", () => Stored("a/b"));
        await Assert.ThrowsAsync<ArgumentException>("name", () => Stored(""));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("beta", () => Stored("bad", beta: double.NaN));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("shards", () => Stored("bad", shards: 41));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("shards", () => Stored("bad", shards: 0));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Stored(name));
        await Assert.ThrowsAsync<InvalidOperationException>(() => ClusterMemory.OpenAsync(silos.Grains, "nothing", 1));
        await Assert.ThrowsAsync<ArgumentException>("rows", () => ClusterMemory.StoreAsync(silos.Grains, "bad", [], 1));
        FileRows[] rows = Silos.Write(_patterns, [(0, 20), (20, 40)]);
        await Assert.ThrowsAsync<ArgumentException>("rows", () => ClusterMemory.StoreAsync(silos.Grains, "bad", [rows[0], rows[1] with { Dimension = 5 }], 1));
        // A shard's own refusals lose the argument's name on their way.
        await Assert.ThrowsAsync<ArgumentException>(() => ClusterMemory.StoreAsync(silos.Grains, "bad", [rows[0] with { Dimension = 5 }], 1));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ClusterMemory.StoreAsync(silos.Grains, "bad", [rows[0] with { Count = 41 }], 1));

        await Assert.ThrowsAsync<ArgumentException>("states", () => memory.UpdateAsync([1, 2]));
        await Assert.ThrowsAsync<ArgumentException>(() => memory.UpdateAsync([1, 2, 3, 4, 5, float.NaN]));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("count", () => memory.NearestBatchAsync(_states, 0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("maxUpdates", () => memory.RecallBatchAsync(_states, 0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("tolerance", () => memory.RecallBatchAsync(_states, tolerance: double.NaN));
        await Assert.ThrowsAsync<ArgumentException>("keys", () => memory.RemoveAsync([new PatternKey(4, 0)]));
        await Assert.ThrowsAsync<ArgumentException>("states", () => memory.AddAsync(ClusterLawTests.Draw(1, 5, new SeededRandom(1))));

        Assert.Equal(40, await memory.RemoveAsync(Enumerable.Range(0, 40).Select(mu => new PatternKey(mu / 10, mu))));
        await Assert.ThrowsAsync<InvalidOperationException>(() => memory.UpdateBatchAsync(_states));
        Assert.Equal(4, (await memory.AddAsync(_states)).Length);
        await ClusterLawTests.AssertAnswers(memory, _states, _states);
    }
}
