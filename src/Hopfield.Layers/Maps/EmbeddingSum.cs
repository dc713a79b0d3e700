using System.Numerics;
using System.Numerics.Tensors;

namespace Hopfield.Layers;

/// <summary>Every instance becomes the sum of the vectors of its tokens. With one token an instance this is the plain embedding.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>
/// With the table E [V, D] and the tokens t_1 … t_L of an instance: y = Σ_l E_{t_l}, so ∂L/∂E_v = Σ of ∂L/∂y over all instances, once for
/// each time that token v stands in one. A word with its place in the sentence is two tokens, with numbers of their own for places.
/// </remarks>
public sealed class EmbeddingSum<T> : Layer<TokenBatch, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A table of random vectors.</summary>
    /// <param name="tokens">V ≥ 1, the number of tokens.</param>
    /// <param name="width">D ≥ 1, the width of their vectors.</param>
    /// <param name="random">What draws the vectors from a normal distribution.</param>
    /// <param name="deviation">Its standard deviation.</param>
    /// <param name="name">What its parameter's name begins with.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, or the deviation is negative.</exception>
    public EmbeddingSum(int tokens, int width, Random random, double deviation = 1, string name = "embedding")
    {
        Table = new Parameter<T>($"{name}.table", tokens, width);
        Table.Draw(deviation, random);
        Parameters = [Table];
    }

    /// <summary>E, shape [V, D].</summary>
    public Parameter<T> Table { get; }

    /// <summary>D, the width of a vector.</summary>
    public int OutputWidth => Table.Shape[1];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A token is not in the table.</exception>
    public override Trace<T> Forward(TokenBatch input, LayerContext<T> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        int width = OutputWidth, tokens = Table.Shape[0];
        Cache trace = context.Rent<Cache>(this);
        trace.Input = input;
        Memory<T> output = trace.Outputs.Zeros(input.BagCount * input.BagSize * width);
        for (int place = 0; place < input.Tokens.Length; place++)
        {
            int token = input.Tokens[place];
            if (token < 0) continue;
            if (token >= tokens) throw new ArgumentException($"Expected tokens below {tokens}, got {token}.", nameof(input));
            Span<T> sum = output.Span.Slice(place / input.TokenCount * width, width);
            TensorPrimitives.Add(sum, Table.Value.Slice(token * width, width), sum);
        }
        trace.Output = new BagBatch<T>(output, input.BagCount, input.BagSize, width, input.LengthMemory);
        return trace;
    }

    /// <inheritdoc/>
    public override BagBatch<T> Backward(Trace<T> trace, BagBatch<T> outputGradient, Gradients<T> gradients, bool inputWanted = true)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        Cache own = Own<Cache>(trace, outputGradient);
        if (!gradients.Want(Table)) return default;
        int width = OutputWidth;
        Span<T> table = gradients[Table];
        ReadOnlySpan<int> tokens = own.Input.Tokens;
        for (int place = 0; place < tokens.Length; place++)
        {
            if (tokens[place] < 0) continue;
            Span<T> row = table.Slice(tokens[place] * width, width);
            TensorPrimitives.Add(row, outputGradient.Values.Slice(place / own.Input.TokenCount * width, width), row);
        }
        return default;
    }

    private sealed class Cache : Trace<T>
    {
        public TokenBatch Input;
        public readonly Room<T> Outputs = new();
    }
}
