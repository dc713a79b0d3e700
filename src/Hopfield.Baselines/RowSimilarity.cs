using System.Numerics.Tensors;

namespace Hopfield.Baselines;

/// <summary>How a support vector machine compares two rows: k(x, y), symmetric and positive semidefinite.</summary>
/// <remarks>Known as its kernel; the word has another meaning in this course.</remarks>
public abstract class RowSimilarity
{
    private protected RowSimilarity()
    {
    }

    /// <summary>k(x, y) = x · y: classes are parted by a plane.</summary>
    public static RowSimilarity Linear { get; } = new DotProduct();

    /// <summary>k(x, y) = exp(−γ‖x − y‖²), the radial basis function: each row speaks for its own neighbourhood.</summary>
    /// <param name="gamma">γ, positive and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">γ is not positive and finite.</exception>
    public static RowSimilarity Gaussian(double gamma) =>
        gamma > 0 && double.IsFinite(gamma) ? new RadialBasis(gamma)
            : throw new ArgumentOutOfRangeException(nameof(gamma), gamma, "Expected γ above 0 and finite.");

    internal abstract double Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y);

    private sealed class DotProduct : RowSimilarity
    {
        internal override double Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => TensorPrimitives.Dot(x, y);
    }

    private sealed class RadialBasis(double gamma) : RowSimilarity
    {
        internal override double Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
        {
            double distance = TensorPrimitives.Distance(x, y);
            return Math.Exp(-gamma * distance * distance);
        }
    }
}
