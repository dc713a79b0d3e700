namespace Hopfield.Tests;

public class TourProblemTests
{
    private static readonly CityDistances _four = new("four", ["a", "b", "c", "d"],
        new double[,] { { 0, 1, 2, 4 }, { 1, 0, 3, 2 }, { 2, 3, 0, 1 }, { 4, 2, 1, 0 } }, null, null);

    // All 65,536 states: those of least energy are the shortest tours, each at 4 starts in 2 directions.
    [Fact]
    public void The_ground_states_are_the_shortest_tours()
    {
        var problem = new TourProblem(_four);
        PenaltyEnergy energy = problem.ToEnergy(1);
        GroundState ground = GroundState.Of(energy.ToNetwork());
        Tour best = HeldKarp.Solve(_four);
        Assert.Equal(best.Length / 4, ground.Energy + energy.Offset, 1e-12);
        Assert.Equal(8, ground.States.Count);
        Assert.All(ground.States, state => Assert.Equal(best.Length, problem.Read(state)!.Length));
    }

    [Fact]
    public void A_tour_costs_its_length_and_a_breach_its_penalty()
    {
        var problem = new TourProblem(_four);
        PenaltyEnergy energy = problem.ToEnergy(3);
        int[] tour = [2, 0, 3, 1];
        sbyte[] state = problem.ToState(tour);
        Assert.Equal(_four.TourLength(tour) / 4, energy.CostOf(state), 1e-12);
        Assert.Equal(tour, problem.Read(state)!.Cities);
        Assert.Equal(8 * 3, energy.CostOf(Bipolar.Constant(16, -1))); // eight rules, none kept
        Assert.Null(problem.Read(Bipolar.Constant(16, -1)));
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentException>("cities", () => new TourProblem(new("two", ["a", "b"], new double[2, 2], null, null)));
        Assert.Throws<ArgumentException>("cities", () => new TourProblem(new("same", ["a", "b", "c"], new double[3, 3], null, null)));
        Assert.Throws<ArgumentException>("tour", () => new TourProblem(_four).ToState([0, 0, 1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>("penalty", () => new TourProblem(_four).ToEnergy(0));
    }
}
