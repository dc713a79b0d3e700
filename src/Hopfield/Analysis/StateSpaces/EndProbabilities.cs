using System.Numerics;

namespace Hopfield;

/// <summary>With which probability each state of a small model ends in each fixed point under random single-unit updates.</summary>
/// <remarks>Computed from the fixed points backwards, each state as the mean over its possible moves: no sampling, exact up to rounding
/// (about N·10⁻¹⁶).</remarks>
public sealed class EndProbabilities
{
    /// <summary>The largest N: 2¹² states.</summary>
    public const int MaxDimension = 12;

    private readonly double[] _probabilities;

    private EndProbabilities(int[] ends, double[] probabilities)
    {
        Ends = ends;
        _probabilities = probabilities;
    }

    /// <summary>The fixed points, ascending by index.</summary>
    public IReadOnlyList<int> Ends { get; }

    /// <summary>The probabilities of one state, in the order of <see cref="Ends"/>; they sum to 1.</summary>
    /// <param name="index">The state, 0 ≤ index &lt; 2^N.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index lies outside its range.</exception>
    public double[] Of(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _probabilities.Length / Ends.Count);
        return _probabilities[(index * Ends.Count)..((index + 1) * Ends.Count)];
    }

    /// <summary>True when only one fixed point can be reached from the state, whatever the order: the state lies in a basin of its own.</summary>
    /// <inheritdoc cref="Of(int)"/>
    public bool IsDecided(int index)
    {
        int reachable = 0;
        foreach (double p in Of(index)) reachable += p > 0 ? 1 : 0;
        return reachable == 1;
    }

    /// <summary>The mean over all states: the chances of each end from a random start, in the order of <see cref="Ends"/>.</summary>
    public double[] FromRandomStart()
    {
        int states = _probabilities.Length / Ends.Count;
        var mean = new double[Ends.Count];
        for (int state = 0; state < states; state++)
        {
            double[] row = Of(state);
            for (int end = 0; end < mean.Length; end++) mean[end] += row[end] / states;
        }
        return mean;
    }

    internal static EndProbabilities Of(int dimension, int[] unstable, int[] fixedPoints)
    {
        if (dimension > MaxDimension)
            throw new InvalidOperationException($"Expected at most {MaxDimension} units for exact end probabilities, got {dimension}.");
        int ends = fixedPoints.Length;
        var probabilities = new double[unstable.Length * ends];
        int[] undecided = Array.ConvertAll(unstable, mask => BitOperations.PopCount((uint)mask));
        var ready = new Queue<int>(fixedPoints);
        for (int k = 0; k < ends; k++) probabilities[fixedPoints[k] * ends + k] = 1;
        int done = 0;
        while (ready.TryDequeue(out int state))
        {
            done++;
            for (int unit = 0; unit < dimension; unit++)
            {
                int before = state ^ (1 << unit);
                if ((unstable[before] >> unit & 1) == 0) continue;
                int moves = BitOperations.PopCount((uint)unstable[before]);
                for (int k = 0; k < ends; k++) probabilities[before * ends + k] += probabilities[state * ends + k] / moves;
                if (--undecided[before] == 0) ready.Enqueue(before);
            }
        }
        if (done < unstable.Length)
            throw new InvalidOperationException("Expected updates that always end, but some states of this model can go round in a circle.");
        return new EndProbabilities(fixedPoints, probabilities);
    }
}
