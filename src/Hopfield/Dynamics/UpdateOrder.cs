namespace Hopfield;

/// <summary>Which unit speaks when. Asynchronous orders move one unit at a time; <see cref="Synchronous"/> moves all at once.</summary>
/// <remarks>Orders are values without state: an order with a seed starts its stream anew at every recall.</remarks>
public abstract class UpdateOrder
{
    private UpdateOrder() { }

    /// <summary>Units 0, 1, …, N − 1, one at a time, sweep after sweep. Not synchronous: each unit sees the moves before it.</summary>
    public static UpdateOrder Sequential { get; } = new SequentialOrder();

    /// <summary>All units at once, each seeing the state before the step. With symmetric weights it ends in a fixed point or a 2-cycle.</summary>
    public static UpdateOrder Synchronous { get; } = new SynchronousOrder();

    /// <summary>The given units, one at a time, sweep after sweep. Every unit that is not clamped must be named.</summary>
    /// <param name="units">Unit indices, for example 3, 0, 2, 1. A unit may be named more than once.</param>
    public static UpdateOrder Given(params int[] units)
    {
        ArgumentNullException.ThrowIfNull(units);
        return new GivenOrder([.. units]);
    }

    /// <summary>A new random permutation of the units for every sweep: each unit moves once per sweep.</summary>
    /// <param name="seed">Equal seeds give equal orders.</param>
    public static UpdateOrder Random(int seed) => new RandomOrder(seed, independent: false);

    /// <summary>A uniformly random unit at every step, drawn independently; N steps count as a sweep.</summary>
    /// <param name="seed">Equal seeds give equal orders.</param>
    public static UpdateOrder RandomUnits(int seed) => new RandomOrder(seed, independent: true);

    /// <summary>Every order in which some units can speak, each unit once: the permutations of 0, 1, …, units − 1, in lexicographic order.</summary>
    /// <param name="units">The number of units, 1 to 8 (8! = 40,320 orders).</param>
    /// <exception cref="ArgumentOutOfRangeException">The number lies outside its range.</exception>
    public static IReadOnlyList<int[]> Permutations(int units)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(units, 8);
        IEnumerable<int[]> orders = [[]];
        for (int k = 0; k < units; k++)
            orders = orders.SelectMany(order => Enumerable.Range(0, units).Except(order).Order().Select(unit => (int[])[.. order, unit]));
        return [.. orders];
    }

    /// <summary>True when the order draws nothing at random: a state that returns then returns for ever.</summary>
    internal virtual bool IsDeterministic => true;

    /// <summary>True when every sweep asks every unit that may move.</summary>
    internal virtual bool NamesEveryUnit => true;

    /// <summary>Says why the order does not fit the units that may move, or null.</summary>
    internal virtual string? Misfit(int[] free) => null;

    /// <summary>Starts a stream of sweeps over the free units; null for the synchronous order, which has no order within a sweep.</summary>
    internal abstract Func<ReadOnlyMemory<int>>? Sweeps(int[] free);

    private sealed class SequentialOrder : UpdateOrder
    {
        internal override Func<ReadOnlyMemory<int>> Sweeps(int[] free) => () => free;
    }

    private sealed class SynchronousOrder : UpdateOrder
    {
        internal override Func<ReadOnlyMemory<int>>? Sweeps(int[] free) => null;
    }

    private sealed class GivenOrder(int[] units) : UpdateOrder
    {
        internal override string? Misfit(int[] free)
        {
            foreach (int missing in free.Except(units)) return $"Expected an order that names every unit that is not clamped, got one without unit {missing}.";
            foreach (int foreign in units.Except(free)) return $"Expected an order of units that exist and are not clamped, got unit {foreign}.";
            return null;
        }

        internal override Func<ReadOnlyMemory<int>> Sweeps(int[] free) => () => units;
    }

    private sealed class RandomOrder(int seed, bool independent) : UpdateOrder
    {
        internal override bool IsDeterministic => false;

        internal override bool NamesEveryUnit => !independent;

        internal override Func<ReadOnlyMemory<int>> Sweeps(int[] free)
        {
            var random = new SeededRandom(seed, SeedUse.Order);
            int[] order = [.. free];
            if (!independent) return () => { Permutation.Shuffle(order, random); return order; };
            return () =>
            {
                for (int k = 0; k < order.Length; k++) order[k] = free[random.Next(free.Length)];
                return order;
            };
        }
    }
}

/// <summary>What a ±1 unit does when its local field is exactly zero.</summary>
/// <remarks>
/// The literature disagrees, and the choice can decide where a recall ends, so it is explicit here.
/// <see cref="Keep"/> acts like an infinitely small positive self-weight, the other two like an infinitely small threshold:
/// all three keep the convergence proof.
/// </remarks>
public enum TieRule
{
    /// <summary>The unit keeps its value. The default everywhere in this library.</summary>
    Keep,

    /// <summary>The unit becomes +1.</summary>
    Plus,

    /// <summary>The unit becomes −1.</summary>
    Minus,
}
