using Hopfield.Benchmarks.Agreement;

namespace Hopfield.Benchmarks.Rows;

/// <summary>Queries and patterns of a retrieval softmax(β Q Xᵀ) X, heads side by side in a row.</summary>
internal sealed record AttentionInputs(float[] Queries, float[] Patterns, int Dimension, int Heads, float Beta)
{
    public int Width => Dimension * Heads;

    public int QueryCount => Queries.Length / Width;

    public int PatternCount => Patterns.Length / Width;

    /// <summary>How far an answer is from the formula in double precision, at the first, the middle and the last query; throws beyond rounding.</summary>
    public double Check(string name, ReadOnlySpan<float> answer)
    {
        double largest = 0;
        var exact = new double[Dimension];
        foreach (int s in (int[])[0, QueryCount / 2, QueryCount - 1])
        {
            for (int column = 0; column < Width; column += Dimension)
            {
                int start = s * Width + column;
                double bound = ExactAttention.Answer(
                    Queries.AsSpan(start, Dimension), Patterns, Patterns, Width, column, PatternCount, Beta, exact);
                double apart = Inputs.LargestDifference<double>(exact, answer.Slice(start, Dimension));
                if (!(apart <= bound)) throw new InvalidOperationException($"{name}: query {s} is wrong by {apart:E1}; rounding explains {bound:E1}.");
                largest = Math.Max(largest, apart);
            }
        }
        return largest;
    }
}
