namespace Hopfield;

// A choice s ∈ {0, 1} becomes a unit ξ = 2s − 1. With q s_i s_j = q/4 (1 + ξ_i + ξ_j + ξ_i ξ_j) and c s_i = c/2 (1 + ξ_i), every cost of one or
// two choices is a constant, a threshold and a weight: w_ij = −q/4, θ_i = c/2 + Σ_j q/4.

/// <summary>An energy over yes-or-no choices, built from costs and from rules whose breach costs a penalty.</summary>
/// <remarks>
/// <para>Cost: Σ_i c_i s_i + Σ_{i&lt;j} q_ij s_i s_j + constant. <see cref="ToNetwork"/> gives a ±1 network with exactly this energy up to
/// <see cref="Offset"/>, <see cref="ToGradedNetwork"/> a graded one whose units are the choices themselves.</para>
/// <para>A rule is only as strong as its penalty: too weak and the cheapest state breaks it, too strong and the landscape is all cliffs.</para>
/// <para>This is a builder: it changes while terms are added. Not thread-safe.</para>
/// </remarks>
public sealed class PenaltyEnergy
{
    private readonly double[,] _pairs;
    private readonly double[] _singles;
    private double _constant;

    /// <summary>No costs and no rules yet.</summary>
    /// <param name="count">The number of choices, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no choice.</exception>
    public PenaltyEnergy(int count)
    {
        Require.AtLeast(count, 1);
        Require.Room(count, count, "costs of pairs", nameof(count));
        _pairs = new double[count, count];
        _singles = new double[count];
    }

    /// <summary>The number of choices, and of units.</summary>
    public int Count => _singles.Length;

    /// <summary>What has to be added to the ±1 network's energy to get the cost.</summary>
    public double Offset
    {
        get
        {
            double offset = _constant;
            for (int i = 0; i < Count; i++)
            {
                offset += _singles[i] / 2;
                for (int j = 0; j < i; j++) offset += _pairs[i, j] / 4;
            }
            return offset;
        }
    }

    /// <summary>Choosing i costs so much.</summary>
    /// <param name="i">The choice.</param>
    /// <param name="cost">c, finite; negative rewards.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such choice, or the cost is not finite.</exception>
    public PenaltyEnergy Cost(int i, double cost)
    {
        RequireUnit(i, nameof(i));
        RequireUnit(cost);
        _singles[i] += cost;
        return this;
    }

    /// <summary>Choosing both i and j costs so much.</summary>
    /// <param name="i">A choice.</param>
    /// <param name="j">Another choice.</param>
    /// <param name="cost">q, finite; negative rewards.</param>
    /// <exception cref="ArgumentException">Both are the same choice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such choice, or the cost is not finite.</exception>
    public PenaltyEnergy Cost(int i, int j, double cost)
    {
        RequireUnit(i, nameof(i));
        RequireUnit(j, nameof(j));
        RequireUnit(cost);
        if (i == j) throw new ArgumentException($"Expected two different choices, got {i} twice.", nameof(j));
        _pairs[i, j] += cost;
        _pairs[j, i] += cost;
        return this;
    }

    /// <summary>Exactly one of these choices: penalty · (Σ s − 1)².</summary>
    /// <param name="choices">Different choices, at least one.</param>
    /// <param name="penalty">Positive.</param>
    /// <exception cref="ArgumentException">There is no choice, or one is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A choice does not exist, or the penalty is not positive and finite.</exception>
    public PenaltyEnergy ExactlyOne(IReadOnlyList<int> choices, double penalty)
    {
        // (Σ s − 1)² = 1 − Σ s + 2 Σ_{i<j} s_i s_j, because s² = s.
        AtMostOne(choices, 2 * penalty);
        foreach (int i in choices) _singles[i] -= penalty;
        _constant += penalty;
        return this;
    }

