namespace Hopfield.Tests.Package;

/// <summary>The examples of the package's readme, line by line, and what it says they print.</summary>
public class ReadmeTests
{
    // The examples write to the console; here the name means this list.
    private Lines Console { get; } = [];

    private sealed class Lines : List<string>
    {
        public void WriteLine(string line) => Add(line);
    }

    [Fact]
    public void The_binary_example_prints_what_the_readme_says()
    {
        BinaryPatterns stored = BinaryPatterns.Random(patternCount: 200, dimension: 100, seed: 1);
        var memory = new DenseAssociativeMemory(stored, SeparationFunction.RectifiedPower(4));
        sbyte[] spoilt = Corruption.Flip(stored.Pattern(7), flipFraction: 0.2, seed: 2);
        RecallResult<sbyte> recall = memory.Recall(spoilt);
        Console.WriteLine($"{recall.Stopped} after {recall.Changes} flips: pattern {stored.IndexOf(recall.State)}");

        AssertReadmeSays(Console[0]);
    }

    [Fact]
    public void The_real_valued_example_prints_what_the_readme_says()
    {
        double[,] directions = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } };
        var retrieval = ContinuousHopfield.Store(directions, beta: 20.0);
        RecallResult<double> nearest = retrieval.Recall([0.1, 0.9, 0.2]);
        Console.WriteLine($"{nearest.Stopped}: {string.Join(", ", nearest.State.Select(x => x.ToString("F3")))}");

        AssertReadmeSays(Console[0]);
    }

    [Fact]
    public void Every_line_of_the_readme_s_examples_is_a_line_of_these_tests()
    {
        HashSet<string> tested = [.. File.ReadLines(Repository.PathOf("tests/Hopfield.Tests/Package/ReadmeTests.cs")).Select(line => line.Trim())];
        string[] lines = [.. Readme.Split("```csharp").Skip(1).SelectMany(block => block.Split("```")[0].Split('\n')).Select(line => line.Trim())];
        Assert.Equal(9, lines.Count(line => line.Length > 0 && line != "using Hopfield;"));
        Assert.All(lines, line => Assert.True(line.Length == 0 || line == "using Hopfield;" || tested.Contains(line), line));
    }

    private static string Readme => File.ReadAllText(Repository.PathOf("src/Hopfield/README.md")).ReplaceLineEndings("\n");

    private static void AssertReadmeSays(string printed) => Assert.Contains($"prints `{printed}`", Readme);
}
