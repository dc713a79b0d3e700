using System.Numerics;

namespace Hopfield.Layers;

/// <summary>The instances of each bag side by side as one: from [B, S, D] to [B, 1, S·D]. Nothing is moved.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Flatten<T> : Layer<BagBatch<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters => [];

    /// <inheritdoc/>
    public override Trace<T> Forward(BagBatch<T> input, LayerContext<T> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Cache trace = context.Rent<Cache>(this);
        trace.BagSize = input.BagSize;
        trace.Output = input.Reshape(1, input.BagSize * input.Dimension);
        return trace;
    }

    /// <inheritdoc/>
    public override BagBatch<T> Backward(Trace<T> trace, BagBatch<T> outputGradient, Gradients<T> gradients, bool inputWanted = true)
    {
        Cache own = Own<Cache>(trace, outputGradient);
        return inputWanted ? outputGradient.Reshape(own.BagSize, outputGradient.Dimension / Math.Max(1, own.BagSize)) : default;
    }

    private sealed class Cache : Trace<T>
    {
        public int BagSize;
    }
}
