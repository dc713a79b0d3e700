
namespace Hopfield.Tests;

public class StateSpaceTests
{
    private static readonly StateSpace _five = StateSpace.Of(FiveNeurons.Network);

    // J. Vitay's slides say that every pattern but two is unstable; enumeration of their own weights finds four.
    [Fact]
    public void The_five_neuron_net_has_four_fixed_points()
    {
        string[] found = [.. _five.FixedPoints.Select(s => $"{Bipolar.Format(_five.State(s))} {_five.Energies[s]}").Order(StringComparer.Ordinal)];

        Assert.Equal(["##### -7", "#.##. -11", ".#..# -11", "..... -7"], found);
        Assert.Equal((-11, 19), (_five.Energies.Min(), _five.Energies.Max()));
    }

    // Computed by an independent script: deep pair 0.3545 each, all-on and all-off 0.1455 each (to four digits),
    // and 22 of the 32 states have no basin of their own.
    [Fact]
    public void The_five_neuron_net_ends_deep_in_seven_of_ten_random_walks()
    {
        Absorption ends = _five.Absorption();

        Dictionary<string, double> chances = ends.Ends.Zip(ends.FromRandomStart()).ToDictionary(e => Bipolar.Format(_five.State(e.First)), e => e.Second);
        Assert.Equal(0.3545, chances["#.##."], 5e-5);
        Assert.Equal(0.3545, chances[".#..#"], 5e-5);
        Assert.Equal(0.1455, chances["#####"], 5e-5);
        Assert.Equal(0.1455, chances["....."], 5e-5);
        Assert.Equal(22, Enumerable.Range(0, 32).Count(s => !ends.IsDecided(s)));
    }

    [Fact]
    public void The_five_neuron_net_all_at_once_ends_in_a_two_cycle_from_22_of_32_starts()
    {
        Basins basins = _five.Basins(UpdateOrder.Synchronous);

        Assert.All(basins.Attractors, a => Assert.InRange(a.Length, 1, 2));
        Assert.Equal(22, basins.EndOf.Count(end => basins.Attractors[end].Length == 2));
    }

    [Fact]
    public void No_state_of_the_five_neuron_net_has_a_zero_field() =>
        Assert.All(Enumerable.Range(0, 32), s => Assert.DoesNotContain(0.0, FiveNeurons.Network.LocalFields(_five.State(s))));

    [Fact]
    public void Enumeration_agrees_with_asking_the_model_state_by_state()
    {
        HopfieldNetwork net = Hebbian.From(BinaryPatterns.Random(3, 9, seed: 5));
        StateSpace space = StateSpace.Of(net);

        for (int s = 0; s < space.Count; s++)
        {
            sbyte[] state = space.State(s);
            Assert.Equal(s, space.IndexOf(state));
            Assert.Equal(net.Energy(state), space.Energies[s]);
            Assert.Equal(net.UnstableUnits(state), space.UnstableUnits(s));
        }
    }

    [Fact]
    public void Basins_agree_with_recalls()
    {
        HopfieldNetwork net = Hebbian.From(BinaryPatterns.Random(3, 8, seed: 6));
        StateSpace space = StateSpace.Of(net);
        foreach (UpdateOrder order in (UpdateOrder[])[UpdateOrder.Sequential, UpdateOrder.Given(7, 3, 1, 0, 2, 4, 6, 5), UpdateOrder.Synchronous])
        {
            Basins basins = space.Basins(order);
            Assert.Equal(space.Count, basins.Sizes().Sum());
            for (int s = 0; s < space.Count; s++)
                Assert.Contains(space.IndexOf(net.Recall(space.State(s), order).State), basins.Attractors[basins.EndOf[s]]);
        }
    }

    [Fact]
    public void End_probabilities_agree_with_sampled_walks()
    {
        HopfieldNetwork net = Hebbian.From(BinaryPatterns.Random(4, 8, seed: 3));
        StateSpace space = StateSpace.Of(net);
        Absorption ends = space.Absorption();
        int start = Enumerable.Range(0, space.Count).MaxBy(s => ends.Of(s).Count(p => p > 0.1));
        const int walks = 4000;
        var counts = new int[ends.Ends.Count];
        for (int seed = 0; seed < walks; seed++)
        {
            int end = space.IndexOf(net.Recall(space.State(start), UpdateOrder.RandomUnits(seed)).State);
            counts[ends.Ends.ToList().IndexOf(end)]++;
        }

        // Four and a half standard errors of a share p over 4,000 walks; the seeds are fixed.
        for (int k = 0; k < counts.Length; k++)
        {
            double p = ends.Of(start)[k];
            Assert.InRange((double)counts[k] / walks, p - 4.5 * Math.Sqrt(p * (1 - p) / walks), p + 4.5 * Math.Sqrt(p * (1 - p) / walks));
        }
    }

    [Fact]
    public void Every_move_of_the_transition_graph_goes_downhill() =>
        Assert.All(_five.Moves(), move =>
        {
            Assert.Equal(1 << move.Unit, move.From ^ move.To);
            Assert.True(_five.Energies[move.To] < _five.Energies[move.From]);
        });

    [Fact]
    public void A_directed_ring_that_goes_round_has_cycles_and_no_end_probabilities()
    {
        // Unit 0 wants to differ from unit 1, unit 1 wants to equal unit 0: no state rests.
        StateSpace space = StateSpace.Of(new DirectedNetwork(new[,] { { 0, -1 }, { 1, 0 } }));

        Assert.Empty(space.FixedPoints);
        Assert.Empty(space.Energies);
        Assert.Throws<InvalidOperationException>(() => space.Absorption());
        Assert.Equal([0, 1, 3, 2], Assert.Single(space.Basins(UpdateOrder.Synchronous).Attractors));
    }

    [Fact]
    public void Refuses_what_it_cannot_enumerate()
    {
        Assert.Throws<ArgumentException>("model", () => StateSpace.Of(Hebbian.From(BinaryPatterns.Random(1, 21, seed: 1))));
        Assert.Throws<ArgumentException>("order", () => _five.Basins(UpdateOrder.Random(1)));
        Assert.Throws<ArgumentException>("order", () => _five.Basins(UpdateOrder.Given(0, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _five.State(32));
        Assert.Throws<ArgumentException>("state", () => _five.IndexOf([1, -1]));
        Assert.Throws<InvalidOperationException>(() => StateSpace.Of(Hebbian.From(BinaryPatterns.Random(2, 13, seed: 1))).Absorption());
        Assert.Throws<OperationCanceledException>(() => StateSpace.Of(Hebbian.From(BinaryPatterns.Random(1, 18, seed: 1)), cancellationToken: new(canceled: true)));
    }
}
