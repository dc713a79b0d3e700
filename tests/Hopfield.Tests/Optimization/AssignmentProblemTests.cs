namespace Hopfield.Tests;

public class AssignmentProblemTests
{
    [Theory, InlineData(1), InlineData(2), InlineData(5), InlineData(7)]
    public void The_exact_answer_is_the_best_of_all_permutations(int count)
    {
        for (int seed = 0; seed < 5; seed++)
        {
            AssignmentProblem problem = AssignmentProblem.Random(count, seed);
            var (tasks, cost) = problem.Solve();
            Assert.Equal(Permutations(count).Min(problem.CostOf), cost);
            Assert.Equal(cost, problem.CostOf(tasks));
        }
    }

    // 4 × 4: all 65,536 states. The proof stands in the remarks of the problem.
    [Fact]
    public void With_a_penalty_above_half_the_largest_cost_the_ground_states_are_the_best_assignments()
    {
        for (int seed = 0; seed < 5; seed++)
        {
            AssignmentProblem problem = AssignmentProblem.Random(4, seed);
            double largest = Enumerable.Range(0, 16).Max(unit => problem[unit / 4, unit % 4]);
            PenaltyEnergy energy = problem.ToEnergy(0.5 * largest + 0.01);
            GroundState ground = GroundState.Of(energy.ToNetwork());

            Assert.Equal(problem.Solve().Cost, ground.Energy + energy.Offset, 1e-6);
            Assert.All(ground.States, state => Assert.Equal(problem.Solve().Cost, problem.CostOf(problem.Read(state)!)));
        }
    }

    // One person, one task: an idle state costs 2A, so that half the cost is the bound and no less would do.
    [Theory, InlineData(4.99, false), InlineData(5.01, true)]
    public void Half_the_largest_cost_is_the_bound(double penalty, bool valid)
    {
        var problem = new AssignmentProblem(new double[,] { { 10 } });
        GroundState ground = GroundState.Of(problem.ToEnergy(penalty).ToNetwork());
        Assert.All(ground.States, state => Assert.Equal(valid, problem.Read(state) is not null));
    }

    [Fact]
    public void Too_weak_a_penalty_leaves_people_idle()
    {
        AssignmentProblem problem = AssignmentProblem.Random(4, 1);
        GroundState ground = GroundState.Of(problem.ToEnergy(1).ToNetwork());
        Assert.All(ground.States, state => Assert.Null(problem.Read(state)));
    }

    // Eight people: 64 units, far beyond enumeration. Annealing reaches valid plans and, among 40 restarts, comes close to the proven best.
    [Fact]
    public void Annealing_finds_good_assignments()
    {
        AssignmentProblem problem = AssignmentProblem.Random(8, 2);
        AnnealingResult result = Annealing.Minimise(problem.ToEnergy(120).ToNetwork(), TemperatureSchedule.Geometric(60, 1, 400), 3, restarts: 40);
        int[]? tasks = problem.Read(result.State);
        Assert.NotNull(tasks);
        Assert.InRange(problem.CostOf(tasks), problem.Solve().Cost, 1.3 * problem.Solve().Cost);
    }

    [Fact]
    public void A_state_that_is_no_permutation_reads_as_nothing()
    {
        var problem = new AssignmentProblem(new double[,] { { 1, 2 }, { 3, 4 } });
        Assert.Equal([1, 0], problem.Read([-1, 1, 1, -1])!);
        Assert.Null(problem.Read([1, -1, 1, -1]));
        Assert.Null(problem.Read([1, 1, -1, 1]));
        Assert.Null(problem.Read([-1, -1, -1, 1]));
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentException>("costs", () => new AssignmentProblem(new double[0, 0]));
        Assert.Throws<ArgumentException>("costs", () => new AssignmentProblem(new double[2, 3]));
        Assert.Throws<ArgumentException>("costs", () => new AssignmentProblem(new[,] { { double.NaN } }));
        Assert.Throws<ArgumentException>("tasks", () => AssignmentProblem.Random(3, 1).CostOf([0, 1, 1]));
        Assert.Throws<InvalidOperationException>(() => AssignmentProblem.Random(21, 1).Solve());
        Assert.Throws<ArgumentOutOfRangeException>("person", () => AssignmentProblem.Random(3, 1)[3, 0]);
        Assert.Throws<ArgumentOutOfRangeException>("task", () => AssignmentProblem.Random(3, 1)[0, -1]);
    }

    private static IEnumerable<int[]> Permutations(int count) => count == 0
        ? [[]]
        : Permutations(count - 1).SelectMany(p => Enumerable.Range(0, count).Select(at => (int[])[.. p[..at], count - 1, .. p[at..]]));
}
