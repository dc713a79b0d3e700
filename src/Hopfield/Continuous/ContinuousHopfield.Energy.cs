using Hopfield.Kernels;
using MathNet.Numerics.Integration;

namespace Hopfield;

/// <summary>The four terms of the energy E(ξ) = −lse(β, Xξ) + ½ ξᵀξ + β⁻¹ ln P + ½ M².</summary>
/// <param name="Attraction">−lse(β, Xξ), the pull of the patterns: the only term that knows them one by one.</param>
/// <param name="Restraint">½ ξᵀξ, which keeps the state from running away along a pattern.</param>
/// <param name="Entropy">β⁻¹ ln P (β⁻¹ times the largest entropy for another separation); constant.</param>
/// <param name="Norm">½ M², half the largest squared norm of a pattern; constant.</param>
public readonly record struct EnergyTerms(double Attraction, double Restraint, double Entropy, double Norm)
{
    /// <summary>E(ξ), the sum of the four terms. The two constants make it non-negative.</summary>
    public double Total => Attraction + Restraint + Entropy + Norm;
}

// Energy and derivatives, all in double precision: they are for reading and for analysis, where a digit matters more than a microsecond.
public sealed partial class ContinuousHopfield<T>
{
    /// <summary>E(ξ) = −lse(β, Xξ) + ½ ξᵀξ + β⁻¹ ln P + ½ M². Cost: O(P·N).</summary>
    /// <param name="state">ξ, shape [N].</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    public double Energy(ReadOnlySpan<T> state) => Terms(state).Total;

    /// <summary>The four terms of the energy. Cost: O(P·N).</summary>
    /// <param name="state">ξ, shape [N].</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    public EnergyTerms Terms(ReadOnlySpan<T> state)
    {
        Require.Values(state, Dimension, nameof(state));
        var z = new double[PatternCount];
        using HeldPatterns<T> x = Patterns.Hold();
        Similarities.Precise(x.Values, state, z);
        double beta = double.CreateTruncating(Beta);
        return new EnergyTerms(
            Attraction: -Require.Number(Separation.Conjugate(z, beta, new double[PatternCount]), $"the conjugate of the separation '{Separation}'"),
            Restraint: 0.5 * Dot.Precise(state, state),
            Entropy: Require.Number(Separation.LargestEntropy(PatternCount), $"the largest entropy of the separation '{Separation}'") / beta,
            Norm: 0.5 * Patterns.MaxNorm * Patterns.MaxNorm);
    }

    /// <summary>∇E(ξ) = ξ − Xᵀp, shape [N]; zero at a fixed point. Cost: O(P·N).</summary>
    /// <param name="state">ξ, shape [N].</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    public double[] Gradient(ReadOnlySpan<T> state)
    {
        double[] p = PreciseAttention(state);
        var gradient = new double[Dimension];
        using HeldPatterns<T> x = Patterns.Hold();
        WeightedSum.Precise(x.Values, p, gradient);
        for (int i = 0; i < gradient.Length; i++) gradient[i] = double.CreateTruncating(state[i]) - gradient[i];
        return gradient;
    }

    /// <summary>
    /// The Jacobian of the update, ∂ξ′/∂ξ = β Xᵀ (diag p − p pᵀ) X, shape [N, N]: β times the covariance of the patterns under their
    /// weights. A fixed point is stable where its largest eigenvalue is below 1. Cost: O(P·N²).
    /// </summary>
    /// <remarks>Sparsemax and α-entmax have kinks where a pattern enters or leaves the support; there the answer is that of the support.</remarks>
    /// <param name="state">ξ, shape [N].</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    public double[,] Jacobian(ReadOnlySpan<T> state)
    {
        double[] p = PreciseAttention(state), q = new double[PatternCount], centre = new double[Dimension];
        Separation.Sensitivity(p, q);
        using HeldPatterns<T> x = Patterns.Hold();
        WeightedSum.Precise(x.Values, q, centre);
        double total = q.Sum();
        if (!(total > 0 && double.IsFinite(total)))
            throw new InvalidOperationException($"Expected sensitivities of a positive, finite sum from the separation '{Separation}', got {total}.");
        for (int i = 0; i < centre.Length; i++) centre[i] /= total;

        // Σ q (x − x̄)(x − x̄)ᵀ, written so that it is symmetric and never has a negative diagonal.
        var jacobian = new double[Dimension, Dimension];
        var offset = new double[Dimension];
        double beta = double.CreateTruncating(Beta);
        for (int mu = 0; mu < q.Length; mu++)
        {
            if (q[mu] == 0) continue;
            ReadOnlySpan<T> pattern = x[mu];
            for (int i = 0; i < offset.Length; i++) offset[i] = double.CreateTruncating(pattern[i]) - centre[i];
            for (int i = 0; i < offset.Length; i++)
            {
                double weight = beta * q[mu] * offset[i];
                for (int j = 0; j <= i; j++) jacobian[i, j] += weight * offset[j];
            }
        }
        for (int i = 0; i < Dimension; i++)
        {
            for (int j = 0; j < i; j++) jacobian[j, i] = jacobian[i, j];
        }
        return jacobian;
    }

    /// <summary>
    /// Jᵐ, the Jacobian averaged over the way from one state to another, shape [N, N]: the update moves their difference by exactly this matrix. Its norm
    /// is what theorem 4 of Ramsauer et al. (2021) bounds. Cost: 16 Jacobians, by Gauss and Legendre's rule.
    /// </summary>
    /// <param name="from">One state, shape [N].</param>
    /// <param name="to">The other, shape [N].</param>
    /// <exception cref="ArgumentException">A state is not of length N, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    public double[,] MeanJacobian(ReadOnlySpan<T> from, ReadOnlySpan<T> to)
    {
        Require.Values(from, Dimension, nameof(from));
        Require.Values(to, Dimension, nameof(to));
        var rule = new GaussLegendreRule(0, 1, 16);
        var mean = new double[Dimension, Dimension];
        var between = new T[Dimension];
        for (int k = 0; k < rule.Order; k++)
        {
            T share = T.CreateTruncating(rule.GetAbscissa(k));
            for (int i = 0; i < between.Length; i++) between[i] = from[i] + share * (to[i] - from[i]);
            double[,] jacobian = Jacobian(between);
            for (int i = 0; i < Dimension; i++)
            {
                for (int j = 0; j < Dimension; j++) mean[i, j] += rule.GetWeight(k) * jacobian[i, j];
            }
        }
        return mean;
    }

    /// <summary>The Hessian of the energy, ∇∇E(ξ) = 1 − ∂ξ′/∂ξ, shape [N, N]. Positive definite at a minimum. Cost: O(P·N²).</summary>
    /// <param name="state">ξ, shape [N].</param>
    /// <exception cref="ArgumentException">The state is not of length N, or an entry is not finite or beyond 10¹⁰ in magnitude.</exception>
    public double[,] Hessian(ReadOnlySpan<T> state)
    {
        double[,] hessian = Jacobian(state);
        for (int i = 0; i < Dimension; i++)
        {
            for (int j = 0; j < Dimension; j++) hessian[i, j] = (i == j ? 1 : 0) - hessian[i, j];
        }
        return hessian;
    }

    private double[] PreciseAttention(ReadOnlySpan<T> state)
    {
        Require.Values(state, Dimension, nameof(state));
        var weights = new double[PatternCount];
        using HeldPatterns<T> x = Patterns.Hold();
        Similarities.Precise(x.Values, state, weights);
        Separation.WeighFinitely(weights, double.CreateTruncating(Beta), weights);
        return weights;
    }
}
