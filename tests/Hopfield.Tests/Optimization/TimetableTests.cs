namespace Hopfield.Tests;

public class TimetableTests
{
    // Four lessons, three slots; 0–1 and 1–2 share a teacher, 2–3 a class.
    private static readonly Timetable _small = new(
        new double[,] { { 0, 2, 5 }, { 0, 1, 4 }, { 3, 0, 1 }, { 0, 0, 2 } }, [(0, 1), (1, 2), (3, 2)]);

    [Fact]
    public void The_exact_plan_is_the_best_of_all()
    {
        int[][] plans = [.. Enumerable.Range(0, 81).Select(code => new[] { code % 3, code / 3 % 3, code / 9 % 3, code / 27 })];
        double best = plans.Where(p => _small.Clashes(p) == 0).Min(_small.CostOf);

        int[]? found = _small.Solve();

        Assert.NotNull(found);
        Assert.Equal((0, best), (_small.Clashes(found), _small.CostOf(found)));
    }

    // 12 units, all 4,096 states. The penalty exceeds the sum of each lesson's largest cost, 5 + 4 + 3 + 2.
    [Fact]
    public void The_ground_states_of_the_energy_are_the_best_plans()
    {
        PenaltyEnergy energy = _small.ToEnergy(15);
        GroundState ground = GroundState.Of(energy.ToNetwork());
        double best = _small.CostOf(_small.Solve()!);
        Assert.Equal(best, ground.Energy + energy.Offset, 1e-8);
        foreach (sbyte[] state in ground.States)
        {
            int[]? plan = _small.Read(state);
            Assert.NotNull(plan);
            Assert.Equal((0, best), (_small.Clashes(plan), _small.CostOf(plan)));
        }
    }

    [Fact]
    public void Where_no_plan_exists_the_answer_is_none()
    {
        var crowded = new Timetable(new double[3, 2], [(0, 1), (1, 2), (0, 2)]);
        Assert.Null(crowded.Solve());
        Assert.Equal(1, crowded.Clashes([0, 1, 0]));
        Assert.Null(crowded.Read([1, 1, -1, 1, 1, -1]));
        Assert.Equal([0, 1, 0], crowded.Read([1, -1, -1, 1, 1, -1])!);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentException>("costs", () => new Timetable(new double[0, 3], []));
        Assert.Throws<ArgumentException>("costs", () => new Timetable(new double[,] { { -1 } }, []));
        Assert.Throws<ArgumentException>("conflicts", () => new Timetable(new double[2, 2], [(0, 0)]));
        Assert.Throws<ArgumentException>("conflicts", () => new Timetable(new double[2, 2], [(0, 2)]));
        Assert.Throws<ArgumentException>("slots", () => _small.Clashes([0, 0, 0]));
        Assert.Throws<ArgumentException>("slots", () => _small.CostOf([0, 0, 0, 3]));
        Assert.Throws<InvalidOperationException>(() => new Timetable(new double[30, 4], []).Solve());
    }
}
