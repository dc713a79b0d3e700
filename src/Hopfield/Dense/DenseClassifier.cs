using System.Numerics;
using Hopfield.Kernels;

namespace Hopfield;

/// <summary>A classifier made of a dense associative memory: the picture is held fixed and the class units complete the pattern.</summary>
/// <remarks>
/// <para>A memory row holds N pixels and C class units. With the picture v on the pixels and all class units at −1, class c answers
/// y_c = tanh g_c with g_c = Σ_μ [F(z_μ⁺/T) − F(z_μ⁻/T)], the drop of the memory's energy when class unit c turns from −1 (overlap z⁻) to +1
/// (overlap z⁺). F(z) = zⁿ for z &gt; 0. The answer is the class of largest g.</para>
/// <para>Symbols: memories K [P, N + C], entries in [−1, 1]; T temperature; n degree. Source: D. Krotov and J. J. Hopfield, "Dense
/// Associative Memory for Pattern Recognition" (2016). They write K for P and ξ^μ for a memory.</para>
/// <para>Immutable and thread-safe. Made by <see cref="Train{T}"/>, or from memories that are known already.</para>
/// </remarks>
public sealed partial class DenseClassifier
{
    private readonly double[] _offsets; // Σ_c K_μc over the class units: what a memory loses when all of them are −1

    /// <summary>A classifier with known memories.</summary>
    /// <param name="memories">K, shape [P, N + C]; the last C columns are the class units.</param>
    /// <param name="classCount">C ≥ 2.</param>
    /// <param name="degree">n ≥ 2.</param>
    /// <param name="temperature">T, above 0 and at most 10¹⁰.</param>
    /// <exception cref="ArgumentException">There are no pixels beside the class units, an entry lies outside [−1, 1], or F overflows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">C &lt; 2, n &lt; 2, or T lies outside its range.</exception>
    public DenseClassifier(PatternSet<double> memories, int classCount, int degree, double temperature)
        : this(memories, classCount, degree, temperature, []) { }

