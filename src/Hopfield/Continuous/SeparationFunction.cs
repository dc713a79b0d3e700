using System.Buffers;
using System.Numerics;

namespace Hopfield;

/// <summary>How similarities z become weights p: the step between "how alike is the state to each pattern" and "which patterns answer".</summary>
/// <remarks>
/// <para>Every memory of this library is similarity, then separation, then projection: z = Xξ, p = sep(β z), ξ′ = Xᵀp. Only this map
/// differs between a linear memory, a polynomial one, softmax attention and the nearest neighbour. Millidge et al. (2022) call it the
/// separation function; Krotov and Hopfield's F in E = −Σ F(x_μ·ξ) is a <see cref="InteractionFunction"/> here, and its derivative plays
/// the part of this map.</para>
/// <para>A similarity of −∞ means "absent" and gets the weight 0. Instances are immutable and thread-safe.</para>
/// </remarks>
public abstract partial class SeparationFunction
{
    /// <summary>p = softmax(β z): every pattern answers, the nearest loudest. The separation of attention and of the lse energy.</summary>
    public static FenchelYoungSeparation Softmax { get; } = new SoftmaxSeparation();

    /// <summary>The point of the simplex nearest to β z: patterns that are too far get the weight 0 exactly (Martins and Astudillo 2016).</summary>
    public static FenchelYoungSeparation Sparsemax { get; } = new EntmaxSeparation(2);

    /// <summary>p = β z without any normalisation: a linear memory, as the bidirectional memory and linear attention are.</summary>
    public static SeparationFunction Identity { get; } = new IdentitySeparation();

    /// <summary>All weight on the largest similarity, shared equally where several are largest: the nearest neighbour. β has no effect.</summary>
    public static SeparationFunction Maximum { get; } = new MaximumSeparation();

