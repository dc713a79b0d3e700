// A memory on three silos, each a process on this machine, over one mapped file, and a client that asks:
//   dotnet run -c Release --project samples/Cluster
// On many machines each runs what `silo` does here, with a clustering provider in place of localhost; see README, "A memory on many machines".
using System.Globalization;
using Cluster;
using Hopfield;
using Hopfield.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;

if (args is ["silo", var number, var port, var shared])
{
    await LocalSilo.RunAsync(int.Parse(number, CultureInfo.InvariantCulture), int.Parse(port, CultureInfo.InvariantCulture), shared);
    return;
}

const int Silos = 3, Patterns = 200_000, Dimension = 64;
string folder = Directory.CreateTempSubdirectory("hopfield-cluster-").FullName;
try
{
    // One file, where every silo reads it: 200,000 patterns on the sphere of radius 8.
    string file = Path.Combine(folder, "patterns.npy");
    PatternSet<float> patterns = PatternSet.OnSphere<float>(Patterns, Dimension, radius: 8, seed: 1);
    NpyFile.Write(file, patterns.Values, Patterns, Dimension);

    using var silos = await SiloProcesses.StartAsync(Silos, folder);
    using IHost host = await LocalSilo.ConnectAsync(silos.Gateways);
    var cluster = host.Services.GetRequiredService<IClusterClient>();

    ClusterMemory memory = await ClusterMemory.StoreAsync(cluster, "patterns", FileRows.Split(file, shards: 6), beta: 1);
    Console.WriteLine($"{memory.PatternCount:N0} patterns in {memory.ShardCount} shards on {Silos} silos");

    // A pattern with a third of its entries erased, completed.
    float[] query = patterns.Pattern(4711).ToArray();
    for (int i = 0; i < Dimension; i += 3) query[i] = 0;
    ClusterAnswer<RecallResult<float[]>> recall = await memory.RecallAsync(query);
    ClusterMatch nearest = (await memory.NearestAsync(recall.Value.State)).Value[0];
    Console.WriteLine($"recalled: {recall.Value.Stopped} after {recall.Value.Steps} updates at pattern {nearest.Key.Number}");

    float[] alone = ContinuousHopfield.Store(patterns, beta: 1).Recall(query).State;
    Console.WriteLine($"the largest difference from one machine's answer: {alone.Zip(recall.Value.State, (a, b) => Math.Abs(a - b)).Max():G2}");

    // One more pattern while it is asked.
    PatternKey added = (await memory.AddAsync(PatternSet.OnSphere<float>(1, Dimension, radius: 8, seed: 2)))[0];
    Console.WriteLine($"added {added}: {memory.PatternCount:N0} patterns");

    // A silo is lost. Who cannot wait hears how much of the memory spoke, until its shards have come back on the others.
    var hurry = new ClusterOptions { Deadline = TimeSpan.FromSeconds(0.1), AllowsMissing = true };
    ClusterMemory hasty = await ClusterMemory.OpenAsync(cluster, "patterns", beta: 1, hurry);
    await silos.KillFullestAsync(cluster);
    for (bool whole = false; !whole;)
    {
        ClusterAnswer<float[]> answer = await hasty.UpdateAsync(query);
        whole = answer.IsWhole;
        Console.WriteLine($"a silo was killed; {answer.Share:P1} of the patterns spoke");
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}
