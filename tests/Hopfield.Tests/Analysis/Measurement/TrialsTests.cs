namespace Hopfield.Tests;

public class TrialsTests
{
    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        double[] one = Trials.Run(200, 7, random => random.NextDouble(), parallelism: 1);
        Assert.Equal(one, Trials.Run(200, 7, random => random.NextDouble(), parallelism: 4));
        Assert.Equal(one[..50], Trials.Run(50, 7, random => random.NextDouble()));
        Assert.NotEqual(one, Trials.Run(200, 8, random => random.NextDouble()));
        Assert.Equal(200, one.Distinct().Count());
    }

    [Fact]
    public void Progress_rises_to_one()
    {
        var told = new List<double>();
        Trials.Run(37, 1, _ => 0, new Listener(told));
        Assert.Equal(Enumerable.Range(1, 37).Select(k => k / 37.0), told);
    }

    [Fact]
    public void A_token_stops_it()
    {
        using var source = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => Trials.Run(1_000_000, 1, random =>
        {
            source.Cancel();
            return random.Next();
        }, cancellationToken: source.Token));
    }

    [Fact]
    public void An_error_in_a_trial_comes_out_as_itself() =>
        Assert.Throws<FormatException>(() => Trials.Run<int>(5, 1, _ => throw new FormatException("inside")));

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("count", () => Trials.Run(0, 1, _ => 1));
        Assert.Throws<ArgumentOutOfRangeException>("parallelism", () => Trials.Run(1, 1, _ => 1, parallelism: -1));
    }

    private sealed class Listener(List<double> told) : IProgress<double>
    {
        public void Report(double value) => told.Add(value);
    }
}
