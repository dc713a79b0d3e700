
namespace Hopfield.Tests;

public class GlauberTests
{
    // Constant temperature samples p(ξ) ∝ exp(−E/T): here against the exact distribution of all 32 states.
    // 40,000 sweeps; successive states are correlated over a few sweeps at T = 4, so a share is known to about √(10·p/40,000).
    [Fact]
    public void Long_runs_visit_states_as_often_as_boltzmann_says()
    {
        const double temperature = 4;
        StateSpace space = StateSpace.Of(FiveNeurons.Network);
        double[] weights = [.. space.Energies.Select(e => Math.Exp(-e / temperature))];
        var counts = new int[space.Count];
        const int sweeps = 40_000;
        Trajectory<sbyte[]> path = FiveNeurons.Network.Glauber(Bipolar.Parse("10100"), TemperatureSchedule.Constant(temperature, sweeps), seed: 1, record: true).Trajectory!;
        foreach (sbyte[] state in path.States) counts[space.IndexOf(state)]++;

        for (int s = 0; s < space.Count; s++)
        {
            double p = weights[s] / weights.Sum();
            Assert.InRange((double)counts[s] / sweeps, p - 4.5 * Math.Sqrt(10 * p / sweeps), p + 4.5 * Math.Sqrt(10 * p / sweeps));
        }
    }

    [Fact]
    public void At_temperature_zero_units_follow_their_fields_to_a_fixed_point()
    {
        HopfieldNetwork net = Hebbian.From(BinaryPatterns.Random(3, 41, seed: 1));
        RecallResult<sbyte[]> run = net.Glauber(Bipolar.Random(41, seed: 2), TemperatureSchedule.Constant(0, 60), seed: 3, record: true);

        Assert.Equal((StopReason.FixedPoint, 60), (run.Stopped, run.Steps));
        Assert.True(net.IsFixedPoint(run.State));
        Assert.Equal(61, run.Trajectory!.States.Count);
        Assert.All(run.Trajectory.Energies.Zip(run.Trajectory.Energies.Skip(1)), pair => Assert.True(pair.Second <= pair.First));
    }

    // Amit, Gutfreund and Sompolinsky 1985, low load: a memory has m = tanh(m/T), so m = 0.907 at T = 0.6. For N = 1,000 one state's overlap spreads
    // by √((1 − m²)/(1 − (1 − m²)/T)/N) = 0.016; a mean over 200 correlated sweeps is within 0.005, and three patterns among 1,000 units
    // disturb each other by about 1/√N = 0.03 of a field.
    [Fact]
    public void A_memory_stays_at_temperature_0_6_with_the_overlap_of_mean_field_theory()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(3, 1000, seed: 1);
        Trajectory<sbyte[]> path = Hebbian.From(patterns).Glauber(patterns.Pattern(0), TemperatureSchedule.Constant(0.6, 250), seed: 2, record: true).Trajectory!;

