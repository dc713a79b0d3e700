using Hopfield.Benchmarks.Measurement;
using Hopfield.Kernels;

namespace Hopfield.Benchmarks.Rows;

/// <summary>Many queries at once: each number of X is used S times, so arithmetic is the limit.</summary>
internal static class Batches
{
    public static Contest Plain(int queries, int patterns, int dimension, int threads, double floor, double aim, bool slow)
    {
        var inputs = new AttentionInputs(
            Inputs.Normal(queries * dimension, seed: 1), Inputs.Normal(patterns * dimension, seed: 2), dimension, Heads: 1, 1 / MathF.Sqrt(dimension));
        return Of(FormattableString.Invariant($"(S, P, N) = ({queries}, {patterns}, {dimension})"), inputs, threads, floor, aim, slow);
    }

    /// <summary>Several heads, each with its own columns of queries and patterns.</summary>
    public static Contest Heads(int heads, int queries, int patterns, int dimension, int threads, double floor, double aim)
    {
        int width = heads * dimension;
        var inputs = new AttentionInputs(
            Inputs.Normal(queries * width, seed: 1), Inputs.Normal(patterns * width, seed: 2), dimension, heads, 1 / MathF.Sqrt(dimension));
        HopfieldAttention<float> memory = HopfieldAttention.Store(PatternSet.Wrap<float>(inputs.Patterns, width), options: new() { Heads = heads });
        var answer = new float[inputs.Queries.Length];
        return Of(
            FormattableString.Invariant($"{heads} heads × ({queries}, {patterns}, {dimension})"), inputs, threads, floor, aim, slow: false, answer,
            () => memory.Attend(inputs.Queries, answer, parallelism: threads));
    }

    /// <summary>Queries close to a pattern and a large β: nearly all weights are too small to count, and need not be multiplied.</summary>
    public static Contest Sharp(int threads)
    {
        const int Queries = 512, Patterns = 8192, Dimension = 64;
        float[] x = Inputs.Normal(Patterns * Dimension, seed: 2), q = Inputs.Normal(Queries * Dimension, seed: 1, spread: 0.3f);
        for (int i = 0; i < q.Length; i++) q[i] += x[i];
        return Of("sharp, β = 4: (S, P, N) = (512, 8192, 64)", new AttentionInputs(q, x, Dimension, Heads: 1, Beta: 4), threads, floor: null, aim: 3, slow: false);
    }

    private static Contest Of(string name, AttentionInputs inputs, int threads, double? floor, double? aim, bool slow)
    {
        var answer = new float[inputs.Queries.Length];
        return Of(name, inputs, threads, floor, aim, slow, answer, () =>
            Attend.Apply<float>(inputs.Queries, inputs.Patterns, inputs.Patterns, inputs.PatternCount, inputs.Dimension, inputs.Beta, answer, threads));
    }

    private static Contest Of(
        string name, AttentionInputs inputs, int threads, double? floor, double? aim, bool slow, float[] answer, Action ours)
    {
        var contenders = new List<Contender>();
        var peers = new AttentionPeers(inputs, threads, contenders, slow);
        contenders.Add(new("ours", ours));
        return new Contest(
            name, threads, contenders,
            [
                new(name, "ours", AttentionPeers.Libtorch, floor, aim), new(name, "ours", AttentionPeers.Onnx),
                new(name, "ours", AttentionPeers.Primitives), new(name, "ours", AttentionPeers.MathNet),
            ],
            () => peers.Check(ours, answer))
        {
            Owned = [peers], Remarks = peers.Remarks,
        };
    }
}
