namespace Hopfield.Tests;

/// <summary>
/// The five-node query of Pozzuoli's slides: patterns 10100, 00101, 11010, query 10111. The slides say that the first pattern is retrieved;
/// with Hebb's weights that depends on the order and on the tie rule. The shares are counted over all orders.
/// </summary>
public class FiveNodeQueryTests
{
    private static readonly BinaryPatterns _patterns = BinaryPatterns.Parse("10100", "00101", "11010");
    private static readonly HopfieldNetwork _network = Hebbian.From(_patterns, scale: 1);
    private static readonly sbyte[] _query = Bipolar.Parse("10111");

    // A. Pozzuoli, "Hopfield Networks is All You Need" (2021), the slides of the worked example: weight matrix and distances as printed.
    [Fact, Trait("Kind", "Paper")]
    public void The_weights_and_distances_are_those_of_the_slides()
    {
        Assert.Equal(new double[,] { { 0, 1, -1, 1, -3 }, { 1, 0, -3, 3, -1 }, { -1, -3, 0, -3, 1 }, { 1, 3, -3, 0, -1 }, { -3, -1, 1, -1, 0 } }, _network.Weights());
        Assert.Equal([2, 2, 3], Enumerable.Range(0, 3).Select(mu => _patterns.HammingDistance(mu, _query)));
    }

    [Fact]
    public void Four_states_are_stable_when_a_tie_keeps_and_two_otherwise()
    {
        StateSpace keep = StateSpace.Of(_network);
        Assert.Equal(["..#.# -18", ".#.## -6", "#.#.. -6", "##.#. -18"], Describe(keep));
        Assert.Equal(["..#.# -18", "##.#. -18"], Describe(StateSpace.Of(_network, TieRule.Plus)));
        Assert.Equal(["..#.# -18", "##.#. -18"], Describe(StateSpace.Of(_network, TieRule.Minus)));
    }

    [Fact]
    public void The_named_pattern_is_only_marginal_its_first_and_last_fields_are_zero() =>
        Assert.Equal([0, 4], _network.LocalFields(Bipolar.Parse("10100")).Index().Where(h => h.Item == 0).Select(h => h.Index));

    // Rows: ends in 00101, 10100, 11010 over all 120 fixed orders repeated until stable.
    [Theory, InlineData(TieRule.Keep, 80, 18, 22), InlineData(TieRule.Minus, 81, 0, 39), InlineData(TieRule.Plus, 76, 0, 44)]
    public void Of_120_orders_only_a_minority_retrieves_the_promised_pattern(TieRule tie, int second, int first, int third)
    {
        string[] ends = [.. UpdateOrder.Permutations(5).Select(order => Bipolar.Format(_network.Recall(_query, UpdateOrder.Given(order), tie).State))];

        Assert.Equal((second, first, third), (ends.Count(e => e == "..#.#"), ends.Count(e => e == "#.#.."), ends.Count(e => e == "##.#.")));
    }

    [Fact]
    public void A_random_unit_at_each_step_retrieves_it_once_in_nine()
    {
        StateSpace space = StateSpace.Of(_network);
        Absorption ends = space.Absorption();
        Dictionary<string, double> chances = ends.Ends.Zip(ends.Of(space.IndexOf(_query))).ToDictionary(e => Bipolar.Format(space.State(e.First)), e => e.Second);

        // Sums of products of fractions k/5: exact up to a few roundings of numbers below 1.
        Assert.Equal(2.0 / 3, chances["..#.#"], 1e-15);
        Assert.Equal(1.0 / 9, chances["#.#.."], 1e-15);
        Assert.Equal(2.0 / 9, chances["##.#."], 1e-15);
        Assert.Equal(0, chances[".#.##"]);
    }

    // The slides clamp n1–n3 and update n4 and n5.
    [Theory]
    [InlineData(TieRule.Keep, "10101", "10100")]
    [InlineData(TieRule.Minus, "10100", "10100")]
    [InlineData(TieRule.Plus, "10101", "10101")]
    public void With_three_units_clamped_order_and_tie_rule_decide(TieRule tie, string fourFirst, string fiveFirst)
    {
        Assert.Equal(Bipolar.Parse(fourFirst), _network.Recall(_query, UpdateOrder.Given(3, 4), tie, clamped: [0, 1, 2]).State);
        Assert.Equal(Bipolar.Parse(fiveFirst), _network.Recall(_query, UpdateOrder.Given(4, 3), tie, clamped: [0, 1, 2]).State);
    }

    private static IEnumerable<string> Describe(StateSpace space) =>
        space.FixedPoints.Select(s => $"{Bipolar.Format(space.State(s))} {space.Energies[s]}").OrderDescending(StringComparer.Ordinal);
}
