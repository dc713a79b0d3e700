using System.Numerics;

namespace Hopfield.Layers;

/// <summary>A bag becomes, unit by unit, the largest value among its instances; an empty one becomes zeros.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>y_i = max_s x_si, so ∂L/∂x_si = ∂L/∂y_i for the instance that is largest in unit i (the first of several), and 0 for the others.</remarks>
public sealed class MaxPooling<T> : Layer<BagBatch<T>, T>
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
        Span<int> winners = trace.Winners.Zeros(input.BagCount * width).Span;
        for (int b = 0; b < input.BagCount; b++)
        {
            Span<T> largest = output.Span.Slice(b * width, width);
            Span<int> winner = winners.Slice(b * width, width);
            for (int s = 0; s < input.Length(b); s++)
            {
                ReadOnlySpan<T> instance = input.Instance(b, s);
                for (int i = 0; i < width; i++)
                {
                    if (s == 0 || instance[i] > largest[i]) (largest[i], winner[i]) = (instance[i], s);
                }
            }
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
        ReadOnlySpan<int> winners = own.Winners.Of(input.BagCount * width).Span;
        for (int b = 0; b < input.BagCount; b++)
        {
            if (input.Length(b) == 0) continue;
            for (int i = 0; i < width; i++)
                to.Span[(((b * input.BagSize) + winners[(b * width) + i]) * width) + i] = outputGradient.Values[(b * width) + i];
        }
        return input.With(to, width);
    }

    private sealed class Cache : Trace<T>
    {
        public BagBatch<T> Input;
        public readonly Room<T> Outputs = new(), InputGradients = new();
        public readonly Room<int> Winners = new();
    }
}
