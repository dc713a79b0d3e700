namespace Hopfield;

/// <summary>How well scores tell positives from negatives, at every threshold at once: the receiver operating characteristic, and the area under it.</summary>
/// <remarks>
/// The area is the chance that a positive drawn at random scores higher than a negative drawn at random, a tie counting one half. It says
/// nothing of how common positives are: <see cref="PredictiveValue"/> does. Immutable, safe to share between threads.
/// </remarks>
public sealed class RocCurve
{
    private readonly double[] _falseAlarms, _found;

    private RocCurve(double[] falseAlarms, double[] found, double area) => (_falseAlarms, _found, Area) = (falseAlarms, found, area);

    /// <summary>The area under the curve: 1 for perfect order, 1/2 for scores that know nothing.</summary>
    public double Area { get; }

    /// <summary>The share of negatives at or above each threshold, from the highest one down: rises from 0 to 1.</summary>
    public double[] FalseAlarms => [.. _falseAlarms];

    /// <summary>The share of positives at or above the same thresholds, the sensitivity: rises from 0 to 1.</summary>
    public double[] Found => [.. _found];

    /// <summary>The curve of some scores. Cost: a sort.</summary>
    /// <param name="scores">Finite, one for each example; high means positive.</param>
    /// <param name="positives">Which examples are positive, at least one of them and not all.</param>
    /// <exception cref="ArgumentException">Lengths differ, a score is not finite, or there are no positives or no negatives.</exception>
    public static RocCurve Of(IReadOnlyList<double> scores, IReadOnlyList<bool> positives)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(positives);
        if (scores.Count != positives.Count) throw new ArgumentException($"Expected a label for each of {scores.Count} scores, got {positives.Count}.", nameof(positives));
        foreach (double score in scores)
            if (!double.IsFinite(score)) throw new ArgumentException($"Expected finite scores, got {score}.", nameof(scores));
        int positiveCount = positives.Count(positive => positive), negativeCount = positives.Count - positiveCount;
        if (positiveCount == 0 || negativeCount == 0)
            throw new ArgumentException($"Expected positives and negatives, got {positiveCount} and {negativeCount}.", nameof(positives));

        int[] order = [.. Enumerable.Range(0, scores.Count).OrderByDescending(i => scores[i])];
        List<double> falseAlarms = [0], found = [0];
        long negatives = 0, hits = 0;
        double area = 0; // in units of one pair
        for (int at = 0; at < order.Length;)
        {
            // Equal scores pass the threshold together: a slanted piece of the curve, under which a tied pair counts one half.
            double threshold = scores[order[at]];
            long newNegatives = 0, newHits = 0;
            for (; at < order.Length && scores[order[at]] == threshold; at++)
            {
                if (positives[order[at]]) newHits++;
                else newNegatives++;
            }
            area += newNegatives * (hits + (newHits / 2.0));
            (negatives, hits) = (negatives + newNegatives, hits + newHits);
            falseAlarms.Add((double)negatives / negativeCount);
            found.Add((double)hits / positiveCount);
        }
        return new RocCurve([.. falseAlarms], [.. found], area / ((double)positiveCount * negativeCount));
    }

    /// <summary>The largest share of positives found with no more false alarms than allowed, by a threshold alone.</summary>
    /// <param name="falseAlarms">The share of negatives that may be taken for positives, 0 … 1: one minus the specificity.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside 0 … 1.</exception>
    public double FoundAt(double falseAlarms)
    {
        Require.Within(falseAlarms, 0, 1);
        int last = 0;
        while (last + 1 < _falseAlarms.Length && _falseAlarms[last + 1] <= falseAlarms) last++;
        return _found[last];
    }

    /// <summary>The share of true positives among all that a test calls positive, by Bayes' rule: π s / (π s + (1 − π) a).</summary>
    /// <param name="found">s, the share of positives that the test finds, 0 … 1.</param>
    /// <param name="falseAlarms">a, the share of negatives that it takes for positives, 0 … 1.</param>
    /// <param name="prevalence">π, the share of positives among those tested, 0 … 1.</param>
    /// <returns>NaN where the test calls nobody positive.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A share is outside 0 … 1.</exception>
    public static double PredictiveValue(double found, double falseAlarms, double prevalence)
    {
        Require.Within(found, 0, 1);
        Require.Within(falseAlarms, 0, 1);
        Require.Within(prevalence, 0, 1);
        double right = prevalence * found;
        return right / (right + ((1 - prevalence) * falseAlarms));
    }
}
