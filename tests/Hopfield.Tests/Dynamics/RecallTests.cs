
namespace Hopfield.Tests;

public class RecallTests
{
    private static readonly HopfieldNetwork _oscillator = HopfieldNetwork.FromEdges(2, [(0, 1, -4)]);

    // J. Vitay, "Neurocomputing: Hopfield networks", the slides on updates of two neurons with weight −4: energies 4 and −4 as printed.
    [Fact, Trait("Kind", "Paper")]
    public void Two_neurons_at_once_swing_for_ever_at_energy_four()
    {
        RecallResult<sbyte[]> recall = _oscillator.Recall([-1, -1], UpdateOrder.Synchronous, record: true);

        Assert.Equal(StopReason.Cycle, recall.Stopped);
        Assert.False(recall.Settled);
        Assert.Equal<sbyte[]>([[-1, -1], [1, 1], [-1, -1]], recall.Trajectory!.States);
        Assert.Equal([4, 4, 4], recall.Trajectory.Energies);
        Assert.Equal((2, 4L), (recall.Steps, recall.Changes));
    }

    [Fact, Trait("Kind", "Paper")]
    public void Two_neurons_in_turn_settle_at_minus_four_and_the_first_to_speak_decides()
    {
        Assert.Equal([1, -1], _oscillator.Recall([-1, -1], UpdateOrder.Given(0, 1)).State);
        Assert.Equal([-1, 1], _oscillator.Recall([-1, -1], UpdateOrder.Given(1, 0)).State);
        Assert.Equal(-4, _oscillator.Energy([1, -1]));
    }

    [Fact]
    public void A_fixed_point_is_recognised_in_one_quiet_sweep()
    {
        foreach (UpdateOrder order in (UpdateOrder[])[UpdateOrder.Sequential, UpdateOrder.Synchronous, UpdateOrder.Random(1), UpdateOrder.RandomUnits(1), UpdateOrder.Given(1, 0)])
        {
            RecallResult<sbyte[]> recall = _oscillator.Recall([1, -1], order, record: true);
            Assert.Equal((StopReason.FixedPoint, 1, 0L), (recall.Stopped, recall.Steps, recall.Changes));
            Assert.Single(recall.Trajectory!.States);
        }
    }

    [Fact]
    public void The_step_limit_is_not_a_fixed_point()
    {
        HopfieldNetwork net = Hebbian.From(BinaryPatterns.Random(20, 60, seed: 1));
        sbyte[] start = Bipolar.Random(60, seed: 2);
        RecallResult<sbyte[]> full = net.Recall(start, UpdateOrder.Random(3));
        Assert.True(full.Steps > 2);

        RecallResult<sbyte[]> cut = net.Recall(start, UpdateOrder.Random(3), maxSweeps: 1);
        Assert.Equal((StopReason.StepLimit, 1), (cut.Stopped, cut.Steps));
        // The last sweep that changed something ends at rest: that is a fixed point even without the quiet sweep behind it.
        Assert.Equal(StopReason.FixedPoint, net.Recall(start, UpdateOrder.Random(3), maxSweeps: full.Steps - 1).Stopped);
    }

    [Fact]
    public void Random_units_may_stay_quiet_for_a_sweep_without_being_at_rest()
    {
        // One unit of 60 wants to move: the chance that 60 draws miss it is 0.365, so some seed misses it in its first sweep.
        BinaryPatterns patterns = BinaryPatterns.Random(1, 60, seed: 1);
        HopfieldNetwork net = Hebbian.From(patterns);
        sbyte[] start = Corruption.FlipCount(patterns.Pattern(0), 1, seed: 2);
        RecallResult<sbyte[]>[] recalls = [.. Enumerable.Range(0, 20).Select(seed => net.Recall(start, UpdateOrder.RandomUnits(seed)))];

        Assert.All(recalls, recall => Assert.Equal((StopReason.FixedPoint, 1L), (recall.Stopped, recall.Changes)));
        Assert.Contains(recalls, recall => recall.Steps > 2);
    }

