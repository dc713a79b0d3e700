using Hopfield.Benchmarks.Measurement;
using Hopfield.Benchmarks.Peers;
using static TorchSharp.torch;

namespace Hopfield.Benchmarks.Rows;

/// <summary>The peers of a retrieval, as contenders: libtorch, ONNX Runtime and, where they end in reasonable time, MathNet and TensorPrimitives.</summary>
internal sealed class AttentionPeers : IDisposable
{
    public const string Libtorch = "libtorch SDPA", Onnx = "ONNX Runtime Attention", MathNet = "MathNet", Primitives = "TensorPrimitives loop";

    private readonly AttentionInputs _inputs;
    private readonly OnnxAttention _onnx;
    private readonly Tensor[] _tensors = [];

    public AttentionPeers(AttentionInputs inputs, int threads, List<Contender> contenders, bool slow)
    {
        _inputs = inputs;
        if (Torch.Missing is { } reason)
        {
            Remarks = [$"libtorch is not here: {reason}"];
        }
        else
        {
            set_num_threads(threads);
            // Its scale is fixed at 1/√D; another β goes into the queries beforehand, outside the measurement.
            float scale = inputs.Beta * MathF.Sqrt(inputs.Dimension);
            _tensors = [Heads([.. inputs.Queries.Select(value => value * scale)]), Heads(inputs.Patterns)];
            contenders.Add(new(Libtorch, () => nn.functional.scaled_dot_product_attention(_tensors[0], _tensors[1], _tensors[1]).Dispose()));
        }
        _onnx = new OnnxAttention(inputs.Queries, inputs.Patterns, inputs.Patterns, inputs.Width, inputs.Heads, inputs.Beta, threads);
        contenders.Add(new(Onnx, _onnx.Run));
        if (!slow) return;

        global::MathNet.Numerics.Control.MaxDegreeOfParallelism = threads;
        var q = MathNetPeers.Columns(inputs.Queries, inputs.Width);
        var x = MathNetPeers.Columns(inputs.Patterns, inputs.Width);
        contenders.Add(new(MathNet, () => MathNetPeers.Attend(q, x, inputs.Beta), MaxRounds: 3));
        var answer = new float[inputs.Queries.Length];
        contenders.Add(new(Primitives, () => PrimitivesPeers.Attend(inputs.Queries, inputs.Patterns, inputs.Width, inputs.Beta, answer, threads), MaxRounds: 20));
    }

    public IReadOnlyList<string> Remarks { get; } = [];

    /// <summary>Checks our answer and those of the fast peers against the formula.</summary>
    public string Check(Action ours, float[] answer)
    {
        ours();
        string text = $"furthest from the formula in double precision: ours {_inputs.Check("ours", answer):0.0e+0}";
        if (_tensors.Length > 0) text += $", libtorch {_inputs.Check(Libtorch, Torch.Attend(_tensors[0], _tensors[1], _tensors[1])):0.0e+0}";
        _onnx.Run();
        return text + $", ONNX Runtime {_inputs.Check(Onnx, _onnx.Output):0.0e+0}";
    }

    public void Dispose()
    {
        foreach (Tensor tensor in _tensors) tensor.Dispose();
        _onnx.Dispose();
    }

    // [rows, H·D] as [1, H, rows, D], each head's rows together.
    private Tensor Heads(float[] rows)
    {
        using Tensor apart = Torch.Copy(rows, 1, -1, _inputs.Heads, _inputs.Dimension);
        using Tensor moved = apart.transpose(1, 2);
        return moved.contiguous();
    }
}
