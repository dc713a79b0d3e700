namespace Hopfield.Baselines;

/// <summary>The classifier that leaves the widest margin between classes: linear, or over a similarity of rows.</summary>
/// <remarks>
/// <para>Two classes: f(x) = Σ_i α_i y_i k(x_i, x) + b, where the multipliers α solve the margin problem with bound C, so that most are 0 and
/// the rows with α &gt; 0, the support vectors, are all that is kept. More classes: one machine for each pair, and the class with most votes; of
/// several the one whose margins add up to most.</para>
/// <para>In the words of the course: a memory whose patterns are the support vectors, whose similarity is k and whose projection is a weighted
/// vote. Scale the columns first: a column of large numbers outweighs the others. Immutable and thread-safe.</para>
/// <para>Cost of training: O(S²·N) time and S² numbers of memory for each pair of classes with S rows. Source: C. Cortes and V. Vapnik,
/// "Support-vector networks", Machine Learning 20 (1995).</para>
/// </remarks>
public sealed class SupportVectorMachine
{
    private const double Tolerance = 1e-3; // of the conditions of optimality, where a margin is 1

    private readonly RowSimilarity _similarity;
    private readonly PairMachine[] _pairs;

    private SupportVectorMachine(RowSimilarity similarity, PairMachine[] pairs, int classCount, int dimension) =>
        (_similarity, _pairs, ClassCount, Dimension) = (similarity, pairs, classCount, dimension);

    /// <summary>Trains a machine.</summary>
    /// <param name="rows">X, shape [S, N].</param>
    /// <param name="labels">The class of each row, from 0; the largest label + 1 is the number of classes. A class may be empty.</param>
    /// <param name="similarity">k.</param>
    /// <param name="bound">C, positive and finite: how much a row inside the margin costs. Small values give wide margins.</param>
    /// <param name="cancellationToken">Asks to stop between steps.</param>
    /// <exception cref="ArgumentException">Rows and labels differ in number, a label is negative, or fewer than two classes have rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">C is not positive and finite.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static SupportVectorMachine Train(
        PatternSet<double> rows, IReadOnlyList<int> labels, RowSimilarity similarity, double bound = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(similarity);
        if (!(bound > 0 && double.IsFinite(bound))) throw new ArgumentOutOfRangeException(nameof(bound), bound, "Expected C above 0 and finite.");
        double[][][] classes = LabelledRows.ByClass(rows, labels);
        var pairs = from a in Enumerable.Range(0, classes.Length)
                    from b in Enumerable.Range(a + 1, classes.Length - a - 1)
                    where classes[a].Length > 0 && classes[b].Length > 0
                    select PairMachine.Train(a, b, classes, similarity, bound, Tolerance, cancellationToken);
        return new(similarity, [.. pairs], classes.Length, rows.Dimension);
    }

    /// <summary>The number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>N.</summary>
    public int Dimension { get; }

    /// <summary>How many rows the machines keep, a row counted once for each machine that keeps it.</summary>
    public int SupportVectorCount => _pairs.Sum(p => p.Rows.Length);

    /// <summary>The margins of all pairs of classes that have rows, (0, 1), (0, 2) … (1, 2) …: positive for the first of the pair.</summary>
    /// <param name="row">x, shape [N].</param>
    /// <exception cref="ArgumentException">The row is not of length N.</exception>
    public double[] Margins(ReadOnlySpan<double> row)
    {
        LabelledRows.RequireLength(row, Dimension, nameof(row));
        var margins = new double[_pairs.Length];
        for (int p = 0; p < margins.Length; p++) margins[p] = _pairs[p].Margin(_similarity, row);
        return margins;
    }

    /// <summary>The class of a row.</summary>
    /// <inheritdoc cref="Margins"/>
    public int Classify(ReadOnlySpan<double> row)
    {
        double[] margins = Margins(row), sums = new double[ClassCount];
        var votes = new int[ClassCount];
        for (int p = 0; p < margins.Length; p++)
        {
            votes[margins[p] > 0 ? _pairs[p].First : _pairs[p].Second]++;
            sums[_pairs[p].First] += margins[p];
            sums[_pairs[p].Second] -= margins[p];
        }
        return Enumerable.Range(0, ClassCount).MaxBy(c => (votes[c], sums[c]));
    }

    /// <summary>The share of rows that are given a wrong class.</summary>
    /// <param name="rows">Shape [S, N].</param>
    /// <param name="labels">The class of each row.</param>
    /// <exception cref="ArgumentException">The rows are not of length N, or differ from the labels in number.</exception>
    public double ErrorRate(PatternSet<double> rows, IReadOnlyList<int> labels) => LabelledRows.ErrorRate(rows, labels, row => Classify(row));

    private sealed record PairMachine(int First, int Second, double[][] Rows, double[] Weights, double Offset)
    {
        public static PairMachine Train(
            int first, int second, double[][][] classes, RowSimilarity similarity, double bound, double tolerance, CancellationToken cancellationToken)
        {
            double[][] rows = [.. classes[first], .. classes[second]];
            sbyte[] signs = [.. rows.Select((_, i) => (sbyte)(i < classes[first].Length ? 1 : -1))];
            double[][] all = [.. rows.Select(x => rows.Select(y => similarity.Of(x, y)).ToArray())];
            var solved = MarginProblem.Solve(all, signs, bound, tolerance, cancellationToken);
            int[] kept = [.. Enumerable.Range(0, rows.Length).Where(i => solved.Multipliers[i] > 0)];
            return new(first, second, [.. kept.Select(i => rows[i])], [.. kept.Select(i => signs[i] * solved.Multipliers[i])], solved.Offset);
        }

        public double Margin(RowSimilarity similarity, ReadOnlySpan<double> row)
        {
            double margin = Offset;
            for (int i = 0; i < Rows.Length; i++) margin += Weights[i] * similarity.Of(Rows[i], row);
            return margin;
        }
    }
}
