using System.Numerics;
using System.Numerics.Tensors;

namespace Hopfield.Layers;

/// <summary>A layer whose answer is added to its input: y = x + f(x), as in transformers.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>∂L/∂x = ∂L/∂y + (∂f/∂x)ᵀ ∂L/∂y.</remarks>
public sealed class Residual<T> : Layer<BagBatch<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Adds the input to a layer's answer.</summary>
    /// <param name="inner">f, whose outputs have the shape of its inputs.</param>
    public Residual(Layer<BagBatch<T>, T> inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        Inner = inner;
    }

    /// <summary>f.</summary>
    public Layer<BagBatch<T>, T> Inner { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters => Inner.Parameters;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">f changes the shape.</exception>
    public override Trace<T> Forward(BagBatch<T> input, LayerContext<T> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        ResidualTrace<T> trace = context.Rent<ResidualTrace<T>>(this);
        trace.Inner = Inner.Forward(input, context);
        BagBatch<T> answer = trace.Inner.Output;
        if ((answer.BagSize, answer.Dimension) != (input.BagSize, input.Dimension))
            throw new ArgumentException($"Expected a layer that keeps the shape [{input.BagSize}, {input.Dimension}] of a bag, got [{answer.BagSize}, {answer.Dimension}].", nameof(input));
        trace.Output = ResidualTrace<T>.Sum(input, answer, trace.Outputs);
        return trace;
    }

    /// <inheritdoc/>
    public override BagBatch<T> Backward(Trace<T> trace, BagBatch<T> outputGradient, Gradients<T> gradients, bool inputWanted = true)
    {
        ResidualTrace<T> own = Own<ResidualTrace<T>>(trace, outputGradient);
        BagBatch<T> through = Inner.Backward(own.Inner!, outputGradient, gradients, inputWanted);
        return inputWanted ? ResidualTrace<T>.Sum(outputGradient, through, own.InputGradients) : default;
    }
}

/// <summary>What a <see cref="Residual{T}"/> leaves behind.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class ResidualTrace<T> : Trace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal readonly Room<T> Outputs = new(), InputGradients = new();

    /// <summary>The trace of the layer inside.</summary>
    public Trace<T>? Inner { get; internal set; }

    internal static BagBatch<T> Sum(BagBatch<T> a, BagBatch<T> b, Room<T> room)
    {
        Memory<T> sum = room.Of(a.Values.Length);
        TensorPrimitives.Add(a.Values, b.Values, sum.Span);
        return a.With(sum, a.Dimension);
    }
}
