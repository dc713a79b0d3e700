using Microsoft.ML.OnnxRuntime;

namespace Hopfield.Benchmarks.Peers;

/// <summary>ONNX Runtime's own attention operator (ONNX operator set 23) on arrays of ours, heads side by side in a row.</summary>
internal sealed class OnnxAttention : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly OrtValue[] _inputs;
    private readonly OrtValue _output;

    public OnnxAttention(float[] queries, float[] keys, float[] values, int width, int heads, float beta, int threads, bool causal = false)
    {
        int queryCount = queries.Length / width, patternCount = keys.Length / width;
        int valueWidth = values.Length / patternCount;
        int[] q = [1, queryCount, width], k = [1, patternCount, width], v = [1, patternCount, valueWidth], y = [1, queryCount, valueWidth];
        byte[] model = OnnxModel.OneNode(
            "Attention", 23, [("q", q), ("k", k), ("v", v)], ("y", y),
            ("q_num_heads", heads), ("kv_num_heads", heads), ("scale", beta), ("is_causal", causal ? 1 : 0));
        using var settings = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1 };
        // Its waiting workers must not take time from the next contender.
        settings.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _session = new InferenceSession(model, settings);
        Output = new float[queryCount * valueWidth];
        _inputs = [Wrap(queries, q), Wrap(keys, k), Wrap(values, v)];
        _output = Wrap(Output, y);
    }

    public static string Version => OrtEnv.Instance().GetVersionString();

    public float[] Output { get; }

    public void Run() => _session.Run(_options, ["q", "k", "v"], _inputs, ["y"], [_output]);

    public void Dispose()
    {
        foreach (OrtValue input in _inputs) input.Dispose();
        _output.Dispose();
        _options.Dispose();
        _session.Dispose();
    }

    private static OrtValue Wrap(float[] values, int[] shape) =>
        OrtValue.CreateTensorValueFromMemory(values, [.. shape.Select(length => (long)length)]);
}