    /// <summary>α-entmax, between softmax (α = 1) and sparsemax (α = 2) (Peters, Niculae and Martins 2019).</summary>
    /// <param name="alpha">α, 1 ≤ α ≤ 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">α lies outside [1, 2].</exception>
    public static FenchelYoungSeparation Entmax(double alpha) => alpha switch
    {
        1 => Softmax,
        2 => Sparsemax,
        > 1 and < 2 => new EntmaxSeparation(alpha),
        _ => throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "Expected 1 ≤ α ≤ 2."),
    };

    /// <summary>p_μ = z_μⁿ / Σ_ν |z_ν|ⁿ, the weights that a polynomial memory of degree n + 1 gives. β cancels.</summary>
    /// <param name="exponent">n ≥ 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">n &lt; 1.</exception>
    public static SeparationFunction Power(int exponent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(exponent, 1);
        return new PowerSeparation(exponent);
    }

    /// <summary>A separation of your own.</summary>
    /// <param name="name">What figures and messages call it.</param>
    /// <param name="map">
    /// Writes the weights; it sees only similarities that are present (no −∞). Weights that are not finite or beyond 10³⁰ in magnitude
    /// are met with an <see cref="InvalidOperationException"/>.
    /// </param>
    public static SeparationFunction Custom(string name, SeparationMap map)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(map);
        return new CustomSeparation(name, map);
    }

    /// <summary>What figures and messages call it.</summary>
    public abstract string Name { get; }

    /// <summary>Writes the weights p = sep(β z).</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="z">Similarities, shape [P], P ≥ 1; −∞ means absent. May be the same memory as <paramref name="weights"/>.</param>
    /// <param name="beta">Inverse temperature β &gt; 0, finite.</param>
    /// <param name="weights">Receives p, shape [P].</param>
    /// <exception cref="ArgumentException">z is empty, or the lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">β is not positive and finite.</exception>
    /// <exception cref="NotSupportedException">T is neither <see cref="float"/> nor <see cref="double"/>.</exception>
    public abstract void Weigh<T>(ReadOnlySpan<T> z, T beta, Span<T> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>Writes the weights, or throws where one is not finite: a class of the caller's own may write anything, and no update can go on from NaN.</summary>
    internal void WeighFinitely<T>(ReadOnlySpan<T> z, T beta, Span<T> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Weigh(z, beta, weights);
        foreach (T weight in weights)
        {
            if (!T.IsFinite(weight)) throw new InvalidOperationException($"Expected finite weights from the separation '{Name}', got {weight}.");
        }
    }

    private static void RequireFit<T>(ReadOnlySpan<T> z, T beta, Span<T> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require.Temperature(beta, nameof(beta));
        Require.Any(z.Length, nameof(z));
        Require.Length(weights.Length, z.Length, nameof(weights));
    }

    private sealed class IdentitySeparation : SeparationFunction
    {
        public const string Kind = "identity";

        public override string Name => Kind;

        internal override (string, double)? Saved => (Kind, 0);

        public override void Weigh<T>(ReadOnlySpan<T> z, T beta, Span<T> weights)
        {
            RequireFit(z, beta, weights);
            for (int mu = 0; mu < z.Length; mu++) weights[mu] = T.IsNegativeInfinity(z[mu]) ? T.Zero : beta * z[mu];
        }
    }

    private sealed class MaximumSeparation : SeparationFunction
    {
        public const string Kind = "maximum";

        public override string Name => Kind;

        internal override (string, double)? Saved => (Kind, 0);

        public override void Weigh<T>(ReadOnlySpan<T> z, T beta, Span<T> weights)
        {
            RequireFit(z, beta, weights);
            T largest = Kernels.Largest.Of(z);
            int count = T.IsNegativeInfinity(largest) ? 0 : z.Count(largest);
            for (int mu = 0; mu < z.Length; mu++) weights[mu] = count > 0 && z[mu] == largest ? T.One / T.CreateTruncating(count) : T.Zero;
        }
    }

    private sealed class PowerSeparation(int exponent) : SeparationFunction
    {
        public const string Kind = "power";

        public override string Name => $"power {exponent}";

        internal override (string, double)? Saved => (Kind, exponent);

        public override void Weigh<T>(ReadOnlySpan<T> z, T beta, Span<T> weights)
        {
            RequireFit(z, beta, weights);
            T scale = T.Zero;
            double sum = 0;
            foreach (T similarity in z)
            {
                if (!T.IsNegativeInfinity(similarity)) scale = T.Max(scale, T.Abs(similarity));
            }
            for (int mu = 0; mu < z.Length; mu++)
            {
                // In units of the largest similarity no power can overflow.
                weights[mu] = scale == T.Zero || T.IsNegativeInfinity(z[mu]) ? T.Zero : T.Pow(z[mu] / scale, T.CreateTruncating(exponent));
                sum += double.CreateTruncating(T.Abs(weights[mu]));
            }
            if (sum == 0) return;
            for (int mu = 0; mu < z.Length; mu++) weights[mu] = T.CreateTruncating(double.CreateTruncating(weights[mu]) / sum);
        }
    }

    private sealed class CustomSeparation(string name, SeparationMap map) : SeparationFunction
    {
        private const double MaxWeight = 1e30; // far from overflow in single precision

        public override string Name => name;

        public override void Weigh<T>(ReadOnlySpan<T> z, T beta, Span<T> weights)
        {
            RequireFit(z, beta, weights);
            double[] similarities = ArrayPool<double>.Shared.Rent(z.Length), answers = ArrayPool<double>.Shared.Rent(z.Length);
            int present = 0;
            foreach (T similarity in z)
            {
                if (!T.IsNegativeInfinity(similarity)) similarities[present++] = double.CreateTruncating(similarity);
            }
            Span<double> own = answers.AsSpan(0, present);
            own.Clear();
            if (present > 0) map(similarities.AsSpan(0, present), double.CreateTruncating(beta), own);
            int next = 0;
            for (int mu = 0; mu < z.Length; mu++)
            {
                double weight = T.IsNegativeInfinity(z[mu]) ? 0 : own[next++];
                if (!(Math.Abs(weight) <= MaxWeight))
                    throw new InvalidOperationException($"Expected weights of magnitude at most 1e30 from the separation '{name}', got {weight}.");
                weights[mu] = T.CreateTruncating(weight);
            }
            ArrayPool<double>.Shared.Return(similarities);
            ArrayPool<double>.Shared.Return(answers);
        }
    }
}

/// <summary>A separation that a user writes: weights p from similarities z at inverse temperature β.</summary>
/// <param name="z">Similarities, shape [P], finite.</param>
/// <param name="beta">Inverse temperature β &gt; 0.</param>
/// <param name="weights">Receives the weights, shape [P], at most 10³⁰ in magnitude; zero at the call.</param>
public delegate void SeparationMap(ReadOnlySpan<double> z, double beta, Span<double> weights);
