namespace Hopfield.Tests;

/// <summary>Sleep and wake: unlearning (Hopfield, Feinstein and Palmer 1983) and the Boltzmann machine's learning step.</summary>
public class DreamsTests
{
    // N = 60, P = 12, ε = 0.01/N. Expected shares of random starts that end exactly in a memory or its mirror image, computed by an independent
    // script: 0.12 awake, 0.60 after 200 dreams, 0 after 1,600. Ten networks of 100 starts; shares differ between networks by about 0.1 (awake)
    // and 0.2 (rested), so a mean over ten is known to about 0.03 and 0.065; the bounds are three of these.
    [Fact, Trait("Kind", "Paper")]
    public void Some_dreams_help_and_many_destroy()
    {
        double awake = 0, rested = 0, overslept = 0;
        for (int seed = 0; seed < 10; seed++)
        {
            BinaryPatterns patterns = BinaryPatterns.Random(12, 60, seed);
            HopfieldNetwork network = Hebbian.From(patterns);
            awake += ShareInMemories(network, patterns) / 10;
            network = Unlearning.Dream(network, 200, rate: 0.01, seed);
            rested += ShareInMemories(network, patterns) / 10;
            overslept += ShareInMemories(Unlearning.Dream(network, 1400, rate: 0.01, seed + 1), patterns) / 10;
        }

        Assert.InRange(awake, 0.12 - 0.09, 0.12 + 0.09);
        Assert.InRange(rested, 0.60 - 0.2, 0.60 + 0.2);
        Assert.InRange(overslept, 0, 0.02);
    }

    // Enumerated at N = 14, P = 5 in the same source: other fixed points first fall (5.6 → 4.4), over-dreamt they multiply (18) and the memories go.
    [Fact, Trait("Kind", "Paper")]
    public void Enumeration_shows_ghosts_first_falling_then_multiplying()
    {
        (double memories, double ghosts) awake = default, rested = default, overslept = default;
        const int networks = 30;
        for (int seed = 0; seed < networks; seed++)
        {
            BinaryPatterns patterns = BinaryPatterns.Random(5, 14, seed);
            HopfieldNetwork network = Hebbian.From(patterns);
            Count(network, patterns, ref awake);
            network = Unlearning.Dream(network, 60, rate: 0.01, seed);
            Count(network, patterns, ref rested);
            Count(Unlearning.Dream(network, 1500, rate: 0.01, seed + 1), patterns, ref overslept);
        }

        Assert.True(rested.ghosts < awake.ghosts, $"{rested.ghosts} of {awake.ghosts}");
        Assert.True(rested.memories > awake.memories, $"{rested.memories} of {awake.memories}");
        Assert.True(overslept.ghosts > awake.ghosts, $"{overslept.ghosts} of {awake.ghosts}");
        Assert.True(overslept.memories < 0.1 * awake.memories, $"{overslept.memories} of {awake.memories}");

        static void Count(HopfieldNetwork network, BinaryPatterns patterns, ref (double Memories, double Ghosts) counts)
        {
            StateSpace space = StateSpace.Of(network);
            int memories = space.FixedPoints.Count(s => IsMemory(space.State(s), patterns));
            counts.Memories += memories / (double)networks;
            counts.Ghosts += (space.FixedPoints.Count - memories) / (double)networks;
        }
    }

    [Fact]
    public void A_dream_weakens_exactly_the_state_that_it_ends_in()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(2, 16, seed: 1);
        HopfieldNetwork before = Hebbian.From(patterns);
        var told = new List<int>();

        HopfieldNetwork after = Unlearning.Dream(before, 1, rate: 0.125, seed: 3, new Listener(told));

