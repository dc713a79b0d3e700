using System.Numerics;
using Hopfield.Kernels;

namespace Hopfield.Layers;

/// <summary>How one of an association's three inputs comes into its heads: normalised, then projected, either of them or neither.</summary>
/// <remarks>
/// <para>y = (x̂ ∘ g + b) W + c with x̂ the normalised row (<see cref="RowNorm"/>), g, b [D], W [D, E], c [E]. Gain and bias are folded into
/// the projection, y = x̂ W′ + c′ with W′ = diag(g) W [D, E] and c′ = b W + c [E], so that rows are read once.</para>
/// <para>With all rows X̂ [R, D], G = ∂L/∂Y [R, E], M = X̂ᵀ G [D, E] and s = Σ_r G_r [E]: since Y = (X̂ diag(g) + 1 b) W + 1 c,
/// ∂L/∂W = diag(g) M + b sᵀ, ∂L/∂g_i = Σ_e W_ie M_ie, ∂L/∂b = W s, ∂L/∂c = s and ∂L/∂X̂ = G W′ᵀ.</para>
/// <para>Without norm: x in place of x̂, g = 1, b = 0. Without projection (static): y = x̂ ∘ g + b, or x itself.</para>
/// </remarks>
internal sealed class PatternPath<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Parameter<T>? _gain, _shift, _weight, _bias;
    private readonly Parameter<T>[] _parameters;

    /// <summary>A path made of the parameters of two layers, either of which may be missing.</summary>
    public PatternPath(int width, LayerNorm<T>? norm, Linear<T>? projection)
    {
        Width = width;
        (_gain, _shift, _weight, _bias) = (norm?.Gain, norm?.Bias, projection?.Weight, projection?.Bias);
        _parameters = [.. norm?.Parameters ?? [], .. projection?.Parameters ?? []];
        OutputWidth = projection?.OutputWidth ?? width;
    }

    /// <summary>D, the width of an input.</summary>
    public int Width { get; }

    /// <summary>E, the width of what the heads see.</summary>
    public int OutputWidth { get; }

    public bool IsNormalised => _gain is not null;

    public bool IsProjected => _weight is not null;

    /// <summary>Whether inputs are taken as they are.</summary>
    public bool IsPlain => !IsNormalised && !IsProjected;

    public IReadOnlyList<Parameter<T>> Parameters => _parameters;

    /// <summary>Whether anything asks for the gradient of what the heads see.</summary>
    public bool Wants(Gradients<T> gradients, bool inputWanted) => inputWanted || WantsOwn(gradients);

    private bool WantsOwn(Gradients<T> gradients)
    {
        foreach (Parameter<T> parameter in _parameters)
        {
            if (gradients.Want(parameter)) return true;
        }
        return false;
    }

    /// <summary>Prepares the folded projection and the output of a pass.</summary>
    public void Begin(PathTrace<T> trace, BagBatch<T> input)
    {
        trace.Output = IsPlain ? input : input.With(trace.Outputs.Of(input.RowCount * OutputWidth), OutputWidth);
        if (!IsProjected) return;
        Span<T> weight = trace.Weight.Of(Width * OutputWidth).Span, bias = trace.Bias.Zeros(OutputWidth).Span;
        _bias?.Value.CopyTo(bias);
        _weight!.Value.CopyTo(weight);
        if (!IsNormalised) return;
        MatrixProduct.Apply(new(_shift!.Value, 1, Width), new(_weight.Value, Width, OutputWidth), bias, OutputWidth, T.One, add: true);
        for (int i = 0; i < Width; i++)
        {
            foreach (ref T entry in weight.Slice(i * OutputWidth, OutputWidth)) entry *= _gain!.Value[i];
        }
    }

    /// <summary>Maps some rows, which stand from the given one on.</summary>
    public void Forward(PathTrace<T> trace, ReadOnlySpan<T> source, int first, int rows)
    {
        if (IsPlain) return;
        Span<T> to = trace.Outputs.Of(trace.Output.Values.Length).Span.Slice(first * OutputWidth, rows * OutputWidth);
        if (!IsProjected)
        {
            Rows.Scale(source, _gain!.Value, _shift!.Value, to);
            return;
        }
        Rows.Fill(to, trace.Bias.Of(OutputWidth).Span);
        MatrixProduct.Apply(new(source, rows, Width), trace.Folded(Width, OutputWidth), to, OutputWidth, T.One, add: true);
    }

    /// <summary>Prepares the sums over rows of a backward pass.</summary>
    public void BeginBackward(PathTrace<T> trace)
    {
        trace.Products.Zeros(IsProjected ? Width * OutputWidth : Width);
        trace.Sums.Zeros(OutputWidth);
    }

    /// <summary>Takes the gradient of some rows: adds to the sums over rows, and to the gradient of the source where that is asked for.</summary>
    public void Backward(PathTrace<T> trace, ReadOnlySpan<T> source, ReadOnlySpan<T> gradient, int rows, Gradients<T> gradients, Span<T> sourceGradient)
    {
        if (WantsOwn(gradients))
        {
            Span<T> products = trace.Products.Of(IsProjected ? Width * OutputWidth : Width).Span;
            if (IsProjected) MatrixProduct.Apply(new MatrixView<T>(source, rows, Width).Transposed, new(gradient, rows, OutputWidth), products, OutputWidth, T.One, add: true);
            else Rows.AddAllProducts(source, gradient, products);
            Rows.AddAll(gradient, trace.Sums.Of(OutputWidth).Span);
        }
        if (sourceGradient.IsEmpty) return;
        if (IsProjected) MatrixProduct.Apply(new(gradient, rows, OutputWidth), trace.Folded(Width, OutputWidth).Transposed, sourceGradient, Width, T.One, add: true);
        else if (IsNormalised) Rows.AddScaled(gradient, _gain!.Value, sourceGradient);
        else Rows.AddScaled(gradient, default, sourceGradient);
    }

    /// <summary>From the sums over rows to the gradients of the parameters.</summary>
    public void EndBackward(PathTrace<T> trace, Gradients<T> gradients)
    {
        if (!WantsOwn(gradients)) return;
        ReadOnlySpan<T> products = trace.Products.Of(IsProjected ? Width * OutputWidth : Width).Span, sums = trace.Sums.Of(OutputWidth).Span;
        if (!IsProjected)
        {
            Add(products, _gain, gradients);
            Add(sums, _shift, gradients);
            return;
        }
        Add(sums, _bias, gradients);
        var weight = new MatrixView<T>(_weight!.Value, Width, OutputWidth);
        if (gradients.Want(_shift)) MatrixProduct.Apply(weight, new(sums, OutputWidth, 1), gradients[_shift!], 1, T.One, add: true);
        for (int i = 0; i < Width; i++)
        {
            ReadOnlySpan<T> m = products.Slice(i * OutputWidth, OutputWidth);
            if (gradients.Want(_gain)) gradients[_gain!][i] += Dot.Of(weight.Row(i), m);
            if (!gradients.Want(_weight)) continue;
            Span<T> to = gradients[_weight!].Slice(i * OutputWidth, OutputWidth);
            (T gain, T shift) = IsNormalised ? (_gain!.Value[i], _shift!.Value[i]) : (T.One, T.Zero);
            for (int e = 0; e < to.Length; e++) to[e] += (gain * m[e]) + (shift * sums[e]);
        }
    }

    private static void Add(ReadOnlySpan<T> sums, Parameter<T>? parameter, Gradients<T> gradients)
    {
        if (gradients.Want(parameter)) Rows.AddScaled(sums, default, gradients[parameter!]);
    }
}

/// <summary>What a path leaves behind.</summary>
internal sealed class PathTrace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly Room<T> Outputs = new(), Weight = new(), Bias = new(), Products = new(), Sums = new();

    /// <summary>What the heads see, shape [B, S, E].</summary>
    public BagBatch<T> Output;

    /// <summary>W′, shape [D, E].</summary>
    public MatrixView<T> Folded(int width, int outputWidth) => new(Weight.Of(width * outputWidth).Span, width, outputWidth);
}
