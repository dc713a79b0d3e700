using Hopfield.Tests;
using Orleans;

namespace Hopfield.Cluster.Tests;

/// <summary>The example of the package's readme, line by line.</summary>
public class ReadmeTests(Silos silos)
{
    private const string Readme = "src/Hopfield.Cluster/README.md";

    // The example writes to the console; here the name means this list.
    private Lines Console { get; } = [];

    private sealed class Lines : List<string>
    {
        public void WriteLine(string line) => Add(line);
    }

    [Fact]
    public async Task The_example_stores_asks_and_changes()
    {
        PatternSet<float> patterns = PatternSet.OnSphere<float>(200, 16, 2, seed: 1), more = PatternSet.OnSphere<float>(3, 16, 2, seed: 2);
        string file = Silos.Write(patterns, [(0, 1)])[0].File;
        float[] query = patterns.Pattern(7).ToArray();
        IGrainFactory cluster = silos.Grains;

        ClusterMemory memory = await ClusterMemory.StoreAsync(cluster, "texts", FileRows.Split(file, shards: 4), beta: 8);
        ClusterAnswer<RecallResult<float[]>> recall = await memory.RecallAsync(query);
        ClusterAnswer<ClusterMatch[]> nearest = await memory.NearestAsync(query, count: 3);
        PatternKey[] added = await memory.AddAsync(more);
        await memory.RemoveAsync(added);
        Console.WriteLine($"{recall.Value.Stopped}, {recall.Share:P0} of the patterns spoke");

        Assert.True(recall.Value.Settled);
        Assert.Equal(1, recall.Share);
        Assert.Equal(new PatternKey(0, 7), nearest.Value[0].Key);
        Assert.Equal((3, 200), (added.Length, memory.PatternCount));
        Assert.Single(Console);
    }

    [Fact]
    public void Every_line_of_the_example_is_a_line_of_these_tests()
    {
        HashSet<string> tested =
        [
            .. File.ReadLines(Repository.PathOf("tests/Hopfield.Cluster.Tests/Package/ReadmeTests.cs")).Select(line => line.Trim()),
        ];
        string[] lines =
        [
            .. File.ReadAllText(Repository.PathOf(Readme)).ReplaceLineEndings("\n").Split("```csharp")[1].Split("```")[0].Split('\n').Select(line => line.Trim())
                .Where(line => line.Length > 0 && !line.StartsWith("using ", StringComparison.Ordinal) && !line.StartsWith("//", StringComparison.Ordinal)
                    && !line.StartsWith("silo.AddPatternShards", StringComparison.Ordinal)),
        ];
        Assert.Equal(6, lines.Length);
        Assert.All(lines, line => Assert.True(tested.Contains(line), line));
    }
}
