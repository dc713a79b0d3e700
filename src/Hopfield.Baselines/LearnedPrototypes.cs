using System.Numerics.Tensors;

namespace Hopfield.Baselines;

/// <summary>The nearest neighbour among a few rows that were moved to where they part the classes best: learning vector quantisation.</summary>
/// <remarks>
/// <para>k prototypes a class begin as rows of that class, chosen at random. For a training row let d₊ be its squared distance to the nearest
/// prototype of its own class and d₋ to the nearest of another. The loss is (d₊ − d₋)/(d₊ + d₋), between −1 and 1, negative where the row is
/// right; a step down its gradient draws the first prototype near, by 4 d₋/(d₊ + d₋)² of the way at rate 1, and pushes the second off, by
/// 4 d₊/(d₊ + d₋)². Rates fall linearly to 0.</para>
/// <para>Source: A. Sato and K. Yamada, "Generalized learning vector quantization", NIPS 8 (1996), with the identity for its monotone function;
/// distances are scaled by the mean squared distance from the centre, so that one rate serves data of any size. Immutable and thread-safe.</para>
/// </remarks>
public sealed class LearnedPrototypes
{
    private readonly double[][] _prototypes;
    private readonly int[] _classes;

    private LearnedPrototypes(double[][] prototypes, int[] classes) => (_prototypes, _classes) = (prototypes, classes);

    /// <summary>Learns prototypes.</summary>
    /// <param name="rows">X, shape [S, N].</param>
    /// <param name="labels">The class of each row, from 0.</param>
    /// <param name="perClass">k ≥ 1; a class with fewer rows gets a prototype for each.</param>
    /// <param name="seed">Chooses the first prototypes and the order of rows.</param>
    /// <param name="epochs">How often every row is shown, at least 0.</param>
    /// <param name="rate">The rate of the first step, positive and finite.</param>
    /// <param name="cancellationToken">Asks to stop between rows.</param>
    /// <exception cref="ArgumentException">Rows and labels differ in number, a label is negative, or fewer than two classes have rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">k &lt; 1, epochs &lt; 0, or the rate is not positive and finite.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static LearnedPrototypes Train(
        PatternSet<double> rows, IReadOnlyList<int> labels, int perClass, int seed, int epochs = 100, double rate = 0.05, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perClass, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(epochs);
        if (!(rate > 0 && double.IsFinite(rate))) throw new ArgumentOutOfRangeException(nameof(rate), rate, "Expected a rate above 0 and finite.");
        double[][][] classes = LabelledRows.ByClass(rows, labels);
        var random = new SeededRandom(seed);
        var chosen = new List<(double[] Row, int Class)>();
        for (int c = 0; c < classes.Length; c++)
        {
            int[] order = [.. Enumerable.Range(0, classes[c].Length)];
            random.Shuffle(order);
            chosen.AddRange(order.Take(perClass).Select(s => ((double[])classes[c][s].Clone(), c)));
        }
        var learned = new LearnedPrototypes([.. chosen.Select(p => p.Row)], [.. chosen.Select(p => p.Class)]);
        (double[] Row, int Class)[] data = [.. classes.SelectMany((own, c) => own.Select(row => (row, c)))];
        double scale = Spread(data);
        if (scale > 0) learned.Improve(data, epochs, rate, scale, random, cancellationToken);
        return learned;
    }

    /// <summary>The number of prototypes.</summary>
    public int PrototypeCount => _prototypes.Length;

    /// <summary>N.</summary>
    public int Dimension => _prototypes[0].Length;

    /// <summary>A copy of a prototype and its class.</summary>
    /// <param name="index">0 ≤ index &lt; <see cref="PrototypeCount"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such prototype.</exception>
    public (double[] Row, int Class) Prototype(int index) => (uint)index < (uint)PrototypeCount ? ([.. _prototypes[index]], _classes[index])
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"Expected a prototype from 0 to {PrototypeCount - 1}.");

    /// <summary>The class of the nearest prototype; of several equally near the first. Cost: O(prototypes · N).</summary>
    /// <param name="row">x, shape [N].</param>
    /// <exception cref="ArgumentException">The row is not of length N.</exception>
    public int Classify(ReadOnlySpan<double> row)
    {
        LabelledRows.RequireLength(row, Dimension, nameof(row));
        return _classes[Nearest(row, _ => true).Index];
    }

    /// <inheritdoc cref="SupportVectorMachine.ErrorRate"/>
    public double ErrorRate(PatternSet<double> rows, IReadOnlyList<int> labels) => LabelledRows.ErrorRate(rows, labels, row => Classify(row));

    private void Improve((double[] Row, int Class)[] data, int epochs, double rate, double scale, Random random, CancellationToken cancellationToken)
    {
        long steps = (long)epochs * data.Length, step = 0;
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            random.Shuffle(data);
            foreach (var (row, label) in data)
            {
                cancellationToken.ThrowIfCancellationRequested();
                double now = rate * (1 - (step++ / (double)steps)) * scale;
                var (own, near) = Nearest(row, c => c == label);
                var (other, far) = Nearest(row, c => c != label);
                double both = near + far;
                if (!(both > 0)) continue; // a row on which prototypes of two classes lie
                Pull(own, row, now * 4 * far / (both * both));
                Pull(other, row, -now * 4 * near / (both * both));
            }
        }
    }

    // A step never goes beyond the row, nor further away than the prototype was: with two prototypes beside one row the quotient is as large as you like.
    private void Pull(int index, double[] row, double share)
    {
        share = Math.Clamp(share, -1, 1);
        Span<double> prototype = _prototypes[index];
        for (int i = 0; i < prototype.Length; i++) prototype[i] += share * (row[i] - prototype[i]);
    }

    private (int Index, double Squared) Nearest(ReadOnlySpan<double> row, Func<int, bool> counts)
    {
        (int Index, double Squared) best = (-1, double.PositiveInfinity);
        for (int p = 0; p < _prototypes.Length; p++)
        {
            if (!counts(_classes[p])) continue;
            double distance = TensorPrimitives.Distance(_prototypes[p], row);
            if (distance * distance < best.Squared) best = (p, distance * distance);
        }
        return best;
    }

    private static double Spread((double[] Row, int Class)[] data)
    {
        var centre = new double[data[0].Row.Length];
        foreach (var (row, _) in data) TensorPrimitives.MultiplyAdd<double>(row, 1.0 / data.Length, centre, centre);
        return data.Average(d => Math.Pow(TensorPrimitives.Distance<double>(d.Row, centre), 2));
    }
}
