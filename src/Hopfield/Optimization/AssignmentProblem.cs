using System.Numerics;

namespace Hopfield;

/// <summary>Who does what: n people, n tasks, a cost for each pair, each task to one person.</summary>
/// <remarks>
/// As an energy it has n² units, unit person · n + task. With costs of at least 0 a penalty A above half the largest cost makes every global minimum
/// a valid assignment, and no smaller one does for every problem. An empty row and an empty column: filling their crossing gains 2A. An empty row
/// and no empty column: some row holds two, and moving one of them up or down into the empty row gains 2A. Nothing empty, but something twice:
/// dropping one of the two costs nothing, and leaves one of the cases before. With one person and one task the empty state costs 2A itself.
/// </remarks>
public sealed class AssignmentProblem
{
    /// <summary>The largest n that <see cref="Solve"/> takes.</summary>
    public const int MaxExactCount = 20;

    private readonly double[,] _costs;

    /// <summary>States the problem.</summary>
    /// <param name="costs">Cost of each person (row) doing each task (column), shape [n, n], finite. A copy is kept.</param>
    /// <exception cref="ArgumentException">The matrix is empty, not square or not finite.</exception>
    public AssignmentProblem(double[,] costs)
    {
        ArgumentNullException.ThrowIfNull(costs);
        Count = costs.GetLength(0);
        if (Count == 0 || costs.GetLength(1) != Count)
            throw new ArgumentException($"Expected a square matrix of costs, got {Count} × {costs.GetLength(1)}.", nameof(costs));
        foreach (double cost in costs)
            if (!double.IsFinite(cost)) throw new ArgumentException($"Expected finite costs, got {cost}.", nameof(costs));
        _costs = (double[,])costs.Clone();
    }

    /// <summary>Whole costs from 1 to 100, drawn at random.</summary>
    /// <param name="count">n ≥ 1.</param>
    /// <param name="seed">Equal seeds give equal problems.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1.</exception>
    public static AssignmentProblem Random(int count, int seed)
    {
        Require.AtLeast(count, 1);
        Require.Room(count, count, "costs", nameof(count));
        var random = new SeededRandom(seed);
        var costs = new double[count, count];
        for (int person = 0; person < count; person++)
            for (int task = 0; task < count; task++) costs[person, task] = random.Next(1, 101);
        return new(costs);
    }

    /// <summary>n.</summary>
    public int Count { get; }

    /// <summary>The cost of one person doing one task.</summary>
    /// <param name="person">0 ≤ person &lt; n.</param>
    /// <param name="task">0 ≤ task &lt; n.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such person or task.</exception>
    public double this[int person, int task]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)person, (uint)Count, nameof(person));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)task, (uint)Count, nameof(task));
            return _costs[person, task];
        }
    }

    /// <summary>The sum of costs of an assignment.</summary>
    /// <param name="tasks">The task of each person, every task once.</param>
    /// <exception cref="ArgumentException">That is no assignment.</exception>
    public double CostOf(IReadOnlyList<int> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        if (tasks.Count != Count || tasks.Order().Where((task, k) => task != k).Any())
            throw new ArgumentException($"Expected each of the tasks 0 to {Count - 1} once.", nameof(tasks));
        return tasks.Select((task, person) => _costs[person, task]).Sum();
    }

    /// <summary>The problem as an energy over n² choices: the costs, and a penalty for every row and column that does not hold exactly one choice.</summary>
    /// <param name="penalty">Positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The penalty is not positive and finite.</exception>
    public PenaltyEnergy ToEnergy(double penalty)
    {
        var energy = new PenaltyEnergy(Require.Room(Count, Count, "choices", nameof(penalty)));
        for (int k = 0; k < Count; k++)
        {
            energy.ExactlyOne([.. Enumerable.Range(0, Count).Select(task => k * Count + task)], penalty);
            energy.ExactlyOne([.. Enumerable.Range(0, Count).Select(person => person * Count + k)], penalty);
            for (int task = 0; task < Count; task++) energy.Cost(k * Count + task, _costs[k, task]);
        }
        return energy;
    }

    /// <summary>Reads a state of that energy.</summary>
    /// <param name="state">ξ, shape [n²].</param>
    /// <returns>The task of each person, or null when a row or column does not hold exactly one choice.</returns>
    /// <exception cref="ArgumentException">The state is not of length n², or an entry is not ±1.</exception>
    public int[]? Read(ReadOnlySpan<sbyte> state)
    {
        Bipolar.Require(state, Require.Room(Count, Count, "choices", nameof(state)), nameof(state));
        return PermutationMatrix.Read(state, Count);
    }

    /// <summary>The cheapest assignment, by looking at all of them at once, sorted by the set of tasks taken. Cost: O(n·2ⁿ).</summary>
    /// <exception cref="InvalidOperationException">n is above <see cref="MaxExactCount"/>.</exception>
    public (int[] Tasks, double Cost) Solve()
    {
        if (Count > MaxExactCount) throw new InvalidOperationException($"Expected at most {MaxExactCount} people for an exact answer, got {Count}.");
        // best[set] = least cost of giving the tasks of the set to the first |set| people.
        var best = new double[1 << Count];
        for (int set = 1; set < best.Length; set++)
        {
            int person = BitOperations.PopCount((uint)set) - 1;
            best[set] = double.PositiveInfinity;
            for (int rest = set; rest != 0; rest &= rest - 1)
            {
                int task = BitOperations.TrailingZeroCount(rest);
                best[set] = Math.Min(best[set], best[set ^ (1 << task)] + _costs[person, task]);
            }
        }
        var tasks = new int[Count];
        for (int person = Count - 1, set = best.Length - 1; person >= 0; person--)
        {
            int task = Enumerable.Range(0, Count).First(t => (set >> t & 1) == 1 && best[set ^ (1 << t)] + _costs[person, t] == best[set]);
            tasks[person] = task;
            set ^= 1 << task;
        }
        return (tasks, best[^1]);
    }
}
