namespace Hopfield;

/// <summary>A separation that comes from an entropy, and therefore gives the memory an energy.</summary>
/// <remarks>
/// <para>The weights solve p = argmax over the simplex of p·θ + H(p), θ = β z, with a concave entropy H. The largest value
/// H*(θ) = max p·θ + H(p) is convex and its gradient is p, so E(ξ) = −β⁻¹ H*(β Xξ) + ½ ξᵀξ has the gradient ξ − Xᵀp: the update
/// ξ ← Xᵀp is the concave–convex step on E, and E falls by at least ½‖ξ′ − ξ‖². With Shannon's entropy this is the lse energy of
/// Ramsauer et al. (2021); the general form is the Fenchel–Young energy of Santos et al. (2024).</para>
/// <para>To write your own, derive from this class; the models then know its energy, gradient and Jacobian.</para>
/// </remarks>
public abstract class FenchelYoungSeparation : SeparationFunction
{
    /// <summary>Writes the weights p and returns β⁻¹ H*(β z) = p·z + β⁻¹ H(p), which is lse(β, z) for softmax.</summary>
    /// <param name="z">Similarities, shape [P], P ≥ 1, finite.</param>
    /// <param name="beta">Inverse temperature β &gt; 0, finite.</param>
    /// <param name="weights">Receives p, shape [P].</param>
    public abstract double Conjugate(ReadOnlySpan<double> z, double beta, Span<double> weights);

    /// <summary>H of P equal weights, the largest entropy there is: ln P for softmax.</summary>
    /// <param name="count">P ≥ 1.</param>
    public abstract double LargestEntropy(int count);

    /// <summary>
    /// Writes q such that the weights change with the similarities as ∂p/∂z = β (diag q − q qᵀ / Σq): q = p for softmax, 1 on the
    /// support for sparsemax.
    /// </summary>
    /// <param name="weights">p, shape [P].</param>
    /// <param name="sensitivities">Receives q, shape [P], q ≥ 0.</param>
    public abstract void Sensitivity(ReadOnlySpan<double> weights, Span<double> sensitivities);
}

/// <summary>Softmax: Shannon's entropy H(p) = −Σ p ln p.</summary>
internal sealed class SoftmaxSeparation : FenchelYoungSeparation
{
    public const string Kind = "softmax";

    public override string Name => Kind;

    internal override (string, double)? Saved => (Kind, 1);

    public override void Weigh<T>(ReadOnlySpan<T> z, T beta, Span<T> weights) => Kernels.Softmax.Apply(z, beta, weights);

    public override double Conjugate(ReadOnlySpan<double> z, double beta, Span<double> weights) => Kernels.Softmax.Apply(z, beta, weights);

    public override double LargestEntropy(int count) => Math.Log(count);

    public override void Sensitivity(ReadOnlySpan<double> weights, Span<double> sensitivities) => weights.CopyTo(sensitivities);
}

/// <summary>α-entmax, 1 &lt; α ≤ 2: Tsallis' entropy H(p) = (1 − Σ p^α) / (α (α − 1)); sparsemax is α = 2.</summary>
internal sealed class EntmaxSeparation(double alpha) : FenchelYoungSeparation
{
    public const string Kind = "entmax";

    public override string Name => alpha == 2 ? "sparsemax" : $"{alpha}-entmax";

    internal override (string, double)? Saved => (Kind, alpha);

    public override void Weigh<T>(ReadOnlySpan<T> z, T beta, Span<T> weights) => Kernels.Entmax.Apply(z, beta, alpha, weights);

    public override double Conjugate(ReadOnlySpan<double> z, double beta, Span<double> weights)
    {
        Kernels.Entmax.Apply(z, beta, alpha, weights);
        double largest = Kernels.Largest.Of(z), mean = 0, entropy = 0;
        for (int mu = 0; mu < z.Length; mu++)
        {
            if (weights[mu] == 0) continue;
            mean += weights[mu] * (z[mu] - largest);
            entropy += weights[mu] * Deficit(weights[mu]);
        }
        return largest + mean + entropy / beta;
    }

    public override double LargestEntropy(int count) => Deficit(1.0 / count);

    // q = p^(2 − α) on the support: the derivative of p = (θ (α − 1) − τ)^(1/(α − 1)) by θ at fixed τ.
    public override void Sensitivity(ReadOnlySpan<double> weights, Span<double> sensitivities)
    {
        for (int mu = 0; mu < weights.Length; mu++) sensitivities[mu] = weights[mu] > 0 ? Math.Pow(weights[mu], 2 - alpha) : 0;
    }

    // (1 − w^(α − 1)) / (α (α − 1)), so that H = Σ w · Deficit(w); exp(x) − 1 at once keeps the digits of a power close to 1.
    private double Deficit(double weight) => -Kernels.Exp.MinusOne((alpha - 1) * Math.Log(weight)) / (alpha * (alpha - 1));
}
