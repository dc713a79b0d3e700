using System.Numerics;

namespace Hopfield.Layers;

/// <summary>How one of an association's three inputs comes into its heads: normalised, then projected, either of them or neither.</summary>
internal sealed class PatternPath<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LayerNorm<T>? _norm;
    private readonly Linear<T>? _projection;
    private readonly Parameter<T>[] _parameters;

    /// <summary>A path of its own, or with another's projection.</summary>
    public PatternPath(int width, LayerNorm<T>? norm, Linear<T>? projection)
    {
        (Width, _norm, _projection) = (width, norm, projection);
        _parameters = [.. norm?.Parameters ?? [], .. projection?.Parameters ?? []];
    }

    /// <summary>The width of an input.</summary>
    public int Width { get; }

    /// <summary>Whether all heads see the same input, since nothing projects it.</summary>
    public bool IsStatic => _projection is null;

    public IReadOnlyList<Parameter<T>> Parameters => _parameters;

    /// <summary>Maps an input to what the heads see.</summary>
    public PathTrace<T> Forward(BagBatch<T> input, LayerContext<T> context)
    {
        var trace = new PathTrace<T> { Output = input };
        if (_norm is not null) trace.Output = (trace.Norm = _norm.Forward(trace.Output, context)).Output;
        if (_projection is not null) trace.Output = (trace.Projection = _projection.Forward(trace.Output, context)).Output;
        return trace;
    }

    /// <summary>Whether anything asks for the gradient of what the heads see.</summary>
    public bool Wants(Gradients<T> gradients, bool inputWanted)
    {
        if (inputWanted) return true;
        foreach (Parameter<T> parameter in _parameters)
        {
            if (gradients.Want(parameter)) return true;
        }
        return false;
    }

    /// <summary>From the gradient of what the heads see to that of the input.</summary>
    public BagBatch<T> Backward(in PathTrace<T> trace, BagBatch<T> outputGradient, Gradients<T> gradients, bool inputWanted)
    {
        if (_projection is not null) outputGradient = _projection.Backward(trace.Projection!, outputGradient, gradients, inputWanted || _norm is not null);
        return _norm is null ? outputGradient : _norm.Backward(trace.Norm!, outputGradient, gradients, inputWanted);
    }
}

/// <summary>What a path leaves behind.</summary>
internal struct PathTrace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public Trace<T>? Norm, Projection;
    public BagBatch<T> Output;
}
