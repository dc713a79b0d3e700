using CsCheck;
using Hopfield.Tests;

namespace Hopfield.Cluster.Tests;

/// <summary>Patterns come and go while others ask.</summary>
public class ChangingTests(Silos silos)
{
    // A change adds some patterns, or removes some of those that are there, or loses the activations of all shards.
    [Fact]
    public async Task Whatever_was_added_and_removed_the_memory_answers_as_one_made_afresh() =>
        await Gen.Select(Gen.Int[0, 1000], Gen.Int[1, 4], Gen.Int[0, 9].Array[1, 12]).SampleAsync(
            async (seed, shards, changes) =>
            {
                var random = new SeededRandom(seed);
                string name = Silos.NewName();
                PatternSet<float> first = ClusterLawTests.Draw(6, 3, random);
                ClusterMemory memory = await ClusterMemory.StoreAsync(silos.Grains, name, first, shards, beta: 0.7);
                var held = new SortedDictionary<(int, long), float[]>();
                for (int mu = 0; mu < 6; mu++) held[(Enumerable.Range(0, shards).First(i => mu < 6 * (i + 1) / shards), mu)] = first.Pattern(mu).ToArray();
                foreach (int change in changes)
                {
                    if (change < 5)
                    {
                        PatternSet<float> more = ClusterLawTests.Draw(change + 1, 3, random);
                        PatternKey[] keys = await memory.AddAsync(more);
                        for (int i = 0; i < keys.Length; i++) held.Add((keys[i].Shard, keys[i].Number), more.Pattern(i).ToArray());
                    }
                    else if (change < 9)
                    {
                        (int Shard, long Number)[] gone = [.. held.Keys.Where((_, i) => i > 0 && random.Next(3) == 0)];
                        Assert.Equal(gone.Length, await memory.RemoveAsync(gone.Select(key => new PatternKey(key.Shard, key.Number))));
                        foreach ((int, long) key in gone) held.Remove(key);
                    }
                    else
                    {
                        for (int shard = 0; shard < shards; shard++) await silos.Forget(name, shard);
                    }
                    PatternSet<float> now = PatternSet.From(held.Values);
                    Assert.Equal(now.PatternCount, memory.PatternCount);
                    Assert.Equal(now.MaxNorm, memory.MaxNorm);
                    await ClusterLawTests.AssertAnswers(memory, now, first);
                    ClusterMatch[] all = (await memory.NearestAsync(first.Pattern(0).ToArray(), 1000)).Value;
                    Assert.Equal(held.Keys, all.Select(match => (match.Key.Shard, match.Key.Number)).Order());
                }
            },
            iter: 25, threads: 1);

    // 100 additions make 100 files; they are joined, and those that are joined go.
    [Fact]
    public async Task Many_additions_leave_few_files_and_come_back_from_them()
    {
        var random = new SeededRandom(1);
        string name = Silos.NewName();
        PatternSet<float> patterns = ClusterLawTests.Draw(10, 4, random);
        ClusterMemory memory = await ClusterMemory.StoreAsync(silos.Grains, name, patterns, shards: 1, beta: 1);
        for (int i = 0; i < 100; i++)
        {
            PatternSet<float> one = ClusterLawTests.Draw(1, 4, random);
            Assert.Equal([new PatternKey(0, 10 + i)], await memory.AddAsync(one));
            patterns = patterns.Add(one.Pattern(0));
        }
        await ClusterLawTests.AssertAnswers(memory, patterns, patterns);
        await silos.Forget(name, 0);
        ClusterMemory again = await ClusterMemory.OpenAsync(silos.Grains, name, beta: 1);
        await ClusterLawTests.AssertAnswers(again, patterns, patterns);
        string files = Path.Combine(Silos.Folder, "memories", name);
        Assert.InRange(Directory.GetFiles(files).Length, 1, 32);
        float[] state = patterns.Pattern(5).ToArray();
        ClusterMatch[] all = (await again.NearestAsync(state, 110)).Value;
        Assert.Equal(Enumerable.Range(0, 110), all.Select(match => (int)match.Key.Number).Order());
        // Every number still names its own row. Four products are rounded, and summed.
        foreach (ClusterMatch match in all)
        {
            double[] products = [.. patterns.Pattern((int)match.Key.Number).ToArray().Zip(state, (x, xi) => (double)x * xi)];
            Near.Absolute(products.Sum(), match.Similarity, 4.04 * Near.SingleRoundoff * products.Sum(Math.Abs));
        }

        await again.DeleteAsync();
        Assert.Empty(Directory.GetFiles(files));
        await Assert.ThrowsAsync<InvalidOperationException>(() => ClusterMemory.OpenAsync(silos.Grains, name, beta: 1));
        await Assert.ThrowsAsync<MissingShardsException>(() => memory.UpdateAsync([1, 2, 3, 4]));
        Assert.Equal(3, (await ClusterMemory.StoreAsync(silos.Grains, name, ClusterLawTests.Draw(3, 4, random), shards: 1, beta: 1)).PatternCount);
    }

    // One shard, so an answer is that of the patterns up to some addition: of one that was asked for before the answer came, and after what had been added before.
    [Fact]
    public async Task Whoever_asks_while_patterns_are_added_gets_the_answer_of_before_or_after()
    {
        const int Additions = 60;
        var random = new SeededRandom(3);
        PatternSet<float> first = ClusterLawTests.Draw(3, 5, random);
        ClusterMemory memory = await ClusterMemory.StoreAsync(silos.Grains, Silos.NewName(), first, shards: 1, beta: 0.3);
        PatternSet<float> states = ClusterLawTests.Draw(2, 5, random), more = ClusterLawTests.Draw(Additions, 5, random);
        PatternSet<float>[] after = new PatternSet<float>[Additions + 1];
        after[0] = first;
        for (int i = 0; i < Additions; i++) after[i + 1] = after[i].Add(more.Pattern(i));
        int sent = 0, made = 0;
        Task adding = Task.Run(async () =>
        {
            for (int i = 0; i < Additions; i++)
            {
                Volatile.Write(ref sent, i + 1);
                await memory.AddAsync(PatternSet.From([more.Pattern(i).ToArray()]));
                Volatile.Write(ref made, i + 1);
            }
        });
        int asked = 0;
        do
        {
            int least = Volatile.Read(ref made);
            ClusterAnswer<float[][]> answer = await memory.UpdateBatchAsync(states);
            int most = Volatile.Read(ref sent);
            Assert.Contains(Enumerable.Range(least, most - least + 1), i => Fits(answer.Value, after[i]));
            asked++;
        }
        while (!adding.IsCompleted);
        await adding;
        Assert.True(asked > 1);
        Assert.True(Fits((await memory.UpdateBatchAsync(states)).Value, after[^1]));
        Assert.False(Fits((await memory.UpdateBatchAsync(states)).Value, after[0])); // the comparison tells memories apart

        bool Fits(float[][] answers, PatternSet<float> patterns)
        {
            try
            {
                ClusterLawTests.AssertAnswers(answers, memory.Beta, patterns, states);
                return true;
            }
            catch (Xunit.Sdk.XunitException)
            {
                return false;
            }
        }
    }
}
