using System.Numerics;
using System.Numerics.Tensors;
using Hopfield.Kernels;

namespace Hopfield.Layers;

/// <summary>A bag becomes a weighted mean of its instances, with weights from a small network that looks at each of them; an empty one becomes zeros.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>
/// <para>Source: M. Ilse, J. M. Tomczak and M. Welling, "Attention-based Deep Multiple Instance Learning" (2018), without the gate. For the
/// instances X [S, D] of a bag, A [D, L] and w [L]: H = tanh(X A) [S, L], p = softmax(H w) [S], y = Xᵀ p [D].</para>
/// <para>With G = ∂L/∂y [D]: a = X G [S], b = p ∘ (a − p·a) [S] as for any softmax, ∂L/∂w = Hᵀ b, and through tanh
/// C = (b wᵀ) ∘ (1 − H ∘ H) [S, L]: ∂L/∂A = Xᵀ C, ∂L/∂X = p Gᵀ + C Aᵀ.</para>
/// </remarks>
public sealed class AttentionPooling<T> : Layer<BagBatch<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A pooling with random weights.</summary>
    /// <param name="width">D ≥ 1.</param>
    /// <param name="hiddenWidth">L ≥ 1.</param>
    /// <param name="random">What draws A and w, with the standard deviations 1/√(3 D) and 1/√(3 L).</param>
    /// <exception cref="ArgumentOutOfRangeException">A width is below 1.</exception>
    public AttentionPooling(int width, int hiddenWidth, Random random)
    {
        Inner = new Parameter<T>("attention.inner", width, hiddenWidth);
        Outer = new Parameter<T>("attention.outer", hiddenWidth);
        Inner.Draw(1 / Math.Sqrt(3.0 * width), random);
        Outer.Draw(1 / Math.Sqrt(3.0 * hiddenWidth), random);
        Parameters = [Inner, Outer];
    }

    /// <summary>A, shape [D, L].</summary>
    public Parameter<T> Inner { get; }

    /// <summary>w, shape [L].</summary>
    public Parameter<T> Outer { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    private MatrixView<T> InnerView => new(Inner.Value, Inner.Shape[0], Inner.Shape[1]);

    /// <inheritdoc/>
    public override AttentionPoolingTrace<T> Forward(BagBatch<T> input, LayerContext<T> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        int width = Inner.Shape[0], hiddenWidth = Inner.Shape[1];
        RequireWidth(input, width, nameof(input));
        AttentionPoolingTrace<T> trace = context.Rent<AttentionPoolingTrace<T>>(this);
        trace.Input = input;
        Memory<T> output = trace.Outputs.Of(input.BagCount * width);
        Span<T> hidden = trace.Hidden.Of(input.RowCount * hiddenWidth).Span, weights = trace.WeightRoom.Of(input.RowCount).Span;
        MatrixProduct.Apply(new(input.Values, input.RowCount, width), InnerView, hidden, hiddenWidth, T.One);
        TensorPrimitives.Tanh(hidden, hidden);
        MatrixProduct.Apply(new(hidden, input.RowCount, hiddenWidth), new(Outer.Value, hiddenWidth, 1), weights, 1, T.One);
        for (int b = 0; b < input.BagCount; b++)
        {
            Span<T> own = weights.Slice(b * input.BagSize, input.BagSize);
            own[input.Length(b)..].Fill(T.NegativeInfinity);
            if (own.Length > 0) Softmax.Apply(own, T.One, own);
            MatrixProduct.Apply(new(own, 1, input.BagSize), trace.InstancesOf(b), output.Span.Slice(b * width, width), width, T.One);
        }
        trace.Output = input.With(output, width, 1, keepLengths: false);
        return trace;
    }

    /// <inheritdoc/>
    public override BagBatch<T> Backward(Trace<T> trace, BagBatch<T> outputGradient, Gradients<T> gradients, bool inputWanted = true)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        AttentionPoolingTrace<T> own = Own<AttentionPoolingTrace<T>>(trace, outputGradient);
        BagBatch<T> input = own.Input;
        int width = Inner.Shape[0], hiddenWidth = Inner.Shape[1], size = input.BagSize, rows = input.RowCount;
        Span<T> scores = own.ScoreGradients.Of(rows).Span, hidden = own.Hidden.Of(rows * hiddenWidth).Span, inner = own.InnerGradients.Of(rows * hiddenWidth).Span;
        ReadOnlySpan<T> weights = own.WeightRoom.Of(rows).Span;
        for (int b = 0; b < input.BagCount; b++)
            MatrixProduct.Apply(own.InstancesOf(b), new(outputGradient.Values.Slice(b * width, width), width, 1), scores.Slice(b * size, size), 1, T.One);
        if (size > 0) SeparationGradient.Apply(SeparationFunction.Softmax, weights, scores, size);

        var b1 = new MatrixView<T>(scores, rows, 1);
        if (gradients.Want(Outer)) MatrixProduct.Apply(new MatrixView<T>(hidden, rows, hiddenWidth).Transposed, b1, gradients[Outer], 1, T.One, add: true);
        MatrixProduct.Apply(b1, new(Outer.Value, 1, hiddenWidth), inner, hiddenWidth, T.One);
        for (int i = 0; i < inner.Length; i++) inner[i] *= T.One - (hidden[i] * hidden[i]);
        var c = new MatrixView<T>(inner, rows, hiddenWidth);
        if (gradients.Want(Inner)) MatrixProduct.Apply(new MatrixView<T>(input.Values, rows, width).Transposed, c, gradients[Inner], hiddenWidth, T.One, add: true);
        if (!inputWanted) return default;

        Memory<T> to = own.InputGradients.Of(input.Values.Length);
        MatrixProduct.Apply(c, InnerView.Transposed, to.Span, width, T.One);
        for (int b = 0; b < input.BagCount; b++)
        {
            MatrixProduct.Apply(
                new(weights.Slice(b * size, size), size, 1), new(outputGradient.Values.Slice(b * width, width), 1, width),
                to.Span[(b * size * width)..], width, T.One, add: true);
        }
        return input.With(to, width);
    }
}

/// <summary>What an <see cref="AttentionPooling{T}"/> leaves behind.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class AttentionPoolingTrace<T> : Trace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal readonly Room<T> Outputs = new(), Hidden = new(), WeightRoom = new(), ScoreGradients = new(), InnerGradients = new(), InputGradients = new();
    internal BagBatch<T> Input;

    /// <summary>p, the weight of each instance of a bag, shape [S].</summary>
    /// <param name="bag">0 ≤ b &lt; B.</param>
    public ReadOnlySpan<T> Weights(int bag) => WeightRoom.Of(Input.RowCount).Span.Slice(bag * Input.BagSize, Input.BagSize);

    internal MatrixView<T> InstancesOf(int bag) => new(Input.Values[(bag * Input.BagSize * Input.Dimension)..], Input.BagSize, Input.Dimension);
}
