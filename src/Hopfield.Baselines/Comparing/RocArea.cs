namespace Hopfield.Baselines;

/// <summary>The area under the receiver operating characteristic, known as AUC: how well a score orders two classes.</summary>
public static class RocArea
{
    /// <summary>
    /// The chance that a row of the positive class has a higher score than one of the other class, where equal scores count as half: 1 for a perfect
    /// order, ½ for a coin. Cost: O(S ln S).
    /// </summary>
    /// <param name="scores">Larger means positive, not NaN, shape [S].</param>
    /// <param name="positive">Which rows are of the positive class, shape [S].</param>
    /// <exception cref="ArgumentException">Lengths differ, a score is NaN, or one of the classes has no row.</exception>
    public static double Of(IReadOnlyList<double> scores, IReadOnlyList<bool> positive)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(positive);
        if (scores.Count != positive.Count) throw new ArgumentException($"Expected {scores.Count} classes, one for each score, got {positive.Count}.", nameof(positive));
        if (scores.Any(double.IsNaN)) throw new ArgumentException("Expected numbers, got NaN.", nameof(scores));
        long ups = positive.Count(p => p), downs = positive.Count - ups;
        if (ups == 0 || downs == 0) throw new ArgumentException("Expected rows of both classes, got one class only.", nameof(positive));
        double won = 0;
        long below = 0;
        foreach (var equals in Enumerable.Range(0, scores.Count).GroupBy(s => scores[s]).OrderBy(group => group.Key))
        {
            long own = equals.Count(s => positive[s]), others = equals.Count() - own;
            won += own * (below + (0.5 * others));
            below += others;
        }
        return won / (ups * (double)downs);
    }
}
