using System.Numerics;

namespace Hopfield.Layers;

/// <summary>Every instance moved to mean 0 and variance 1, then multiplied by a gain and shifted by a bias, unit by unit.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>
/// <para>For a row x [D]: m = (1/D) Σ_i x_i, s² = (1/D) Σ_i (x_i − m)² + 10⁻⁵, x̂ = (x − m)/s, y = g ∘ x̂ + b with g, b [D].</para>
/// <para>With G = ∂L/∂y [D]: ∂L/∂g = Σ_rows G ∘ x̂ and ∂L/∂b = Σ_rows G. Through x̂, with h = G ∘ g: since ∂m/∂x_j = 1/D and
/// ∂s/∂x_j = x̂_j/D, ∂x̂_i/∂x_j = (δ_ij − 1/D − x̂_i x̂_j/D)/s, and so ∂L/∂x = (h − mean(h) − x̂ mean(h ∘ x̂))/s.</para>
/// </remarks>
public sealed class LayerNorm<T> : Layer<BagBatch<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A normalisation with gain 1 and bias 0.</summary>
    /// <param name="width">D ≥ 1.</param>
    /// <param name="name">What its parameters' names begin with.</param>
    /// <exception cref="ArgumentOutOfRangeException">D is below 1.</exception>
    public LayerNorm(int width, string name = "norm")
    {
        Gain = new Parameter<T>($"{name}.gain", width);
        Bias = new Parameter<T>($"{name}.bias", width);
        Gain.Value.Fill(T.One);
        Parameters = [Gain, Bias];
    }

    /// <summary>g, shape [D].</summary>
    public Parameter<T> Gain { get; }

    /// <summary>b, shape [D].</summary>
    public Parameter<T> Bias { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public override Trace<T> Forward(BagBatch<T> input, LayerContext<T> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        int width = Gain.Value.Length;
        RequireWidth(input, width, nameof(input));
        Cache trace = context.Rent<Cache>(this);
        Memory<T> output = trace.Outputs.Of(input.Values.Length);
        Span<T> normalised = trace.Normalised.Of(input.Values.Length).Span, scales = trace.Scales.Of(input.RowCount).Span;
        for (int row = 0, at = 0; row < scales.Length; row++, at += width)
            scales[row] = RowNorm.Apply(input.Values.Slice(at, width), normalised.Slice(at, width));
        Rows.Scale(normalised, Gain.Value, Bias.Value, output.Span);
        trace.Output = input.With(output, width);
        return trace;
    }

    /// <inheritdoc/>
    public override BagBatch<T> Backward(Trace<T> trace, BagBatch<T> outputGradient, Gradients<T> gradients, bool inputWanted = true)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        Cache own = Own<Cache>(trace, outputGradient);
        int width = Gain.Value.Length, length = outputGradient.Values.Length, rows = outputGradient.RowCount;
        ReadOnlySpan<T> normalised = own.Normalised.Of(length).Span, scales = own.Scales.Of(rows).Span;
        if (gradients.Want(Gain)) Rows.AddAllProducts(outputGradient.Values, normalised, gradients[Gain]);
        if (gradients.Want(Bias)) Rows.AddAll(outputGradient.Values, gradients[Bias]);
        if (!inputWanted) return default;

        Memory<T> input = own.InputGradients.Zeros(length);
        Span<T> h = own.HatGradients.Of(length).Span;
        Rows.Scale(outputGradient.Values, Gain.Value, h);
        for (int row = 0, at = 0; row < rows; row++, at += width)
            RowNorm.AddGradient(h.Slice(at, width), normalised.Slice(at, width), scales[row], input.Span.Slice(at, width));
        return outputGradient.With(input, width);
    }

    private sealed class Cache : Trace<T>
    {
        public readonly Room<T> Outputs = new(), Normalised = new(), Scales = new(), HatGradients = new(), InputGradients = new();
    }
}
