using System.Numerics.Tensors;
using Hopfield.Benchmarks.Measurement;

namespace Hopfield.Benchmarks.Peers;

/// <summary>The same work as a loop over the vector primitives of System.Numerics.Tensors, which has no matrix product.</summary>
internal static class PrimitivesPeers
{
    public static void Attend(float[] queries, float[] patterns, int dimension, float beta, float[] output, int threads)
    {
        int queryCount = queries.Length / dimension, patternCount = patterns.Length / dimension;
        Split.Over(threads, thread =>
        {
            var weights = new float[patternCount];
            for (int s = thread; s < queryCount; s += threads)
            {
                ReadOnlySpan<float> query = queries.AsSpan(s * dimension, dimension);
                for (int mu = 0; mu < patternCount; mu++) weights[mu] = TensorPrimitives.Dot(query, patterns.AsSpan(mu * dimension, dimension));
                // TensorPrimitives.SoftMax does not subtract the largest score; with it the loop would overflow for large β.
                TensorPrimitives.Subtract(weights, TensorPrimitives.Max<float>(weights), weights);
                TensorPrimitives.Multiply(weights, beta, weights);
                TensorPrimitives.SoftMax(weights, weights);
                Span<float> answer = output.AsSpan(s * dimension, dimension);
                answer.Clear();
                for (int mu = 0; mu < patternCount; mu++)
                    TensorPrimitives.MultiplyAdd(patterns.AsSpan(mu * dimension, dimension), weights[mu], answer, answer);
            }
        });
    }
}
