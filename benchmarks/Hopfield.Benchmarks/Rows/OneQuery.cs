using Hopfield.Benchmarks.Limits;
using Hopfield.Benchmarks.Measurement;
using Hopfield.Kernels;

namespace Hopfield.Benchmarks.Rows;

/// <summary>One query against a million patterns: every number of X is used once, so reading it is the limit.</summary>
internal static class OneQuery
{
    private const int Patterns = 1_000_000, Dimension = 64;

    public static Contest Prepare(int threads, bool slow)
    {
        float[] query = Inputs.Normal(Dimension, seed: 1), x = Inputs.Normal(Patterns * Dimension, seed: 2), answer = new float[Dimension];
        float beta = 1 / MathF.Sqrt(Dimension);
        var inputs = new AttentionInputs(query, x, Dimension, Heads: 1, beta);
        var contenders = new List<Contender>();
        var peers = new AttentionPeers(inputs, threads, contenders, slow);
        void Ours() => Attend.Apply<float>(query, x, x, Patterns, Dimension, beta, answer, threads);
        contenders.Add(new("ours", Ours));
        var half = new BFloat16[x.Length];
        BFloat16.FromSingle(x, half);
        var rounded = new float[Dimension];
        contenders.Add(new("ours, 16-bit patterns", () => Attend.Apply(query, half, Patterns, Dimension, beta, rounded, threads)));
        contenders.Add(new("plain read of X, one stream", () => MemoryRead.OneStream(x, threads)));
        contenders.Add(new("plain read of X, four streams", () => MemoryRead.FourStreams(x, threads)));
        return new Contest(
            "One query, P = 1,000,000, N = 64", threads, contenders,
            [
                new("one query, P = 10⁶, N = 64", "ours", AttentionPeers.Libtorch, threads == 1 ? 1.7 : 3, threads == 1 ? 2.1 : 3.7),
                new("one query, P = 10⁶, N = 64", "ours", AttentionPeers.Onnx),
                new("one query, P = 10⁶, N = 64", "ours", AttentionPeers.Primitives),
                new("one query, P = 10⁶, N = 64", "ours", AttentionPeers.MathNet),
                new("the same as a share of the best plain read", "ours", "plain read of X, four streams", 0.8, 0.95, IsShare: true),
                new("one query, patterns stored in 16 bits", "ours, 16-bit patterns", AttentionPeers.Libtorch, threads == 1 ? 2.5 : 4.5, threads == 1 ? 3.8 : 7),
            ],
            () => peers.Check(Ours, answer))
        {
            Owned = [peers], Remarks = peers.Remarks,
        };
    }
}
