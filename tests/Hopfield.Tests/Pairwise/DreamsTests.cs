namespace Hopfield.Tests;

/// <summary>Sleep and wake: unlearning (Hopfield, Feinstein and Palmer 1983) and the Boltzmann machine's learning step.</summary>
public class DreamsTests
{
    // N = 60, P = 12, ε = 0.01/N: the share of random starts that end in a memory or its mirror image, beside 100 networks of tests/measurements/Dreams.cs:
    // 0.078, 0.399 after 200 dreams and 0 after 1,600, with deviations of 0.073 and 0.078 between networks. Accepted: four standard errors of the
    // difference, which keeps the first two apart.
    [Fact, Trait("Kind", "Measured")]
    public void Some_dreams_help_and_many_destroy()
    {
        const int networks = 4;
        double[][] shares = Trials.Run(networks, 1, random =>
        {
            BinaryPatterns patterns = BinaryPatterns.Random(12, 60, random);
            HopfieldNetwork awake = Hebbian.From(patterns), rested = Unlearning.Dream(awake, 200, rate: 0.01, random.Next());
            HopfieldNetwork overslept = Unlearning.Dream(rested, 1400, rate: 0.01, random.Next());
            return Array.ConvertAll([awake, rested, overslept], network => ShareInMemories(network, patterns));
        });

        double difference = 4 * Math.Sqrt(1.0 / networks + 1.0 / 100);
        Assert.Equal(0.078, shares.Average(s => s[0]), 0.073 * difference);
        Assert.Equal(0.399, shares.Average(s => s[1]), 0.078 * difference);
        Assert.Equal(0, shares.Average(s => s[2]));
    }

    // N = 16, P = 5, all states, beside 200 networks of the same program: of ten memories and mirror images 6.92 are fixed points, 9.14 after 40 dreams,
    // 0.01 after 800 (deviations 2.66, 1.67, 0.14), while the other fixed points, 6.0 at first, multiply to 88. N and the rate are powers of two, so
    // all weights are exact and a tie is a tie.
    [Fact, Trait("Kind", "Measured")]
    public void Enumeration_shows_memories_saved_and_then_lost_among_other_fixed_points()
    {
        const int networks = 8;
        double[][] counts = Trials.Run(networks, 1, random =>
        {
            BinaryPatterns patterns = BinaryPatterns.Random(5, 16, random);
            HopfieldNetwork awake = Hebbian.From(patterns), rested = Unlearning.Dream(awake, 40, rate: 1 / 64.0, random.Next());
            HopfieldNetwork overslept = Unlearning.Dream(rested, 760, rate: 1 / 64.0, random.Next());
            return (double[])[.. Count(awake, patterns), .. Count(rested, patterns), .. Count(overslept, patterns)];
        });

        double Mean(int k) => counts.Average(c => c[k]);
        double difference = 4 * Math.Sqrt(1.0 / networks + 1.0 / 200);
        Assert.Equal(6.92, Mean(0), 2.66 * difference);
        Assert.Equal(9.14, Mean(2), 1.67 * difference);
        Assert.Equal(0.01, Mean(4), 0.14 * difference);
        Assert.True(Mean(2) > Mean(0), $"{Mean(2)} and {Mean(0)} memories");
        Assert.True(Mean(5) > 2 * Mean(1), $"{Mean(5)} and {Mean(1)} others");

        static double[] Count(HopfieldNetwork network, BinaryPatterns patterns)
        {
            StateSpace space = StateSpace.Of(network);
            int memories = space.FixedPoints.Count(s => IsMemory(space.State(s), patterns));
            return [memories, space.FixedPoints.Count - memories];
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

    // Hebb's weights are multiples of 1/14 and a dream's step is 1/896. Were the weights carried as doubles from dream to dream, the rounding of some hundred
    // additions would take them off these multiples, and ties would no longer be ties.
    [Fact]
    public void Weights_stay_exact_through_a_long_night()
    {
        HopfieldNetwork awake = Hebbian.From(BinaryPatterns.Random(5, 14, seed: 1));
        foreach (int dreams in (int[])[1, 100, 400, 800])
        {
            HopfieldNetwork rested = Unlearning.Dream(awake, dreams, rate: 1 / 64.0, seed: 2);
            Assert.Equal(0, 896 % (int)Math.Round(1 / rested.Scale));
        }
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
