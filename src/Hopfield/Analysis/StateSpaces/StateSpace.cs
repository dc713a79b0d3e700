using System.Numerics;

namespace Hopfield;

/// <summary>All 2^N states of a small ±1 model: every energy, every fixed point, and where each state ends.</summary>
/// <remarks>
/// <para>A state is named by an index in which bit i is 1 when ξ_i = +1; index 0 is "all units −1".</para>
/// <para>Cost: O(2^N·N) field look-ups and 12 bytes per state, so 12 MB at N = 20. Immutable and thread-safe.</para>
/// </remarks>
public sealed class StateSpace
{
    /// <summary>The largest N that is enumerated: 2²⁰ states.</summary>
    public const int MaxDimension = 20;

    private readonly double[] _energies;
    private readonly int[] _unstable;
    private readonly int[] _fixedPoints;

    private StateSpace(int dimension, double[] energies, int[] unstable)
    {
        Dimension = dimension;
        _energies = energies;
        _unstable = unstable;
        _fixedPoints = [.. Enumerable.Range(0, unstable.Length).Where(s => unstable[s] == 0)];
    }

    /// <summary>Enumerates a model's states.</summary>
    /// <param name="model">A model of at most <see cref="MaxDimension"/> units.</param>
    /// <param name="tie">What a unit does when its field is exactly zero.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="ArgumentException">The model has too many units.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static StateSpace Of(BipolarModel model, TieRule tie = TieRule.Keep, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        int n = model.Dimension;
        if (n > MaxDimension) throw new ArgumentException($"Expected at most {MaxDimension} units to enumerate, got {n}.", nameof(model));
        int count = 1 << n;
        var energies = new double[model.HasEnergy ? count : 0];
        var unstable = new int[count];
        BipolarState moving = model.Begin(Bipolar.Constant(n, -1));
        // Gray code: each state differs from the one before in a single unit, so one flip leads from state to state.
        for (int step = 0, state = 0; ;)
        {
            if ((step & 0xFFFF) == 0) cancellationToken.ThrowIfCancellationRequested();
            for (int i = 0; i < n; i++)
            {
                if (BipolarModel.WantsToFlip(moving, i, tie)) unstable[state] |= 1 << i;
            }
            if (model.HasEnergy) energies[state] = moving.Height;
            if (++step == count) break;
            int unit = BitOperations.TrailingZeroCount(step);
            moving.Flip(unit);
            state ^= 1 << unit;
        }
        return new StateSpace(n, energies, unstable);
    }

    /// <summary>N.</summary>
    public int Dimension { get; }

    /// <summary>2^N.</summary>
    public int Count => _unstable.Length;

    /// <summary>E of every state, shape [2^N]; empty for a model without an energy.</summary>
    public IReadOnlyList<double> Energies => _energies;

    /// <summary>The states that no single-unit update changes, ascending.</summary>
    public IReadOnlyList<int> FixedPoints => _fixedPoints;

    /// <summary>The state of an index as ±1 units.</summary>
    /// <param name="index">0 ≤ index &lt; 2^N.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index lies outside its range.</exception>
    public sbyte[] State(int index)
    {
        RequireIndex(index);
        var state = new sbyte[Dimension];
        for (int i = 0; i < state.Length; i++) state[i] = (sbyte)((index >> i & 1) == 1 ? 1 : -1);
        return state;
    }

    /// <summary>The index of a state.</summary>
    /// <param name="state">ξ, shape [N], entries ±1.</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not ±1.</exception>
    public int IndexOf(ReadOnlySpan<sbyte> state)
    {
        Bipolar.Require(state, Dimension, nameof(state));
        int index = 0;
        for (int i = 0; i < state.Length; i++)
        {
            if (state[i] > 0) index |= 1 << i;
        }
        return index;
    }

    /// <summary>The units that want to change their value in a state, ascending.</summary>
    /// <param name="index">0 ≤ index &lt; 2^N.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index lies outside its range.</exception>
    public int[] UnstableUnits(int index)
    {
        RequireIndex(index);
        return [.. Enumerable.Range(0, Dimension).Where(i => (_unstable[index] >> i & 1) == 1)];
    }

    /// <summary>The units that want to change their value, as bits.</summary>
    internal int UnstableMask(int index) => _unstable[index];

    /// <summary>Every single-unit update that changes a state: the arrows of the transition graph. There may be N·2^N of them.</summary>
    public IEnumerable<StateMove> Moves()
    {
        for (int from = 0; from < Count; from++)
        {
            for (int unit = 0; unit < Dimension; unit++)
            {
                if ((_unstable[from] >> unit & 1) == 1) yield return new StateMove(from, from ^ (1 << unit), unit);
            }
        }
    }

    /// <summary>Where every state ends under an order without randomness: <see cref="UpdateOrder.Sequential"/>, a given one, or all at once.</summary>
    /// <param name="order">The order; it is repeated until the state rests or returns.</param>
    /// <exception cref="ArgumentException">The order is random (see <see cref="Absorption"/>), or does not name every unit.</exception>
    public Basins Basins(UpdateOrder order) => Hopfield.Basins.Of(Next(order));

    /// <summary>The transition graph of an update rule: what can happen in one move, and where it ends.</summary>
    /// <param name="order">An order without randomness, whose moves are whole sweeps or synchronous steps;
    /// left out: a uniformly random unit at every step, whose moves are the single changes.</param>
    /// <exception cref="ArgumentException">The order is random, or does not name every unit.</exception>
    /// <exception cref="InvalidOperationException">As for <see cref="Absorption"/>, when the order is left out.</exception>
    public TransitionGraph Graph(UpdateOrder? order = null)
    {
        if (order is null) return new TransitionGraph(Absorption(), [.. Moves().Select(move => (move.From, move.To))]);
        int[] next = Next(order);
        return new TransitionGraph(
            Hopfield.Absorption.Of(Hopfield.Basins.Of(next), _fixedPoints),
            [.. next.Index().Where(move => move.Item != move.Index).Select(move => (move.Index, move.Item))]);
    }

    /// <summary>The probabilities with which every state ends in each fixed point.</summary>
    /// <remarks>With random units, steps that change nothing do not matter, so the same holds when the unit is drawn among those that want to
    /// change. A new random permutation for every sweep gives other probabilities.</remarks>
    /// <param name="order">An order without randomness; left out: a uniformly random unit at every step.</param>
    /// <exception cref="ArgumentException">The order is random, or does not name every unit.</exception>
    /// <exception cref="InvalidOperationException">The order is left out, and N is above <see cref="Hopfield.Absorption.MaxDimension"/> or the
    /// model's single-unit updates can go round in a circle, so that some states need not end.</exception>
    public Absorption Absorption(UpdateOrder? order = null) => order is null
        ? Hopfield.Absorption.Of(Dimension, _unstable, _fixedPoints)
        : Hopfield.Absorption.Of(Basins(order), _fixedPoints);

    // The state after one sweep of the order, or one synchronous step, for every state.
    private int[] Next(UpdateOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (!order.IsDeterministic) throw new ArgumentException("Expected an order without randomness, got a random one; Absorption() answers for random units.", nameof(order));
        int[] units = Permutation.Identity(Dimension);
        if (order.Misfit(units) is { } misfit) throw new ArgumentException(misfit, nameof(order));
        int[]? inTurn = order.Sweeps(units)?.Invoke().ToArray();
        var next = new int[Count];
        for (int state = 0; state < next.Length; state++) next[state] = inTurn is null ? state ^ _unstable[state] : Sweep(state, inTurn);
        return next;
    }

    private int Sweep(int state, int[] units)
    {
        foreach (int unit in units) state ^= _unstable[state] & (1 << unit);
        return state;
    }

    private void RequireIndex(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
    }
}

/// <summary>One arrow of a transition graph: a single-unit update that changes a state.</summary>
/// <param name="From">The index of the state before.</param>
/// <param name="To">The index of the state after.</param>
/// <param name="Unit">The unit that changes.</param>
public readonly record struct StateMove(int From, int To, int Unit);
