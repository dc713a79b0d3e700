using System.Numerics;
using System.Runtime.InteropServices;

namespace Hopfield.Layers;

/// <summary>Every instance moved to mean 0 and variance 1, then multiplied by a gain and shifted by a bias, unit by unit.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>
/// <para>For a row x [D]: m = (1/D) Σ_i x_i, s² = (1/D) Σ_i (x_i − m)² + ε, x̂ = (x − m)/s, y = g ∘ x̂ + b with g, b [D].</para>
/// <para>With G = ∂L/∂y [D]: ∂L/∂g = Σ_rows G ∘ x̂ and ∂L/∂b = Σ_rows G. Through x̂, with h = G ∘ g: since ∂m/∂x_j = 1/D and
/// ∂s/∂x_j = x̂_j/D, ∂x̂_i/∂x_j = (δ_ij − 1/D − x̂_i x̂_j/D)/s, and so ∂L/∂x = (h − mean(h) − x̂ mean(h ∘ x̂))/s.</para>
/// </remarks>
public sealed class LayerNorm<T> : Layer<BagBatch<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Epsilon = 1e-5; // PyTorch's default

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
            scales[row] = Normalise(input.Values.Slice(at, width), normalised.Slice(at, width), Gain.Value, Bias.Value, output.Span.Slice(at, width));
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
        if (gradients.Want(Gain)) AddProducts(outputGradient.Values, normalised, gradients[Gain]);
        if (gradients.Want(Bias)) Rows.AddAll(outputGradient.Values, gradients[Bias]);
        if (!inputWanted) return default;

        Memory<T> input = own.InputGradients.Of(length);
        for (int row = 0, at = 0; row < rows; row++, at += width)
            Differentiate(outputGradient.Values.Slice(at, width), Gain.Value, normalised.Slice(at, width), scales[row], input.Span.Slice(at, width));
        return outputGradient.With(input, width);
    }

    // Writes x̂ and y and returns 1/s.
    private static T Normalise(ReadOnlySpan<T> x, Span<T> normalised, ReadOnlySpan<T> gain, ReadOnlySpan<T> bias, Span<T> y)
    {
        ReadOnlySpan<Vector<T>> xs = Vectors(x), gains = Vectors(gain), biases = Vectors(bias);
        Span<Vector<T>> to = MemoryMarshal.Cast<T, Vector<T>>(normalised), ys = MemoryMarshal.Cast<T, Vector<T>>(y);
        int whole = xs.Length * Vector<T>.Count;
        Vector<T> sums = Vector<T>.Zero;
        foreach (Vector<T> vector in xs) sums += vector;
        T sum = Vector.Sum(sums);
        foreach (T value in x[whole..]) sum += value;
        T mean = sum / T.CreateTruncating(x.Length);

        // The variance from the centred values: from the sum of squares it would lose its digits where the mean is large.
        sums = Vector<T>.Zero;
        var means = new Vector<T>(mean);
        for (int block = 0; block < to.Length; block++)
        {
            to[block] = xs[block] - means;
            sums += to[block] * to[block];
        }
        sum = Vector.Sum(sums);
        for (int i = whole; i < x.Length; i++)
        {
            normalised[i] = x[i] - mean;
            sum += normalised[i] * normalised[i];
        }
        T scale = T.One / T.Sqrt((sum / T.CreateTruncating(x.Length)) + T.CreateTruncating(Epsilon));
        for (int block = 0; block < to.Length; block++)
        {
            to[block] *= scale;
            ys[block] = (to[block] * gains[block]) + biases[block];
        }
        for (int i = whole; i < x.Length; i++)
        {
            normalised[i] *= scale;
            y[i] = (normalised[i] * gain[i]) + bias[i];
        }
        return scale;
    }

    // Writes (h − mean(h) − x̂ mean(h ∘ x̂))/s with h = G ∘ g.
    private static void Differentiate(ReadOnlySpan<T> outer, ReadOnlySpan<T> gain, ReadOnlySpan<T> normalised, T scale, Span<T> to)
    {
        ReadOnlySpan<Vector<T>> outers = Vectors(outer), gains = Vectors(gain), hats = Vectors(normalised);
        Span<Vector<T>> results = MemoryMarshal.Cast<T, Vector<T>>(to);
        int whole = outers.Length * Vector<T>.Count;
        Vector<T> sums = Vector<T>.Zero, products = Vector<T>.Zero;
        for (int block = 0; block < results.Length; block++)
        {
            results[block] = outers[block] * gains[block];
            sums += results[block];
            products += results[block] * hats[block];
        }
        T sum = Vector.Sum(sums), product = Vector.Sum(products), count = T.CreateTruncating(to.Length);
        for (int i = whole; i < to.Length; i++)
        {
            to[i] = outer[i] * gain[i];
            sum += to[i];
            product += to[i] * normalised[i];
        }
        (sum, product) = (sum / count, product / count);
        var means = new Vector<T>(sum);
        for (int block = 0; block < results.Length; block++) results[block] = (results[block] - means - (hats[block] * product)) * scale;
        for (int i = whole; i < to.Length; i++) to[i] = (to[i] - sum - (normalised[i] * product)) * scale;
    }

    // sums_i += Σ_r a_ri b_ri.
    private static void AddProducts(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> sums)
    {
        Span<Vector<T>> totals = MemoryMarshal.Cast<T, Vector<T>>(sums);
        int width = sums.Length, whole = totals.Length * Vector<T>.Count;
        for (int at = 0; at < a.Length; at += width)
        {
            ReadOnlySpan<T> left = a.Slice(at, width), right = b.Slice(at, width);
            ReadOnlySpan<Vector<T>> lefts = Vectors(left), rights = Vectors(right);
            for (int block = 0; block < totals.Length; block++) totals[block] += lefts[block] * rights[block];
            for (int i = whole; i < width; i++) sums[i] += left[i] * right[i];
        }
    }

    private static ReadOnlySpan<Vector<T>> Vectors(ReadOnlySpan<T> span) => MemoryMarshal.Cast<T, Vector<T>>(span);

    private sealed class Cache : Trace<T>
    {
        public readonly Room<T> Outputs = new(), Normalised = new(), Scales = new(), InputGradients = new();
    }
}
