namespace Hopfield.Tests;

/// <summary>The examples of the two readmes, the tree's and the package's, line by line, and what they say is printed.</summary>
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
        var memory = new DenseAssociativeMemory(stored, InteractionFunction.RectifiedPower(4));
        sbyte[] spoilt = Corruption.Flip(stored.Pattern(7), flipFraction: 0.2, seed: 2);
        RecallResult<sbyte[]> recall = memory.Recall(spoilt);
        Console.WriteLine($"{recall.Stopped} after {recall.Changes} flips: pattern {stored.IndexOf(recall.State)}");

        AssertReadmeSays(Console[0]);
    }

    [Fact]
    public void The_real_valued_example_prints_what_the_readme_says()
    {
        double[,] directions = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } };
        var retrieval = ContinuousHopfield.Store(directions, beta: 20.0);
        RecallResult<double[]> nearest = retrieval.Recall([0.1, 0.9, 0.2]);
        Console.WriteLine($"{nearest.Stopped}: {string.Join(", ", nearest.State.Select(x => x.ToString("F3")))}");

        AssertReadmeSays(Console[0]);
    }

    [Fact]
    public void The_tree_s_example_prints_what_its_last_comment_says()
    {
        var digits = DataSets.Digits();
        var patterns = BinaryPatterns.From(digits.Bipolar([0, 1, 2, 3, 4]));
        var memory = PseudoInverse.From(patterns);
        var recall = memory.Recall(Corruption.Flip(patterns.Pattern(3), 0.1, seed: 1));
        Console.WriteLine($"{recall.Stopped}: {patterns.Overlap(3, recall.State)}");

        Assert.Contains($"// {Console[0]}\n", Text("README.md"));
    }

    [Theory]
    [InlineData("README.md", 5)]
    [InlineData("src/Hopfield/README.md", 9)]
    public void Every_line_of_an_example_is_a_line_of_these_tests(string readme, int expected)
    {
        HashSet<string> tested = [.. File.ReadLines(Repository.PathOf("tests/Hopfield.Tests/Package/ReadmeTests.cs")).Select(line => line.Trim())];
        string[] lines =
        [
            .. Text(readme).Split("```csharp").Skip(1).SelectMany(block => block.Split("```")[0].Split('\n'))
                .Select(line => line.Split(" // ")[0].Trim()).Where(line => line.Length > 0 && line != "using Hopfield;"),
        ];
        Assert.Equal(expected, lines.Length);
        Assert.All(lines, line => Assert.True(tested.Contains(line), line));
    }

    private static string Text(string readme) => File.ReadAllText(Repository.PathOf(readme)).ReplaceLineEndings("\n");

    private static void AssertReadmeSays(string printed) => Assert.Contains($"prints `{printed}`", Text("src/Hopfield/README.md"));
}
