namespace Hopfield.Tests;

public class PenaltyEnergyTests
{
    private static readonly PenaltyEnergy _mixed = new PenaltyEnergy(7)
        .Cost(0, 3).Cost(1, -2.5).Cost(0, 1, 4).Cost(2, 6, -1.25).ExactlyOne([1, 2, 3], 10).AtMostOne([3, 4, 5], 7).ExactlyOne([6], 2);

    [Fact]
    public void The_network_has_the_energy_of_the_choices()
    {
        HopfieldNetwork network = _mixed.ToNetwork();
        StateSpace space = StateSpace.Of(network);
        for (int s = 0; s < space.Count; s++)
            Assert.Equal(_mixed.CostOf(space.State(s)), space.Energies[s] + _mixed.Offset, 1e-10);
    }

    [Fact]
    public void Every_rule_costs_what_it_says()
    {
        var rules = new PenaltyEnergy(3).ExactlyOne([0, 1, 2], 5);
        Assert.Equal([5, 0, 5, 20], new[] { "...", "#..", "##.", "###" }.Select(s => rules.CostOf(Bipolar.Parse(s))));
        var pairs = new PenaltyEnergy(3).AtMostOne([0, 1, 2], 5);
        Assert.Equal([0, 0, 5, 15], new[] { "...", "#..", "##.", "###" }.Select(s => pairs.CostOf(Bipolar.Parse(s))));
    }

    // The oracle is the square itself, over all states of five choices of which four have a factor.
    [Fact]
    public void A_weighted_sum_costs_the_square_of_its_miss()
    {
        (int Choice, double Factor)[] terms = [(0, 1), (2, -2), (3, 0.5), (4, 3)];
        var energy = new PenaltyEnergy(5).SumEquals(terms, -1.5, 4);
        for (int code = 0; code < 32; code++)
        {
            sbyte[] state = [.. Enumerable.Range(0, 5).Select(i => (sbyte)((code >> i & 1) == 1 ? 1 : -1))];
            double miss = terms.Sum(term => state[term.Choice] > 0 ? term.Factor : 0) + 1.5;
            Assert.Equal(4 * miss * miss, energy.CostOf(state), 1e-12);
        }
    }

    [Fact]
    public void Exactly_one_is_a_sum_of_ones_that_equals_one()
    {
        PenaltyEnergy rule = new PenaltyEnergy(4).ExactlyOne([0, 1, 3], 5), sum = new PenaltyEnergy(4).SumEquals([(0, 1), (1, 1), (3, 1)], 1, 5);
        foreach (string text in new[] { "....", "#...", "##..", "##.#", ".#.#", "..#." })
            Assert.Equal(rule.CostOf(Bipolar.Parse(text)), sum.CostOf(Bipolar.Parse(text)));
    }

    // At the corners V = 0 or 1 the quadratic part −½ VᵀWV − b·V is the cost up to a constant; the leak there is u₀ ln 2/2 for every unit.
    [Fact]
    public void The_graded_network_has_the_same_energy_at_its_corners()
    {
        GradedResponseNetwork graded = _mixed.ToGradedNetwork(width: 0.01);
        double[]? first = null;
        foreach (string text in new[] { ".......", "#.#.#.#", ".##..##", "#######", "...#..." })
        {
            sbyte[] state = Bipolar.Parse(text);
            double[] potentials = Array.ConvertAll(state, s => s * 1.0); // 100 u₀: at the corner to the last bit
            double difference = graded.Energy(potentials) - _mixed.CostOf(state);
            first ??= [difference];
            Assert.Equal(first[0], difference, 1e-10);
        }
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("count", () => new PenaltyEnergy(0));
        var energy = new PenaltyEnergy(3);
        Assert.Throws<ArgumentOutOfRangeException>("i", () => energy.Cost(3, 1));
        Assert.Throws<ArgumentOutOfRangeException>("cost", () => energy.Cost(0, double.NaN));
        Assert.Throws<ArgumentException>("j", () => energy.Cost(1, 1, 2));
        Assert.Throws<ArgumentException>("choices", () => energy.AtMostOne([0, 0], 1));
        Assert.Throws<ArgumentOutOfRangeException>("choices", () => energy.ExactlyOne([0, 3], 1));
        Assert.Throws<ArgumentOutOfRangeException>("penalty", () => energy.ExactlyOne([0, 1], 0));
        Assert.Throws<ArgumentException>("terms", () => energy.SumEquals([], 1, 1));
        Assert.Throws<ArgumentException>("terms", () => energy.SumEquals([(0, 1), (0, 2)], 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("terms", () => energy.SumEquals([(3, 1)], 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("terms", () => energy.SumEquals([(0, double.NaN)], 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("target", () => energy.SumEquals([(0, 1)], double.PositiveInfinity, 1));
        Assert.Throws<ArgumentOutOfRangeException>("penalty", () => energy.SumEquals([(0, 1)], 1, -1));
        Assert.Throws<ArgumentException>("state", () => energy.CostOf([1, 1]));
    }
}
