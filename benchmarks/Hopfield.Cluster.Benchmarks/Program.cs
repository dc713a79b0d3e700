// What a memory on silos costs beside the engine alone, what more silos bring, and what goes over the wire. From the root of the tree:
//   dotnet run -c Release --project benchmarks/Hopfield.Cluster.Benchmarks
using System.Globalization;
using System.Text;
using Hopfield.Benchmarks.Measurement;
using Hopfield.Cluster.Benchmarks;

Console.OutputEncoding = Encoding.UTF8;
foreach (string line in Machine.Describe()) Console.WriteLine($"- {line}");
Console.WriteLine($"- every silo is a process on this machine: with {Environment.ProcessorCount} logical processors, more silos than that share them\n");

string folder = Directory.CreateTempSubdirectory("hopfield-cluster-").FullName;
try
{
    await using Rows rows = await Rows.StartAsync(folder);
    Console.WriteLine("| work | ours | against | as the machine is | verdict |\n|---|---|---|---|---|");
    foreach (int batch in (int[])[1, 64])
    {
        RaceResult result = new Race(TimeSpan.FromSeconds(8)).Run(rows.Contest(batch));
        foreach (Finding finding in result.Findings)
        {
            Quartiles ratio = finding.Ratio;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {finding.Claim.Work} | {finding.Claim.Ours} | {finding.Claim.Peer} | {ratio.Median:F2} [{ratio.Lower:F2}, {ratio.Upper:F2}] | {finding.Verdict} |"));
        }
        Console.WriteLine($"\n{result.Check} {result.Activity}.\n");
    }
    Console.WriteLine("| a batch | shards | messages a shard | bytes sent | of the minimum | bytes received | of the minimum |\n|---|---|---|---|---|---|---|");
    foreach (int batch in (int[])[1, 64]) Console.WriteLine(await rows.Traffic(batch));
    Console.WriteLine("\nThe minimum: S·N numbers of four bytes to each shard, S·(N + 3) of eight bytes back. A gateway passes on what is for another silo.");
}
finally
{
    Directory.Delete(folder, recursive: true);
}
