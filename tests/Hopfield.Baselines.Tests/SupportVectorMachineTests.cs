namespace Hopfield.Baselines.Tests;

public class SupportVectorMachineTests
{
    private static readonly double[][] _xor = [[0, 0], [1, 1], [0, 1], [1, 0]];
    private static readonly int[] _xorLabels = [0, 0, 1, 1];

    [Fact]
    public void What_no_plane_parts_neighbourhoods_do()
    {
        var rows = PatternSet.From(_xor);
        var bent = SupportVectorMachine.Train(rows, _xorLabels, RowSimilarity.Gaussian(2), bound: 100, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(0, bent.ErrorRate(rows, _xorLabels));
        var flat = SupportVectorMachine.Train(rows, _xorLabels, RowSimilarity.Linear, bound: 100, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(flat.ErrorRate(rows, _xorLabels) >= 0.25);
    }

    [Fact]
    public void Clouds_that_lie_apart_are_told_apart_with_few_support_vectors()
    {
        double[][] centres = [[0, 0], [10, 0], [0, 10], [10, 10]];
        var (rows, labels) = Draws.Clouds(centres, 40, 1, seed: 1);
        var (others, known) = Draws.Clouds(centres, 100, 1, seed: 2);
        foreach (var similarity in (RowSimilarity[])[RowSimilarity.Linear, RowSimilarity.Gaussian(0.05)])
        {
            var machine = SupportVectorMachine.Train(rows, labels, similarity, cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal((4, 6), (machine.ClassCount, machine.Margins([5, 5]).Length));
            // Borders lie five deviations off: of 400 rows about one in 10,000 would be on the wrong side.
            Assert.Equal(0, machine.ErrorRate(others, known));
            Assert.InRange(machine.SupportVectorCount, 12, 6 * 80 / 2);
        }
    }

    [Fact]
    public void Turning_the_classes_round_turns_the_margin_round()
    {
        var (rows, labels) = Draws.Clouds([[0, 0], [1, 1]], 30, 1, seed: 3);
        int[] turned = [.. labels.Select(c => 1 - c)];
        var one = SupportVectorMachine.Train(rows, labels, RowSimilarity.Gaussian(0.5), cancellationToken: TestContext.Current.CancellationToken);
        var other = SupportVectorMachine.Train(rows, turned, RowSimilarity.Gaussian(0.5), cancellationToken: TestContext.Current.CancellationToken);
        // Both lie within the gap of the one best machine, whose decisions differ by at most √(2·gap) for a similarity of at most 1.
        double allowed = 2 * Math.Sqrt(2 * 60 * 1e-3 / 2);
        foreach (double[] row in rows) Assert.Equal(-other.Margins(row)[0], one.Margins(row)[0], allowed);
    }

    [Fact]
    public void A_class_without_rows_is_never_answered()
    {
        var (rows, labels) = Draws.Clouds([[0, 0], [5, 5]], 10, 1, seed: 4);
        int[] skipping = [.. labels.Select(c => 2 * c)];
        var machine = SupportVectorMachine.Train(rows, skipping, RowSimilarity.Linear, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(3, machine.ClassCount);
        Assert.Equal(0, machine.ErrorRate(rows, skipping));
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        var rows = PatternSet.From(_xor);
        Assert.Equal("labels", Assert.Throws<ArgumentException>(() => SupportVectorMachine.Train(rows, [0, 1], RowSimilarity.Linear)).ParamName);
        Assert.Equal("labels", Assert.Throws<ArgumentException>(() => SupportVectorMachine.Train(rows, [0, 0, 0, 0], RowSimilarity.Linear)).ParamName);
        Assert.Equal("labels", Assert.Throws<ArgumentException>(() => SupportVectorMachine.Train(rows, [0, 1, -1, 0], RowSimilarity.Linear)).ParamName);
        Assert.Equal("bound", Assert.Throws<ArgumentOutOfRangeException>(() => SupportVectorMachine.Train(rows, _xorLabels, RowSimilarity.Linear, double.NaN)).ParamName);
        Assert.Equal("gamma", Assert.Throws<ArgumentOutOfRangeException>(() => RowSimilarity.Gaussian(0)).ParamName);
        Assert.Equal("similarity", Assert.Throws<ArgumentNullException>(() => SupportVectorMachine.Train(rows, _xorLabels, null!)).ParamName);
        var machine = SupportVectorMachine.Train(rows, _xorLabels, RowSimilarity.Linear, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("row", Assert.Throws<ArgumentException>(() => machine.Classify([1])).ParamName);
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.Throws<OperationCanceledException>(() => SupportVectorMachine.Train(rows, _xorLabels, RowSimilarity.Linear, cancellationToken: stopped.Token));
    }
}
