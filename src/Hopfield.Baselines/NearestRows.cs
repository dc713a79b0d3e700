using System.Numerics.Tensors;

namespace Hopfield.Baselines;

/// <summary>The k nearest neighbours: a row gets the class that most of the k stored rows nearest to it have.</summary>
/// <remarks>
/// <para>In the words of the course: a memory of all training rows whose similarity is the negative distance and whose separation gives the k most
/// similar rows equal weights and the others none. Of classes with equally many votes the one with the nearest row wins; of rows equally near, the
/// earlier one. Immutable and thread-safe.</para>
/// <para>Source: T. M. Cover and P. E. Hart, "Nearest neighbor pattern classification", IEEE Transactions on Information Theory 13 (1967).</para>
/// </remarks>
public sealed class NearestRows
{
    private readonly PatternSet<double> _rows;
    private readonly int[] _labels;

    private NearestRows(PatternSet<double> rows, int[] labels, int neighbours) => (_rows, _labels, Neighbours) = (rows, labels, neighbours);

    /// <summary>Stores rows; there is nothing to learn.</summary>
    /// <param name="rows">X, shape [S, N].</param>
    /// <param name="labels">The class of each row, from 0.</param>
    /// <param name="neighbours">k ≥ 1; where there are fewer rows, all of them vote.</param>
    /// <exception cref="ArgumentException">Rows and labels differ in number, or a label is negative.</exception>
    /// <exception cref="ArgumentOutOfRangeException">k &lt; 1.</exception>
    public static NearestRows Store(PatternSet<double> rows, IReadOnlyList<int> labels, int neighbours = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        LabelledRows.RequireLabels(rows, labels);
        return new(rows, [.. labels], neighbours);
    }

    /// <summary>k.</summary>
    public int Neighbours { get; }

    /// <summary>N.</summary>
    public int Dimension => _rows.Dimension;

    /// <summary>The numbers of the k rows nearest to a row, nearest first. Cost: O(S·N).</summary>
    /// <param name="row">x, shape [N].</param>
    /// <exception cref="ArgumentException">The row is not of length N.</exception>
    public int[] Find(ReadOnlySpan<double> row)
    {
        LabelledRows.RequireLength(row, Dimension, nameof(row));
        var distances = new double[_labels.Length];
        for (int s = 0; s < distances.Length; s++) distances[s] = TensorPrimitives.Distance(_rows.Pattern(s), row);
        return [.. Enumerable.Range(0, distances.Length).OrderBy(s => distances[s]).Take(Neighbours)]; // stable: of equals the earlier
    }

    /// <summary>The class of a row.</summary>
    /// <inheritdoc cref="Find"/>
    public int Classify(ReadOnlySpan<double> row) => Find(row).Select(s => _labels[s]).GroupBy(label => label).MaxBy(votes => votes.Count())!.Key;

    /// <inheritdoc cref="SupportVectorMachine.ErrorRate"/>
    public double ErrorRate(PatternSet<double> rows, IReadOnlyList<int> labels) => LabelledRows.ErrorRate(rows, labels, row => Classify(row));
}
