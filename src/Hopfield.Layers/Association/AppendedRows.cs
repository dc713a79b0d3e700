using System.Numerics;
using System.Numerics.Tensors;

namespace Hopfield.Layers;

/// <summary>Stored patterns, or values, of all bags with the pattern of zeros and the learned one behind them, where a layer has these.</summary>
internal sealed class AppendedRows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Room<T> _rows = new(), _gradients = new();

    /// <summary>Shape [B, P + 0 … 2, D].</summary>
    public BagBatch<T> Output { get; private set; }

    public void Forward(BagBatch<T> rows, bool zero, Parameter<T>? learned)
    {
        Output = rows;
        int more = (zero ? 1 : 0) + (learned is null ? 0 : 1), width = rows.Dimension, from = rows.BagSize * width, to = from + (more * width);
        if (more == 0) return;
        Memory<T> all = _rows.Zeros(rows.BagCount * to);
        for (int b = 0; b < rows.BagCount; b++)
        {
            rows.Values.Slice(b * from, from).CopyTo(all.Span[(b * to)..]);
            learned?.Value.CopyTo(all.Span[((b + 1) * to - width)..]);
        }
        Output = rows.With(all, width, rows.BagSize + more, keepLengths: false);
    }

    /// <summary>The gradient of the rows that came in; that of the learned row, which all bags share, is added up.</summary>
    public BagBatch<T> Backward(BagBatch<T> rows, ReadOnlyMemory<T> gradient, Parameter<T>? learned, Gradients<T> gradients)
    {
        int width = rows.Dimension, from = rows.BagSize * width, to = Output.BagSize * width;
        if (from == to) return rows.With(gradient, width);
        Memory<T> own = _gradients.Of(rows.BagCount * from);
        for (int b = 0; b < rows.BagCount; b++)
        {
            gradient.Span.Slice(b * to, from).CopyTo(own.Span[(b * from)..]);
            if (gradients.Want(learned)) TensorPrimitives.Add(gradients[learned!], gradient.Span.Slice((b + 1) * to - width, width), gradients[learned!]);
        }
        return rows.With(own, width);
    }
}
