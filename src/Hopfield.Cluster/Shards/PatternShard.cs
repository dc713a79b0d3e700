using Orleans;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Runtime;

namespace Hopfield.Cluster;

/// <summary>A part of a memory; see <see cref="IPatternShard"/>.</summary>
[KeepAlive, ActivationCountBasedPlacement]
internal sealed class PatternShard : Grain, IPatternShard
{
    // Each block is a file that is open and a merge for each state; joining keeps a change's cost near that of its rows.
    private const int MostBlocks = 32;

    private readonly IPersistentState<ShardState> _stored;
    private readonly ShardFiles _files;
    private readonly string _name;
    private Held? _held;

    public PatternShard([PersistentState("rows", ShardState.StorageName)] IPersistentState<ShardState> stored, SharedFolder folder)
    {
        _stored = stored;
        long shard = this.GetPrimaryKeyLong(out string? memory);
        _files = new ShardFiles(folder, memory!, shard);
        _name = $"shard {shard} of '{memory}'";
    }

    // What questions see: replaced as a whole, and only when the state that says the same is stored.
    private sealed record Held(ShardState State, ShardPatterns Patterns)
    {
        public ShardLayout Layout => State.Layout!;

        public ShardInfo Info => new(Layout, Patterns.PatternCount, Patterns.MaxNorm, State.Version, State.IsStored);

        public ShardAnswer<T> Answer<T>(T value) => new(Info, value);
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (!_stored.RecordExists) return;
        ShardState state = _stored.State;
        _held = new Held(state, await Task.Run(() => ShardPatterns.Open(_files, state.Layout!.Dimension, state.Runs), cancellationToken));
        _files.KeepOnly(state.Runs, TimeSpan.FromHours(1));
    }

    public Task<ShardInfo> DescribeAsync(CancellationToken cancellationToken) => Task.FromResult(Holding().Info);

    // The work leaves the grain's own scheduler, so that other questions and a request to stop come through meanwhile.
    public async Task<ShardAnswer<PartialAnswer[]>> PartialsAsync(Immutable<float[]> states, float beta, CancellationToken cancellationToken)
    {
        Held held = Holding();
        return held.Answer(await Task.Run(() => held.Patterns.Partials(states.Value, beta, cancellationToken), cancellationToken));
    }

    public async Task<ShardAnswer<ShardMatches>> NearestAsync(Immutable<float[]> states, int count, CancellationToken cancellationToken)
    {
        Held held = Holding();
        return held.Answer(await Task.Run(() => held.Patterns.Nearest(states.Value, count, cancellationToken), cancellationToken));
    }

    public async Task<ShardInfo> StoreAsync(ShardLayout layout, FileRows? rows, long firstNumber, long nextNumber)
    {
        if (_held?.Layout == layout) return _held.Info; // the same message came twice
        if (_held is { State.IsStored: true }) throw new InvalidOperationException($"There is a memory already: {_name} is taken. Delete it first.");
        RowRun[] runs = rows is null ? [] : [new RowRun(rows.File, rows.First, rows.Count, firstNumber, IsOwn: false, Guid.Empty)];
        return (await Change(new ShardState { Layout = layout, Runs = runs, NextNumber = nextNumber, Version = (_held?.State.Version ?? 0) + 1 })).Info;
    }

    public async Task<ShardInfo> FinishAsync(Guid memory)
    {
        Held held = Holding();
        if (held.Layout.Memory != memory) throw new InvalidOperationException($"Somebody else stores a memory at the same time: {_name} is theirs.");
        return (held.State.IsStored ? held : await Change(held.State with { IsStored = true })).Info;
    }

    public async Task<ShardAnswer<long>> AddAsync(Guid change, Immutable<float[]> rows)
    {
        Held held = Holding();
        ShardState state = held.State;
        if (Array.Find(state.Runs, run => run.Change == change) is { } made) return held.Answer(made.Number);
        int dimension = held.Layout.Dimension, count = rows.Value.Length / dimension;
        string file = await Task.Run(() => _files.Write(rows.Value, dimension));
        var added = new RowRun(file, 0, count, state.NextNumber, IsOwn: true, change);
        held = await Change(state with { Runs = [.. state.Runs, added], NextNumber = state.NextNumber + count, Version = state.Version + 1 });
        return held.Answer(added.Number);
    }

    public async Task<ShardAnswer<int>> RemoveAsync(long[] numbers)
    {
        Held held = Holding();
        HashSet<long> gone = [.. numbers];
        RowRun[] left = [.. held.State.Runs.SelectMany(run => run.Without(gone))];
        int removed = held.State.Runs.Sum(run => run.Count) - left.Sum(run => run.Count);
        if (removed > 0) held = await Change(held.State with { Runs = left, Version = held.State.Version + 1 });
        return held.Answer(removed);
    }

    public async Task DeleteAsync(Guid memory)
    {
        if (_held?.Layout.Memory != memory) return; // gone already
        await _stored.ClearStateAsync();
        _held = null;
        _files.KeepOnly([], TimeSpan.Zero);
        DeactivateOnIdle();
    }

    private Held Holding() => _held ?? throw new InvalidOperationException($"Nothing is held by {_name}: it was never stored, or its state is lost.");

    // Rows are mapped and checked, then the state is stored, then questions see both. Whatever fails leaves the shard as it was.
    private async Task<Held> Change(ShardState next)
    {
        (ShardState state, ShardPatterns patterns) = await Task.Run(() =>
        {
            int dimension = next.Layout!.Dimension;
            ShardPatterns opened = ShardPatterns.Open(_files, dimension, next.Runs, _held?.Patterns);
            return opened.Join(_files, MostBlocks) is not { } joined
                ? (next, opened)
                : (next with { Runs = joined }, ShardPatterns.Open(_files, dimension, joined, opened));
        });
        _stored.State = state;
        try
        {
            await _stored.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle(); // whether it was stored is open: the next activation reads what is
            throw;
        }
        _files.Drop([.. _held?.State.Runs ?? [], .. next.Runs], state.Runs);
        _held = new Held(state, patterns);
        return _held;
    }
}
