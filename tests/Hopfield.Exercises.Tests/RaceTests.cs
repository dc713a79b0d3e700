namespace Hopfield.Exercises.Tests;

public class RaceTests
{
    /// <summary>A clock that moves only when a way says so: a race can be computed by hand.</summary>
    private sealed class Clock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Pass(double milliseconds) => _ticks += (long)(milliseconds * TimeSpan.TicksPerMillisecond);
    }

    private static double[] Times(Clock clock, params Action[] ways) => Array.ConvertAll(Race.Measure(clock, CancellationToken.None, ways), time => time.Median);

    [Fact]
    public void Times_are_multiples_of_the_first_way()
    {
        var clock = new Clock();
        Assert.Equal([1, 0.25, 3], Times(clock, () => clock.Pass(40), () => clock.Pass(10), () => clock.Pass(120)));
        Assert.Equal([1], Times(clock, () => clock.Pass(7)));
    }

    [Fact]
    public void A_machine_that_grows_slower_changes_no_ratio()
    {
        var clock = new Clock();
        double pace = 1;
        // The pace doubles where a round begins, so the sums over all rounds say nothing; within a round the second way takes 3 times as long.
        Assert.Equal([1, 3], Times(clock, () => clock.Pass(pace *= 2), () => clock.Pass(3 * pace)));
    }

    [Fact]
    public void A_few_disturbed_rounds_do_not_count()
    {
        var clock = new Clock();
        int call = 0;
        // Warm: 500 ms are over after five rounds of 110 ms. Of the fifteen that count seven are disturbed, which leaves the median.
        Assert.Equal([1, 0.1], Times(clock, () => clock.Pass(100), () => clock.Pass(call++ is >= 5 and < 12 ? 5000 : 10)));
        Assert.Equal(5 + 15, call);
    }

    [Fact]
    public void A_quarter_of_the_rounds_lies_beyond_each_quartile()
    {
        var clock = new Clock();
        int call = 0;
        // Warm: 500 ms are over after five rounds of 101 ms and more. Then the second way takes 1, 2, … 15 hundredths of the first.
        RaceTime[] times = Race.Measure(clock, CancellationToken.None, () => clock.Pass(100), () => clock.Pass(call++ < 5 ? 1 : call - 5));
        Assert.Equal([new(1, 1, 1), new(0.08, 0.04, 0.12)], times);
    }

    [Fact]
    public void Ways_take_turns()
    {
        var clock = new Clock();
        string order = "";
        Times(clock, () => { order += "a"; clock.Pass(300); }, () => { order += "b"; clock.Pass(300); });
        Assert.Equal(string.Concat(Enumerable.Repeat("ab", 16)), order);
    }

    [Fact]
    public void Interrupt_stops_between_two_calls()
    {
        var clock = new Clock();
        using var stop = new CancellationTokenSource();
        int second = 0;
        Assert.Throws<OperationCanceledException>(() => Race.Measure(clock, stop.Token, stop.Cancel, () => second++));
        Assert.Equal(0, second);
    }

    [Fact]
    public void What_cannot_be_measured_is_told()
    {
        var clock = new Clock();
        Assert.Contains("at least one way", Assert.Throws<ArgumentException>(() => Race.Times()).Message);
        Assert.Contains("null among them", Assert.Throws<ArgumentException>(() => Race.Times(() => { }, null!)).Message);
        Assert.Contains("before the clock moves", Assert.Throws<InvalidOperationException>(() => Times(clock, () => { }, () => clock.Pass(100))).Message);
    }

    [Fact]
    public void Reading_adds_up_every_number_in_every_turn()
    {
        // Whole numbers below 2²⁴ have no rounding, in whatever order they are added.
        for (int length = 0; length <= 200; length++)
        {
            float[] values = [.. Enumerable.Range(1, length).Select(i => (float)i)];
            Assert.Equal(length * (length + 1) / 2f, MachineLimits.Read(values));
            Assert.Equal(3 * length * (length + 1) / 2f, MachineLimits.Read(values, turns: 3));
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => MachineLimits.Read([1f], turns: 0));
    }

    [Fact]
    public void Computing_does_the_steps_that_it_counts()
    {
        // A chain x ← 0.999 x + 0.001 from 0.999 approaches 1 and stays where a step is less than half a unit in the last place:
        // 0.001 (1 − x) < 2⁻²⁵, so x is within 3e-5 of 1 however a processor rounds. Operations counts two a step in each place.
        double places = MachineLimits.Operations / (2 * 200_000);
        Assert.Equal(8 * System.Numerics.Vector<float>.Count, places);
        Assert.InRange(MachineLimits.Compute() / places, 1 - 1e-4, 1 + 1e-4);
    }
}
