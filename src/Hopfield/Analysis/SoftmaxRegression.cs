using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace Hopfield;

/// <summary>The linear baseline of every classifier: one row of weights a class, the softmax of the scores, and a loss whose gradient fits on a line.</summary>
/// <remarks>
/// <para>Scores: s = Wx + b. Probabilities: p = softmax(s). Loss: the mean of −ln p_y over the pictures plus ½ρ‖W‖². Its gradient is the mean of
/// (p − e_y)xᵀ, plus ρW: what is too probable sinks, what is right rises. The loss is convex, so that descent ends in one place.</para>
/// <para>Symbols: W [C, N], b [C], ρ ridge. Known as multinomial logistic regression. Immutable and thread-safe.</para>
/// </remarks>
public sealed partial class SoftmaxRegression
{
    private readonly double[] _weights; // C rows of N weights and one bias

    private SoftmaxRegression(double[] weights, int classCount) => (_weights, ClassCount) = (weights, classCount);

    /// <summary>The model that finds everything equally probable: all weights are 0.</summary>
    /// <param name="dimension">N ≥ 1.</param>
    /// <param name="classCount">C ≥ 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">N &lt; 1 or C &lt; 2.</exception>
    public static SoftmaxRegression Zero(int dimension, int classCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 2);
        return new(new double[classCount * (dimension + 1)], classCount);
    }

    /// <summary>The model of least loss, found by L-BFGS.</summary>
    /// <param name="images">Shape [S, N].</param>
    /// <param name="labels">The class of each picture, from 0; the largest label + 1 is C.</param>
    /// <param name="ridge">ρ, positive: without it separable classes have no least loss.</param>
    /// <param name="cancellationToken">Asks to stop between steps.</param>
    /// <exception cref="ArgumentException">Images and labels differ in number, a label is negative, or there is only one class.</exception>
    /// <exception cref="ArgumentOutOfRangeException">ρ is not positive and finite.</exception>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static SoftmaxRegression Train(
        PatternSet<double> images, IReadOnlyList<int> labels, double ridge = 1e-3, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        int classCount = Require.Labels(labels, images.PatternCount);
        if (classCount < 2) throw new ArgumentException("Expected at least two classes, got one.", nameof(labels));
        Require.PositiveFinite(ridge);
        IObjectiveFunction objective = ObjectiveFunction.Gradient(w =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (loss, gradient) = new SoftmaxRegression(w.ToArray(), classCount).LossAndGradient(images, labels, ridge);
            return (loss, Vector<double>.Build.Dense(gradient));
        });
        var start = Vector<double>.Build.Dense(classCount * (images.Dimension + 1));
        Vector<double> least = new LimitedMemoryBfgsMinimizer(1e-6, 1e-12, 1e-12, memory: 20, maximumIterations: 5000)
            .FindMinimum(objective, start).MinimizingPoint;
        return new(least.ToArray(), classCount);
    }

    /// <summary>C.</summary>
    public int ClassCount { get; }

    /// <summary>N.</summary>
    public int Dimension => _weights.Length / ClassCount - 1;

    /// <summary>One class's weights, shape [N]: as a picture, what speaks for the class and what against it.</summary>
    /// <param name="label">0 ≤ label &lt; C.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double[] Weights(int label)
    {
        if ((uint)label >= (uint)ClassCount) throw new ArgumentOutOfRangeException(nameof(label), label, $"Expected a class from 0 to {ClassCount - 1}.");
        return Row(label)[..Dimension].ToArray();
    }

    /// <summary>p, shape [C]. Cost: O(C·N).</summary>
    /// <param name="image">x, shape [N], finite.</param>
    /// <exception cref="ArgumentException">The picture is not of length N, or not finite.</exception>
    public double[] Probabilities(ReadOnlySpan<double> image)
    {
        Require.Values(image, Dimension, nameof(image));
        return Softmaxed(image);
    }

    /// <summary>The most probable class; the first one where several are.</summary>
    /// <inheritdoc cref="Probabilities"/>
    public int Classify(ReadOnlySpan<double> image) => TensorPrimitives.IndexOfMax<double>(Probabilities(image));

    /// <summary>The share of pictures that are given a wrong class.</summary>
    /// <param name="images">Shape [S, N].</param>
    /// <param name="labels">The class of each picture, from 0.</param>
    /// <exception cref="ArgumentException">The pictures are not of length N, or differ from the labels in number.</exception>
    public double ErrorRate(PatternSet<double> images, IReadOnlyList<int> labels)
    {
        RequireKnown(images, labels);
        return Enumerable.Range(0, labels.Count).Count(s => Classify(images.CopyOf(s)) != labels[s]) / (double)labels.Count;
    }

    /// <summary>The loss: the mean of −ln p_y, plus ½ρ‖W‖² (biases left out).</summary>
    /// <param name="images">Shape [S, N].</param>
    /// <param name="labels">The class of each picture, from 0.</param>
    /// <param name="ridge">ρ ≥ 0.</param>
    /// <exception cref="ArgumentException">The pictures are not of length N, differ from the labels in number, or a label is unknown.</exception>
    /// <exception cref="ArgumentOutOfRangeException">ρ is negative or not finite.</exception>
    public double Loss(PatternSet<double> images, IReadOnlyList<int> labels, double ridge = 0)
    {
        RequireKnown(images, labels);
        Require.NonNegativeFinite(ridge);
        return LossAndGradient(images, labels, ridge).Loss;
    }

    /// <summary>One step down the gradient of <see cref="Loss"/> over all pictures.</summary>
    /// <param name="images">Shape [S, N].</param>
    /// <param name="labels">The class of each picture, from 0.</param>
    /// <param name="rate">How far, positive.</param>
    /// <param name="ridge">ρ ≥ 0.</param>
    /// <returns>The model after the step.</returns>
    /// <exception cref="ArgumentException">The pictures are not of length N, differ from the labels in number, or a label is unknown.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not positive and finite, or ρ is negative or not finite.</exception>
    public SoftmaxRegression Step(PatternSet<double> images, IReadOnlyList<int> labels, double rate, double ridge = 0)
    {
        RequireKnown(images, labels);
        Require.PositiveFinite(rate);
        Require.NonNegativeFinite(ridge);
        double[] moved = LossAndGradient(images, labels, ridge).Gradient;
        TensorPrimitives.MultiplyAdd(moved, -rate, _weights, moved);
        return new(moved, ClassCount);
    }

    private (double Loss, double[] Gradient) LossAndGradient(PatternSet<double> images, IReadOnlyList<int> labels, double ridge)
    {
        var gradient = new double[_weights.Length];
        double loss = 0, share = 1.0 / labels.Count;
        int n = Dimension;
        using HeldPatterns<double> held = images.Hold();
        for (int s = 0; s < labels.Count; s++)
        {
            ReadOnlySpan<double> image = held[s];
            double[] p = Softmaxed(image);
            // The probability of the right class may round to 0; its logarithm is then that of the smallest number that does not.
            loss -= share * Math.Log(Math.Max(p[labels[s]], double.Epsilon));
            p[labels[s]] -= 1;
            for (int c = 0; c < p.Length; c++)
            {
                Span<double> row = gradient.AsSpan(c * (n + 1), n + 1);
                TensorPrimitives.MultiplyAdd(image, share * p[c], row[..n], row[..n]);
                row[n] += share * p[c];
            }
        }
        for (int c = 0; c < ClassCount; c++)
        {
            ReadOnlySpan<double> weights = Row(c)[..n];
            loss += 0.5 * ridge * TensorPrimitives.SumOfSquares(weights);
            TensorPrimitives.MultiplyAdd(weights, ridge, gradient.AsSpan(c * (n + 1), n), gradient.AsSpan(c * (n + 1), n));
        }
        return (loss, gradient);
    }

    private double[] Softmaxed(ReadOnlySpan<double> image)
    {
        var p = new double[ClassCount];
        for (int c = 0; c < p.Length; c++) p[c] = TensorPrimitives.Dot(Row(c)[..Dimension], image) + Row(c)[Dimension];
        Kernels.Softmax.Apply<double>(p, 1, p);
        return p;
    }

    private ReadOnlySpan<double> Row(int label) => _weights.AsSpan(label * (Dimension + 1), Dimension + 1);

    private void RequireKnown(PatternSet<double> images, IReadOnlyList<int> labels)
    {
        ArgumentNullException.ThrowIfNull(images);
        int classes = Require.Labels(labels, images.PatternCount);
        Require.Length(images.Dimension, Dimension, nameof(images));
        if (classes > ClassCount) throw new ArgumentException($"Expected labels below {ClassCount}, got {classes - 1}.", nameof(labels));
    }
}
