using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Hosting;
using Orleans.Storage;

namespace Hopfield.Cluster;

/// <summary>Makes a silo hold parts of memories.</summary>
public static class SiloBuilderExtensions
{
    /// <summary>Lets this silo hold shards of memories. Every silo of the cluster needs it.</summary>
    /// <remarks>
    /// What shards need to come back lies in the grain storage <see cref="ClusterMemory.StorageName"/>: any of Orleans' own, such as Azure tables, Redis or
    /// a database, where one of this name is registered. Otherwise it lies in the folder, too, which suits one machine, and several with a shared file
    /// system on which a file appears under its new name at once. Orleans' memory storage goes with its silo and does not suit.
    /// </remarks>
    /// <param name="silo">The silo.</param>
    /// <param name="folder">A folder that every silo reads and writes under this path: shards write rows into it that were given or added.</param>
    /// <exception cref="ArgumentException">There is no name of a folder.</exception>
    public static ISiloBuilder AddPatternShards(this ISiloBuilder silo, string folder)
    {
        ArgumentNullException.ThrowIfNull(silo);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var shared = new SharedFolder(Path.GetFullPath(folder));
        silo.Services.AddSingleton(shared);
        silo.Services.TryAddKeyedSingleton<IGrainStorage>(
            ClusterMemory.StorageName,
            (services, _) => new FolderGrainStorage(Path.Combine(shared.Path, "states"), services.GetRequiredService<IGrainStorageSerializer>()));
        return silo;
    }
}