    [Fact]
    public void Each_tie_rule_does_what_it_says()
    {
        var free = new HopfieldNetwork(new double[3, 3]);
        sbyte[] start = [1, -1, 1];

        Assert.Equal(start, free.Recall(start).State);
        Assert.Equal([1, 1, 1], free.Recall(start, tie: TieRule.Plus).State);
        Assert.Equal([-1, -1, -1], free.Recall(start, tie: TieRule.Minus).State);
        Assert.True(free.IsFixedPoint(start));
        Assert.Equal([1], free.UnstableUnits(start, TieRule.Plus));
        Assert.Equal([0, 2], free.UnstableUnits(start, TieRule.Minus));
    }

    [Fact]
    public void Clamped_units_keep_their_value_and_need_no_place_in_an_order()
    {
        HopfieldNetwork net = FiveNeurons.Network;
        sbyte[] start = Bipolar.Parse("10100");
        foreach (UpdateOrder order in (UpdateOrder[])[UpdateOrder.Sequential, UpdateOrder.Synchronous, UpdateOrder.Random(1), UpdateOrder.RandomUnits(1), UpdateOrder.Given(4, 2, 1, 0)])
        {
            RecallResult<sbyte[]> recall = net.Recall(start, order, clamped: [3]);
            Assert.Equal((StopReason.FixedPoint, (sbyte)-1), (recall.Stopped, recall.State[3]));
            Assert.DoesNotContain(net.UnstableUnits(recall.State), unit => unit != 3);
        }
        Assert.Equal(start, net.Recall(start, clamped: [0, 1, 2, 3, 4]).State);
    }

    [Fact]
    public void A_directed_ring_goes_round_and_says_so()
    {
        // Unit i copies unit i − 1: a single +1 travels round the ring of five.
        DirectedNetwork ring = DirectedNetwork.FromEdges(5, Enumerable.Range(0, 5).Select(i => (i, (i + 1) % 5, 1.0)));

        RecallResult<sbyte[]> recall = ring.Recall([1, -1, -1, -1, -1], UpdateOrder.Synchronous, record: true);

        Assert.Equal((StopReason.Cycle, 5), (recall.Stopped, recall.Steps));
        Assert.Equal(recall.Trajectory!.States[0], recall.Trajectory.States[^1]);
        Assert.Empty(recall.Trajectory.Energies);
        Assert.Throws<NotSupportedException>(() => ring.Energy([1, 1, 1, 1, 1]));
        Assert.Throws<NotSupportedException>(() => ring.FlipChange([1, 1, 1, 1, 1], 0));
    }

    [Fact]
    public void A_directed_network_can_also_cycle_one_unit_at_a_time()
    {
        // Unit 0 wants to differ from unit 1, unit 1 wants to equal unit 0: the proof's symmetric weights are missing.
        var chase = new DirectedNetwork(new[,] { { 0, -1 }, { 1, 0 } });

        Assert.Equal(StopReason.Cycle, chase.Recall([1, 1]).Stopped);
        Assert.Equal(StopReason.StepLimit, chase.Recall([1, 1], UpdateOrder.Random(1), maxSweeps: 50).Stopped);
    }

    [Fact]
    public void A_self_weight_of_a_directed_network_counts_in_its_field()
    {
        var stubborn = new DirectedNetwork(new[,] { { 3, -2 }, { 0, 0 } }, scale: 0.5, [0, 1]);

        Assert.Equal([0.5, -1], stubborn.LocalFields([1, 1]));
        Assert.Equal([-2.5, -1], stubborn.LocalFields([-1, 1]));
        Assert.Equal((1.5, -1), (stubborn.Weight(0, 0), stubborn.Weight(0, 1)));
        Assert.Equal(new[,] { { 1.5, -1 }, { 0, 0 } }, stubborn.Weights());
        Assert.Equal([0, 1], stubborn.Thresholds);
    }

    [Fact]
    public void A_cancelled_recall_says_so_and_hands_back_a_state()
    {
        RecallResult<sbyte[]> recall = _oscillator.Recall([-1, -1], cancellationToken: new CancellationToken(canceled: true));

        Assert.Equal((StopReason.Cancelled, 0), (recall.Stopped, recall.Steps));
        Assert.Equal([-1, -1], recall.State);
    }

