namespace Hopfield.Baselines;

/// <summary>A table with some of its columns.</summary>
public static class TableColumns
{
    /// <summary>The same rows and classes with these columns alone, in this order.</summary>
    /// <param name="table">The table.</param>
    /// <param name="names">Names of its columns, at least one.</param>
    /// <exception cref="ArgumentException">There is no name, or no column of a name.</exception>
    public static LabelledTable WithColumns(this LabelledTable table, params IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count == 0) throw new ArgumentException("Expected at least one column.", nameof(names));
        int[] kept = [.. names.Select(name => table.FeatureNames.ToList().IndexOf(name))];
        int missing = Array.IndexOf(kept, -1);
        if (missing >= 0) throw new ArgumentException($"Expected one of the columns {string.Join(", ", table.FeatureNames)}, got '{names[missing]}'.", nameof(names));
        var features = new double[table.Count, kept.Length];
        for (int row = 0; row < table.Count; row++)
        {
            for (int c = 0; c < kept.Length; c++) features[row, c] = table.Features[row, kept[c]];
        }
        return table with { FeatureNames = [.. names], Features = features };
    }
}
