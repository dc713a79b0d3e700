namespace Hopfield;

/// <summary>What a part of a memory knows of the answer to one query: enough to put the parts of a memory together that lies in many files, or on many machines.</summary>
/// <remarks>
/// <para>For the patterns of the part: the largest score β z_μ, the sum of weights Σ exp(β z_μ), and the weighted sum Σ exp(β z_μ) x_μ. Both sums
/// are kept divided by 2 to the <see cref="Exponent"/>, so nothing overflows.</para>
/// <para>Exponents are whole numbers, so bringing two parts to one scale is exact, and a merge rounds its additions alone. However k parts are
/// put together, in whatever order and grouping, the sum of weights lies within (k − 1)·2⁻⁵³ of the parts' exact sum, relatively, and an entry of
/// the weighted sum within (k − 1)·2⁻⁵³ of the sum of its summands' magnitudes (to first order in 2⁻⁵³). Largest score and exponent are
/// the same for every order. What is 2⁻¹⁰⁰⁰ of the largest and less may be lost.</para>
/// <para>All parts must have been asked the same query at the same β. Immutable and thread-safe.</para>
/// </remarks>
public sealed class PartialAnswer
{
    private const double Ln2 = 0.69314718055994530942;
    private const int Lost = -1100; // 2 to this is 0

    private readonly double[] _weightedSum;

    /// <summary>Puts a part together again from its numbers, as they came over a wire.</summary>
    /// <param name="largestScore">The largest β z_μ; −∞ where there is no weight.</param>
    /// <param name="exponent">The whole number e; −∞ where there is no weight.</param>
    /// <param name="weightSum">2⁻ᵉ Σ exp(β z_μ), at least 0, finite.</param>
    /// <param name="weightedSum">2⁻ᵉ Σ exp(β z_μ) x_μ, shape [N], finite.</param>
    /// <exception cref="ArgumentException">A sum is not finite, the exponent is no whole number, or nothing has weight and yet a sum is not 0.</exception>
    public PartialAnswer(double largestScore, double exponent, double weightSum, ReadOnlySpan<double> weightedSum)
        : this(largestScore, exponent, weightSum, weightedSum.ToArray())
    {
        if (!(weightSum >= 0 && double.IsFinite(weightSum)))
            throw new ArgumentException($"Expected a finite sum of weights of at least 0, got {weightSum}.", nameof(weightSum));
        bool empty = weightSum == 0;
        if (empty ? !double.IsNegativeInfinity(exponent) : !(double.IsFinite(exponent) && Math.Floor(exponent) == exponent))
            throw new ArgumentException($"Expected a whole number, or −∞ where nothing has weight, got {exponent}.", nameof(exponent));
        if (empty ? !double.IsNegativeInfinity(largestScore) : !double.IsFinite(largestScore))
            throw new ArgumentException($"Expected a finite score, or −∞ where nothing has weight, got {largestScore}.", nameof(largestScore));
        Require.Any(weightedSum.Length, nameof(weightedSum));
        foreach (double entry in weightedSum)
        {
            if (!double.IsFinite(entry) || (empty && entry != 0))
                throw new ArgumentException($"Expected finite entries, and zeros where nothing has weight, got {entry}.", nameof(weightedSum));
        }
    }

    private PartialAnswer(double largestScore, double exponent, double weightSum, double[] weightedSum) =>
        (LargestScore, Exponent, WeightSum, _weightedSum) = (largestScore, exponent, weightSum, weightedSum);

    /// <summary>max_μ β z_μ; −∞ where the part has no pattern with a weight.</summary>
    public double LargestScore { get; }

    /// <summary>e, the whole number whose power of two the sums are divided by; −∞ where there is no weight.</summary>
    public double Exponent { get; }

    /// <summary>2⁻ᵉ Σ_μ exp(β z_μ).</summary>
    public double WeightSum { get; }

    /// <summary>2⁻ᵉ Σ_μ exp(β z_μ) x_μ, shape [N].</summary>
    public ReadOnlySpan<double> WeightedSum => _weightedSum;

    /// <summary>ln Σ_μ exp(β z_μ); divided by β it is lse(β, z), the attraction in the energy.</summary>
    public double LogSumExp => WeightSum == 0 ? double.NegativeInfinity : Math.Log(WeightSum) + (Exponent * Ln2);

    /// <summary>A part without patterns: merged with another it changes nothing.</summary>
    /// <param name="dimension">N ≥ 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">N &lt; 1.</exception>
    public static PartialAnswer Empty(int dimension)
    {
        Require.AtLeast(dimension, 1);
        return new PartialAnswer(double.NegativeInfinity, double.NegativeInfinity, 0, new double[dimension]);
    }

    /// <summary>What both parts know together. Cost: O(N).</summary>
    /// <param name="other">Another part's answer to the same query, at the same β and of the same N.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public PartialAnswer Merge(PartialAnswer other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Require.Length(other._weightedSum.Length, _weightedSum.Length, nameof(other));
        if (other.WeightSum == 0) return this;
        if (WeightSum == 0) return other;
        (PartialAnswer high, PartialAnswer low) = Exponent >= other.Exponent ? (this, other) : (other, this);
        int shift = (int)Math.Max(Lost, low.Exponent - high.Exponent);
        var sum = new double[_weightedSum.Length];
        for (int i = 0; i < sum.Length; i++) sum[i] = high._weightedSum[i] + Math.ScaleB(low._weightedSum[i], shift);
        return new PartialAnswer(
            Math.Max(LargestScore, other.LargestScore), high.Exponent, high.WeightSum + Math.ScaleB(low.WeightSum, shift), sum);
    }

    /// <summary>Σ_μ p_μ x_μ over the patterns of all merged parts, shape [N]; zeros where nothing has weight.</summary>
    public double[] Answer()
    {
        double sum = WeightSum;
        return sum == 0 ? new double[_weightedSum.Length] : Array.ConvertAll(_weightedSum, entry => entry / sum);
    }

    // A kernel's scores are in units of ln 2, and its sums relative to the largest: the step to the next whole number is at most a factor of two.
    internal static PartialAnswer From(ReadOnlySpan<double> part)
    {
        int width = part.Length - 2;
        double largest = part[width], weight = part[width + 1];
        if (weight == 0) return Empty(width);
        double exponent = Math.Ceiling(largest), factor = double.Exp2(largest - exponent);
        var sum = new double[width];
        for (int i = 0; i < width; i++) sum[i] = factor * part[i];
        return new PartialAnswer(largest * Ln2, exponent, factor * weight, sum);
    }
}
