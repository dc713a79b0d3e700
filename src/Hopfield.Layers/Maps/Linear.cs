using System.Numerics;
using Hopfield.Kernels;

namespace Hopfield.Layers;

/// <summary>The linear map y = x W + b of every instance.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>
/// With all instances as rows, X [B·S, D], W [D, E], b [E], Y [B·S, E] and G = ∂L/∂Y in the shape of Y:
/// ∂L/∂W = Xᵀ G, since Y_re depends on W_de through X_rd alone; ∂L/∂b = Σ_r G_r; ∂L/∂X = G Wᵀ.
/// Cost: 2·B·S·D·E forward, twice that backward. PyTorch stores the transpose of W.
/// </remarks>
public sealed class Linear<T> : Layer<BagBatch<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A linear map with random weights and no bias yet.</summary>
    /// <param name="inputs">D ≥ 1.</param>
    /// <param name="outputs">E ≥ 1.</param>
    /// <param name="random">What draws W from a normal distribution.</param>
    /// <param name="deviation">Its standard deviation; 1/√(3 D) when left out, that of PyTorch's uniform distribution.</param>
    /// <param name="bias">Whether there is a b.</param>
    /// <param name="name">What its parameters' names begin with.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, or the deviation is negative.</exception>
    public Linear(int inputs, int outputs, Random random, double? deviation = null, bool bias = true, string name = "linear")
    {
        Weight = new Parameter<T>($"{name}.weight", inputs, outputs);
        Weight.Draw(deviation ?? 1 / Math.Sqrt(3.0 * inputs), random);
        Bias = bias ? new Parameter<T>($"{name}.bias", outputs) : null;
        Parameters = Bias is null ? [Weight] : [Weight, Bias];
    }

    /// <summary>W, shape [D, E].</summary>
    public Parameter<T> Weight { get; }

    /// <summary>b, shape [E], or null where there is none.</summary>
    public Parameter<T>? Bias { get; }

    /// <summary>D, the width of an input.</summary>
    public int InputWidth => Weight.Shape[0];

    /// <summary>E, the width of an output.</summary>
    public int OutputWidth => Weight.Shape[1];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    private MatrixView<T> WeightView => new(Weight.Value, InputWidth, OutputWidth);

    /// <inheritdoc/>
    public override Trace<T> Forward(BagBatch<T> input, LayerContext<T> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        RequireWidth(input, InputWidth, nameof(input));
        Cache trace = context.Rent<Cache>(this);
        trace.Input = input;
        Memory<T> output = trace.Outputs.Of(input.RowCount * OutputWidth);
        if (Bias is not null) Rows.Fill(output.Span, Bias.Value);
        MatrixProduct.Apply(new(input.Values, input.RowCount, InputWidth), WeightView, output.Span, OutputWidth, T.One, add: Bias is not null);
        trace.Output = input.With(output, OutputWidth);
        return trace;
    }

    /// <inheritdoc/>
    public override BagBatch<T> Backward(Trace<T> trace, BagBatch<T> outputGradient, Gradients<T> gradients, bool inputWanted = true)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        Cache own = Own<Cache>(trace, outputGradient);
        int rows = own.Input.RowCount;
        var x = new MatrixView<T>(own.Input.Values, rows, InputWidth);
        var g = new MatrixView<T>(outputGradient.Values, rows, OutputWidth);
        if (gradients.Want(Weight)) MatrixProduct.Apply(x.Transposed, g, gradients[Weight], OutputWidth, T.One, add: true);
        if (gradients.Want(Bias)) Rows.AddAll(outputGradient.Values, gradients[Bias!]);
        if (!inputWanted) return default;

        Memory<T> input = own.InputGradients.Of(rows * InputWidth);
        MatrixProduct.Apply(g, WeightView.Transposed, input.Span, InputWidth, T.One);
        return own.Input.With(input, InputWidth);
    }

    private sealed class Cache : Trace<T>
    {
        public BagBatch<T> Input;
        public readonly Room<T> Outputs = new(), InputGradients = new();
    }
}
