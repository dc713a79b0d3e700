namespace Hopfield;

/// <summary>When is which lesson: every lesson gets one slot, and lessons that share a teacher, a class or a room must not meet.</summary>
/// <remarks>As an energy it has lessons · slots units, unit lesson · slots + slot.</remarks>
public sealed class Timetable
{
    private const int MaxPlans = 50_000_000;
    private readonly double[,] _costs;
    private readonly (int A, int B)[] _conflicts;

    /// <summary>States the problem.</summary>
    /// <param name="costs">The dislike of each lesson (row) for each slot (column), finite and at least 0, shape [lessons, slots].</param>
    /// <param name="conflicts">Pairs of lessons that must not share a slot.</param>
    /// <exception cref="ArgumentException">There is no lesson or slot, a cost is negative or not finite, or a conflict does not name two lessons.</exception>
    public Timetable(double[,] costs, IReadOnlyCollection<(int A, int B)> conflicts)
    {
        ArgumentNullException.ThrowIfNull(costs);
        ArgumentNullException.ThrowIfNull(conflicts);
        (LessonCount, SlotCount) = (costs.GetLength(0), costs.GetLength(1));
        if (LessonCount == 0 || SlotCount == 0)
            throw new ArgumentException($"Expected at least one lesson and one slot, got {LessonCount} × {SlotCount}.", nameof(costs));
        Hopfield.Require.Room(LessonCount, SlotCount, "costs", nameof(costs));
        foreach (double cost in costs)
            if (!(cost >= 0) || !double.IsFinite(cost)) throw new ArgumentException($"Expected finite costs of at least 0, got {cost}.", nameof(costs));
        foreach (var (a, b) in conflicts)
        {
            if (a == b || Math.Min(a, b) < 0 || Math.Max(a, b) >= LessonCount)
                throw new ArgumentException($"Expected conflicts between two lessons from 0 to {LessonCount - 1}, got {a} and {b}.", nameof(conflicts));
        }

        _costs = (double[,])costs.Clone();
        _conflicts = [.. conflicts.Select(c => (Math.Min(c.A, c.B), Math.Max(c.A, c.B))).Distinct()];
    }

    /// <summary>The number of lessons.</summary>
    public int LessonCount { get; }

    /// <summary>The number of slots.</summary>
    public int SlotCount { get; }

    /// <summary>The number of pairs of lessons that meet although they must not.</summary>
    /// <param name="slots">The slot of each lesson.</param>
    /// <exception cref="ArgumentException">A slot is missing or does not exist.</exception>
    public int Clashes(IReadOnlyList<int> slots)
    {
        Require(slots);
        return _conflicts.Count(c => slots[c.A] == slots[c.B]);
    }

    /// <summary>The sum of dislikes; clashes are not in it.</summary>
    /// <param name="slots">The slot of each lesson.</param>
    /// <exception cref="ArgumentException">A slot is missing or does not exist.</exception>
    public double CostOf(IReadOnlyList<int> slots)
    {
        Require(slots);
        return slots.Select((slot, lesson) => _costs[lesson, slot]).Sum();
    }

    /// <summary>The problem as an energy: costs, exactly one slot per lesson, and a penalty for each clash.</summary>
    /// <param name="penalty">Positive. Above the sum of each lesson's largest cost every global minimum is valid where a valid plan exists.</param>
    /// <exception cref="ArgumentOutOfRangeException">The penalty is not positive and finite.</exception>
    public PenaltyEnergy ToEnergy(double penalty)
    {
        var energy = new PenaltyEnergy(LessonCount * SlotCount);
        for (int lesson = 0; lesson < LessonCount; lesson++)
        {
            energy.ExactlyOne([.. Enumerable.Range(lesson * SlotCount, SlotCount)], penalty);
            for (int slot = 0; slot < SlotCount; slot++) energy.Cost(lesson * SlotCount + slot, _costs[lesson, slot]);
        }
        foreach (var (a, b) in _conflicts)
            for (int slot = 0; slot < SlotCount; slot++) energy.Cost(a * SlotCount + slot, b * SlotCount + slot, penalty);
        return energy;
    }

    /// <summary>Reads a state of that energy.</summary>
    /// <param name="state">ξ, shape [lessons · slots].</param>
    /// <returns>The slot of each lesson, or null when a lesson does not have exactly one. There may still be clashes.</returns>
    /// <exception cref="ArgumentException">The state is not of that length, or an entry is not ±1.</exception>
    public int[]? Read(ReadOnlySpan<sbyte> state)
    {
        Bipolar.Require(state, LessonCount * SlotCount, nameof(state));
        var slots = new int[LessonCount];
        for (int lesson = 0; lesson < LessonCount; lesson++)
        {
            ReadOnlySpan<sbyte> units = state.Slice(lesson * SlotCount, SlotCount);
            slots[lesson] = units.IndexOf((sbyte)1);
            if (slots[lesson] < 0 || slots[lesson] != units.LastIndexOf((sbyte)1)) return null;
        }
        return slots;
    }

    /// <summary>The cheapest plan without a clash, by trying all; null when there is none.</summary>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="InvalidOperationException">There are more than 50 million plans.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public int[]? Solve(CancellationToken cancellationToken = default)
    {
        if (Math.Pow(SlotCount, LessonCount) > MaxPlans)
            throw new InvalidOperationException($"Expected at most {MaxPlans:N0} plans to try, got {SlotCount}^{LessonCount}.");
        int[][] earlier = [.. Enumerable.Range(0, LessonCount).Select(b => _conflicts.Where(c => c.B == b).Select(c => c.A).ToArray())];
        int[] slots = new int[LessonCount];
        int[]? best = null;
        double least = double.PositiveInfinity;
        Place(0, 0);
        return best;

        // Lessons in turn; a clash or a cost that is no better than the best plan ends the branch.
        void Place(int lesson, double cost)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (cost >= least) return;
            if (lesson == LessonCount)
            {
                (best, least) = ([.. slots], cost);
                return;
            }
            for (int slot = 0; slot < SlotCount; slot++)
            {
                if (Array.Exists(earlier[lesson], other => slots[other] == slot)) continue;
                slots[lesson] = slot;
                Place(lesson + 1, cost + _costs[lesson, slot]);
            }
        }
    }

    private void Require(IReadOnlyList<int> slots)
    {
        ArgumentNullException.ThrowIfNull(slots);
        if (slots.Count != LessonCount || slots.Any(slot => slot < 0 || slot >= SlotCount))
            throw new ArgumentException($"Expected a slot from 0 to {SlotCount - 1} for each of {LessonCount} lessons.", nameof(slots));
    }
}
