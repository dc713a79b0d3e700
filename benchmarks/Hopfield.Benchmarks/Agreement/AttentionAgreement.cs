using Hopfield.Benchmarks.Peers;
using TorchSharp;
using static TorchSharp.torch;

namespace Hopfield.Benchmarks.Agreement;

/// <summary>
/// Whether <see cref="HopfieldAttention{T}"/> with one update is what libtorch and ONNX Runtime call attention: the same inputs,
/// three answers, and the formula in double precision as the judge.
/// </summary>
internal static class AttentionAgreement
{
    private static readonly AttentionCase[] _cases =
    [
        new("one query", Queries: 1, Patterns: 10_000, Heads: 1, Dimension: 64),
        new("a batch", Queries: 64, Patterns: 1_000, Heads: 1, Dimension: 64),
        new("8 heads", Queries: 128, Patterns: 128, Heads: 8, Dimension: 64),
        new("8 heads, causal mask", Queries: 128, Patterns: 128, Heads: 8, Dimension: 64, Causal: true),
        new("sharp: queries 30 times as long", Queries: 64, Patterns: 1_000, Heads: 1, Dimension: 64, Spread: 30),
    ];

    /// <summary>Prints the table; false when a peer is here and an answer is further from another than rounding explains.</summary>
    public static bool Print(TextWriter output)
    {
        output.WriteLine("Largest absolute differences between the answers; N(0, 1) entries, β = 1/√D, single precision.");
        output.WriteLine($"ours: HopfieldAttention. libtorch: scaled_dot_product_attention, {Torch.Description}. ONNX Runtime: Attention (operator set 23), {OnnxAttention.Version}.");
        output.WriteLine("exact: the formula in double precision. rounding: what single precision may cost, derived.");
        output.WriteLine();
        output.WriteLine("| case | S × P × D, heads | ours − libtorch | ours − ONNX Runtime | libtorch − ONNX Runtime | ours − exact | libtorch − exact | ONNX Runtime − exact | rounding |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|");
        bool agree = true;
        foreach (AttentionCase inputs in _cases) agree &= Print(inputs, output);
        output.WriteLine();
        output.WriteLine(agree ? "All answers agree within rounding." : "NOT within rounding.");
        return agree;
    }

    private static bool Print(AttentionCase inputs, TextWriter output)
    {
        double[] exact = inputs.Exact(out double bound);
        float[] ours = Ours(inputs), onnx = Onnx(inputs);
        float[]? libtorch = Torch.Missing is null ? Libtorch(inputs) : null;
        double[] toExact = [Apart(exact, ours), Apart(exact, libtorch), Apart(exact, onnx)];
        output.WriteLine(FormattableString.Invariant(
            $"| {inputs.Name} | {inputs.Queries} × {inputs.Patterns} × {inputs.Dimension}, {inputs.Heads} | {Text(Apart(ours, libtorch))} | {Text(Apart(ours, onnx))} | {Text(Apart(onnx, libtorch))} | {Text(toExact[0])} | {Text(toExact[1])} | {Text(toExact[2])} | {bound:0.0e+0} |"));
        return toExact.All(difference => double.IsNegative(difference) || difference <= bound);
    }

    private static float[] Ours(AttentionCase inputs)
    {
        var memory = HopfieldAttention.Store(
            PatternSet.Wrap<float>(inputs.K, inputs.Width), PatternSet.Wrap<float>(inputs.V, inputs.Width), new() { Heads = inputs.Heads });
        var answer = new float[inputs.Q.Length];
        memory.Attend(inputs.Q, answer, inputs.Causal ? AttentionMask.Causal(inputs.Queries) : null);
        return answer;
    }

    private static float[] Libtorch(AttentionCase inputs)
    {
        using var scope = NewDisposeScope();
        return Torch.Attend(Heads(inputs.Q), Heads(inputs.K), Heads(inputs.V), inputs.Causal);

        Tensor Heads(float[] values) => Torch.Copy(values, 1, -1, inputs.Heads, inputs.Dimension).transpose(1, 2);
    }

    private static float[] Onnx(AttentionCase inputs)
    {
        using var peer = new OnnxAttention(inputs.Q, inputs.K, inputs.V, inputs.Width, inputs.Heads, inputs.Beta, threads: 1, inputs.Causal);
        peer.Run();
        return peer.Output;
    }

    // Negative where a peer is not here.
    private static double Apart<T>(T[] x, float[]? y)
        where T : struct, System.Numerics.INumber<T> => y is null ? -1 : Inputs.LargestDifference<T>(x, y);

    private static string Text(double difference) =>
        difference < 0 ? "not here" : difference.ToString("0.0e+0", System.Globalization.CultureInfo.InvariantCulture);
}
