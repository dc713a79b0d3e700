using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Hopfield.Cluster.Tests;

/// <summary>States in a folder: written as a whole, and by one activation only.</summary>
public class FolderGrainStorageTests(Silos silos)
{
    private readonly IGrainStorage _storage = silos.Services.GetRequiredKeyedService<IGrainStorage>(ClusterMemory.StorageName);
    private readonly GrainId _grain = GrainId.Create("trial", $"a/b*?.{Guid.NewGuid():N}");

    private async Task<GrainState<ShardState>> Read()
    {
        var state = new GrainState<ShardState>();
        await _storage.ReadStateAsync("rows", _grain, state);
        return state;
    }

    [Fact]
    public async Task A_state_comes_back_as_it_was()
    {
        GrainState<ShardState> state = await Read();
        Assert.False(state.RecordExists);
        RowRun[] runs = [new("x.npy", 3, 4, 5_000_000_000, IsOwn: true, Guid.NewGuid()), new("/y.npy", 0, 1, 9, IsOwn: false, Guid.Empty)];
        state.State = new ShardState { Layout = new ShardLayout(Guid.NewGuid(), 2, 3), Runs = runs, NextNumber = 7, Version = 8, IsStored = true };
        await _storage.WriteStateAsync("rows", _grain, state);
        GrainState<ShardState> again = await Read();
        Assert.Equal((true, state.ETag), (again.RecordExists, again.ETag));
        Assert.Equal(runs, again.State!.Runs);
        Assert.Equal(state.State! with { Runs = [] }, again.State! with { Runs = [] });

        await _storage.ClearStateAsync("rows", _grain, again);
        Assert.False((await Read()).RecordExists);
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("rows", _grain, state));
    }

    // Two that see each other's claim may both step back; then the state is the one before.
    [Fact]
    public async Task Of_writers_that_know_the_same_state_one_at_most_gets_through_and_its_state_stays()
    {
        (long Version, long Round) before = (0, 0);
        int through = 0;
        for (int round = 1; round <= 30; round++)
        {
            GrainState<ShardState>[] writers = [.. await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Read()))];
            bool[] wrote = await Task.WhenAll(writers.Select((state, i) => Task.Run(async () =>
            {
                state.State = new ShardState { Version = i, NextNumber = round };
                try
                {
                    await _storage.WriteStateAsync("rows", _grain, state);
                    return true;
                }
                catch (InconsistentStateException)
                {
                    return false;
                }
            })));
            Assert.InRange(wrote.Count(success => success), 0, 1);
            if (wrote.Contains(true)) (before, through) = ((Array.IndexOf(wrote, true), round), through + 1);
            ShardState kept = (await Read()).State!;
            Assert.Equal(before, (kept.Version, kept.NextNumber));
        }
        Assert.True(through > 0);
    }
}
