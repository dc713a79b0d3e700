namespace Hopfield.Baselines.Tests;

public class LearnedPrototypesTests
{
    private static readonly double[][] _centres = [[0, 0], [2, 0]];

    private static double Loss(LearnedPrototypes learned, PatternSet<double> rows, int[] labels)
    {
        double sum = 0;
        for (int s = 0; s < labels.Length; s++)
        {
            double[] row = rows.Pattern(s).ToArray();
            double[] nearest = [.. new[] { true, false }.Select(own => Enumerable.Range(0, learned.PrototypeCount).Select(learned.Prototype)
                .Where(p => p.Class == labels[s] == own).Min(p => p.Row.Zip(row, (a, b) => (a - b) * (a - b)).Sum()))];
            sum += (nearest[0] - nearest[1]) / (nearest[0] + nearest[1]);
        }
        return sum / labels.Length;
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public void Learning_lowers_the_loss(int seed)
    {
        var (rows, labels) = Draws.Clouds(_centres, 50, 1, seed);
        LearnedPrototypes Learn(int epochs) => LearnedPrototypes.Train(rows, labels, perClass: 2, seed, epochs, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(Loss(Learn(30), rows, labels) < Loss(Learn(0), rows, labels));
    }

    [Fact]
    public void Before_learning_prototypes_are_rows_of_their_class()
    {
        var (rows, labels) = Draws.Clouds(_centres, 20, 1, seed: 6);
        var first = LearnedPrototypes.Train(rows, labels, perClass: 3, seed: 1, epochs: 0, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(6, first.PrototypeCount);
        for (int p = 0; p < 6; p++)
        {
            var (row, label) = first.Prototype(p);
            Assert.Contains(Enumerable.Range(0, labels.Length), s => labels[s] == label && rows.Pattern(s).SequenceEqual(row));
        }
    }

    [Fact]
    public void Prototypes_that_are_all_the_rows_stay()
    {
        var (rows, labels) = Draws.Clouds(_centres, 4, 1, seed: 7);
        LearnedPrototypes Learn(int epochs) => LearnedPrototypes.Train(rows, labels, perClass: 9, seed: 1, epochs, cancellationToken: TestContext.Current.CancellationToken);
        for (int p = 0; p < 8; p++) Assert.Equal(Learn(0).Prototype(p).Row, Learn(5).Prototype(p).Row);
    }

    [Fact]
    public void Larger_numbers_change_nothing_but_the_size()
    {
        var (rows, labels) = Draws.Clouds(_centres, 30, 1, seed: 8);
        // A power of two: every product and quotient scales without rounding.
        var large = PatternSet.From([.. Enumerable.Range(0, labels.Length).Select(s => rows.Pattern(s).ToArray().Select(x => 1024 * x).ToArray())]);
        var one = LearnedPrototypes.Train(rows, labels, 2, seed: 1, cancellationToken: TestContext.Current.CancellationToken);
        var other = LearnedPrototypes.Train(large, labels, 2, seed: 1, cancellationToken: TestContext.Current.CancellationToken);
        for (int p = 0; p < 4; p++) Assert.Equal(one.Prototype(p).Row.Select(x => 1024 * x), other.Prototype(p).Row);
    }

    [Fact]
    public void Clouds_that_lie_apart_are_told_apart()
    {
        double[][] centres = [[0, 0], [10, 0], [0, 10]];
        var (rows, labels) = Draws.Clouds(centres, 40, 1, seed: 9);
        var (others, known) = Draws.Clouds(centres, 100, 1, seed: 10);
        Assert.Equal(0, LearnedPrototypes.Train(rows, labels, 1, seed: 1, cancellationToken: TestContext.Current.CancellationToken).ErrorRate(others, known));
    }

    [Fact]
    public void Equal_rows_of_two_classes_are_no_division_by_zero()
    {
        var rows = PatternSet.From([[1.0], [1.0], [2.0], [2.0]]);
        var learned = LearnedPrototypes.Train(rows, [0, 1, 0, 1], 1, seed: 1, cancellationToken: TestContext.Current.CancellationToken);
        for (int p = 0; p < learned.PrototypeCount; p++) Assert.True(double.IsFinite(learned.Prototype(p).Row[0]));
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        var (rows, labels) = Draws.Clouds(_centres, 4, 1, seed: 11);
        Assert.Equal("perClass", Assert.Throws<ArgumentOutOfRangeException>(() => LearnedPrototypes.Train(rows, labels, 0, seed: 1)).ParamName);
        Assert.Equal("epochs", Assert.Throws<ArgumentOutOfRangeException>(() => LearnedPrototypes.Train(rows, labels, 1, seed: 1, epochs: -1)).ParamName);
        Assert.Equal("rate", Assert.Throws<ArgumentOutOfRangeException>(() => LearnedPrototypes.Train(rows, labels, 1, seed: 1, rate: 0)).ParamName);
        Assert.Equal("labels", Assert.Throws<ArgumentException>(() => LearnedPrototypes.Train(rows, [0], 1, seed: 1)).ParamName);
        var learned = LearnedPrototypes.Train(rows, labels, 1, seed: 1, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("index", Assert.Throws<ArgumentOutOfRangeException>(() => learned.Prototype(2)).ParamName);
        Assert.Equal("row", Assert.Throws<ArgumentException>(() => learned.Classify([1])).ParamName);
    }
}
