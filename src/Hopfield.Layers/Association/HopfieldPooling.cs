using System.Numerics;
using System.Numerics.Tensors;

namespace Hopfield.Layers;

/// <summary>A bag becomes one vector: queries that are learned look for its instances. The reference has the same name for it.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>
/// An association whose states are n learned queries [n, D] (of width D_h where states are static), the same for every bag, and whose stored
/// and projected patterns are the instances of the bag. Its answers [B, n, E] stand side by side in the output [B, 1, n·E]. ∂L/∂query is the
/// sum over bags of what the association says of its states.
/// </remarks>
public sealed class HopfieldPooling<T> : Layer<BagBatch<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A pooling with random queries.</summary>
    /// <param name="width">D ≥ 1, the width of an instance.</param>
    /// <param name="options">Heads, β, updates and the rest; the reference's when left out.</param>
    /// <param name="random">What draws the first weights.</param>
    /// <param name="queryCount">n ≥ 1.</param>
    /// <exception cref="ArgumentException">The options do not fit the width or each other.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public HopfieldPooling(int width, HopfieldLayerOptions? options, Random random, int queryCount = 1)
    {
        int stateWidth = options is { StaticState: true, HiddenWidth: { } hidden } ? hidden : width;
        Association = new HopfieldAssociation<T>(stateWidth, width, width, options, random);
        Queries = new Parameter<T>("queries", queryCount, stateWidth);
        Queries.Draw(Association.Options.InitialDeviation, random);
        Parameters = [Queries, .. Association.Parameters];
    }

    /// <summary>The association inside.</summary>
    public HopfieldAssociation<T> Association { get; }

    /// <summary>The queries, shape [n, D].</summary>
    public Parameter<T> Queries { get; }

    /// <summary>n·E, the width of an output.</summary>
    public int OutputWidth => Queries.Shape[0] * Association.OutputWidth;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public override PoolingTrace<T> Forward(BagBatch<T> input, LayerContext<T> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        PoolingTrace<T> trace = context.Rent<PoolingTrace<T>>(this);
        var queries = new BagBatch<T>(Queries.Memory, 1, Queries.Shape[0], Queries.Shape[1]);
        trace.Association = Association.Forward(queries, input, input, context, InputSharing.StoredAndProjected);
        trace.Output = trace.Association.Output.Reshape(1, OutputWidth);
        return trace;
    }

    /// <inheritdoc/>
    public override BagBatch<T> Backward(Trace<T> trace, BagBatch<T> outputGradient, Gradients<T> gradients, bool inputWanted = true)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        PoolingTrace<T> own = Own<PoolingTrace<T>>(trace, outputGradient);
        BagBatch<T> answers = outputGradient.Reshape(Queries.Shape[0], Association.OutputWidth);
        AssociationGradients<T> inputs = Association.Backward(
            own.Association!, answers, gradients, new AssociationWants(gradients.Want(Queries), inputWanted, inputWanted));
        if (gradients.Want(Queries)) TensorPrimitives.Add(gradients[Queries], inputs.State.Values, gradients[Queries]);
        return inputs.Stored;
    }
}

/// <summary>What a <see cref="HopfieldPooling{T}"/> leaves behind.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class PoolingTrace<T> : Trace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Every query's attention to the instances of its bag, head by head.</summary>
    public AssociationTrace<T>? Association { get; internal set; }
}
