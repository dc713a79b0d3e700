using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Hopfield.Kernels;

namespace Hopfield;

/// <summary>A sequence on its way through one block of a transformer, with the part of every head kept apart, so that a head can be looked at, or replaced.</summary>
/// <remarks>
/// <para>From rows R [S, d]: queries, keys and values from norm₁(R), H heads side by side; in head h p = softmax(β q kᵀ) for each query q, and its
/// answer p V_h goes through its own d/H rows of the output map. R′ = R + Σ_h (answers of head h) W_O,h + b_O; the block's output is
/// R′ + FeedForward(norm₂(R′)), with SiLU(x) = x/(1 + e⁻ˣ) inside. Since the heads are added, a replaced head costs its own answers and the
/// feed-forward half alone.</para>
/// <para>Source: Vaswani et al. (2017), with the normalisation before each half. Computed in double precision. Immutable; not thread-safe before
/// <see cref="Output"/> was asked for once.</para>
/// </remarks>
public sealed class BlockPass
{
    private readonly TransformerBlock _block;
    private readonly double[] _queryKeyValue;   // [S, 3d]
    private readonly double[][] _weights;       // [H][S·S]
    private readonly double[] _attended;        // R′, [S, d]
    private PatternSet<double>? _output;

    private BlockPass(TransformerBlock block, PatternSet<double> input, double[] queryKeyValue, double[][] weights, double[] attended) =>
        (_block, Input, _queryKeyValue, _weights, _attended) = (block, input, queryKeyValue, weights, attended);

    /// <summary>R, the rows that entered, shape [S, d].</summary>
    public PatternSet<double> Input { get; }

    /// <summary>The number of heads.</summary>
    public int HeadCount => _block.HeadCount;

    /// <summary>S, the number of positions.</summary>
    public int Length => Input.PatternCount;

    /// <summary>What leaves the block, shape [S, d].</summary>
    public PatternSet<double> Output => _output ??= FeedForward();

    private int Width => _block.AttentionGain.Length;

    private int HeadWidth => Width / HeadCount;

    internal static BlockPass Of(TransformerBlock block, PatternSet<double> rows)
    {
        int width = block.AttentionGain.Length, length = rows.PatternCount, heads = block.HeadCount;
        if (rows.Dimension != width) throw new ArgumentException($"Expected rows of width {width}, got {rows.Dimension}.", nameof(rows));
        using HeldPatterns<double> held = rows.Hold();
        double[] queryKeyValue = Map(
            Normalised(held.Values, block.AttentionGain, block.AttentionBias), length, width, block.QueryKeyValue, block.QueryKeyValueBias);
        double[] attended = held.Values.ToArray();
        for (int s = 0; s < length; s++)
        {
            for (int i = 0; i < width; i++) attended[(s * width) + i] += block.OutputBias[i];
        }
        var pass = new BlockPass(block, rows, queryKeyValue, new double[heads][], attended);
        for (int h = 0; h < heads; h++)
        {
            double[] weights = pass._weights[h] = new double[length * length];
            MatrixProduct.Apply(pass.Columns(0, h), pass.Columns(1, h).Transposed, weights.AsSpan(), length, 1.0);
            for (int s = 0; s < length; s++)
            {
                Span<double> row = weights.AsSpan(s * length, length);
                Softmax.Apply(row, block.Beta, row);
            }
            pass.AddAnswers(h, weights, 1, attended);
        }
        return pass;
    }

    /// <summary>p of one head: how much each position (a row) reads at each position, shape [S, S].</summary>
    /// <param name="head">0 ≤ h &lt; H.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such head.</exception>
    public double[,] Weights(int head)
    {
        RequireHead(head);
        var weights = new double[Length, Length];
        _weights[head].CopyTo(Flat(weights));
        return weights;
    }

    /// <summary>The queries of one head, shape [S, d/H].</summary>
    /// <param name="head">0 ≤ h &lt; H.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such head.</exception>
    public PatternSet<double> Queries(int head) => Third(0, head);

    /// <summary>The keys of one head, shape [S, d/H]: what its memory has stored.</summary>
    /// <param name="head">0 ≤ h &lt; H.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such head.</exception>
    public PatternSet<double> Keys(int head) => Third(1, head);

    /// <summary>The values of one head, shape [S, d/H]: what its memory answers.</summary>
    /// <param name="head">0 ≤ h &lt; H.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such head.</exception>
    public PatternSet<double> Values(int head) => Third(2, head);

