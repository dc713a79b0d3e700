using Notebooks.Session;

namespace Hopfield.Course.Tests;

public sealed class SeedShiftTests
{
    private const string Setup = "#r \"Hopfield.dll\"\nusing Hopfield;";

    [Theory]
    [InlineData("BinaryPatterns.Random(2, 20, seed: 4)", "BinaryPatterns.Random(2, 20, seed: (4) + 10007)")] // named
    [InlineData("Bipolar.Random(20, 4)", "Bipolar.Random(20, (4) + 10007)")] // positional
    [InlineData("Corruption.Flip(x, 0.1, seed: 2 * k % 7)", "Corruption.Flip(x, 0.1, seed: (2 * k % 7) + 10007)")] // all of the expression
    [InlineData("new Random(5)", "new Random((5) + 10007)")]
    [InlineData("Random r = new(5);", "Random r = new((5) + 10007);")]
    [InlineData("new SeededRandom(3, stream: 8)", "new SeededRandom((3) + 10007, stream: 8)")] // a stream is no seed
    [InlineData("digits.Exemplars([1, 2])", "digits.Exemplars([1, 2], seed: 0 + 10007)")] // left out
    [InlineData("digits.Exemplars()", "digits.Exemplars(seed: 0 + 10007)")]
    [InlineData("digits.Exemplars(seed: 2)", "digits.Exemplars(seed: (2) + 10007)")]
    [InlineData("Bipolar.Random(20, Bipolar.Random(9, 1)[0])", "Bipolar.Random(20, (Bipolar.Random(9, (1) + 10007)[0]) + 10007)")] // one inside the other
    [InlineData("UpdateOrder.Random(\n    seed: 1 // why\n)", "UpdateOrder.Random(\n    seed: (1) + 10007 // why\n)")] // lines stay lines
    [InlineData("new CapacityExperiment(Hebbian.From) { Trials = 4, Seed = 9 }", "new CapacityExperiment(Hebbian.From) { Trials = 4, Seed = (9) + 10007 }")]
    [InlineData("new CapacityExperiment(Hebbian.From) { Trials = 4 }", "new CapacityExperiment(Hebbian.From) { Seed = 10007, Trials = 4 }")]
    [InlineData("new CapacityExperiment(Hebbian.From)", "new CapacityExperiment(Hebbian.From) { Seed = 10007 }")]
    [InlineData("class Dice() : Random(6) { }", "class Dice() : Random((6) + 10007) { }")]
    [InlineData("class Dice : Random { public Dice() : base(6) { } }", "class Dice : Random { public Dice() : base((6) + 10007) { } }")]
    [InlineData("#!time\nnew Random(5)", "#!time\nnew Random((5) + 10007)")] // lines for the session
    public async Task A_seed_that_leaves_the_cells_is_shifted(string code, string drawn) => Assert.Equal(drawn, await DrawnAsync(code, draw: 1));

    [Theory]
    [InlineData("Drawn(4)")] // a function of a cell hands on what it is given, and shifts it there
    [InlineData("new Dice(4)")]
    [InlineData("int seed = 3; Enumerable.Range(0, seed).Select(seed => seed + 1)")]
    [InlineData("new Mine { Seed = 3 }")]
    [InlineData("nameof(Random)")]
    [InlineData("typeof(Random)")]
    [InlineData("UpdateOrder.Sequential")]
    [InlineData("new[] { 1, 2 }.Aggregate(0, (sum, k) => sum + k)")] // called a seed, and none
    [InlineData("new[] { 1, 2 }.Aggregate(seed: 0, (sum, k) => sum + k)")]
    [InlineData("int broken = ")]
    public async Task What_stays_in_the_cells_is_not(string code) => Assert.Equal(code, await DrawnAsync(code, draw: 1));

    [Fact]
    public async Task A_function_of_a_cell_with_a_seed_of_its_own_is_shifted_once_wherever_it_is_called_from()
    {
        const string code = "sbyte[] Twice(int seed) => Bipolar.Random(20, seed);\nTwice(3).SequenceEqual(Bipolar.Random(20, 3))";
        Assert.Equal("sbyte[] Twice(int seed) => Bipolar.Random(20, (seed) + 20014);\nTwice(3).SequenceEqual(Bipolar.Random(20, (3) + 20014))", await DrawnAsync(code, draw: 2));
    }

    [Fact]
    public async Task Without_a_shift_every_seed_is_what_it_was()
    {
        Assert.Equal("Bipolar.Random(20, (4) + 0)", await DrawnAsync("Bipolar.Random(20, 4)", draw: 0));
        Assert.Equal("digits.Exemplars(seed: 0 + 0)", await DrawnAsync("digits.Exemplars()", draw: 0));
        Assert.Equal("new CapacityExperiment(Hebbian.From)", await DrawnAsync("new CapacityExperiment(Hebbian.From)", draw: 0));
    }

    [Theory]
    [InlineData("Enumerable.Range(0, 3).Select(UpdateOrder.Random)")]
    [InlineData("Func<int, UpdateOrder> order = UpdateOrder.Random;")]
    public async Task A_method_that_is_handed_on_with_its_seed_unseen_is_refused(string code) =>
        Assert.Contains("Random is handed on with its seed unseen", (await Assert.ThrowsAsync<NotebookException>(() => DrawnAsync(code, draw: 1))).Message);

    private static async Task<string> DrawnAsync(string code, int draw)
    {
        using var session = new NotebookSession(CourseKernel.Options);
        string[] before =
        [
            Setup, "sbyte[] x = [1]; int k = 2; ImageSet digits = null;", "sbyte[] Drawn(int seed) => Bipolar.Random(3, seed);",
            "class Dice(int seed) : Random(seed) { } class Mine { public int Seed { get; set; } }",
        ];
        foreach (string cell in before)
        {
            CellResult result = await session.ExecuteAsync(cell, new OutputCollector(), TestContext.Current.CancellationToken);
            Assert.True(result.Status == CellStatus.Ok, result.Error?.Message);
        }

        return SeedShift.Apply(session, code, draw);
    }
}