    [Fact]
    public void The_trajectory_holds_every_single_flip_with_its_energy()
    {
        HopfieldNetwork net = Hebbian.From(BinaryPatterns.Random(6, 40, seed: 1));
        RecallResult<sbyte[]> recall = net.Recall(Bipolar.Random(40, seed: 2), UpdateOrder.Random(3), record: true);

        Assert.Equal(recall.Changes + 1, recall.Trajectory!.States.Count);
        Assert.Equal(recall.State, recall.Trajectory.States[^1]);
        for (int step = 0; step < recall.Trajectory.States.Count; step++)
        {
            Assert.Equal(net.Energy(recall.Trajectory.States[step]), recall.Trajectory.Energies[step]);
            if (step > 0) Assert.Equal(1, Bipolar.HammingDistance(recall.Trajectory.States[step - 1], recall.Trajectory.States[step]));
        }
    }

    [Fact]
    public void The_start_is_left_as_it_was()
    {
        sbyte[] start = Bipolar.Parse("10100");
        FiveNeurons.Network.Recall(start);

        Assert.Equal(Bipolar.Parse("10100"), start);
    }

    // Not the energy of the state, but that of two successive states, −ξ(t)·Wξ(t − 1), never rises when all units move at once.
    [Fact]
    public void All_at_once_ends_in_a_fixed_point_or_a_two_cycle_and_lowers_the_energy_of_two_steps()
    {
        for (int draw = 0; draw < 100; draw++)
        {
            var random = new SeededRandom(draw);
            HopfieldNetwork net = Hebbian.From(BinaryPatterns.Random(random.Next(1, 12), random.Next(2, 50), random));
            RecallResult<sbyte[]> recall = net.Recall(Bipolar.Random(net.Dimension, random), UpdateOrder.Synchronous, record: true);

            IReadOnlyList<sbyte[]> states = recall.Trajectory!.States;
            double[] ofTwo = [.. Enumerable.Range(1, states.Count - 1).Select(t => -net.LocalFields(states[t - 1]).Zip(states[t], (h, s) => h * s).Sum())];
            // Fields are integers times 1/N; a sum of N products rounds by N·2⁻⁵³ of its size, below N·P ≤ 600.
            for (int t = 1; t < ofTwo.Length; t++) Assert.True(ofTwo[t] <= ofTwo[t - 1] + 600 * 50 * Math.ScaleB(1, -52));
            Assert.True(recall.Stopped is StopReason.FixedPoint or StopReason.Cycle);
            if (recall.Stopped == StopReason.Cycle) Assert.Equal(states[^1], states[^3]);
        }
    }

    [Fact]
    public void Patterns_at_rest_are_counted_under_each_rule_for_ties()
    {
        HopfieldNetwork net = Hebbian.From(BinaryPatterns.Parse("10100", "00101", "11010"));
        StateSpace space = StateSpace.Of(net);
        BinaryPatterns all = BinaryPatterns.From(Enumerable.Range(0, 32).Select(space.State));
        Assert.Equal(space.FixedPoints.Count, net.CountAtRest(all));
        foreach (TieRule tie in Enum.GetValues<TieRule>()) Assert.Equal(all.Count(x => net.Step(x, tie).SequenceEqual(x)), net.CountAtRest(all, tie));
        Assert.Throws<ArgumentException>("patterns", () => net.CountAtRest(BinaryPatterns.Random(2, 4, seed: 1)));
    }

    [Fact]
    public void Refuses_orders_and_units_that_do_not_fit()
    {
        Assert.Throws<ArgumentException>("order", () => _oscillator.Recall([1, 1], UpdateOrder.Given(0)));
        Assert.Throws<ArgumentException>("order", () => _oscillator.Recall([1, 1], UpdateOrder.Given(0, 1, 2)));
        Assert.Throws<ArgumentException>("order", () => _oscillator.Recall([1, 1], UpdateOrder.Given(0, 1), clamped: [1]));
        Assert.Throws<ArgumentException>("clamped", () => _oscillator.Recall([1, 1], clamped: [2]));
        Assert.Throws<ArgumentOutOfRangeException>("maxSweeps", () => _oscillator.Recall([1, 1], maxSweeps: 0));
        Assert.Throws<ArgumentException>("state", () => _oscillator.Recall([1]));
        Assert.Throws<ArgumentException>("state", () => _oscillator.Recall([1, 2]));
    }
}
