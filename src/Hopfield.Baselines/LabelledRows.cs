namespace Hopfield.Baselines;

/// <summary>Rows with classes, checked once.</summary>
internal static class LabelledRows
{
    /// <summary>The rows of each class.</summary>
    public static double[][][] ByClass(PatternSet<double> rows, IReadOnlyList<int> labels)
    {
        RequireLabels(rows, labels);
        var classes = new List<double[]>[labels.Count == 0 ? 0 : labels.Max() + 1];
        for (int c = 0; c < classes.Length; c++) classes[c] = [];
        for (int s = 0; s < labels.Count; s++) classes[labels[s]].Add(rows.Pattern(s).ToArray());
        int filled = classes.Count(c => c.Count > 0);
        return filled >= 2 ? [.. classes.Select(c => c.ToArray())] : throw new ArgumentException($"Expected rows of at least two classes, got {filled}.", nameof(labels));
    }

    /// <summary>The share of rows that are given a wrong class.</summary>
    public static double ErrorRate(PatternSet<double> rows, IReadOnlyList<int> labels, Func<double[], int> classify)
    {
        RequireCount(rows, labels);
        return Enumerable.Range(0, labels.Count).Count(s => classify(rows.Pattern(s).ToArray()) != labels[s]) / (double)labels.Count;
    }

    /// <summary>Throws unless a row has N entries.</summary>
    public static void RequireLength(ReadOnlySpan<double> row, int dimension, string name)
    {
        if (row.Length != dimension) throw new ArgumentException($"Expected a row of {dimension} numbers, got {row.Length}.", name);
    }

    /// <summary>Throws unless there is a class, from 0, for each row.</summary>
    public static void RequireLabels(PatternSet<double> rows, IReadOnlyList<int> labels)
    {
        RequireCount(rows, labels);
        for (int s = 0; s < labels.Count; s++)
        {
            if (labels[s] < 0) throw new ArgumentException($"Expected labels from 0, got {labels[s]} at index {s}.", nameof(labels));
        }
    }

    private static void RequireCount(PatternSet<double> rows, IReadOnlyList<int> labels)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(labels);
        if (rows.PatternCount != labels.Count) throw new ArgumentException($"Expected one label for each of {rows.PatternCount} rows, got {labels.Count}.", nameof(labels));
    }
}
