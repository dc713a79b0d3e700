using CsCheck;

namespace Hopfield.Baselines.Tests;

public class MarginProblemTests
{
    private const double Tolerance = 1e-3;

    private sealed record Task(double[][] Rows, sbyte[] Signs, double Bound, double Gamma)
    {
        public RowSimilarity Similarity => Gamma > 0 ? RowSimilarity.Gaussian(Gamma) : RowSimilarity.Linear;

        public double[][] Similarities => [.. Rows.Select(x => Rows.Select(y => Similarity.Of(x, y)).ToArray())];
    }

    // Rows on a coarse grid, so that equal rows with unequal signs occur; Gamma 0 stands for the dot product.
    private static readonly Gen<Task> _tasks =
        from size in Gen.Int[2, 24]
        from width in Gen.Int[1, 4]
        from cells in Gen.Int[-4, 4].Array[size * width]
        from signs in Gen.Bool.Array[size]
        from bound in Gen.OneOf(Gen.Const(0.01), Gen.Const(1.0), Gen.Const(30.0))
        from gamma in Gen.OneOf(Gen.Const(0.0), Gen.Const(0.1), Gen.Const(3.0))
        select new Task(
            [.. cells.Chunk(width).Select(c => c.Select(v => 0.5 * v).ToArray())],
            [.. signs.Select((s, i) => (sbyte)(i == 0 || (i > 1 && s) ? 1 : -1))], bound, gamma);

    private static double[] Decisions(Task task, MarginProblem solved)
    {
        double[][] k = task.Similarities;
        return [.. task.Rows.Select((_, i) => solved.Offset + task.Rows.Select((_, j) => solved.Multipliers[j] * task.Signs[j] * k[i][j]).Sum())];
    }

    private static MarginProblem Solve(Task task) => MarginProblem.Solve(task.Similarities, task.Signs, task.Bound, Tolerance, TestContext.Current.CancellationToken);

    [Fact]
    public void Multipliers_keep_their_bounds_and_balance_the_classes() => _tasks.Sample(task =>
    {
        var solved = Solve(task);
        Assert.All(solved.Multipliers, a => Assert.InRange(a, 0, task.Bound));
        // Each of at most some thousand steps keeps the balance but for the rounding of two numbers up to C.
        Assert.Equal(0, solved.Multipliers.Zip(task.Signs, (a, y) => a * y).Sum(), 1e-9 * task.Bound * task.Rows.Length);
    }, iter: 300);

    [Fact]
    public void Rows_outside_the_margin_count_nothing_and_rows_inside_count_fully() => _tasks.Sample(task =>
    {
        var solved = Solve(task);
        double[] decisions = Decisions(task, solved);
        for (int i = 0; i < decisions.Length; i++)
        {
            double margin = task.Signs[i] * decisions[i], alpha = solved.Multipliers[i];
            // The offset lies in the middle of what is left of the tolerance; the rest is rounding of sums up to S·C·k.
            const double Allowed = (Tolerance / 2) + 1e-6;
            if (alpha < task.Bound) Assert.True(margin >= 1 - Allowed, $"α = {alpha} of {task.Bound} and yf = {margin}");
            if (alpha > 0) Assert.True(margin <= 1 + Allowed, $"α = {alpha} of {task.Bound} and yf = {margin}");
        }
    }, iter: 300);

    // Weak duality: whatever the multipliers, the dual is a floor of the primal. Where both nearly meet, both are nearly best.
    [Fact]
    public void The_widest_margin_is_found_the_primal_meets_the_dual() => _tasks.Sample(task =>
    {
        var solved = Solve(task);
        double[] decisions = Decisions(task, solved);
        double square = decisions.Select((f, i) => (f - solved.Offset) * task.Signs[i] * solved.Multipliers[i]).Sum();
        double slack = decisions.Select((f, i) => Math.Max(0, 1 - (task.Signs[i] * f))).Sum();
        double primal = (0.5 * square) + (task.Bound * slack), dual = solved.Multipliers.Sum() - (0.5 * square);
        // Each row misses its condition by at most half the tolerance and costs C times that (see the conditions above).
        double allowed = task.Rows.Length * task.Bound * ((Tolerance / 2) + 1e-6);
        Assert.InRange(primal - dual, -1e-9 * (1 + Math.Abs(primal)), allowed);
    }, iter: 300);

    [Fact]
    public void Between_two_rows_the_border_is_half_way_and_the_margin_one()
    {
        double[][] rows = [[3, 1], [-1, 1]];
        var rowsSet = PatternSet.From(rows);
        var machine = SupportVectorMachine.Train(rowsSet, [0, 1], RowSimilarity.Linear, bound: 10, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(1, machine.Margins([3, 1])[0], Tolerance);
        Assert.Equal(-1, machine.Margins([-1, 1])[0], Tolerance);
        Assert.Equal(0, machine.Margins([1, 7])[0], Tolerance);
        Assert.Equal(2, machine.SupportVectorCount);
    }
}
