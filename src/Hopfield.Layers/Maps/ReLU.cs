using System.Numerics;
using System.Numerics.Tensors;

namespace Hopfield.Layers;

/// <summary>y = max(0, x), entry by entry.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>∂L/∂x = ∂L/∂y where x &gt; 0, and 0 elsewhere; at x = 0, where there is a kink, 0.</remarks>
public sealed class ReLU<T> : Layer<BagBatch<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters => [];

    /// <inheritdoc/>
    public override Trace<T> Forward(BagBatch<T> input, LayerContext<T> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Cache trace = context.Rent<Cache>(this);
        Memory<T> output = trace.Outputs.Of(input.Values.Length);
        TensorPrimitives.Max(input.Values, T.Zero, output.Span);
        trace.Output = input.With(output, input.Dimension);
        return trace;
    }

    /// <inheritdoc/>
    public override BagBatch<T> Backward(Trace<T> trace, BagBatch<T> outputGradient, Gradients<T> gradients, bool inputWanted = true)
    {
        Cache own = Own<Cache>(trace, outputGradient);
        if (!inputWanted) return default;
        ReadOnlySpan<T> output = own.Output.Values, outer = outputGradient.Values;
        Memory<T> input = own.InputGradients.Of(output.Length);
        Span<T> to = input.Span;
        for (int i = 0; i < to.Length; i++) to[i] = output[i] > T.Zero ? outer[i] : T.Zero;
        return outputGradient.With(input, outputGradient.Dimension);
    }

    private sealed class Cache : Trace<T>
    {
        public readonly Room<T> Outputs = new(), InputGradients = new();
    }
}
