using Cluster;
using Hopfield.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;

namespace Hopfield.Cluster.Tests;

/// <summary>Silos that are processes of their own, as the sample starts them, and one of them is killed.</summary>
public class LostSiloTests
{
    private const int Questions = 1000, Shards = 9, Count = 900, Dimension = 8;
    private const double Beta = 2;

    [Fact]
    public async Task When_a_silo_is_killed_in_the_middle_of_a_thousand_questions_each_is_answered_or_says_what_was_missing_and_none_is_wrong()
    {
        string folder = Directory.CreateTempSubdirectory("hopfield-lost-").FullName;
        try
        {
            PatternSet<float> patterns = ClusterLawTests.Draw(Count, Dimension, new SeededRandom(1)), states = ClusterLawTests.Draw(Questions, Dimension, new SeededRandom(2));
            string file = Path.Combine(folder, "patterns.npy");
            NpyFile.Write(file, patterns.Values, Count, Dimension);
            using SiloProcesses silos = await SiloProcesses.StartAsync(3, folder);
            using IHost host = await LocalSilo.ConnectAsync(silos.Gateways);
            var cluster = host.Services.GetRequiredService<IClusterClient>();
            var options = new ClusterOptions { Deadline = TimeSpan.FromSeconds(0.5), AllowsMissing = true };
            await ClusterMemory.StoreAsync(cluster, "lost", FileRows.Split(file, Shards), Beta);
            ClusterMemory memory = await ClusterMemory.OpenAsync(cluster, "lost", Beta, options);

            int asked = 0, whole = 0;
            var partial = new List<double>();
            async Task Ask(int s)
            {
                if (Interlocked.Increment(ref asked) == Questions / 3) await silos.KillFullestAsync(cluster);
                (double share, bool isWhole) = (0, false);
                try
                {
                    ClusterAnswer<float[]> answer = await memory.UpdateAsync(states.Pattern(s).ToArray());
                    AssertRight(answer, patterns, states.Pattern(s).ToArray());
                    (share, isWhole) = (answer.Share, answer.IsWhole);
                }
                catch (MissingShardsException nothing)
                {
                    Assert.Equal((0, Shards), (nothing.Share, nothing.Missing.Count)); // only when nothing spoke
                }
                lock (partial)
                {
                    if (isWhole) whole++;
                    else partial.Add(share);
                }
            }
            await Parallel.ForAsync(0, Questions, new ParallelOptions { MaxDegreeOfParallelism = 20 }, async (s, _) => await Ask(s));
            Assert.Equal(Questions, whole + partial.Count);
            Assert.NotEmpty(partial); // the loss was felt
            Assert.True(whole > 0);

            // Who waits gets the whole answer: the lost shards come back from their rows.
            ClusterMemory patient = await ClusterMemory.OpenAsync(cluster, "lost", Beta);
            ClusterAnswer<float[]> last = await patient.UpdateAsync(states.Pattern(0).ToArray());
            Assert.True(last.IsWhole);
            AssertRight(last, patterns, states.Pattern(0).ToArray());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The answer is that of the patterns of the shards that spoke.
    private static void AssertRight(ClusterAnswer<float[]> answer, PatternSet<float> patterns, float[] state)
    {
        HashSet<int> missing = [.. answer.Missing.Select(shard => shard.Shard)];
        PatternSet<float> spoke = PatternSet.From(patterns.Where((_, mu) => !missing.Contains(mu / (Count / Shards))));
        Near.Absolute((double)spoke.PatternCount / Count, answer.Share, 1e-15);
        ClusterLawTests.AssertAnswers([answer.Value], Beta, spoke, PatternSet.From([state]));
    }
}
