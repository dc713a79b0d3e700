using System.Collections.Concurrent;
using Hopfield.Cluster.Tests;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Configuration;
using Orleans.Core.Internal;
using Orleans.Hosting;
using Orleans.TestingHost;

[assembly: AssemblyFixture(typeof(Silos))]

namespace Hopfield.Cluster.Tests;

/// <summary>Two silos in this process, for all tests, and their folder. A test names its memories for itself.</summary>
public sealed class Silos : IAsyncLifetime
{
    private static string _folder = "";
    private static int _memories;
    private TestCluster? _cluster;

    public IGrainFactory Grains => _cluster!.Client;

    public static string Folder => _folder;

    /// <summary>What Orleans itself would take from a silo.</summary>
    public IServiceProvider Services => _cluster!.GetSiloServiceProvider();

    public static string NewName() => $"memory-{Interlocked.Increment(ref _memories)}";

    public async ValueTask InitializeAsync()
    {
        _folder = Directory.CreateTempSubdirectory("hopfield-silos-").FullName;
        var builder = new TestClusterBuilder(2);
        builder.AddSiloBuilderConfigurator<SiloConfigurator>();
        builder.AddClientBuilderConfigurator<ClientConfigurator>();
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster!.StopAllSilosAsync();
        await _cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Patterns as a file that the silos map, cut at the given rows.</summary>
    public static FileRows[] Write(PatternSet<float> patterns, IEnumerable<(int First, int End)> cuts)
    {
        string file = Path.Combine(_folder, $"{Guid.NewGuid():N}.npy");
        NpyFile.Write(file, patterns.Values, patterns.PatternCount, patterns.Dimension);
        return [.. cuts.Select(cut => new FileRows(file, cut.First, cut.End - cut.First, patterns.Dimension))];
    }

    /// <summary>Ends the activation of a shard, as the loss of its silo would.</summary>
    public async Task Forget(string memory, int shard)
    {
        var grain = Grains.GetGrain<IPatternShard>(shard, memory);
        await grain.AsReference<IGrainManagementExtension>().DeactivateOnIdle();
    }

    private sealed class SiloConfigurator : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder) => siloBuilder.AddPatternShards(_folder).AddIncomingGrainCallFilter<Trouble>();
    }

    private sealed class ClientConfigurator : IClientBuilderConfigurator
    {
        // A message that is lost is missed after this; no answer here takes a tenth of it.
        public void Configure(IConfiguration configuration, IClientBuilder clientBuilder) =>
            clientBuilder.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(3));
    }
}

/// <summary>What a test does to calls of shards on their way: delay them, drop them, count them.</summary>
internal sealed class Trouble : IIncomingGrainCallFilter
{
    private static readonly ConcurrentDictionary<string, Func<int, IIncomingGrainCallContext, Task>> _of = new();

    /// <summary>Puts something in the way of a memory's calls: it gets the shard and the call, which goes on when it is invoked.</summary>
    public static void Make(string memory, Func<int, IIncomingGrainCallContext, Task> trouble) => _of[memory] = trouble;

    public static void End(string memory) => _of.TryRemove(memory, out _);

    public Task Invoke(IIncomingGrainCallContext context) =>
        context.Grain is PatternShard shard && _of.TryGetValue(MemoryOf(shard, out int number), out var trouble) ? trouble(number, context) : context.Invoke();

    private static string MemoryOf(PatternShard shard, out int number)
    {
        number = (int)shard.GetPrimaryKeyLong(out string? memory);
        return memory!;
    }
}
