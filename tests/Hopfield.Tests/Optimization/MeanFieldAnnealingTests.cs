namespace Hopfield.Tests;

public class MeanFieldAnnealingTests
{
    [Fact]
    public void Widths_fall_by_one_factor()
    {
        double[] widths = MeanFieldAnnealing.Widths(2, 0.125, 5);
        Assert.Equal([2, 1, 0.5, 0.25, 0.125], widths, (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal([3.0], MeanFieldAnnealing.Widths(3, 1, 1));
    }

    // Two units with w = 1: above u₀ = 1 only V = 0 is at rest, below it V = ±tanh-like pairs, and both ground states are found by the sign of the start.
    [Fact]
    public void Two_units_decide_together()
    {
        var network = new HopfieldNetwork(new double[,] { { 0, 1 }, { 1, 0 } });
        double[] widths = MeanFieldAnnealing.Widths(2, 0.1, 20);
        sbyte[][] ends = [.. Enumerable.Range(0, 20).Select(seed => MeanFieldAnnealing.Minimise(network, widths, seed).State)];
        Assert.All(ends, end => Assert.Equal(end[0], end[1]));
        Assert.Equal(2, ends.Select(end => end[0]).Distinct().Count());
    }

    // Wide units hear everything before they decide: on random couplings the end lies lower than that of steep units from the same starts.
    [Fact]
    public void Narrowing_finds_lower_states_than_deciding_at_once()
    {
        double[] narrowed = MeanFieldAnnealing.Widths(2, 0.05, 40);
        var gains = new List<double>();
        for (int seed = 0; seed < 10; seed++)
        {
            HopfieldNetwork glass = SpinGlass.SherringtonKirkpatrick(100, seed);
            double slow = glass.Energy(MeanFieldAnnealing.Minimise(glass, narrowed, seed).State);
            double fast = glass.Energy(MeanFieldAnnealing.Minimise(glass, [0.05], seed).State);
            gains.Add(fast - slow);
        }
        Estimate gain = Estimate.OfMean([.. gains]);
        Assert.True(gain.Value > 4 * gain.StandardError, $"{gain.Value} ± {gain.StandardError}");
    }

    [Fact]
    public void The_end_is_at_rest()
    {
        HopfieldNetwork glass = SpinGlass.SherringtonKirkpatrick(50, 1);
        RecallResult<sbyte[]> end = MeanFieldAnnealing.Minimise(glass, MeanFieldAnnealing.Widths(2, 0.05, 30), seed: 1);
        Assert.Equal(StopReason.FixedPoint, end.Stopped);
        Assert.Equal(end.State, glass.Recall(end.State).State);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        HopfieldNetwork glass = SpinGlass.SherringtonKirkpatrick(5, 1);
        Assert.Throws<ArgumentException>("widths", () => MeanFieldAnnealing.Minimise(glass, [], 1));
        Assert.Throws<ArgumentOutOfRangeException>("widths", () => MeanFieldAnnealing.Minimise(glass, [1, -1], 1));
        Assert.Throws<ArgumentOutOfRangeException>("from", () => MeanFieldAnnealing.Widths(0, 1, 3));
        Assert.Throws<ArgumentOutOfRangeException>("stages", () => MeanFieldAnnealing.Widths(1, 2, 0));
        Assert.Throws<OperationCanceledException>(() => MeanFieldAnnealing.Minimise(glass, [1.0], 1, cancellationToken: new CancellationToken(true)));
    }
}
