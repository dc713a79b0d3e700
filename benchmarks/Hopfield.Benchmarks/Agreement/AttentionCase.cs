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

    /// <summary>softmax(Q Kᵀ / √D) V head by head in double precision, as the formula says.</summary>
    public double[] Reference(out double bound)
    {
        var answer = new double[Queries * Width];
        double largestTerms = 0;
        for (int s = 0; s < Queries; s++)
        {
            for (int head = 0; head < Heads; head++)
            {
                int seen = Causal ? s + 1 : Patterns, columns = head * Dimension;
                var z = new double[seen];
                for (int mu = 0; mu < seen; mu++)
                {
                    double terms = 0;
                    for (int i = columns; i < columns + Dimension; i++)
                    {
                        double product = (double)Q[s * Width + i] * K[mu * Width + i];
                        z[mu] += product;
                        terms += Math.Abs(product);
                    }
                    largestTerms = Math.Max(largestTerms, terms);
                }
                double largest = z.Max(), sum = z.Sum(value => Math.Exp(Beta * (value - largest)));
                for (int mu = 0; mu < seen; mu++)
                {
                    double weight = Math.Exp(Beta * (z[mu] - largest)) / sum;
                    for (int i = columns; i < columns + Dimension; i++) answer[s * Width + i] += weight * V[mu * Width + i];
                }
            }
        }
        // A score of D rounded products is wrong by at most (D + 2)u Σ|q k|. That shifts exponents, on both sides of the quotient;
        // exponentials of 2 units in the last place and sums over P add the rest, relative to the largest value. u = 2⁻²⁴.
        const double U = 1.0 / (1 << 24);
        bound = V.Max(MathF.Abs) * (2 * Beta * (Dimension + 2) * U * largestTerms + 2 * (Patterns + 4) * U);
        return answer;
    }
}