    internal DenseClassifier(
        PatternSet<double> memories, int classCount, int degree, double temperature, IReadOnlyList<DenseTrainingEpoch> history)
    {
        ArgumentNullException.ThrowIfNull(memories);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(degree, 2);
        if (!(temperature > 0 && temperature <= Require.MaxMagnitude))
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "Expected a temperature above 0 and at most 1e10.");
        if (memories.Dimension <= classCount)
            throw new ArgumentException($"Expected pixels and {classCount} class units in each memory, got {memories.Dimension} entries.", nameof(memories));
        using HeldPatterns<double> held = memories.Hold();
        RequireUnitRange(held.Values, nameof(memories));
        RequireFinitePowers(memories.Dimension, memories.PatternCount, degree, temperature, nameof(degree));
        (Memories, ClassCount, Degree, Temperature, History) = (memories, classCount, degree, temperature, [.. history]);
        _offsets = new double[memories.PatternCount];
        for (int mu = 0; mu < _offsets.Length; mu++)
        {
            foreach (double unit in held[mu][Dimension..]) _offsets[mu] += unit;
        }
    }

    /// <summary>K, shape [P, N + C], entries in [−1, 1]; the last C columns are the class units.</summary>
    public PatternSet<double> Memories { get; }

    /// <summary>N, the number of pixels.</summary>
    public int Dimension => Memories.Dimension - ClassCount;

    /// <summary>C, the number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>n, the degree of F.</summary>
    public int Degree { get; }

    /// <summary>T, what overlaps are divided by.</summary>
    public double Temperature { get; }

    /// <summary>Loss and error of every epoch of training; empty for memories that were given.</summary>
    public IReadOnlyList<DenseTrainingEpoch> History { get; }

    /// <summary>Learns memories from labelled pictures with Krotov and Hopfield's rule.</summary>
    /// <remarks>
    /// Each batch moves the memories against the gradient of the loss Σ (t − y)^(2m), with momentum; every memory's step is scaled so
    /// that its largest entry equals the learning rate, and entries are clipped to [−1, 1]. Equal seeds give equal classifiers on one
    /// machine. Cost of an epoch: O(pictures · P · (N + C)).
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="images">One picture a row, shape [S, N], entries in [−1, 1].</param>
    /// <param name="labels">The class of each picture, from 0; the largest label + 1 is C.</param>
    /// <param name="options">Sizes and rates; the published ones when left out.</param>
    /// <param name="seed">Draws the first memories and the order of the pictures.</param>
    /// <param name="progress">Receives the result of every epoch.</param>
    /// <param name="cancellationToken">Ends the training with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">
    /// Images and labels differ in number, a label is negative, there are fewer than two classes, an entry lies outside [−1, 1], or F
    /// overflows at this degree and temperature.
    /// </exception>
    public static DenseClassifier Train<T>(
        PatternSet<T> images, IReadOnlyList<int> labels, DenseClassifierOptions? options = null, int seed = 0,
        IProgress<DenseTrainingEpoch>? progress = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(labels);
        using HeldPatterns<T> held = images.Hold();
        double[] pixels = Widen(held.Values);
        RequireUnitRange(pixels, nameof(images));
        int classCount = Require.Labels(labels, images.PatternCount);
        if (classCount < 2) throw new ArgumentException("Expected at least two classes, got one.", nameof(labels));
        options ??= new DenseClassifierOptions();
        RequireFinitePowers(images.Dimension + classCount, options.Memories, options.Degree, options.Temperature, nameof(options));
        return new DenseTraining(pixels, labels, classCount, options, seed).Run(progress, cancellationToken);
    }

    /// <summary>g, the energy drop that each class unit's turning on would bring, shape [C]; the network's outputs are tanh g.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="image">v, shape [N], entries in [−1, 1].</param>
    /// <exception cref="ArgumentException">The picture is not of length N, or an entry lies outside [−1, 1].</exception>
    public double[] Scores<T>(ReadOnlySpan<T> image)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[,] votes = Votes(image);
        var scores = new double[ClassCount];
        for (int mu = 0; mu < Memories.PatternCount; mu++)
        {
            for (int c = 0; c < scores.Length; c++) scores[c] += votes[mu, c];
        }
        return scores;
    }

    /// <summary>What each memory says for each class, shape [P, C]: the sum over the memories is <see cref="Scores{T}"/>.</summary>
    /// <inheritdoc cref="Scores{T}"/>
    public double[,] Votes<T>(ReadOnlySpan<T> image)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require.Length(image.Length, Dimension, nameof(image));
        double[] pixels = Widen(image);
        RequireUnitRange(pixels, nameof(image));
        using HeldPatterns<double> held = Memories.Hold();
        var votes = new double[Memories.PatternCount, ClassCount];
        for (int mu = 0; mu < Memories.PatternCount; mu++)
        {
            ReadOnlySpan<double> memory = held[mu];
            double below = Dot.Of(memory[..Dimension], pixels) - _offsets[mu];
            double off = Power(below / Temperature, Degree);
            for (int c = 0; c < ClassCount; c++) votes[mu, c] = Power((below + 2 * memory[Dimension + c]) / Temperature, Degree) - off;
        }
        return votes;
    }

    /// <summary>The class whose unit would lower the energy most; the first one where several do.</summary>
    /// <inheritdoc cref="Scores{T}"/>
    public int Classify<T>(ReadOnlySpan<T> image)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] scores = Scores(image);
        return Array.IndexOf(scores, scores.Max());
    }

    /// <summary>The share of pictures that are given a wrong class.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="images">One picture a row, shape [S, N], entries in [−1, 1].</param>
    /// <param name="labels">The class of each picture, from 0.</param>
    /// <exception cref="ArgumentException">Images and labels differ in number, a label is negative, or a picture does not fit.</exception>
    public double ErrorRate<T>(PatternSet<T> images, IReadOnlyList<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(labels);
        Require.Labels(labels, images.PatternCount);
        int wrong = 0;
        using HeldPatterns<T> held = images.Hold();
        for (int s = 0; s < labels.Count; s++) wrong += Classify(held[s]) == labels[s] ? 0 : 1;
        return (double)wrong / labels.Count;
    }

    /// <summary>F(z) = zⁿ for z &gt; 0, else 0, by repeated squaring.</summary>
    internal static double Power(double z, int exponent)
    {
        if (z <= 0) return 0;
        double result = 1;
        for (; exponent > 0; exponent >>= 1, z *= z)
        {
            if ((exponent & 1) == 1) result *= z;
        }
        return result;
    }

    private static double[] Widen<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var wide = new double[values.Length];
        for (int i = 0; i < wide.Length; i++) wide[i] = double.CreateTruncating(values[i]);
        return wide;
    }

    private static void RequireUnitRange(ReadOnlySpan<double> values, string name)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!(Math.Abs(values[i]) <= 1)) throw new ArgumentException($"Expected entries from −1 to 1, got {values[i]} at index {i}.", name);
        }
    }

    // Overlaps are at most N + C, so this bounds every sum of powers and, with room for the loss's own power, of their derivatives.
    private static void RequireFinitePowers(int width, int memories, int degree, double temperature, string name)
    {
        if (degree * Math.Log((width + 2) / temperature) + Math.Log(memories) + Math.Log(degree) > 500)
        {
            throw new ArgumentException(
                $"Expected a degree and temperature for which ({width}/T)ⁿ is finite, got n = {degree} and T = {temperature}.", name);
        }
    }
}
