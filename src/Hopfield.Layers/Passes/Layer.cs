using System.Numerics;

namespace Hopfield.Layers;

/// <summary>A map with parameters, and the gradient of that map.</summary>
/// <typeparam name="TInput">What it reads: a <see cref="BagBatch{T}"/>, or a <see cref="TokenBatch"/>.</typeparam>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>
/// <para>Forward passes write nothing but their trace, backward passes nothing but their trace and the gradients they are given: layers may
/// be used on several threads at once, each with a context and gradients of its own.</para>
/// <para>With a context that has seen the same shapes before, neither pass allocates.</para>
/// </remarks>
public abstract class Layer<TInput, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What is learned, in a fixed order.</summary>
    public abstract IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>Maps inputs to outputs.</summary>
    /// <param name="input">The inputs. They must not change before the backward pass.</param>
    /// <param name="context">Whether the layer is being trained, and traces to use again.</param>
    /// <returns>The output, with what <see cref="Backward"/> needs.</returns>
    public abstract Trace<T> Forward(TInput input, LayerContext<T> context);

    /// <summary>Maps inputs to outputs, in a context of its own and not for training.</summary>
    /// <param name="input">The inputs.</param>
    public Trace<T> Forward(TInput input) => Forward(input, new LayerContext<T>());

    /// <summary>From the gradient of a number by the outputs to its gradients by the parameters and by the inputs.</summary>
    /// <param name="trace">What <see cref="Forward(TInput, LayerContext{T})"/> of this layer returned; one backward pass a trace.</param>
    /// <param name="outputGradient">The gradient by the outputs, in their shape.</param>
    /// <param name="gradients">Receives the gradients by the parameters, which are added to what it holds.</param>
    /// <param name="inputWanted">Whether the gradient by the inputs is asked for.</param>
    /// <returns>The gradient by the inputs in their shape; default where it is not asked for, or where inputs are tokens.</returns>
    public abstract BagBatch<T> Backward(Trace<T> trace, BagBatch<T> outputGradient, Gradients<T> gradients, bool inputWanted = true);

    /// <summary>Writes all parameters to a file: an .npz archive that NumPy opens. It is written beside its place and moved into it.</summary>
    /// <param name="path">The file, usually *.npz; one that is there is replaced.</param>
    public void SaveWeights(string path) => ModelFile.Save(LayerWeights<T>.Of(Parameters), path);

    /// <summary>Takes all parameters back from a file, bit for bit.</summary>
    /// <param name="path">What <see cref="SaveWeights"/> of a layer made by the same code wrote.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file holds something else, or is damaged.</exception>
    public void LoadWeights(string path) => ModelFile.Load<LayerWeights<T>>(path).CopyTo(Parameters, Path.GetFileName(path));

    /// <summary>This layer, and another that reads its output.</summary>
    /// <param name="next">The other.</param>
    public Chain<TInput, T> Then(Layer<BagBatch<T>, T> next) =>
        this is Chain<TInput, T> chain ? new(chain.First, [.. chain.Next, next]) : new(this, next);

    /// <summary>The trace as the layer's own kind.</summary>
    /// <typeparam name="TTrace">The layer's kind of trace.</typeparam>
    /// <param name="trace">The trace that came.</param>
    /// <param name="outputGradient">The gradient that came.</param>
    /// <exception cref="ArgumentException">It is another layer's trace, or the gradient has another shape than the output.</exception>
    protected TTrace Own<TTrace>(Trace<T> trace, BagBatch<T> outputGradient)
        where TTrace : Trace<T>
    {
        ArgumentNullException.ThrowIfNull(trace);
        if (trace.Layer != this || trace is not TTrace own) throw new ArgumentException("Expected a trace of this layer.", nameof(trace));
        BagBatch<T> output = trace.Output;
        if ((outputGradient.BagCount, outputGradient.BagSize, outputGradient.Dimension) != (output.BagCount, output.BagSize, output.Dimension))
        {
            throw new ArgumentException(
                $"Expected a gradient of shape [{output.BagCount}, {output.BagSize}, {output.Dimension}], "
                + $"got [{outputGradient.BagCount}, {outputGradient.BagSize}, {outputGradient.Dimension}].", nameof(outputGradient));
        }
        return own;
    }

    /// <summary>Throws unless the inputs have the width that the layer reads.</summary>
    /// <param name="input">The inputs.</param>
    /// <param name="width">What the layer reads.</param>
    /// <param name="name">The name of the argument.</param>
    /// <exception cref="ArgumentException">They have another width.</exception>
    protected static void RequireWidth(BagBatch<T> input, int width, string name)
    {
        if (input.Dimension != width) throw new ArgumentException($"Expected instances of width {width}, got {input.Dimension}.", name);
    }
}
