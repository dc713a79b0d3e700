namespace Hopfield.Baselines;

/// <summary>A division of a table, and inner divisions of the rows to learn from: there a method chooses what it leaves open, before it is judged.</summary>
/// <param name="Outer">What a method is judged by.</param>
/// <param name="Inner">What it chooses by: no row asked about in <see cref="Outer"/> is among them.</param>
public sealed record NestedDivision(TableDivision Outer, IReadOnlyList<TableDivision> Inner)
{
    /// <summary>Draws the divisions: always a quarter of each class is asked about.</summary>
    /// <param name="table">The table.</param>
    /// <param name="seed">Chooses the rows; inner division k is drawn from stream k of it.</param>
    /// <param name="isCategory">Says of a column, by its name, whether it holds categories; when left out, none does.</param>
    /// <param name="inner">The number of inner divisions, at least 1.</param>
    /// <exception cref="ArgumentException">A part has no row, or all columns are constant.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no inner division.</exception>
    public static NestedDivision Draw(LabelledTable table, int seed, Func<string, bool>? isCategory = null, int inner = 3)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(inner, 1);
        const double Share = 0.25;
        RowSplit outer = RowSplit.ByClass(table.Labels, Share, seed);
        var splits = Enumerable.Range(1, inner).Select(stream => RowSplit.ByClass(table.Labels, Share, new SeededRandom(seed, stream), outer.Learn));
        return new(TableDivision.Of(table, outer, isCategory), [.. splits.Select(split => TableDivision.Of(table, split, isCategory))]);
    }

    /// <summary>Judges a method at the setting that is best on the inner divisions on average; of equally good ones at the first.</summary>
    /// <param name="scores">The method: its shares of right answers on a division, one for each of its settings.</param>
    /// <returns>The number of the setting, and its score on the outer division.</returns>
    /// <exception cref="ArgumentException">The method has no setting, or not equally many everywhere.</exception>
    public (int Setting, double Score) Judge(Func<TableDivision, double[]> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        double[][] tried = [.. Inner.Select(scores)];
        double[] judged = scores(Outer);
        if (judged.Length == 0 || tried.Any(inner => inner.Length != judged.Length))
            throw new ArgumentException("Expected a score for each setting, at least one, and equally many on every division.", nameof(scores));
        // Means of equal shares differ in their last digits; the first of equals is to win.
        int best = Enumerable.Range(0, judged.Length).MaxBy(setting => Math.Round(tried.Average(inner => inner[setting]), 9));
        return (best, judged[best]);
    }
}
