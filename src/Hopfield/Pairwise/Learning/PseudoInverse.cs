using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Hopfield;

/// <summary>The projection rule: the weights project every state onto the space that the patterns span, so correlated patterns do not disturb each other.</summary>
/// <remarks>
/// <para>W = Xᵀ(X Xᵀ)⁺X with its diagonal set to zero. The field of unit i at a stored pattern is (1 − w_ii) x_i, w_ii being the projection's own
/// diagonal entry: every stored pattern is a fixed point as long as P &lt; N independent patterns leave all w_ii below 1.
/// The rule is neither local nor incremental.</para>
/// <para>Source: L. Personnaz, I. Guyon, G. Dreyfus, "Information storage and retrieval in spin-glass like neural networks", J. Physique Lettres 46, 1985;
/// without the diagonal: I. Kanter and H. Sompolinsky, Phys. Rev. A 35, 1987.</para>
/// </remarks>
public static class PseudoInverse
{
    // An eigenvalue of the Gram matrix below this share of the largest is rounding: the patterns are linearly dependent.
    private const double RankTolerance = 1e-10;

    /// <summary>Stores all patterns at once. Cost: O(P³ + P·N²).</summary>
    /// <param name="patterns">X, shape [P, N]; equal, opposite or otherwise dependent rows are allowed.</param>
    public static HopfieldNetwork From(BinaryPatterns patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        (int count, int n) = (patterns.PatternCount, patterns.Dimension);
        Matrix<double> x = Matrix<double>.Build.Dense(count, n, (mu, i) => patterns[mu, i]);
        Evd<double> gram = x.TransposeAndMultiply(x).Evd(Symmetricity.Symmetric);
        double largest = gram.EigenValues.Max(value => value.Real);
        int[] kept = [.. Enumerable.Range(0, count).Where(k => gram.EigenValues[k].Real > RankTolerance * largest)];
        // Orthonormal directions of the patterns' span, one a row: u_kᵀX/√λ_k.
        Matrix<double> span = Matrix<double>.Build.DenseOfRows(kept.Select(k =>
            gram.EigenVectors.Column(k).Divide(Math.Sqrt(gram.EigenValues[k].Real)) * x));
        double[,] weights = span.TransposeThisAndMultiply(span).ToArray();
        for (int i = 0; i < n; i++) weights[i, i] = 0;
        return new HopfieldNetwork(weights);
    }
}
