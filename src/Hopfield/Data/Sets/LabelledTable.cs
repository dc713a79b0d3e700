namespace Hopfield;

/// <summary>A small classification set: rows of numbers, each with a class.</summary>
/// <param name="Name">The set's name, for example "iris".</param>
/// <param name="FeatureNames">The name of each column.</param>
/// <param name="Features">The numbers, shape [rows, columns]; NaN is a missing value. Categories are integer codes.</param>
/// <param name="Labels">The class of each row, from 0, shape [rows].</param>
/// <param name="ClassNames">The name of each class.</param>
public sealed record LabelledTable(
    string Name, IReadOnlyList<string> FeatureNames, double[,] Features, int[] Labels, IReadOnlyList<string> ClassNames)
{
    /// <summary>The number of rows.</summary>
    public int Count => Features.GetLength(0);

    /// <summary>The number of features per row.</summary>
    public int Dimension => Features.GetLength(1);

    /// <summary>The number of missing values.</summary>
    public int MissingCount => Features.Cast<double>().Count(double.IsNaN);

    /// <summary>One row of features, shape [<see cref="Dimension"/>].</summary>
    /// <param name="index">0 ≤ index &lt; <see cref="Count"/>.</param>
    public double[] Row(int index)
    {
        if ((uint)index >= (uint)Count) throw new ArgumentOutOfRangeException(nameof(index), index, $"Rows are numbered from 0 to {Count - 1}.");
        double[] row = new double[Dimension];
        for (int column = 0; column < row.Length; column++) row[column] = Features[index, column];
        return row;
    }
}
