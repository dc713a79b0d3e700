namespace Hopfield.Tests;

public class TransitionGraphTests
{
    private static readonly StateSpace _five = StateSpace.Of(FiveNeurons.Network);

    [Fact]
    public void The_rows_of_every_rule_sum_to_one_and_fixed_points_do_not_move()
    {
        foreach (TransitionGraph graph in new[] { _five.Graph(), _five.Graph(UpdateOrder.Sequential), _five.Graph(UpdateOrder.Synchronous) })
        {
            for (int state = 0; state < _five.Count; state++)
                Assert.Equal(1, graph.Absorption.Of(state).Sum() + graph.Absorption.NeverRests(state), 1e-12);
            Assert.DoesNotContain(graph.Moves, move => _five.FixedPoints.Contains(move.From));
            Assert.DoesNotContain(graph.Moves, move => move.From == move.To);
        }
    }

    [Fact]
    public void All_at_once_22_of_32_starts_never_rest_and_one_at_a_time_all_do()
    {
        // Enumerated for the five-neuron net of Vitay's lecture.
        Assert.Equal(22, NeverResting(_five.Graph(UpdateOrder.Synchronous)));
        Assert.Equal(0, NeverResting(_five.Graph(UpdateOrder.Sequential)));
        Assert.Equal(0, NeverResting(_five.Graph()));
    }

    [Fact]
    public void The_end_of_a_fixed_order_is_where_a_recall_ends()
    {
        TransitionGraph graph = _five.Graph(UpdateOrder.Sequential);
        for (int state = 0; state < _five.Count; state++)
        {
            int end = _five.IndexOf(FiveNeurons.Network.Recall(_five.State(state)).State);
            Assert.Equal(1, graph.Absorption.Of(state)[_five.FixedPoints.ToList().IndexOf(end)]);
        }
    }

    [Fact]
    public void A_state_that_never_rests_is_decided_and_counts_for_no_end()
    {
        Absorption together = _five.Absorption(UpdateOrder.Synchronous);
        Assert.All(Enumerable.Range(0, _five.Count), state => Assert.True(together.IsDecided(state)));
        Assert.Equal(10.0 / 32, together.FromRandomStart().Sum(), 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => together.NeverRests(32));
        Assert.Throws<ArgumentException>("order", () => _five.Absorption(UpdateOrder.Random(1)));
    }

    private static int NeverResting(TransitionGraph graph) =>
        Enumerable.Range(0, _five.Count).Count(state => graph.Absorption.NeverRests(state) == 1);
}
