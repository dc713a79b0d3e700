using System.Numerics;

namespace Hopfield.Layers;

/// <summary>Layers one after the other, each of which reads what the one before it answered.</summary>
/// <typeparam name="TInput">What the first layer reads.</typeparam>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>For y = f(g(x)) the chain rule gives ∂L/∂x = (∂g/∂x)ᵀ (∂f/∂g)ᵀ ∂L/∂y: backward passes from the last layer to the first.</remarks>
public sealed class Chain<TInput, T> : Layer<TInput, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Layers in their order.</summary>
    /// <param name="first">The one that reads the inputs.</param>
    /// <param name="next">Those after it.</param>
    public Chain(Layer<TInput, T> first, params IReadOnlyList<Layer<BagBatch<T>, T>> next)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(next);
        (First, Next) = (first, [.. next]);
        // A layer that stands in two places has its parameters once.
        Parameters = [.. first.Parameters.Concat(next.SelectMany(layer => layer.Parameters)).Distinct()];
    }

    /// <summary>The layer that reads the inputs.</summary>
    public Layer<TInput, T> First { get; }

    /// <summary>The layers after it.</summary>
    public IReadOnlyList<Layer<BagBatch<T>, T>> Next { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public override Trace<T> Forward(TInput input, LayerContext<T> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        ChainTrace<T> trace = context.Rent<ChainTrace<T>>(this);
        trace.All.Clear();
        trace.All.Add(First.Forward(input, context));
        for (int i = 0; i < Next.Count; i++) trace.All.Add(Next[i].Forward(trace.All[i].Output, context));
        trace.Output = trace.All[^1].Output;
        return trace;
    }

    /// <inheritdoc/>
    public override BagBatch<T> Backward(Trace<T> trace, BagBatch<T> outputGradient, Gradients<T> gradients, bool inputWanted = true)
    {
        ChainTrace<T> own = Own<ChainTrace<T>>(trace, outputGradient);
        for (int i = Next.Count - 1; i >= 0; i--) outputGradient = Next[i].Backward(own.All[i + 1], outputGradient, gradients);
        return First.Backward(own.All[0], outputGradient, gradients, inputWanted);
    }
}

/// <summary>What a <see cref="Chain{TInput, T}"/> leaves behind.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class ChainTrace<T> : Trace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The traces of the layers, in their order.</summary>
    public IReadOnlyList<Trace<T>> Steps => All;

    internal List<Trace<T>> All { get; } = [];
}
