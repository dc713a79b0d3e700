using System.Numerics;

namespace Hopfield;

/// <summary>How alike a pattern and a state are: the first step of similarity, separation, projection.</summary>
/// <remarks>Larger means more alike, so distances enter with a minus sign. Computed in double precision. Immutable and thread-safe.</remarks>
public abstract class Similarity
{
    /// <summary>x·ξ, the similarity of Hopfield networks and of attention.</summary>
    public static Similarity Dot { get; } = new DotSimilarity();

    /// <summary>x·ξ / (‖x‖‖ξ‖), and 0 where one of them is zero.</summary>
    public static Similarity Cosine { get; } = new CosineSimilarity();

    /// <summary>−½‖x − ξ‖². With softmax at β = 1/σ² it is the exact best guess of a denoiser that knows the patterns and noise of variance σ².</summary>
    public static Similarity Euclidean { get; } = new EuclideanSimilarity();

    /// <summary>−Σ_i |x_i − ξ_i|, which forgives single units that are far off.</summary>
    public static Similarity Manhattan { get; } = new ManhattanSimilarity();

    /// <summary>What figures and messages call it.</summary>
    public abstract string Name { get; }

    /// <summary>The similarity of a pattern and a state.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="pattern">x, shape [N].</param>
    /// <param name="state">ξ, shape [N].</param>
    public abstract double Between<T>(ReadOnlySpan<T> pattern, ReadOnlySpan<T> state)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private sealed class DotSimilarity : Similarity
    {
        public override string Name => "dot product";

        public override double Between<T>(ReadOnlySpan<T> pattern, ReadOnlySpan<T> state) => Kernels.Dot.Precise(pattern, state);
    }

    private sealed class CosineSimilarity : Similarity
    {
        public override string Name => "cosine";

        public override double Between<T>(ReadOnlySpan<T> pattern, ReadOnlySpan<T> state)
        {
            double x = Kernels.Norm.Of(pattern), y = Kernels.Norm.Of(state);
            if (x == 0 || y == 0) return 0;
            const double Small = 1e-280; // products of so small norms, and of their entries, lose their digits
            if (x * y > Small) return Kernels.Dot.Precise(pattern, state) / (x * y);
            double sum = 0;
            for (int i = 0; i < pattern.Length; i++) sum += double.CreateTruncating(pattern[i]) / x * (double.CreateTruncating(state[i]) / y);
            return sum;
        }
    }

    private sealed class EuclideanSimilarity : Similarity
    {
        public override string Name => "Euclidean";

        public override double Between<T>(ReadOnlySpan<T> pattern, ReadOnlySpan<T> state)
        {
            double distance = Kernels.Distance.Between(pattern, state);
            return -0.5 * distance * distance;
        }
    }

    private sealed class ManhattanSimilarity : Similarity
    {
        public override string Name => "Manhattan";

        public override double Between<T>(ReadOnlySpan<T> pattern, ReadOnlySpan<T> state)
        {
            double sum = 0;
            for (int i = 0; i < pattern.Length; i++) sum += Math.Abs(double.CreateTruncating(pattern[i]) - double.CreateTruncating(state[i]));
            return -sum;
        }
    }
}
