using System.Numerics;
using System.Numerics.Tensors;

namespace Hopfield.Layers;

/// <summary>A bag becomes the mean of its instances; an empty one becomes zeros.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>y = (1/n) Σ_s x_s over the n instances of a bag, so each of them gets ∂L/∂x_s = (1/n) ∂L/∂y.</remarks>
public sealed class MeanPooling<T> : Layer<BagBatch<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters => [];

    /// <inheritdoc/>
    public override Trace<T> Forward(BagBatch<T> input, LayerContext<T> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Cache trace = context.Rent<Cache>(this);
        trace.Input = input;
        int width = input.Dimension;
        Memory<T> output = trace.Outputs.Zeros(input.BagCount * width);
        for (int b = 0; b < input.BagCount; b++)
        {
            Span<T> mean = output.Span.Slice(b * width, width);
            Rows.AddAll(input.Values.Slice(b * input.BagSize * width, input.Length(b) * width), mean);
            if (input.Length(b) > 0) TensorPrimitives.Divide(mean, T.CreateTruncating(input.Length(b)), mean);
        }
        trace.Output = input.With(output, width, 1, keepLengths: false);
        return trace;
    }

    /// <inheritdoc/>
    public override BagBatch<T> Backward(Trace<T> trace, BagBatch<T> outputGradient, Gradients<T> gradients, bool inputWanted = true)
    {
        Cache own = Own<Cache>(trace, outputGradient);
        if (!inputWanted) return default;
        BagBatch<T> input = own.Input;
        int width = input.Dimension;
        Memory<T> to = own.InputGradients.Zeros(input.Values.Length);
        for (int b = 0; b < input.BagCount; b++)
        {
            T share = T.One / T.CreateTruncating(Math.Max(1, input.Length(b)));
            for (int s = 0; s < input.Length(b); s++)
                TensorPrimitives.Multiply(outputGradient.Values.Slice(b * width, width), share, to.Span.Slice(((b * input.BagSize) + s) * width, width));
        }
        return input.With(to, width);
    }

    private sealed class Cache : Trace<T>
    {
        public BagBatch<T> Input;
        public readonly Room<T> Outputs = new(), InputGradients = new();
    }
}