        Assert.Equal([1], told);
        StateSpace space = StateSpace.Of(before);
        // N and the rate are powers of two: all weights are exact.
        Assert.Contains(space.FixedPoints, s =>
        {
            sbyte[] dream = space.State(s);
            return after.Edges().All(e => e.Weight == before.Weight(e.A, e.B) - 0.125 / 16 * dream[e.A] * dream[e.B]);
        });
        Assert.Equal(before.Weights(), Unlearning.Dream(before, 0, rate: 1, seed: 1).Weights());
    }

    // On three visible units, every average of the learning rule is known exactly from the 8 states. Sampling 5 × 500 sweeps leaves an error
    // of about √(few/2,500) = 0.04 in each average, of which the rule forgets older ones; repeated steps must come close to the data's own averages.
    [Fact]
    public void Boltzmann_learning_makes_the_free_averages_those_of_the_data()
    {
        BinaryPatterns data = BinaryPatterns.Parse("##.", "##.", "#.#", "..#", "...");
        HopfieldNetwork network = new(new double[3, 3]);
        double before = Distance(network, data);
        for (int step = 0; step < 150; step++) network = BoltzmannMachine.Step(network, data, rate: 0.2, temperature: 1, sweeps: 1000, seed: step);

        Assert.True(before > 0.5);
        Assert.InRange(Distance(network, data), 0, 0.15);
    }

    // Exclusive-or cannot be represented by pairs of visible units alone; one hidden unit makes it possible.
    [Fact]
    public void A_hidden_unit_lets_the_machine_learn_what_pairs_cannot()
    {
        BinaryPatterns data = BinaryPatterns.Parse("...", ".##", "#.#", "##.");
        HopfieldNetwork without = new(new double[3, 3]);
        // A small seeded start breaks the symmetry of the hidden unit.
        HopfieldNetwork with = HopfieldNetwork.FromEdges(4, [(0, 3, 0.3), (1, 3, 0.25), (2, 3, 0.35)]);
        for (int step = 0; step < 400; step++)
        {
            without = BoltzmannMachine.Step(without, data, rate: 0.1, temperature: 1, sweeps: 40, seed: step);
            with = BoltzmannMachine.Step(with, data, rate: 0.1, temperature: 1, sweeps: 40, seed: step);
        }

        Assert.InRange(ShareOnData(without, data), 0.4, 0.6);
        Assert.True(ShareOnData(with, data) > 0.8, $"share {ShareOnData(with, data)}");
    }

    [Fact]
    public void Refuses_impossible_settings()
    {
        BinaryPatterns two = BinaryPatterns.Parse("#.#", "##.");
        HopfieldNetwork network = Hebbian.From(two);
        Assert.Throws<ArgumentOutOfRangeException>("dreams", () => Unlearning.Dream(network, -1, 0.01, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>("rate", () => Unlearning.Dream(network, 1, 0, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>("rate", () => Unlearning.Dream(network, 1, double.NaN, seed: 1));
        Assert.Throws<OperationCanceledException>(() => Unlearning.Dream(network, 1, 0.01, seed: 1, cancellationToken: new(canceled: true)));
        Assert.Throws<ArgumentException>("data", () => BoltzmannMachine.Step(network, BinaryPatterns.Parse("####"), 0.1, 1, 10, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>("rate", () => BoltzmannMachine.Step(network, two, 0, 1, 10, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>("temperature", () => BoltzmannMachine.Step(network, two, 0.1, 0, 10, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>("sweeps", () => BoltzmannMachine.Step(network, two, 0.1, 1, 1, seed: 1));
    }

    private static double ShareInMemories(HopfieldNetwork network, BinaryPatterns patterns) =>
        Enumerable.Range(0, 100).Count(k => IsMemory(network.Recall(Bipolar.Random(60, seed: 1000 + k), UpdateOrder.Random(k)).State, patterns)) / 100.0;

    private static bool IsMemory(sbyte[] state, BinaryPatterns patterns) =>
        patterns.IndexOf(state) >= 0 || patterns.IndexOf(Bipolar.Mirror(state)) >= 0;

    // The exact probabilities of all states at T = 1.
    private static double[] Probabilities(HopfieldNetwork network)
    {
        double[] weights = [.. StateSpace.Of(network).Energies.Select(e => Math.Exp(-e))];
        return [.. weights.Select(w => w / weights.Sum())];
    }

    // The largest difference between an average of the data and the exact free average, over units and pairs.
    private static double Distance(HopfieldNetwork network, BinaryPatterns data)
    {
        StateSpace space = StateSpace.Of(network);
        double[] p = Probabilities(network);
        double largest = 0;
        for (int i = 0; i < network.Dimension; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                Func<sbyte[], double> moment = i == j ? state => state[i] : state => state[i] * state[j];
                double free = Enumerable.Range(0, space.Count).Sum(s => p[s] * moment(space.State(s)));
                largest = Math.Max(largest, Math.Abs(data.Average(moment) - free));
            }
        }
        return largest;
    }

    // The probability that the visible units show one of the patterns.
    private static double ShareOnData(HopfieldNetwork network, BinaryPatterns data)
    {
        StateSpace space = StateSpace.Of(network);
        double[] p = Probabilities(network);
        return Enumerable.Range(0, space.Count).Where(s => data.IndexOf(space.State(s).AsSpan(0, data.Dimension)) >= 0).Sum(s => p[s]);
    }

    private sealed class Listener(List<int> told) : IProgress<int>
    {
        public void Report(int value) => told.Add(value);
    }
}
