namespace Hopfield.Benchmarks.Agreement;

/// <summary>Inputs of one attention: S queries, P keys and values, H heads of D columns, normally distributed, from a seed.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Queries">S.</param>
/// <param name="Patterns">P.</param>
/// <param name="Heads">H.</param>
/// <param name="Dimension">D, a head's columns of queries, keys and values.</param>
/// <param name="Spread">Standard deviation of the queries' entries: large ones make retrieval sharp.</param>
/// <param name="Causal">Whether query i sees the keys 0 … i only.</param>
internal sealed record AttentionCase(string Name, int Queries, int Patterns, int Heads, int Dimension, float Spread = 1, bool Causal = false)
{
    public int Width => Heads * Dimension;

    public float Beta => 1 / MathF.Sqrt(Dimension);

    public float[] Q { get; } = Inputs.Normal(Queries * Heads * Dimension, seed: 1, Spread);

    public float[] K { get; } = Inputs.Normal(Patterns * Heads * Dimension, seed: 2);

    public float[] V { get; } = Inputs.Normal(Patterns * Heads * Dimension, seed: 3);

    /// <summary>softmax(Q Kᵀ / √D) V head by head in double precision, and how far single precision may be off.</summary>
    public double[] Exact(out double bound)
    {
        var answer = new double[Queries * Width];
        bound = 0;
        for (int s = 0; s < Queries; s++)
        {
            for (int column = 0; column < Width; column += Dimension)
            {
                int start = s * Width + column;
                bound = Math.Max(bound, ExactAttention.Answer(
                    Q.AsSpan(start, Dimension), K, V, Width, column, Causal ? s + 1 : Patterns, Beta, answer.AsSpan(start, Dimension)));
            }
        }
        return answer;
    }
}
