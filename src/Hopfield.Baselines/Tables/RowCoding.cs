namespace Hopfield.Baselines;

/// <summary>How the rows of a table become numbers of one size, with what was seen in the training rows alone.</summary>
/// <remarks>
/// <para>A column of numbers is shifted and scaled to mean 0 and variance 1 over the training rows; a missing value counts as the mean, and a
/// column that never changes is left out. A column of categories becomes one column for each value that the training rows have, 1 where the row has
/// it and 0 elsewhere; a missing or unknown value is 0 in all of them. So two rows with different categories are √2 apart in that column, and two
/// rows with numbers at random are so on average, in the mean square.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed class RowCoding
{
    private readonly Column[] _columns;
    private readonly int _tableWidth;

    private RowCoding(Column[] columns, int tableWidth) => (_columns, _tableWidth) = (columns, tableWidth);

    /// <summary>Looks at the training rows.</summary>
    /// <param name="table">The table.</param>
    /// <param name="rows">The numbers of the training rows, at least one.</param>
    /// <param name="isCategory">Says of a column, by its name, whether it holds categories; when left out, none does.</param>
    /// <exception cref="ArgumentException">There is no row, or all columns are constant.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is none of a row.</exception>
    public static RowCoding From(LabelledTable table, IReadOnlyList<int> rows, Func<string, bool>? isCategory = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0) throw new ArgumentException("Expected at least one row, got none.", nameof(rows));
        double[][] seen = [.. rows.Select(table.Row)];
        var columns = new List<Column>();
        for (int c = 0; c < table.Dimension; c++)
        {
            double[] known = [.. seen.Select(row => row[c]).Where(double.IsFinite)];
            if (isCategory?.Invoke(table.FeatureNames[c]) == true) columns.AddRange(known.Distinct().Order().Select(value => new Column(c, value, 0)));
            else if (known.Length > 0 && known.Average() is var mean && known.Average(x => (x - mean) * (x - mean)) is > 0 and var variance)
                columns.Add(new(c, mean, Math.Sqrt(variance)));
        }
        return columns.Count > 0 ? new([.. columns], table.Dimension) : throw new ArgumentException("Expected a column that changes, got none.", nameof(rows));
    }

    /// <summary>N, the number of columns that come out.</summary>
    public int Dimension => _columns.Length;

    /// <summary>One row, shape [N].</summary>
    /// <param name="row">As in the table; NaN is a missing value.</param>
    /// <exception cref="ArgumentException">The row is not as wide as the table's.</exception>
    public double[] Code(ReadOnlySpan<double> row)
    {
        LabelledRows.RequireLength(row, _tableWidth, nameof(row));
        var coded = new double[_columns.Length];
        for (int i = 0; i < coded.Length; i++) coded[i] = _columns[i].Code(row[_columns[i].Source]);
        return coded;
    }

    /// <summary>Some rows of a table, shape [rows, N].</summary>
    /// <param name="table">The table, or another with the same columns.</param>
    /// <param name="rows">The numbers of the rows, at least one.</param>
    /// <exception cref="ArgumentException">There is no row, or the table is of another width.</exception>
    public PatternSet<double> Code(LabelledTable table, IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rows);
        return PatternSet.From(rows.Select(row => Code(table.Row(row))));
    }

    // A column of categories has no spread: its value is then the category.
    private readonly record struct Column(int Source, double Value, double Spread)
    {
        public double Code(double x) => Spread == 0 ? (x == Value ? 1 : 0) : double.IsFinite(x) ? (x - Value) / Spread : 0;
    }
}
