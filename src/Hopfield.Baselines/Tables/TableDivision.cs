namespace Hopfield.Baselines;

/// <summary>A table in two parts, coded: rows to learn from, and rows to be asked about.</summary>
/// <param name="Rows">The rows to learn from, shape [S, N].</param>
/// <param name="Labels">Their classes, from 0, shape [S].</param>
/// <param name="Asked">The rows to be asked about, coded as the others are.</param>
/// <param name="Answers">Their classes.</param>
/// <param name="ClassCount">The number of classes of the table.</param>
public sealed record TableDivision(PatternSet<double> Rows, int[] Labels, PatternSet<double> Asked, int[] Answers, int ClassCount)
{
    /// <summary>Divides a table; all that coding needs to know comes from the rows to learn from.</summary>
    /// <param name="table">The table.</param>
    /// <param name="split">Which rows go where; at least one to each part.</param>
    /// <param name="isCategory">Says of a column, by its name, whether it holds categories; when left out, none does.</param>
    /// <exception cref="ArgumentException">A part has no row, or all columns are constant.</exception>
    public static TableDivision Of(LabelledTable table, RowSplit split, Func<string, bool>? isCategory = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(split);
        var coding = RowCoding.From(table, split.Learn, isCategory);
        int[] Classes(int[] rows) => [.. rows.Select(row => table.Labels[row])];
        return new(coding.Code(table, split.Learn), Classes(split.Learn), coding.Code(table, split.Test), Classes(split.Test), table.ClassNames.Count);
    }

    /// <summary>The share of the rows asked about that have the class most frequent among the rows to learn from: what knowing nothing else gives.</summary>
    public double MajorityShare
    {
        get
        {
            int most = Labels.GroupBy(label => label).OrderBy(group => group.Key).MaxBy(group => group.Count())!.Key;
            return Answers.Count(answer => answer == most) / (double)Answers.Length;
        }
    }
}
