namespace Hopfield.Benchmarks.Agreement;

/// <summary>Attention as the formula says, in double precision: the judge of all others.</summary>
internal static class ExactAttention
{
    // Rounding errors of a sum of n terms behave like a random walk: beyond 8 √n u with a probability below n·10⁻¹³ (Higham and
    // Mary 2019, A new approach to probabilistic rounding error analysis). u is the unit roundoff of single precision.
    private const double U = 1.0 / (1 << 24), Walk = 8;

    /// <summary>
    /// Writes Σ_μ p_μ v_μ with p = softmax(β K q) for one query of one head and returns how far an answer in single precision may be off.
    /// </summary>
    /// <param name="query">q, shape [D].</param>
    /// <param name="keys">K row by row; the head's D columns begin at <paramref name="column"/> of each row.</param>
    /// <param name="values">V, of the shape of K.</param>
    /// <param name="width">The length of a row.</param>
    /// <param name="column">The head's first column.</param>
    /// <param name="seen">How many patterns the query sees, from the first on.</param>
    /// <param name="beta">β.</param>
    /// <param name="answer">Shape [D].</param>
    public static double Answer(
        ReadOnlySpan<float> query, ReadOnlySpan<float> keys, ReadOnlySpan<float> values, int width, int column, int seen, double beta,
        Span<double> answer)
    {
        var scores = new double[seen];
        double largestTerms = 0, largestValue = 0, sum = 0;
        for (int mu = 0; mu < seen; mu++)
        {
            ReadOnlySpan<float> key = keys.Slice(mu * width + column, query.Length);
            double terms = 0;
            for (int i = 0; i < key.Length; i++)
            {
                double product = (double)query[i] * key[i];
                scores[mu] += product;
                terms += Math.Abs(product);
            }
            largestTerms = Math.Max(largestTerms, terms);
        }
        double largest = scores.Max();
        answer.Clear();
        for (int mu = 0; mu < seen; mu++)
        {
            double weight = Math.Exp(beta * (scores[mu] - largest));
            sum += weight;
            ReadOnlySpan<float> value = values.Slice(mu * width + column, answer.Length);
            for (int i = 0; i < value.Length; i++)
            {
                answer[i] += weight * value[i];
                largestValue = Math.Max(largestValue, Math.Abs(value[i]));
            }
        }
        foreach (ref double entry in answer) entry /= sum;
        // Wrong scores shift exponents, on both sides of the quotient; two sums over the patterns and exponentials of a few units in
        // the last place add the rest.
        return largestValue * 2 * U * Walk * (beta * Math.Sqrt(query.Length + 2) * largestTerms + Math.Sqrt(seen + 4));
    }
}