        Assert.InRange(path.States.Skip(51).Average(state => patterns.Overlap(0, state)), 0.907 - 0.02, 0.907 + 0.02);
    }

    // The symmetric mixture of three is stable below T = 0.46 and melts above (the same authors).
    [Fact]
    public void A_mixture_of_three_stays_when_cold_and_melts_at_temperature_0_6()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(3, 1000, seed: 1);
        sbyte[] mixture = [.. patterns.UnitSums().Select(sum => (sbyte)Math.Sign(sum))];
        double[] Overlaps(double temperature) => [.. patterns.Overlaps(
            Hebbian.From(patterns).Glauber(mixture, TemperatureSchedule.Constant(temperature, 400), seed: 3).State).Select(Math.Abs).OrderDescending()];

        double[] cold = Overlaps(0.2), warm = Overlaps(0.6);
        Assert.True(cold[0] - cold[2] < 0.2, $"cold: {string.Join(" ", cold)}");
        Assert.True(warm[0] > 0.8 && warm[0] - warm[1] > 0.5, $"warm: {string.Join(" ", warm)}");
    }

    [Fact]
    public void Slow_cooling_finds_the_deepest_state_where_plain_descent_often_does_not()
    {
        int byDescent = 0, byCooling = 0;
        for (int draw = 0; draw < 100; draw++)
        {
            var random = new SeededRandom(draw);
            var couplings = new double[12, 12];
            for (int i = 0; i < 12; i++)
            {
                for (int j = 0; j < i; j++) couplings[i, j] = couplings[j, i] = random.NextDouble() - 0.5;
            }
            var glass = new HopfieldNetwork(couplings);
            double deepest = StateSpace.Of(glass).Energies.Min();
            sbyte[] start = Bipolar.Random(12, random);
            if (glass.Energy(glass.Recall(start).State) == deepest) byDescent++;
            RecallResult<sbyte[]> cooled = glass.Glauber(start, [.. TemperatureSchedule.Geometric(3, 0.05, 1000), 0, 0, 0, 0, 0], seed: draw);
            if (glass.Energy(cooled.State) == deepest) byCooling++;
        }

        // Were the two equally good, the difference of two counts of 100 would have a standard deviation of at most √50, below 7.1.
        Assert.True(byCooling > byDescent + 22, $"descent found {byDescent} of 100, cooling {byCooling}");
    }

    [Fact]
    public void Equal_seeds_run_alike_and_clamped_units_stay()
    {
        HopfieldNetwork net = Hebbian.From(BinaryPatterns.Random(3, 30, seed: 1));
        sbyte[] start = Bipolar.Random(30, seed: 2);
        RecallResult<sbyte[]> run = net.Glauber(start, TemperatureSchedule.Constant(2, 20), seed: 3, clamped: [0, 7, 29], record: true);

        Assert.Equal(run.State, net.Glauber(start, TemperatureSchedule.Constant(2, 20), seed: 3, clamped: [0, 7, 29]).State);
        Assert.All(run.Trajectory!.States, state => Assert.Equal((start[0], start[7], start[29]), (state[0], state[7], state[29])));
        Assert.Equal((StopReason.StepLimit, true), (run.Stopped, run.Changes > 0));
        Assert.Equal(start, net.Glauber(start, TemperatureSchedule.Constant(2, 20), seed: 3, clamped: [.. Enumerable.Range(0, 30)]).State);
    }

    [Fact]
    public void Enormous_fields_and_tiny_temperatures_leave_no_doubt()
    {
        HopfieldNetwork strong = HopfieldNetwork.FromEdges(2, [(0, 1, 1e300)]);

        Assert.Equal([1, 1], strong.Glauber([1, 1], TemperatureSchedule.Constant(1e-300, 50), seed: 1).State);
    }

    [Fact]
    public void Schedules_reach_both_ends()
    {
        Assert.Equal([2, 2, 2], TemperatureSchedule.Constant(2, 3));
        Assert.Equal([4, 3, 2, 1, 0], TemperatureSchedule.Linear(4, 0, 5));
        // 8 times a rounded power: a few roundings of 8, of which 1e-14 is eleven.
        Assert.Equal([8, 4, 2, 1], TemperatureSchedule.Geometric(8, 1, 4), (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Equal([3], TemperatureSchedule.Geometric(3, 1, 1));
        Assert.Equal([3], TemperatureSchedule.Linear(3, 1, 1));
    }

    [Fact]
    public void Refuses_impossible_temperatures()
    {
        Assert.Throws<ArgumentOutOfRangeException>("from", () => TemperatureSchedule.Linear(-1, 0, 2));
        Assert.Throws<ArgumentOutOfRangeException>("to", () => TemperatureSchedule.Linear(1, double.NaN, 2));
        Assert.Throws<ArgumentOutOfRangeException>("to", () => TemperatureSchedule.Geometric(1, 0, 2));
        Assert.Throws<ArgumentOutOfRangeException>("sweeps", () => TemperatureSchedule.Constant(1, 0));
        Assert.Throws<ArgumentException>("temperatures", () => FiveNeurons.Network.Glauber([1, 1, 1, 1, 1], [], seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>("temperatures", () => FiveNeurons.Network.Glauber([1, 1, 1, 1, 1], [1, -1], seed: 1));
        Assert.Throws<ArgumentException>("state", () => FiveNeurons.Network.Glauber([1], [1], seed: 1));
        Assert.Equal(StopReason.Cancelled, FiveNeurons.Network.Glauber([1, 1, 1, 1, 1], [1], seed: 1, cancellationToken: new(canceled: true)).Stopped);
    }
}
