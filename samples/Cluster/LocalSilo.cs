using System.Net;
using Hopfield.Cluster;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Cluster;

/// <summary>A silo, and a client of some.</summary>
public static class LocalSilo
{
    /// <summary>Runs a silo until its standard input ends: with the process that started it, however that goes.</summary>
    /// <param name="number">0 for the first: it keeps the list of the others, so it must not be lost. Real clusters keep it elsewhere.</param>
    /// <param name="firstPort">Where the first silo listens; every silo takes the next two.</param>
    /// <param name="folder">What every silo reads.</param>
    public static async Task RunAsync(int number, int firstPort, string folder)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(PortOf(firstPort, number), GatewayOf(firstPort, number), new IPEndPoint(IPAddress.Loopback, firstPort))
            // A silo that is lost is missed after about two seconds. The defaults take longer, as busy networks need.
            .Configure<ClusterMembershipOptions>(options =>
            {
                options.ProbeTimeout = TimeSpan.FromSeconds(0.5);
                options.NumMissedProbesLimit = 2;
                options.NumVotesForDeathDeclaration = 1;
            })
            .AddPatternShards(folder));
        using IHost host = builder.Build();
        await host.StartAsync();
        Console.WriteLine(SiloProcesses.Started);
        while (await Console.In.ReadLineAsync() is not null)
        {
        }
        await host.StopAsync();
    }

    /// <summary>Connects a client; whoever gets the host disposes it.</summary>
    /// <param name="gateways">The ports of the silos' gateways.</param>
    public static async Task<IHost> ConnectAsync(int[] gateways)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client => client
            .UseLocalhostClustering(gateways)
            // What was under way to a silo that is lost is asked again after this.
            .Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(5)));
        IHost host = builder.Build();
        await host.StartAsync();
        return host;
    }

    public static int PortOf(int firstPort, int number) => firstPort + (2 * number);

    public static int GatewayOf(int firstPort, int number) => PortOf(firstPort, number) + 1;
}
