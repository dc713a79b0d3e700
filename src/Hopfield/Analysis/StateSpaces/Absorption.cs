using System.Numerics;

namespace Hopfield;

/// <summary>With which probability each state of a small model ends in each fixed point, and with which it never rests.</summary>
/// <remarks>
/// Under random single-unit updates the probabilities are computed from the fixed points backwards, each state as the mean over its possible
/// moves: no sampling, exact up to rounding (about N·10⁻¹⁶). Under an order without randomness each is 0 or 1.
/// Immutable and thread-safe.
/// </remarks>
public sealed class Absorption
{
    /// <summary>The largest N for random updates: 2¹² states.</summary>
    public const int MaxDimension = 12;

    private readonly Func<int, double[]> _rowOf;
    private readonly double[] _never, _mean;

    private Absorption(int[] ends, Func<int, double[]> rowOf, double[] never, double[] mean)
    {
        Ends = Array.AsReadOnly(ends);
        (_rowOf, _never, _mean) = (rowOf, never, mean);
    }

    /// <summary>The fixed points, ascending by index.</summary>
    public IReadOnlyList<int> Ends { get; }

    /// <summary>The probabilities of one state, in the order of <see cref="Ends"/>; with <see cref="NeverRests"/> they sum to 1.</summary>
    /// <param name="index">The state, 0 ≤ index &lt; 2^N.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index lies outside its range.</exception>
    public double[] Of(int index)
    {
        RequireIndex(index);
        return _rowOf(index);
    }

    /// <summary>The probability that a state goes round for ever: 0 under random single-unit updates of a model with an energy.</summary>
    /// <inheritdoc cref="Of(int)"/>
    public double NeverRests(int index)
    {
        RequireIndex(index);
        return _never[index];
    }

    /// <summary>True when the state can end in one way only, whatever the order: it lies in a basin of its own.</summary>
    /// <inheritdoc cref="Of(int)"/>
    public bool IsDecided(int index)
    {
        int reachable = NeverRests(index) > 0 ? 1 : 0;
        foreach (double p in Of(index)) reachable += p > 0 ? 1 : 0;
        return reachable == 1;
    }

    /// <summary>The mean over all states: the chances of each end from a random start, in the order of <see cref="Ends"/>.</summary>
    public double[] FromRandomStart() => [.. _mean];

    private void RequireIndex(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _never.Length);
    }

    /// <summary>Random single-unit updates.</summary>
    internal static Absorption Of(int dimension, int[] unstable, int[] fixedPoints)
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
        var mean = new double[ends];
        for (int k = 0; k < probabilities.Length; k++) mean[k % ends] += probabilities[k] / unstable.Length;
        return new Absorption(fixedPoints, state => probabilities[(state * ends)..((state + 1) * ends)], new double[unstable.Length], mean);
    }

    /// <summary>An order without randomness.</summary>
    internal static Absorption Of(Basins basins, int[] fixedPoints)
    {
        // States times ends may be more than an array holds (2²⁰ of each where nothing moves): one number a state says it all.
        // A sweep can change units and change them back: then one state returns for ever and still is no fixed point.
        int[] endOf = [.. basins.Attractors.Select(attractor => attractor.Length == 1 ? Array.BinarySearch(fixedPoints, attractor[0]) : -1)];
        double[] never = Array.ConvertAll(basins.EndOf, attractor => endOf[attractor] < 0 ? 1.0 : 0);
        var mean = new double[fixedPoints.Length];
        foreach (int attractor in basins.EndOf)
        {
            if (endOf[attractor] >= 0) mean[endOf[attractor]] += 1.0 / never.Length;
        }
        return new Absorption(fixedPoints, Row, never, mean);

        double[] Row(int state)
        {
            var row = new double[fixedPoints.Length];
            if (never[state] == 0) row[endOf[basins.EndOf[state]]] = 1;
            return row;
        }
    }
}