    /// <summary>The same pass with other weights in one head; everything before and beside it stays. Cost: that head's answers, and the feed-forward half.</summary>
    /// <param name="head">0 ≤ h &lt; H.</param>
    /// <param name="weights">What the head weighs by instead, shape [S, S], finite.</param>
    /// <exception cref="ArgumentException">The weights have another shape, or one is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such head.</exception>
    public BlockPass With(int head, double[,] weights)
    {
        RequireHead(head);
        ArgumentNullException.ThrowIfNull(weights);
        if ((weights.GetLength(0), weights.GetLength(1)) != (Length, Length))
            throw new ArgumentException($"Expected weights of shape [{Length}, {Length}], got [{weights.GetLength(0)}, {weights.GetLength(1)}].", nameof(weights));
        double[] flat = Flat(weights).ToArray();
        Require.Values<double>(flat, nameof(weights));
        double[] attended = [.. _attended];
        AddAnswers(head, _weights[head], -1, attended);
        AddAnswers(head, flat, 1, attended);
        double[][] all = [.. _weights];
        all[head] = flat;
        return new BlockPass(_block, Input, _queryKeyValue, all, attended);
    }

    // Rows += sign · (weights V_h) W_O,h.
    private void AddAnswers(int head, double[] weights, double sign, double[] rows)
    {
        int size = HeadWidth;
        var answers = new double[Length * size];
        MatrixProduct.Apply(new(weights, Length, Length), Columns(2, head), answers.AsSpan(), size, 1.0);
        double[] map = Doubles(Flat(_block.Output).Slice(head * size * Width, size * Width));
        MatrixProduct.Apply(new(answers, Length, size), new(map, size, Width), rows.AsSpan(), Width, sign, add: true);
    }

    private PatternSet<double> FeedForward()
    {
        double[] inner = Map(
            Normalised(_attended, _block.FeedForwardGain, _block.FeedForwardBias), Length, Width, _block.Expand, _block.ExpandBias);
        for (int i = 0; i < inner.Length; i++) inner[i] /= 1 + Math.Exp(-inner[i]);
        double[] output = Map(inner, Length, _block.ExpandBias.Length, _block.Contract, _block.ContractBias);
        TensorPrimitives.Add(output, _attended, output);
        return PatternSet.Wrap(output, Width);
    }

    // One head's columns of the queries (0), keys (1) or values (2).
    private MatrixView<double> Columns(int third, int head) =>
        new(_queryKeyValue.AsSpan((third * Width) + (head * HeadWidth)), Length, HeadWidth, 3 * Width);

    private PatternSet<double> Third(int third, int head)
    {
        RequireHead(head);
        var rows = new double[Length][];
        for (int s = 0; s < Length; s++) rows[s] = Columns(third, head).Row(s).ToArray();
        return PatternSet.From(rows);
    }

    private void RequireHead(int head) => ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)head, (uint)HeadCount, nameof(head));

    private static double[] Normalised(ReadOnlySpan<double> rows, float[] gain, float[] bias)
    {
        int width = gain.Length;
        var normalised = new double[rows.Length];
        for (int first = 0; first < rows.Length; first += width)
        {
            ReadOnlySpan<double> row = rows.Slice(first, width);
            double mean = 0, variance = 0;
            foreach (double x in row) mean += x / width;
            foreach (double x in row) variance += (x - mean) * (x - mean) / width;
            double scale = 1 / Math.Sqrt(variance + 1e-5);
            for (int i = 0; i < width; i++) normalised[first + i] = ((row[i] - mean) * scale * gain[i]) + bias[i];
        }
        return normalised;
    }

    private static double[] Map(double[] rows, int count, int inputs, float[,] weights, float[] bias)
    {
        int outputs = bias.Length;
        var mapped = new double[count * outputs];
        for (int i = 0; i < mapped.Length; i++) mapped[i] = bias[i % outputs];
        MatrixProduct.Apply(new(rows, count, inputs), new(Doubles(Flat(weights)), inputs, outputs), mapped.AsSpan(), outputs, 1.0, add: true);
        return mapped;
    }

    private static Span<T> Flat<T>(T[,] matrix) => MemoryMarshal.CreateSpan(ref matrix[0, 0], matrix.Length);

    private static double[] Doubles(ReadOnlySpan<float> values)
    {
        var doubles = new double[values.Length];
        TensorPrimitives.ConvertTruncating(values, doubles);
        return doubles;
    }
}
