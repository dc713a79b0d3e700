namespace Hopfield.Tests;

public class SimplicialNetworkTests
{
    [Fact]
    public void All_pairs_are_the_network_of_hebb()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(5, 10, seed: 1);
        StateSpace hebb = StateSpace.Of(Hebbian.From(patterns));

        foreach (SimplicialNetwork pairs in (SimplicialNetwork[])[SimplicialNetwork.All(patterns, 2), SimplicialNetwork.From(patterns, Simplices.All(10, 2))])
        {
            Assert.Equal(45, pairs.WeightCount);
            Assert.Equal(hebb.Energies, StateSpace.Of(pairs).Energies);
        }
    }

    [Theory, InlineData(2, 11), InlineData(3, 55)]
    public void With_as_many_inputs_as_there_are_sets_a_random_choice_is_all_of_them(int size, int inputs)
    {
        BinaryPatterns patterns = BinaryPatterns.Random(4, 12, seed: 1);
        SimplicialNetwork all = SimplicialNetwork.All(patterns, size), drawn = SimplicialNetwork.Random(patterns, size, inputs, seed: 5);
        Assert.Equal(all.WeightCount, drawn.WeightCount);
        for (int draw = 0; draw < 10; draw++) Assert.Equal(all.LocalFields(Bipolar.Random(12, draw)), drawn.LocalFields(Bipolar.Random(12, draw)));
    }

    [Fact]
    public void A_random_choice_has_the_inputs_that_were_asked_for()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(3, 60, seed: 1);
        Assert.Equal(60 * 6 / 3, SimplicialNetwork.Random(patterns, 3, 6, seed: 1).WeightCount);
        sbyte[] state = Bipolar.Random(60, 2);
        Assert.Equal(
            SimplicialNetwork.Random(patterns, 3, 6, seed: 1).LocalFields(state), SimplicialNetwork.From(patterns, Simplices.Random(60, 3, 120, seed: 1)).LocalFields(state));
        Assert.Throws<ArgumentOutOfRangeException>("inputsPerUnit", () => SimplicialNetwork.Random(patterns, 3, 0.001, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>("inputsPerUnit", () => SimplicialNetwork.Random(patterns, 3, double.NaN, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => SimplicialNetwork.Random(patterns, 2, 60, seed: 1));
    }

    // E = −Σ_σ w_σ Π ξ_i over the listed weights.
    [Fact]
    public void The_weights_make_the_energy()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(4, 9, seed: 3);
        foreach (SimplicialNetwork network in (SimplicialNetwork[])[SimplicialNetwork.All(patterns, 2, 3), SimplicialNetwork.Random(patterns, 3, 5, seed: 2)])
        {
            (int[] Units, double Weight)[] weights = [.. network.Weights()];
            Assert.Equal(network.WeightCount, weights.Length);
            sbyte[] state = Bipolar.Random(9, 4);
            // At most 120 products of a ninth of an integer up to 4: 120 roundings of numbers below 60.
            Assert.Equal(network.Energy(state), -weights.Sum(w => w.Weight * w.Units.Aggregate(1, (product, i) => product * state[i])), 120 * 60 * Near.DoubleRoundoff);
        }
    }

    // The sum over all triangles in O(P·N) instead of O(N³): equal to the list of sets, and to loops over the sets, in integers.
    [Theory, InlineData(3), InlineData(4), InlineData(5), InlineData(12)]
    public void The_sum_without_stored_weights_equals_the_list_and_the_loops(int size)
    {
        const int n = 12;
        BinaryPatterns patterns = BinaryPatterns.Random(4, n, seed: size);
        SimplicialNetwork sum = SimplicialNetwork.All(patterns, size), list = SimplicialNetwork.From(patterns, Simplices.All(n, size));
        Assert.Equal(list.WeightCount, sum.WeightCount);
        for (int draw = 0; draw < 20; draw++)
        {
            sbyte[] state = Bipolar.Random(n, seed: draw);
            long total = 0;
            foreach (int[] set in Simplices.All(n, size))
            {
                foreach (sbyte[] x in patterns) total += set.Aggregate(1, (product, i) => product * x[i] * state[i]);
            }
            double energy = 0.0 - (double)total / n;
            Assert.Equal(energy, sum.Energy(state));
            Assert.Equal(energy, list.Energy(state));
            Assert.Equal(list.LocalFields(state), sum.LocalFields(state));
        }
    }

    // The hint of the exercise: with r the overlap without the unit, each pattern adds (r² − (N − 1))/2 to the triangles' field.
    [Fact]
    public void The_field_of_all_triangles_follows_from_the_overlap_without_the_unit()
    {
        const int n = 12;
        BinaryPatterns patterns = BinaryPatterns.Random(6, n, seed: 2);
        sbyte[] state = Bipolar.Random(n, seed: 3);
        double[] fields = SimplicialNetwork.All(patterns, 3).LocalFields(state);

        for (int i = 0; i < n; i++)
        {
            int sum = 0;
            foreach (sbyte[] x in patterns)
            {
                int r = Enumerable.Range(0, n).Where(j => j != i).Sum(j => x[j] * state[j]);
                sum += x[i] * (r * r - (n - 1)) / 2;
            }
            Assert.Equal((double)sum / n, fields[i]);
        }
    }

    [Fact]
    public void Sizes_add_up_in_both_forms()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(3, 9, seed: 4);
        int[][] sets = [.. Simplices.All(9, 2), .. Simplices.All(9, 3)];

        Assert.Equal(36 + 84, SimplicialNetwork.All(patterns, 2, 3).WeightCount);
        Assert.Equal(StateSpace.Of(SimplicialNetwork.From(patterns, sets)).Energies, StateSpace.Of(SimplicialNetwork.All(patterns, 2, 3)).Energies);
    }

    [Fact]
    public void Triangles_alone_have_no_ghosts()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(1, 10, seed: 5);
        SimplicialNetwork triangles = SimplicialNetwork.All(patterns, 3);
        sbyte[] x = patterns.Pattern(0);

        Assert.True(triangles.IsFixedPoint(x));
        Assert.False(triangles.IsFixedPoint(Bipolar.Mirror(x)));
        Assert.Equal(triangles.Energy(x), -triangles.Energy(Bipolar.Mirror(x)));
    }

    [Fact]
    public void Random_sets_are_different_sorted_and_of_the_count_asked_for()
    {
        foreach (int count in (int[])[0, 1, 50, 100, 120])
        {
            int[][] sets = Simplices.Random(10, 3, count, seed: 1);
            Assert.Equal(count, sets.Select(set => string.Join(',', set)).Distinct().Count());
            Assert.All(sets, set => Assert.Equal(set.Distinct().Order(), set));
            Assert.All(sets, set => Assert.InRange(set[0], 0, 9));
        }
        Assert.Equal(Simplices.Random(10, 3, 20, seed: 1), Simplices.Random(10, 3, 20, seed: 1));
        Assert.NotEqual(Simplices.Random(10, 3, 20, seed: 1), Simplices.Random(10, 3, 20, seed: 2));
        Assert.Equal([[0, 1], [0, 2], [1, 2]], Simplices.All(3, 2));
    }

    [Fact]
    public void Refuses_what_are_no_sets()
    {
        BinaryPatterns patterns = BinaryPatterns.Random(2, 50, seed: 1);
        Assert.Throws<ArgumentException>("sets", () => SimplicialNetwork.From(patterns, []));
        Assert.Throws<ArgumentException>("sets", () => SimplicialNetwork.From(patterns, [[1]]));
        Assert.Throws<ArgumentException>("sets", () => SimplicialNetwork.From(patterns, [[1, 1]]));
        Assert.Throws<ArgumentException>("sets", () => SimplicialNetwork.From(patterns, [[1, 50]]));
        Assert.Throws<ArgumentException>("sets", () => SimplicialNetwork.From(patterns, [[1, 2], [2, 1]]));
        Assert.Throws<ArgumentNullException>("sets", () => SimplicialNetwork.From(patterns, [null!]));
        Assert.Throws<ArgumentException>("sizes", () => SimplicialNetwork.All(patterns));
        Assert.Throws<ArgumentException>("sizes", () => SimplicialNetwork.All(patterns, 1));
        Assert.Throws<ArgumentException>("sizes", () => SimplicialNetwork.All(patterns, 51));
        Assert.Throws<ArgumentException>("sizes", () => SimplicialNetwork.All(patterns, 2, 2));
        Assert.Throws<ArgumentException>("sizes", () => SimplicialNetwork.All(BinaryPatterns.Random(1, 200, seed: 1), 100));
        Assert.Throws<ArgumentOutOfRangeException>("size", () => Simplices.All(3, 1));
        Assert.Throws<ArgumentOutOfRangeException>("size", () => Simplices.Random(3, 4, 1, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => Simplices.Random(4, 2, 7, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => Simplices.Random(4, 2, -1, seed: 1));
        Assert.Throws<ArgumentException>("state", () => SimplicialNetwork.All(patterns, 3).Energy([1]));
    }
}