    /// <summary>A weighted sum of choices has a value: penalty · (Σ a_i s_i − c)². With factors 1 and target 1 it is <see cref="ExactlyOne"/>.</summary>
    /// <param name="terms">Different choices, at least one, and their factors a_i, finite.</param>
    /// <param name="target">c, finite.</param>
    /// <param name="penalty">Positive.</param>
    /// <exception cref="ArgumentException">There is no term, or a choice is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A choice does not exist, a factor or the target is not finite, or the penalty is not positive and finite.</exception>
    public PenaltyEnergy SumEquals(IReadOnlyList<(int Choice, double Factor)> terms, double target, double penalty)
    {
        Require.NotEmpty(terms);
        Require.PositiveFinite(penalty);
        if (!double.IsFinite(target)) throw new ArgumentOutOfRangeException(nameof(target), target, $"Expected a finite target, got {target}.");
        if (terms.DistinctBy(term => term.Choice).Count() < terms.Count) throw new ArgumentException("Expected different choices, got one twice.", nameof(terms));
        foreach (var (choice, factor) in terms)
        {
            RequireUnit(choice, nameof(terms));
            if (!double.IsFinite(factor)) throw new ArgumentOutOfRangeException(nameof(terms), factor, $"Expected finite factors, got {factor}.");
        }
        // (Σ a s − c)² = c² + Σ (a² − 2 c a) s + 2 Σ_{i<j} a_i a_j s_i s_j, because s² = s.
        for (int i = 0; i < terms.Count; i++)
        {
            (int choice, double factor) = terms[i];
            Cost(choice, penalty * factor * (factor - 2 * target));
            for (int j = 0; j < i; j++) Cost(choice, terms[j].Choice, 2 * penalty * factor * terms[j].Factor);
        }
        _constant += penalty * target * target;
        return this;
    }

    /// <summary>At most one of these choices: penalty for each pair of them.</summary>
    /// <param name="choices">Different choices, at least one.</param>
    /// <param name="penalty">Positive.</param>
    /// <exception cref="ArgumentException">There is no choice, or one is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A choice does not exist, or the penalty is not positive and finite.</exception>
    public PenaltyEnergy AtMostOne(IReadOnlyList<int> choices, double penalty)
    {
        Require.NotEmpty(choices);
        Require.PositiveFinite(penalty);
        if (choices.Distinct().Count() < choices.Count) throw new ArgumentException("Expected different choices, got one twice.", nameof(choices));
        foreach (int i in choices) RequireUnit(i, nameof(choices));
        for (int a = 0; a < choices.Count; a++)
            for (int b = 0; b < a; b++) Cost(choices[a], choices[b], penalty);
        return this;
    }

    /// <summary>The cost of a set of choices, penalties included.</summary>
    /// <param name="state">ξ, shape [Count]: +1 where chosen, −1 where not.</param>
    /// <exception cref="ArgumentException">The state is not of that length, or an entry is not ±1.</exception>
    public double CostOf(ReadOnlySpan<sbyte> state)
    {
        Bipolar.Require(state, Count, nameof(state));
        double cost = _constant;
        for (int i = 0; i < Count; i++)
        {
            if (state[i] < 0) continue;
            cost += _singles[i];
            for (int j = 0; j < i; j++)
                if (state[j] > 0) cost += _pairs[i, j];
        }
        return cost;
    }

    /// <summary>The ±1 network with E(ξ) + <see cref="Offset"/> = cost.</summary>
    public HopfieldNetwork ToNetwork()
    {
        var weights = new double[Count, Count];
        var thresholds = new double[Count];
        for (int i = 0; i < Count; i++)
        {
            thresholds[i] = _singles[i] / 2;
            for (int j = 0; j < Count; j++)
            {
                weights[i, j] = -_pairs[i, j] / 4;
                thresholds[i] += _pairs[i, j] / 4;
            }
        }
        return new HopfieldNetwork(weights, thresholds);
    }

    /// <summary>The graded network whose outputs between 0 and 1 are the choices: −½ VᵀWV − b·V is the cost up to its constant, at the corners and between them.</summary>
    /// <param name="width">u₀ of the units.</param>
    /// <param name="timeConstant">τ of the units.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width or the time constant is out of the range of <see cref="GradedUnits"/>.</exception>
    public GradedResponseNetwork ToGradedNetwork(double width, double timeConstant = 1)
    {
        var weights = new double[Count, Count];
        for (int i = 0; i < Count; i++)
            for (int j = 0; j < Count; j++) weights[i, j] = -_pairs[i, j];
        return new GradedResponseNetwork(weights, Array.ConvertAll(_singles, c => -c), new GradedUnits(GradedRange.Unipolar, width, timeConstant));
    }

    private void RequireUnit(int choice, string name)
    {
        if (choice < 0 || choice >= Count) throw new ArgumentOutOfRangeException(name, choice, $"Expected a choice from 0 to {Count - 1}, got {choice}.");
    }

    private static void RequireUnit(double cost)
    {
        if (!double.IsFinite(cost)) throw new ArgumentOutOfRangeException(nameof(cost), cost, $"Expected a finite cost, got {cost}.");
    }
}
