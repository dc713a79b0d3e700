using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Hopfield;

/// <summary>The projection rule: the weights project every state onto the space that the patterns span, so correlated patterns do not disturb each other.</summary>
/// <remarks>
/// <para>W = Xᵀ(X Xᵀ)⁺X with its diagonal set to zero. The field of unit i at a stored pattern is (1 − w_ii) x_i, w_ii being the projection's own
/// diagonal entry: every stored pattern is a fixed point, however alike the patterns are. The rule is neither local nor incremental.</para>
/// <para>What it cannot hold: a unit with w_ii = 1 is a coordinate of its own in that space, no other unit says anything about it, and its weights
/// are all zero. Under <see cref="TieRule.Keep"/> it keeps whatever value it has, also a wrong one. Near P = N most units are of this kind; with N
/// linearly independent patterns all are, and every state is at rest.</para>
/// <para>Source: L. Personnaz, I. Guyon, G. Dreyfus, "Information storage and retrieval in spin-glass like neural networks", J. Physique Lettres 46, 1985;
/// without the diagonal: I. Kanter and H. Sompolinsky, Phys. Rev. A 35, 1987.</para>
/// </remarks>
public static class PseudoInverse
{
    // What remains of a pattern outside the span of those before it, as a share of its length √N: below this it is rounding, which leaves about
    // 10⁻¹⁵ behind, and the pattern depends linearly on the others.
    private const double DependenceTolerance = 1e-11;

    /// <summary>Stores all patterns at once. Cost: O(N·(P + N)·rank), where the rank is at most the smaller of P and N.</summary>
    /// <param name="patterns">X, shape [P, N]; equal, opposite or otherwise dependent rows are allowed.</param>
    public static HopfieldNetwork From(BinaryPatterns patterns) => From(patterns, null);

    /// <summary>Stores all patterns at once, telling how far it is.</summary>
    /// <param name="patterns">X, shape [P, N]; equal, opposite or otherwise dependent rows are allowed.</param>
    /// <param name="progress">Receives the share of patterns that are done, from 0 to 1.</param>
    /// <param name="cancellationToken">Stops between two patterns.</param>
    /// <exception cref="OperationCanceledException">The token asked to stop.</exception>
    public static HopfieldNetwork From(BinaryPatterns patterns, IProgress<double>? progress, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        Require.Room(patterns.Dimension, patterns.Dimension, "weights", nameof(patterns));
        double[,] weights = Projection(Span(patterns, progress, cancellationToken), patterns.Dimension);
        RemoveRounding(weights, patterns, cancellationToken);
        for (int i = 0; i < patterns.Dimension; i++) weights[i, i] = 0;
        return new HopfieldNetwork(weights);
    }

    // Orthonormal directions of the patterns' span, by Gram and Schmidt; each direction is made orthogonal twice, which leaves rounding only.
    private static List<double[]> Span(BinaryPatterns patterns, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var directions = new List<double[]>();
        for (int mu = 0; mu < patterns.PatternCount; mu++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report((double)mu / patterns.PatternCount);
            if (directions.Count == patterns.Dimension) break; // the directions span everything
            double[] rest = Array.ConvertAll(patterns.Pattern(mu), unit => (double)unit);
            for (int pass = 0; pass < 2; pass++)
            {
                foreach (double[] direction in directions) AddMultiple(direction, -Dot(direction, rest), rest);
            }
            double length = Math.Sqrt(Dot(rest, rest));
            if (length > DependenceTolerance * Math.Sqrt(patterns.Dimension))
            {
                TensorPrimitives.Divide(rest, length, rest);
                directions.Add(rest);
            }
        }
        progress?.Report(1);
        return directions;
    }

    private static double[,] Projection(List<double[]> directions, int n)
    {
        var weights = new double[n, n];
        foreach (double[] u in directions)
        {
            for (int i = 0; i < n; i++)
            {
                AddMultiple(u, u[i], MemoryMarshal.CreateSpan(ref weights[i, 0], n));
            }
        }
        return weights;
    }

    // A projection returns every pattern as it is. By how much this one misses is the rounding of a field, and it decides what is zero: a
    // unit whose field at its patterns, 1 − w_ii, does not rise above it has no field at all. Its true weights are zero, since a projection
    // obeys Σ_j≠i w_ij² = w_ii (1 − w_ii).
    private static void RemoveRounding(double[,] weights, BinaryPatterns patterns, CancellationToken cancellationToken)
    {
        int n = patterns.Dimension;
        double rounding = 0;
        for (int mu = 0; mu < patterns.PatternCount; mu++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double[] x = Array.ConvertAll(patterns.Pattern(mu), unit => (double)unit);
            for (int i = 0; i < n; i++)
            {
                rounding = Math.Max(rounding, Math.Abs(Dot(MemoryMarshal.CreateReadOnlySpan(ref weights[i, 0], n), x) - x[i]));
            }
        }
        // The sum of N terms in another order may round as much again.
        rounding = 2 * rounding + n * Math.ScaleB(1, -52);
        for (int i = 0; i < n; i++)
        {
            bool free = 1 - weights[i, i] <= rounding;
            for (int j = 0; j < n; j++)
            {
                if (j != i && (free || Math.Abs(weights[i, j]) <= rounding / n)) (weights[i, j], weights[j, i]) = (0, 0);
            }
        }
    }

    // Sums in one order and without fused operations: the same digits on every processor, which wider registers would not give.
    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static void AddMultiple(ReadOnlySpan<double> direction, double factor, Span<double> to)
    {
        for (int i = 0; i < to.Length; i++) to[i] += factor * direction[i];
    }
}
