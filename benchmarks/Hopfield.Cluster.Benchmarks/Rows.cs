using System.Diagnostics.Metrics;
using System.Globalization;
using Cluster;
using Hopfield.Benchmarks.Measurement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;

namespace Hopfield.Cluster.Benchmarks;

/// <summary>One file of patterns, asked by the engine in this process and by clusters of one, two and three silos, each with a shard a silo.</summary>
internal sealed class Rows : IAsyncDisposable
{
    private const int Patterns = 1_000_000, Dimension = 64;
    private const double Beta = 0.125;

    private readonly List<SiloProcesses> _silos = [];
    private readonly List<IHost> _clients = [];
    private readonly List<ClusterMemory> _memories = [];
    private readonly PatternSet<float> _patterns = PatternSet.OnSphere<float>(Patterns, Dimension, 8, seed: 1);

    /// <summary>Starts the clusters, one after the other; they stay, and cost nothing while another is asked but their probes.</summary>
    public static async Task<Rows> StartAsync(string folder)
    {
        var rows = new Rows();
        string file = Path.Combine(folder, "patterns.npy");
        NpyFile.Write(file, rows._patterns.Values, Patterns, Dimension);
        for (int count = 1; count <= 3; count++)
        {
            SiloProcesses silos = await SiloProcesses.StartAsync(count, Path.Combine(folder, $"{count}"));
            rows._silos.Add(silos);
            rows._clients.Add(await LocalSilo.ConnectAsync(silos.Gateways));
            var cluster = rows._clients[^1].Services.GetRequiredService<IClusterClient>();
            rows._memories.Add(await ClusterMemory.StoreAsync(cluster, "patterns", FileRows.Split(file, count), Beta));
        }
        return rows;
    }

    /// <summary>A batch of states, updated once.</summary>
    public Contest Contest(int batch)
    {
        PatternSet<float> states = States(batch);
        var alone = ContinuousHopfield.Store(_patterns, Beta);
        float[] next = new float[batch * Dimension];
        string work = $"S = {batch}, P = 10⁶, N = 64";
        Contender[] contenders =
        [
            new("engine, one thread", () => alone.Update(states.Values, next)),
            .. _memories.Select(memory => new Contender(Silos(memory.ShardCount), () => memory.UpdateBatchAsync(states).GetAwaiter().GetResult())),
        ];
        // Two threads: what others do for the caller is told by elapsed time only.
        return new Contest(work, 2, contenders,
            [new(work, Silos(1), "engine, one thread"), new(work, Silos(2), Silos(1)), new(work, Silos(3), Silos(1))], Check)
        {
            Elsewhere = () => TimeSpan.FromTicks(_silos.Sum(silos => silos.ProcessorTime.Ticks)),
        };

        string Check()
        {
            alone.Update(states.Values, next);
            double largest = _memories.Max(memory => memory.UpdateBatchAsync(states).GetAwaiter().GetResult().Value.SelectMany(state => state).Zip(next, (a, b) => Math.Abs(a - b)).Max());
            return largest < 1e-4 ? $"All answers agree to {largest:G2}." : throw new InvalidOperationException($"The answers differ by {largest}.");
        }
    }

    /// <summary>A row of what this client sends and receives for a batch, beside the least that its numbers take.</summary>
    public async Task<string> Traffic(int batch)
    {
        const int Rounds = 100;
        ClusterMemory memory = _memories[^1];
        PatternSet<float> states = States(batch);
        await memory.UpdateBatchAsync(states);
        long messages = 0, sent = 0, received = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name is "orleans-messaging-sent-messages-size" or "orleans-messaging-received-messages-size") self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((instrument, bytes, _, _) =>
        {
            bool isSent = instrument.Name.Contains("sent", StringComparison.Ordinal);
            Interlocked.Increment(ref messages);
            Interlocked.Add(ref isSent ? ref sent : ref received, bytes);
        });
        listener.Start();
        for (int round = 0; round < Rounds; round++) await memory.UpdateBatchAsync(states);
        double there = 4.0 * batch * Dimension * memory.ShardCount, back = 8.0 * batch * (Dimension + 3) * memory.ShardCount;
        return string.Create(CultureInfo.InvariantCulture,
            $"| S = {batch} | {memory.ShardCount} | {(double)messages / Rounds / memory.ShardCount:F2} | {sent / Rounds} | {sent / Rounds / there:F2} | {received / Rounds} | {received / Rounds / back:F2} |");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IHost client in _clients)
        {
            await client.StopAsync();
            client.Dispose();
        }
        foreach (SiloProcesses silos in _silos) silos.Dispose();
    }

    private static PatternSet<float> States(int batch) => PatternSet.OnSphere<float>(batch, Dimension, 8, seed: 2);

    private static string Silos(int count) => count == 1 ? "one silo" : $"{count} silos, a shard each";
}
