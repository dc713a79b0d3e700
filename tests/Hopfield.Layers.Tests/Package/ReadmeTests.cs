using Hopfield.Tests;

namespace Hopfield.Layers.Tests;

/// <summary>The example of the package's readme, line by line.</summary>
public class ReadmeTests
{
    private const string Readme = "src/Hopfield.Layers/README.md";

    // The example writes to the console; here the name means this list.
    private Lines Console { get; } = [];

    private sealed class Lines : List<string>
    {
        public void WriteLine(string line) => Add(line);
    }

    [Fact]
    public void The_example_learns_to_tell_the_bags_apart()
    {
        // 200 bags of ten points in the unit square; every second bag has one at (3, 3) instead.
        var random = new SeededRandom(1);
        var points = new float[200, 10, 2];
        var special = new bool[200];
        for (int bag = 0; bag < 200; bag++)
        {
            for (int s = 0; s < 10; s++) (points[bag, s, 0], points[bag, s, 1]) = (random.NextSingle(), random.NextSingle());
            int place = random.Next(10);
            if (special[bag] = bag % 2 == 0) (points[bag, place, 0], points[bag, place, 1]) = (3, 3);
        }
        var pooling = new HopfieldPooling<float>(2, new() { HiddenWidth = 8, NormalisesStored = false, NormalisesProjected = false }, random);
        var model = pooling.Then(new Linear<float>(pooling.OutputWidth, 1, random));
        var trainer = new Trainer<BagBatch<float>, float>(model, new() { Epochs = 50, LearningRate = 0.01 });
        TrainingLog log = trainer.Fit(new(BagBatch.From(points), new LogisticLoss<float>(special)));
        Console.WriteLine($"{log.Stopped} after {log.Epochs.Count}: {log.Accuracies[^1]:F2} of the bags right");

        Assert.Contains($"prints `{Console[0]}`", Text(Readme));
    }

    [Fact]
    public void Every_line_of_the_example_is_a_line_of_this_test()
    {
        HashSet<string> tested = [.. File.ReadLines(Repository.PathOf("tests/Hopfield.Layers.Tests/Package/ReadmeTests.cs")).Select(line => line.Trim())];
        string[] lines =
        [
            .. Text(Readme).Split("```csharp")[1].Split("```")[0].Split('\n').Select(line => line.Trim())
                .Where(line => line.Length > 0 && !line.StartsWith("using ", StringComparison.Ordinal)),
        ];
        Assert.Equal(15, lines.Length);
        Assert.All(lines, line => Assert.True(tested.Contains(line), line));
    }

    private static string Text(string path) => File.ReadAllText(Repository.PathOf(path)).ReplaceLineEndings("\n");
}
