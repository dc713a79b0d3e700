using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using Orleans;
using Orleans.Runtime;

namespace Cluster;

/// <summary>Silos, each a process of this program; disposing ends them.</summary>
public sealed class SiloProcesses : IDisposable
{
    internal const string Started = "started";

    private readonly List<Process> _silos = [];
    private readonly int _firstPort;

    private SiloProcesses(int firstPort) => _firstPort = firstPort;

    /// <summary>The ports that clients connect to.</summary>
    public int[] Gateways => [.. Enumerable.Range(0, _silos.Count).Select(number => LocalSilo.GatewayOf(_firstPort, number))];

    /// <summary>The processor time that they have taken.</summary>
    public TimeSpan ProcessorTime => TimeSpan.FromTicks(_silos.Sum(silo => { silo.Refresh(); return silo.TotalProcessorTime.Ticks; }));

    /// <summary>Starts silos, the first before the others, and waits until all are there.</summary>
    /// <param name="count">How many.</param>
    /// <param name="folder">What every silo reads.</param>
    public static async Task<SiloProcesses> StartAsync(int count, string folder)
    {
        var silos = new SiloProcesses(FreePorts(2 * count));
        try
        {
            silos.Start(folder);
            await silos.Ready(0);
            while (silos._silos.Count < count) silos.Start(folder);
            for (int number = 1; number < count; number++) await silos.Ready(number);
            return silos;
        }
        catch
        {
            silos.Dispose();
            throw;
        }
    }

    // At once, as when its machine is lost. The first keeps the list of the others.
    private void Kill(int number)
    {
        _silos[number].Kill();
        _silos[number].WaitForExit();
    }

    /// <summary>Ends that silo, the first apart, on which most shards lie.</summary>
    /// <param name="cluster">A client of the silos.</param>
    public async Task KillFullestAsync(IClusterClient cluster)
    {
        DetailedGrainStatistic[] grains = await cluster.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics();
        int[] ports = [.. grains.Where(grain => grain.GrainType.Contains("PatternShard", StringComparison.OrdinalIgnoreCase)).Select(grain => grain.SiloAddress.Endpoint.Port)];
        Kill(Enumerable.Range(1, _silos.Count - 1).MaxBy(number => ports.Count(port => port == LocalSilo.PortOf(_firstPort, number))));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Process silo in _silos)
        {
            if (!silo.HasExited) silo.Kill();
            silo.WaitForExit();
            silo.Dispose();
        }
    }

    private void Start(string folder)
    {
        string number = _silos.Count.ToString(CultureInfo.InvariantCulture), port = _firstPort.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("dotnet", [typeof(SiloProcesses).Assembly.Location, "silo", number, port, folder])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        _silos.Add(Process.Start(start) ?? throw new InvalidOperationException("A silo could not be started."));
    }

    private async Task Ready(int number)
    {
        if (await _silos[number].StandardOutput.ReadLineAsync() != Started) throw new InvalidOperationException($"Silo {number} did not start.");
    }

    // Ports next to each other, below those that systems hand out for a while.
    private static int FreePorts(int count)
    {
        HashSet<int> taken = [.. IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select((IPEndPoint listener) => listener.Port)];
        int first = Random.Shared.Next(11_000, 30_000);
        while (Enumerable.Range(first, count).Any(taken.Contains)) first += count;
        return first;
    }
}
